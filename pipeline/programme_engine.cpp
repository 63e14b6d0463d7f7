// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_engine.h"

#include "pipeline/card_painter.h"
#include "pipeline/encoder_bank.h"
#include "pipeline/encoder_choice.h"
#include "pipeline/encoder_elements.h"
#include "pipeline/frame_composer.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/input_reaper.h"
#include "pipeline/input_supervisor.h"
#include "pipeline/overload_watch.h"
#include "pipeline/peer_call.h"
#include "pipeline/programme_clock.h"
#include "pipeline/programme_desk.h"
#include "pipeline/return_feed.h"
#include "pipeline/screens.h"
#include "pipeline/sender_offer.h"
#include "pipeline/studio_pictures.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

/// Blocks of sound between two reports to the studio.
constexpr std::int64_t kMeterEvery = 10;

InputId speakerOf(const seminar::InputSpec& spec) {
    return spec.kind == seminar::InputKind::Panelist ? spec.id : spec.owner;
}

}  // namespace

struct ProgrammeEngine::Impl {
    struct Place {
        std::shared_ptr<SourceChannel> channel;
        std::unique_ptr<InputSupervisor> supervisor;
        std::shared_ptr<PeerCall> call{};  ///< panelist, share: the newest connection
        bool there = false;                ///< nothing is wrong with it
        std::string cardName;
        Size cardSize;
    };

    Impl(seminar::ProgrammeSpec spec, Executor& executor, IceOptions iceOptions, std::vector<std::string> encoders)
        : control(executor),
          ice(std::move(iceOptions)),
          clock(gst_system_clock_obtain()),
          base(std::chrono::nanoseconds(gst_clock_get_time(clock.get()))),
          epoch(std::chrono::system_clock::now()),
          timing{clock.get(), static_cast<GstClockTime>(base.count()), spec.canvas, spec.frameRate},
          desk(spec.canvas, spec.frameRate),
          cards(spec.canvas),
          bank(spec, std::move(encoders), executor, reaper, bankEvents()),
          pictures(desk, spec.canvas),
          feed(std::make_shared<ReturnFeed>(spec.canvas, spec.frameRate)) {}
    ~Impl() { stop(); }

    EncoderBank::Events bankEvents();
    void start(seminar::ProgrammeEvents& to);
    void stop();
    void tickFrame(std::int64_t number);
    void tickBlock(std::int64_t tick);
    void statusChanged(const seminar::InputStatus& status);
    void paintCard(Place& place, const std::string& name, Size size);
    void publishChannels();
    /// \return the function called on the control thread, whoever calls
    DescriptionReply::Taken onControl(std::function<void(Result<std::string>)> taken);
    /// \return nullptr: no such input, or one of another kind
    [[nodiscard]] Place* find(const InputId& id, seminar::InputKind kind);
    /// The input that a panelist brings. \return nullptr: no such one
    [[nodiscard]] Place* inputOf(const seminar::PeerId& peer);
    void endShareOf(const InputId& panelist);
    /// \return the peer's newest connection. \error NotFound, WrongState
    [[nodiscard]] Result<PeerCall*> callOf(const seminar::PeerId& peer);

    Executor& control;
    const IceOptions ice;
    ClockPtr clock;
    const std::chrono::nanoseconds base;
    const WallTime epoch;
    const ProgrammeTiming timing;
    seminar::ProgrammeEvents* events = nullptr;

    InputReaper reaper;
    ProgrammeDesk desk;
    CardPainter cards;
    std::map<InputId, Place> places;
    Screens screens{reaper};
    std::map<InputId, seminar::SourceSettings> settings;
    EncoderBank bank;
    StudioPictures pictures;
    const std::shared_ptr<ReturnFeed> feed;
    FrameCounters counters;
    OverloadWatch overloadWatch;  ///< tick thread
    std::int64_t lastFrame = -1;  ///< tick thread
    std::unique_ptr<FrameComposer> composer;
    std::unique_ptr<ProgrammeClock> ticker;
    Lifetime lifetime;
};

EncoderBank::Events ProgrammeEngine::Impl::bankEvents() {
    return {[this](const Text& what) {
                if (events != nullptr) {
                    events->encoderReplaced(what);
                }
            },
            [this](const Error& error) {
                if (events != nullptr) {
                    events->programmeFailed(error);
                }
            },
            [this] {
                desk.restartLoudness();
            }};
}

void ProgrammeEngine::Impl::start(seminar::ProgrammeEvents& to) {
    events = &to;
    cards.prepare();
    composer = std::make_unique<FrameComposer>(timing.canvas, base, counters,
                                               [this](const FramePlan& plan, const PicturePtr& picture) {
                                                   counters.leftOut += bank.video(plan, picture) ? 0 : 1;
                                                   pictures.setProgramme(picture);
                                                   feed->picture(picture, plan.pts);
                                               });
    ticker =
        std::make_unique<ProgrammeClock>(base, timing.frameRate,
                                         ProgrammeClock::Handlers{[this](std::int64_t number) { tickFrame(number); },
                                                                  [this](std::int64_t tick) {
                                                                      tickBlock(tick);
                                                                  }});
    for (const auto& [id, place] : places) {
        events->inputChanged(place.supervisor->status());
    }
}

/// Against the flow of the media: first nobody pushes any more, then the inputs end.
void ProgrammeEngine::Impl::stop() {
    events = nullptr;
    ticker.reset();
    composer.reset();
    screens.clear();
    places.clear();
}

void ProgrammeEngine::Impl::tickFrame(std::int64_t number) {
    if (lastFrame >= 0) {
        counters.skipped += static_cast<std::uint64_t>(number - lastFrame - 1);
    }
    lastFrame = number;
    composer->plan(desk.frame(number));
}

void ProgrammeEngine::Impl::tickBlock(std::int64_t tick) {
    bank.audio(desk.block(tick));
    if (feed->hasListeners()) {
        feed->sound(desk.minus(tick));
    }
    if (tick % kMeterEvery != 0) {
        return;
    }
    const auto overload = overloadWatch.look(counters.frames, counters.skipped + counters.shed + counters.leftOut);
    control.post(lifetime.bind([this, meters = desk.takeMeters(), overload] {
        if (events != nullptr) {
            events->metered(meters);
            if (overload) {
                events->overloaded(*overload);
            }
        }
    }));
}

void ProgrammeEngine::Impl::statusChanged(const seminar::InputStatus& status) {
    const auto found = places.find(status.id);
    if (found == places.end()) {
        return;
    }
    const bool wasThere = std::exchange(found->second.there, !status.problem);
    if (wasThere && status.problem) {
        endShareOf(status.id);
    }
    found->second.channel->setState(status.state);
    paintCard(found->second, found->second.cardName, status.size);
    if (events != nullptr) {
        events->inputChanged(status);
    }
}

void ProgrammeEngine::Impl::paintCard(Place& place, const std::string& name, Size size) {
    const Size wanted = size.empty() ? timing.canvas : size;
    if (place.cardName != name || place.cardSize != wanted) {
        place.cardName = name;
        place.cardSize = wanted;
        cards.paintName(name, wanted, place.channel);
    }
}

void ProgrammeEngine::Impl::publishChannels() {
    auto channels = std::make_shared<Channels>();
    for (const auto& [id, place] : places) {
        (*channels)[id] = place.channel;
    }
    desk.setChannels(std::move(channels));
}

DescriptionReply::Taken ProgrammeEngine::Impl::onControl(std::function<void(Result<std::string>)> taken) {
    return [&loop = control, back = lifetime.bind(std::move(taken))](const Result<std::string>& description) {
        loop.post([back, description]() mutable { back(description); });
    };
}

ProgrammeEngine::Impl::Place* ProgrammeEngine::Impl::find(const InputId& id, seminar::InputKind kind) {
    const auto found = places.find(id);
    const bool is = found != places.end() && found->second.supervisor->spec().kind == kind;
    return is ? &found->second : nullptr;
}

ProgrammeEngine::Impl::Place* ProgrammeEngine::Impl::inputOf(const seminar::PeerId& peer) {
    const bool share = peer.kind == seminar::PeerId::Kind::Share;
    return find(InputId(peer.id), share ? seminar::InputKind::Share : seminar::InputKind::Panelist);
}

/// A screen that stands still looks like one whose sender is gone.
void ProgrammeEngine::Impl::endShareOf(const InputId& panelist) {
    for (auto& [id, place] : places) {
        if (place.supervisor->spec().owner == panelist) {
            place.call = nullptr;
            place.supervisor->senderLeft();
        }
    }
}

Result<PeerCall*> ProgrammeEngine::Impl::callOf(const seminar::PeerId& peer) {
    const bool isScreen = peer.kind == seminar::PeerId::Kind::Screen;
    const Place* place = isScreen ? nullptr : inputOf(peer);
    if (!isScreen && place == nullptr) {
        return fail(PeerCall::noSuchPanelist());
    }
    PeerCall* call = isScreen ? screens.find(peer) : place->call.get();
    return call != nullptr ? Result<PeerCall*>(call) : fail(PeerCall::nothingOffered());
}

Result<std::unique_ptr<ProgrammeEngine>> ProgrammeEngine::create(seminar::ProgrammeSpec spec, Executor& control,
                                                                 IceOptions ice, std::vector<std::string> encoders) {
    gstInit();
    if (auto there = requireEncoderElements(); !there) {
        return fail(there.error());
    }
    if (encoders.empty()) {
        encoders = workingEncoders();
    }
    auto impl = std::make_unique<Impl>(std::move(spec), control, std::move(ice), std::move(encoders));
    return std::unique_ptr<ProgrammeEngine>(new ProgrammeEngine(std::move(impl)));
}

ProgrammeEngine::ProgrammeEngine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProgrammeEngine::~ProgrammeEngine() = default;

void ProgrammeEngine::start(seminar::ProgrammeEvents& events) {
    impl_->start(events);
}

void ProgrammeEngine::stop() {
    impl_->stop();
}

void ProgrammeEngine::addInput(const seminar::InputSpec& spec) {
    Impl::Place& place = impl_->places[spec.id];
    place.channel = std::make_shared<SourceChannel>(speakerOf(spec));
    place.channel->sound()->apply(impl_->settings[spec.id]);
    place.channel->setOnStage(spec.onStage);
    impl_->paintCard(place, spec.name, {});
    place.supervisor = std::make_unique<InputSupervisor>(
        spec, *place.channel, impl_->timing, impl_->control, impl_->reaper,
        [impl = impl_.get()](const seminar::InputStatus& status) { impl->statusChanged(status); });
    impl_->publishChannels();
}

void ProgrammeEngine::updateInput(const seminar::InputSpec& spec) {
    const auto found = impl_->places.find(spec.id);
    if (found != impl_->places.end()) {
        impl_->paintCard(found->second, spec.name, found->second.cardSize);
        found->second.channel->setOnStage(spec.onStage);
        found->second.supervisor->update(spec);
    }
}

void ProgrammeEngine::removeInput(const InputId& id) {
    const auto found = impl_->places.find(id);
    if (found == impl_->places.end()) {
        return;
    }
    found->second.supervisor.reset();  // the channel is its sink and goes after it
    impl_->places.erase(found);
    impl_->settings.erase(id);
    impl_->publishChannels();
    if (impl_->events != nullptr) {
        impl_->events->inputRemoved(id);
    }
}

void ProgrammeEngine::restartInput(const InputId& id) {
    const auto found = impl_->places.find(id);
    if (found != impl_->places.end()) {
        found->second.supervisor->restart();
    }
}

void ProgrammeEngine::takeSender(const InputId& id, const std::string& offer,
                                 std::function<void(Result<std::string>)> answered) {
    Impl::Place* place = impl_->find(id, seminar::InputKind::Whip);
    if (place == nullptr) {
        answered(fail(ErrorCode::NotFound, Text{"この入力はありません。", "There is no such input."}));
        return;
    }
    auto description = readDescription(offer);
    if (!description) {
        answered(fail(description.error()));
        return;
    }
    place->supervisor->take(
        std::make_shared<SenderOffer>(std::move(*description), impl_->ice, impl_->onControl(std::move(answered))));
}

void ProgrammeEngine::dropSender(const InputId& id) {
    if (Impl::Place* place = impl_->find(id, seminar::InputKind::Whip)) {
        place->supervisor->senderLeft();
    }
}

void ProgrammeEngine::callPeer(const seminar::PeerId& peer, std::function<void(Result<std::string>)> offered) {
    const bool isScreen = peer.kind == seminar::PeerId::Kind::Screen;
    Impl::Place* place = isScreen ? nullptr : impl_->inputOf(peer);
    if (!isScreen && place == nullptr) {
        offered(fail(PeerCall::noSuchPanelist()));
        return;
    }
    auto call = std::make_shared<PeerCall>(peer, impl_->ice, impl_->feed, impl_->onControl(std::move(offered)));
    if (isScreen) {
        impl_->screens.take(std::move(call), impl_->timing);
        return;
    }
    place->call = call;
    place->supervisor->take(std::move(call));
}

Status ProgrammeEngine::peerAnswers(const seminar::PeerId& peer, const std::string& answer) {
    const auto call = impl_->callOf(peer);
    return call ? (*call)->answer(answer) : Status(fail(call.error()));
}

Status ProgrammeEngine::peerCandidate(const seminar::PeerId& peer, unsigned mline, const std::string& candidate) {
    const auto call = impl_->callOf(peer);
    return call ? (*call)->candidate(mline, candidate) : Status(fail(call.error()));
}

void ProgrammeEngine::dropPeer(const seminar::PeerId& peer) {
    if (peer.kind == seminar::PeerId::Kind::Screen) {
        impl_->screens.drop(peer);
    } else if (Impl::Place* place = impl_->inputOf(peer)) {
        place->call = nullptr;
        place->supervisor->senderLeft();
    }
}

void ProgrammeEngine::showProgramme(const seminar::Scene& scene, const seminar::Transition& transition) {
    impl_->desk.take(scene, transition);
}

void ProgrammeEngine::showPreview(const seminar::Scene& scene) {
    impl_->desk.preview(scene);
}

void ProgrammeEngine::showSlate(const std::optional<seminar::Slate>& slate) {
    if (slate) {
        const auto ready = [desk = &impl_->desk](PicturePtr card) {
            desk->setSlateCard(std::move(card));
        };
        impl_->desk.setSlateCard(impl_->cards.slate(*slate, ready));
    }
    impl_->desk.slate(slate.has_value());
}

void ProgrammeEngine::setSource(const InputId& id, const seminar::SourceSettings& settings) {
    impl_->settings[id] = settings;
    const auto found = impl_->places.find(id);
    if (found != impl_->places.end()) {
        found->second.channel->sound()->apply(settings);
    }
}

void ProgrammeEngine::startEncoding(std::shared_ptr<seminar::PacketSink> sink) {
    impl_->bank.start(std::move(sink));
}

void ProgrammeEngine::stopEncoding(std::function<void()> done) {
    impl_->bank.stop(std::move(done));
}

void ProgrammeEngine::watchPictures(std::shared_ptr<seminar::PictureSink> sink) {
    impl_->pictures.watch(std::move(sink));
}

WallTime ProgrammeEngine::epoch() const {
    return impl_->epoch;
}

ProgrammeStats ProgrammeEngine::stats() const {
    FrameCounters& counters = impl_->counters;
    ProgrammeStats stats;
    stats.frames = counters.frames;
    stats.skipped = counters.skipped;
    stats.shed = counters.shed;
    stats.leftOut = counters.leftOut;
    stats.worstLag = std::chrono::nanoseconds(counters.worstLag.exchange(0));
    return stats;
}

}  // namespace tsudoi::pipeline
