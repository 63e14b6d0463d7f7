// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_metrics.h"

#include <fmt/format.h>

#include <string_view>

namespace tsudoi::app {

namespace {

constexpr std::chrono::seconds kCopyPeriod{1};

template <typename Value>
std::string metric(std::string_view name, std::string_view type, std::string_view help, Value value) {
    return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, type, help, value);
}

}  // namespace

Metrics::Metrics(Parts parts, Executor& control) : parts_(parts) {
    timer_ = control.every(kCopyPeriod, [this] {
        kControlThread.assertHere();
        domain_.with([fresh = domainText()](std::string& kept) mutable { kept = std::move(fresh); });
    });
}

std::string Metrics::text() const {
    const pipeline::ProgrammeStats stats = parts_.programme.stats();
    return metric("tsudoi_programme_frames_total", "counter", "frames drawn", stats.frames) +
           metric("tsudoi_programme_frames_skipped_total", "counter", "ticks the clock could not serve in time",
                  stats.skipped) +
           metric("tsudoi_programme_frames_shed_total", "counter", "frames left out because drawing was behind",
                  stats.shed) +
           metric("tsudoi_encoder_frames_left_out_total", "counter", "frames left out in front of an encoder",
                  stats.leftOut) +
           domain_.copy();
}

std::string Metrics::domainText() const {
    const auto onAir = parts_.office.onAirNow();
    const seminar::RecordingStatus recording = parts_.office.recording();
    int lost = 0;
    for (const auto& [id, status] : parts_.studio.state().statuses) {
        lost += status.state == seminar::InputState::Lost ? 1 : 0;
    }
    return metric("tsudoi_on_air", "gauge", "1 while a seminar is on air", onAir ? 1 : 0) +
           metric("tsudoi_viewers", "gauge", "people watching now", onAir ? parts_.access.viewers(*onAir) : 0) +
           metric("tsudoi_inputs", "gauge", "inputs of the studio", parts_.studio.state().inputs.size()) +
           metric("tsudoi_inputs_lost", "gauge", "inputs without a signal", lost) +
           metric("tsudoi_recording_published_seconds", "gauge", "length of what viewers can reach",
                  std::chrono::duration<double>(recording.published).count()) +
           metric("tsudoi_disk_free_bytes", "gauge", "free space where recordings are kept", recording.freeBytes);
}

}  // namespace tsudoi::app
