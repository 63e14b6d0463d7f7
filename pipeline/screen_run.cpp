// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/screen_run.h"

#include "base/log.h"
#include "pipeline/gst_registration.h"
#include "pipeline/thread_rank.h"
#include "pipeline/webrtc_peer.h"

#include <chrono>
#include <utility>

namespace tsudoi::pipeline {

namespace {

constexpr std::size_t kCommandCapacity = 64;
constexpr std::chrono::seconds kLookAgain{1};
/// A computer that was switched off says no good-bye.
constexpr std::chrono::seconds kLongestSilence{10};

/// Stops a pipeline before what its callbacks point to goes.
class Playing {
public:
    Playing(GstElement* pipeline, WebrtcEnd& end) : pipeline_(pipeline), end_(end) {}
    ~Playing() {
        end_.hangUp();
        gst_element_set_state(pipeline_, GST_STATE_NULL);
    }
    Playing(const Playing&) = delete;
    Playing& operator=(const Playing&) = delete;

private:
    GstElement* pipeline_;
    WebrtcEnd& end_;
};

}  // namespace

ScreenRun::ScreenRun(std::shared_ptr<PeerCall> call, const ProgrammeTiming& timing, InputReaper& reaper)
    : call_(std::move(call)),
      commands_(std::make_shared<Commands>(kCommandCapacity)),
      over_(std::make_shared<std::atomic<bool>>(false)) {
    const std::shared_ptr<GstClock> clock(static_cast<GstClock*>(gst_object_ref(timing.clock)),
                                          hardware::ObjectUnref{});
    reaper.run([call = call_, commands = commands_, over = over_, clock, base = timing.baseTime]() mutable {
        if (const auto lived = live(*call, clock.get(), base, commands); !lived) {
            call->refuse(lived.error());
            log::warn("a screen in the room: {}", lived.error().text.en);
        }
        call.reset();
        *over = true;
    });
}

Status ScreenRun::live(PeerCall& call, GstClock* clock, GstClockTime base, const std::shared_ptr<Commands>& commands) {
    rankThread(kInputNice);
    const ElementPtr pipeline = sunkObject(gst_pipeline_new(nullptr));
    gst_pipeline_use_clock(GST_PIPELINE(pipeline.get()), clock);
    gst_element_set_start_time(pipeline.get(), GST_CLOCK_TIME_NONE);
    gst_element_set_base_time(pipeline.get(), base);
    const auto ask = [commands](Command command) {
        (void)commands->push(command);
    };
    auto end = call.open(GST_BIN(pipeline.get()), {.stream = [](GstPad*) { return false; },
                                                   .broken = [ask](const Text&) { ask(Command::Broken); },
                                                   .called =
                                                       [ask] {
                                                           ask(Command::Called);
                                                       }});
    if (!end) {
        return fail(end.error());
    }
    const Playing playing(pipeline.get(), **end);
    const BusTap bus(pipeline.get(), [ask](GstMessage* message) {
        if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_LATENCY) {
            ask(Command::Latency);
        } else if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
            ask(Command::Broken);
        } else {
            rankStreamingThread(message, kInputNice);
        }
    });
    if (gst_element_set_state(pipeline.get(), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        return fail(webrtcDoesNotStart());
    }
    if (auto negotiated = (*end)->negotiate(); !negotiated) {
        return negotiated;
    }
    while (!commands->closed() && (*end)->silence() < kLongestSilence) {
        const auto command = commands->popFor(kLookAgain);
        if (command == Command::Broken) {
            break;
        }
        if (command == Command::Latency) {
            gst_bin_recalculate_latency(GST_BIN(pipeline.get()));
        } else if (auto heeded = command ? (*end)->heed() : Status(); !heeded) {
            return heeded;
        }
    }
    return {};
}

}  // namespace tsudoi::pipeline
