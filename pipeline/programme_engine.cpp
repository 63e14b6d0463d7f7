// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/encoder_choice.h"
#include "pipeline/encoder_elements.h"
#include "pipeline/programme_engine_impl.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

/// Blocks of sound between two reports to the studio.
constexpr std::int64_t kMeterEvery = 10;

InputId speakerOf(const seminar::InputSpec& spec) {
    return spec.kind == seminar::InputKind::Panelist ? spec.id : spec.owner;
}

}  // namespace

ProgrammeEngine::Impl::Impl(seminar::ProgrammeSpec spec, Executor& executor, IceOptions iceOptions,
                            std::vector<std::string> encoders)
    : control(executor),
      ice(std::move(iceOptions)),
      clock(gst_system_clock_obtain()),
      base(std::chrono::nanoseconds(gst_clock_get_time(clock.get()))),
      epoch(std::chrono::system_clock::now()),
      timing{clock.get(), static_cast<GstClockTime>(base.count()), spec.canvas, spec.frameRate},
      desk(spec.canvas, spec.frameRate),
      cards(spec.canvas),
      bank(spec, std::move(encoders), executor, reaper, bankEvents()),
      pictures(desk, spec.canvas, spec.frameRate) {
    auto told = lifetime.bind([this](const seminar::PeerId& peer, bool listens) { peerListens(peer, listens); });
    feed = std::make_shared<ReturnFeed>(spec.canvas, spec.frameRate, room,
                                        [&loop = control, told](const seminar::PeerId& peer, bool listens) {
                                            loop.post([told, peer, listens]() mutable { told(peer, listens); });
                                        });
}

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
    cards.paintNobody(feed->format().size, [this](PicturePtr card) { desk.setNobodyCard(std::move(card)); });
    composer = std::make_unique<FrameComposer>(timing.canvas, base, counters,
                                               [this](const FramePlan& plan, const PicturePtr& picture) {
                                                   counters.leftOut += bank.video(plan, picture) ? 0 : 1;
                                                   pictures.setProgramme(picture);
                                                   lookAtProgramme(plan, picture);
                                                   feed->picture(plan, picture);
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
    headsets.clear();
    places.clear();
}

void ProgrammeEngine::Impl::tickFrame(std::int64_t number) {
    if (lastFrame >= 0) {
        counters.skipped += static_cast<std::uint64_t>(number - lastFrame - 1);
    }
    lastFrame = number;
    FramePlan plan = desk.frame(number);
    if (feed->wantsPanel()) {
        plan.panel = desk.panel(feed->format().size);
    }
    composer->plan(std::move(plan));
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
    if (overload) {
        pictures.spare(*overload);
    }
    seminar::Meters meters = desk.takeMeters();
    meters.programme.picture = programmeLook.with([](auto& look) { return std::exchange(look, std::nullopt); });
    control.post(lifetime.bind([this, meters = std::move(meters), overload] {
        if (events != nullptr) {
            events->metered(meters);
            if (overload) {
                events->overloaded(*overload);
            }
        }
    }));
}

/// Once a second.
void ProgrammeEngine::Impl::lookAtProgramme(const FramePlan& plan, const PicturePtr& picture) {
    const auto second = std::chrono::floor<std::chrono::seconds>(plan.pts);
    if (std::exchange(lookedAt, second) == second) {
        return;
    }
    const PictureLook look = lookAt(picture->planes[0].data, picture->planes[0].stride, picture->size);
    programmeLook.with([&look](auto& newest) { newest = look; });
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
    if (!seminar::comes(status.state)) {
        paintCard(found->second, found->second.cardName, status.size);  // now it is seen
    }
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

/// Panelists have their names on their tiles; what a camera is called is the operator's business.
void ProgrammeEngine::Impl::paintTag(Place& place, const seminar::InputSpec& spec) {
    if (spec.kind == seminar::InputKind::Panelist && place.tagName != spec.name) {
        place.tagName = spec.name;
        cards.paintTag(spec.name, place.channel);
    }
}

void ProgrammeEngine::Impl::publishChannels() {
    auto channels = std::make_shared<Channels>();
    for (const auto& [id, place] : places) {
        (*channels)[id] = place.channel;
    }
    desk.setChannels(std::move(channels));
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
    place.channel = std::make_shared<SourceChannel>(speakerOf(spec), impl_->room);
    place.channel->sound()->apply(impl_->settings[spec.id]);
    place.channel->setOnStage(spec.onStage);
    place.channel->sound()->setInRoom(seminar::mayHearRoom(spec.kind));
    impl_->paintCard(place, spec.name, {});
    impl_->paintTag(place, spec);
    place.supervisor = std::make_unique<InputSupervisor>(
        spec, *place.channel, impl_->timing, impl_->control, impl_->reaper,
        [impl = impl_.get()](const seminar::InputStatus& status) { impl->statusChanged(status); });
    impl_->publishChannels();
}

void ProgrammeEngine::updateInput(const seminar::InputSpec& spec) {
    const auto found = impl_->places.find(spec.id);
    if (found != impl_->places.end()) {
        impl_->paintCard(found->second, spec.name, found->second.cardSize);
        impl_->paintTag(found->second, spec);
        found->second.channel->setOnStage(spec.onStage);
        found->second.channel->sound()->setInRoom(seminar::mayHearRoom(spec.kind));
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

void ProgrammeEngine::showProgramme(const seminar::Scene& scene, const seminar::Transition& transition) {
    impl_->desk.take(scene, transition);
}

void ProgrammeEngine::moveTransition(const seminar::Scene& scene, seminar::TransitionKind kind, double progress) {
    impl_->desk.move(scene, kind, progress);
}

void ProgrammeEngine::showPreview(const seminar::Scene& scene) {
    impl_->desk.preview(scene);
}

void ProgrammeEngine::showTitle(const std::optional<seminar::Title>& title) {
    impl_->cards.paintTitle(title, [desk = &impl_->desk](PicturePtr drawn) { desk->title(std::move(drawn)); });
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

void ProgrammeEngine::watchPictures(std::shared_ptr<seminar::PictureSink> sink, seminar::PictureForms forms) {
    impl_->pictures.watch(std::move(sink), forms);
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
