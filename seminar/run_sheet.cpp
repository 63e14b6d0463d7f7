// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/run_sheet.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

RunSheet::RunSheet(Studio& studio, const Office& office) : studio_(studio), office_(office) {
    studio.onMeters(lifetime_.bind([this](const Meters& meters) {
        kControlThread.assertHere();
        hear(meters.programme);
    }));
}

void RunSheet::onChange(std::function<void()> changed) {
    onChange_.push_back(std::move(changed));
}

void RunSheet::hear(const ProgrammeMeter& meter) {
    const bool before = isHeard();
    silentReports_ = meter.momentaryLufs >= kHeardLufs ? 0 : std::min(silentReports_ + 1, kHeardReports);
    if (isHeard() != before) {
        for (const auto& tell : onChange_) {
            tell();
        }
    }
}

bool RunSheet::showsPicture() const {
    const StudioState& now = studio_.state();
    return std::ranges::any_of(now.programme.slots, [&now](const auto& slot) {
        const auto found = now.statuses.find(slot.second);
        return found != now.statuses.end() && found->second.state == InputState::Live && found->second.hasVideo;
    });
}

Checklist RunSheet::checklist() const {
    const RecordingStatus recording = office_.recording();
    return {.picture = showsPicture(),
            .sound = isHeard(),
            .disk = recording.disk == DiskState::Ok,
            .recording = recording.active};
}

Status RunSheet::mayGoLive(const SeminarId& id) const {
    const Seminar* seminar = office_.find(id);
    const bool couldGoLive = seminar != nullptr && !seminar->meeting &&
                             (seminar->state == SeminarState::Open || seminar->state == SeminarState::Rehearsal);
    if (!couldGoLive || isHeard()) {
        return {};
    }
    return fail(ErrorCode::NotReady,
                Text{"この10秒間、プログラムの音が聞こえていません。マイクのMUTEとフェーダーを確かめてください。",
                     "The programme has been silent for 10 seconds. Check the microphones' MUTE and faders."});
}

}  // namespace tsudoi::seminar
