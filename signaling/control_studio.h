// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/meeting.h"
#include "seminar/office.h"
#include "seminar/studio.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/control_hub.h"
#include "signaling/control_pictures.h"
#include "signaling/generated/protocol.h"

#include <cstdint>
#include <vector>

namespace tsudoi::signaling {

/// The methods studio.*.
///
/// Threads: thread-bound (control thread).
class StudioCommands {
public:
    struct Parts {
        seminar::Studio& studio;
        seminar::Office& office;
        seminar::Meeting& meeting;
        ControlFeed& feed;
        PictureDesk& pictures;
        DeviceFinder devices;
    };
    explicit StudioCommands(Parts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] std::vector<Command> table();

private:
    [[nodiscard]] JsonResult get(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult preview(const Caller& caller, const protocol::StudioPreviewParams& params);
    [[nodiscard]] JsonResult take(const Caller& caller, const protocol::StudioTakeParams& params);
    [[nodiscard]] JsonResult arrange(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult title(const Caller& caller, const protocol::StudioTitleParams& params);
    [[nodiscard]] JsonResult slate(const Caller& caller, const protocol::StudioSlateParams& params);
    [[nodiscard]] JsonResult source(const Caller& caller, const protocol::StudioSourceParams& params);
    [[nodiscard]] JsonResult addInput(const Caller& caller, const protocol::StudioInputAddParams& params);
    [[nodiscard]] JsonResult updateInput(const Caller& caller, const protocol::StudioInputUpdateParams& params);
    [[nodiscard]] JsonResult removeInput(const Caller& caller, const protocol::InputIdParams& params);
    [[nodiscard]] JsonResult restartInput(const Caller& caller, const protocol::InputIdParams& params);
    void devices(const Caller& caller, const protocol::Empty& params, Answer answer);
    [[nodiscard]] JsonResult savePreset(const Caller& caller, const protocol::StudioPresetSaveParams& params);
    [[nodiscard]] JsonResult recallPreset(const Caller& caller, const protocol::PresetIdParams& params);
    [[nodiscard]] JsonResult movePreset(const Caller& caller, const protocol::StudioPresetMoveParams& params);
    [[nodiscard]] JsonResult removePreset(const Caller& caller, const protocol::PresetIdParams& params);
    [[nodiscard]] JsonResult undo(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult pictures(const Caller& caller, const protocol::StudioPicturesParams& params);
    [[nodiscard]] JsonResult mark(const Caller& caller, const protocol::StudioMarkParams& params);

    /// Pages get the new state before the answer.
    [[nodiscard]] JsonResult told(const Status& status) TSUDOI_CONTROL_THREAD;
    /// Remembers who changed the preview, so that nobody overwrites unseen what another one did.
    [[nodiscard]] JsonResult previewTold(const Caller& caller, const Status& status) TSUDOI_CONTROL_THREAD;

    Parts parts_;
    ConnectionId previewBy_{};
    std::uint64_t previewRevision_ = 0;
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
