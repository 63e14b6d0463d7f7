// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input.h"

#include "base/log.h"
#include "pipeline/input_problem.h"
#include "pipeline/input_source.h"
#include "pipeline/rtp_decode.h"
#include "pipeline/thread_rank.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace tsudoi::pipeline {

using seminar::InputKind;

namespace {

constexpr MediaTime kNetworkCushion = std::chrono::milliseconds(200);
/// In a conversation nobody waits for the jitter buffer's whole latency: pictures and sound are due shortly before they
/// usually arrive, so that decoding and kInputLatency go on together; only a way that is bad moves them later
/// (LatenessWatch).
constexpr MediaTime kConversationLead = std::chrono::milliseconds(40);
/// How often a wait for the first picture looks whether it is still wanted.
constexpr GstClockTime kLook = 100 * GST_MSECOND;
/// A film whose rounds are shorter than this is not played again and again at full speed.
constexpr GstClockTime kShortestRound = 100 * GST_MSECOND;
/// A failed state change is known before the message that says why; the message is the better
/// answer.
constexpr std::chrono::milliseconds kComplaint{500};

/// Demuxers that do SEGMENT seeks rightly; with others (tsdemux) the film would never start.
constexpr std::array<std::string_view, 2> kSegmentDemuxers{"qtdemux", "matroskademux"};

bool isSegmentDemuxer(GstElement* element) {
    GstElementFactory* factory = gst_element_get_factory(element);
    const std::string_view name = factory ? gst_plugin_feature_get_name(GST_PLUGIN_FEATURE(factory)) : "";
    return std::find(kSegmentDemuxers.begin(), kSegmentDemuxers.end(), name) != kSegmentDemuxers.end();
}

bool joinsRounds(GstBin* pipeline) {
    bool found = false;
    const std::unique_ptr<GstIterator, void (*)(GstIterator*)> elements(gst_bin_iterate_recurse(pipeline),
                                                                        gst_iterator_free);
    GValue item = G_VALUE_INIT;
    while (gst_iterator_next(elements.get(), &item) == GST_ITERATOR_OK) {
        found = found || isSegmentDemuxer(GST_ELEMENT(g_value_get_object(&item)));
        g_value_reset(&item);
    }
    g_value_unset(&item);
    return found;
}

}  // namespace

InputPlan::InputPlan(seminar::InputSpec from, const ProgrammeTiming& timing)
    : spec(std::move(from)),
      clock(static_cast<GstClock*>(gst_object_ref(timing.clock)), hardware::ObjectUnref{}),
      programmeBase(timing.baseTime),
      canvas(timing.canvas),
      frameRate(timing.frameRate) {}

Input::Input(InputPlan plan, std::shared_ptr<InputOutlet> outlet, std::shared_ptr<InputCommands> commands)
    : plan_(std::move(plan)),
      outlet_(std::move(outlet)),
      commands_(std::move(commands)),
      dueClock_(std::make_shared<DueClock>(plan_.clock, plan_.programmeBase, inConversation())) {}

Result<std::unique_ptr<Input>> Input::create(InputPlan plan, std::shared_ptr<InputOutlet> outlet,
                                             std::shared_ptr<InputCommands> commands) {
    std::unique_ptr<Input> input(new Input(std::move(plan), std::move(outlet), std::move(commands)));
    if (auto built = input->build(); !built) {
        return fail(built.error());
    }
    return input;
}

/// The order matters: no more messages, no more data, then the objects that the callbacks point to.
Input::~Input() {
    bus_.remove();
    if (end_) {
        end_->hangUp();
    }
    if (pipeline_) {
        gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
    }
    end_.reset();
    ports_.reset();
}

bool Input::playsFromStorage() const noexcept {
    return plan_.spec.kind == InputKind::File || plan_.spec.kind == InputKind::Image;
}

/// RTMP comes with times of the sender's own, which have nothing to do with our clock: it is played like a film.
bool Input::prerolls() const noexcept {
    return playsFromStorage() || plan_.spec.kind == InputKind::Rtmp;
}

bool Input::comesOverNetwork() const noexcept {
    return plan_.spec.kind == InputKind::Rtsp || plan_.spec.kind == InputKind::Srt ||
           plan_.spec.kind == InputKind::Rtmp || seminar::isVisited(plan_.spec.kind);
}

bool Input::loops() const noexcept {
    return plan_.spec.kind == InputKind::File && plan_.spec.loop;
}

bool Input::inConversation() const noexcept {
    return seminar::isOfPanel(plan_.spec.kind);
}

Status Input::build() {
    pipeline_ = sunkObject(gst_pipeline_new(nullptr));
    gst_pipeline_use_clock(GST_PIPELINE(pipeline_.get()), plan_.clock.get());
    gst_element_set_start_time(pipeline_.get(), GST_CLOCK_TIME_NONE);
    gst_element_set_base_time(pipeline_.get(), plan_.programmeBase);
    bus_ = BusTap(pipeline_.get(), [this](GstMessage* message) { heard(message); });
    ports_ = std::make_unique<InputPorts>(
        InputEndsContext{.pipeline = GST_BIN(pipeline_.get()),
                         .canvas = plan_.canvas,
                         .frameRate = plan_.frameRate,
                         .interlacing = inConversation() ? seminar::Interlacing::Progressive : plan_.spec.interlacing,
                         .turns = playsFromStorage(),
                         .conversation = inConversation(),
                         .outlet = outlet_,
                         .dueClock = dueClock_,
                         .lateness = comesOverNetwork() ? lateness() : nullptr});
    if (inConversation()) {
        moveBy(-kConversationLead);
    }
    return plan_.visit ? buildEnd() : buildSource(plan_.spec, plan_.attempt, *ports_);
}

Status Input::buildEnd() {
    auto end = plan_.visit->open(
        GST_BIN(pipeline_.get()),
        {.stream = [this](GstPad* pad) { return decodeRtp(GST_BIN(pipeline_.get()), pad, RtpPeer::Browser, *ports_); },
         .broken =
             [this](const Text& problem) {
                 outlet_->report({InputEvent::Kind::Ended, {}, problem});
             },
         .called =
             [commands = commands_] {
                 (void)commands->push(InputCommand::Called);
             }});
    if (!end) {
        plan_.visit->refuse(end.error());
        return fail(end.error());
    }
    end_ = std::move(*end);
    return {};
}

std::shared_ptr<LatenessWatch> Input::lateness() {
    return std::make_shared<LatenessWatch>(
        [this](MediaTime late) {
            late_ = late.count();
            (void)commands_->push(InputCommand::Late);
        },
        inConversation() ? LatenessWatch::kToleratedInConversation : LatenessWatch::kTolerated);
}

Status Input::start() {
    if (!prerolls()) {
        const auto started = gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
        if (started == GST_STATE_CHANGE_FAILURE) {
            return notStarting();
        }
        return end_ ? end_->negotiate() : Status();
    }
    gst_element_set_state(pipeline_.get(), GST_STATE_PAUSED);
    if (auto ready = waitForPreroll(); !ready) {
        return ready;
    }
    segmented_ = loops() && joinsRounds(GST_BIN(pipeline_.get()));
    return segmented_ ? playFromStart() : playFromHere();
}

Status Input::waitForPreroll() {
    for (;;) {
        const auto reached = gst_element_get_state(pipeline_.get(), nullptr, nullptr, kLook);
        if (reached == GST_STATE_CHANGE_FAILURE) {
            complained_.waitFor(kComplaint);
            return notStarting();
        }
        if (commands_->closed()) {
            return notStarting();
        }
        if (reached != GST_STATE_CHANGE_ASYNC) {
            return {};
        }
    }
}

tl::unexpected<Error> Input::notStarting() const {
    return fail(ErrorCode::Unavailable, noStartProblem(plan_.spec));
}

/// A SEGMENT seek makes the end of a round a message instead of an end of stream, so the next one
/// can follow without emptying the pipeline.
Status Input::seekToStart(bool flush) {
    const auto flags = static_cast<GstSeekFlags>(GST_SEEK_FLAG_SEGMENT | (flush ? GST_SEEK_FLAG_FLUSH : 0));
    if (!gst_element_seek(pipeline_.get(), 1.0, GST_FORMAT_TIME, flags, GST_SEEK_TYPE_SET, 0, GST_SEEK_TYPE_NONE, -1)) {
        return fail(ErrorCode::Unavailable, endedProblem(plan_.spec));
    }
    return {};
}

Status Input::playFromStart() {
    if (auto wound = seekToStart(true); !wound) {
        return wound;
    }
    if (auto ready = waitForPreroll(); !ready) {
        return ready;
    }
    return playFromHere();
}

void Input::moveBy(MediaTime later) {
    dueClock_->setShift(dueClock_->shift() + later);
    ports_->followShift();
}

/// What was decoded first is due now; what comes over a network a little later, so that small delays do no harm.
Status Input::playFromHere() {
    const MediaTime cushion = comesOverNetwork() ? kNetworkCushion : MediaTime(0);
    moveBy(cushion - ports_->prerolled().value_or(MediaTime(0)) - dueClock_->shift());
    roundStarted_ = gst_clock_get_time(plan_.clock.get());
    gst_element_set_base_time(pipeline_.get(), roundStarted_);
    dueClock_->setOwnBase(roundStarted_);
    const auto started = gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
    return started == GST_STATE_CHANGE_FAILURE ? Status(notStarting()) : Status();
}

Status Input::handle(InputCommand command) {
    switch (command) {
        case InputCommand::NextRound: return seekToStart(false);
        case InputCommand::Latency: gst_bin_recalculate_latency(GST_BIN(pipeline_.get())); return {};
        case InputCommand::Late: moveBy(MediaTime(late_.exchange(0))); return {};
        case InputCommand::Called: return end_->heed();
        case InputCommand::Rewind: break;
    }
    const bool tooShort = gst_clock_get_time(plan_.clock.get()) - roundStarted_ < kShortestRound;
    gst_element_set_state(pipeline_.get(), GST_STATE_PAUSED);
    if (tooShort || !playFromStart()) {
        outlet_->report({InputEvent::Kind::Ended, {}, endedProblem(plan_.spec)});
    }
    return {};
}

void Input::heard(GstMessage* message) noexcept {
    switch (GST_MESSAGE_TYPE(message)) {
        case GST_MESSAGE_ERROR: {
            GError* raw = nullptr;
            gst_message_parse_error(message, &raw, nullptr);
            const ErrorPtr error(raw);
            outlet_->report({InputEvent::Kind::Failed, {}, problemOf(*error, plan_.spec)});
            complained_.set();
            break;
        }
        case GST_MESSAGE_EOS:
            if (!loops() || !commands_->push(InputCommand::Rewind)) {
                outlet_->report({InputEvent::Kind::Ended, {}, endedProblem(plan_.spec)});
            }
            break;
        case GST_MESSAGE_SEGMENT_DONE: (void)commands_->push(InputCommand::NextRound); break;
        case GST_MESSAGE_LATENCY: (void)commands_->push(InputCommand::Latency); break;
        case GST_MESSAGE_STREAM_STATUS: rankStreamingThread(message, kInputNice); break;
        default: break;
    }
}

}  // namespace tsudoi::pipeline
