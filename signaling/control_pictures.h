// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/ports.h"
#include "signaling/control_port.h"

#include <memory>
#include <set>
#include <string>

namespace tsudoi::signaling {

/// Hands the small pictures of the studio to those who watch them; while nobody does, none are made.
///
/// Place in the flow: Programme (streaming threads) -> PictureSink -> ControlSender, which keeps the newest of each.
/// Threads: thread-bound (control thread); the sink behind it is thread-safe.
class PictureDesk {
public:
    /// \param sender  outlives every picture, that is, the programme is stopped first
    PictureDesk(seminar::Programme& programme, ControlSender& sender);
    ~PictureDesk();
    PictureDesk(const PictureDesk&) = delete;
    PictureDesk& operator=(const PictureDesk&) = delete;

    void watch(ConnectionId who, bool on) TSUDOI_CONTROL_THREAD;

private:
    class Fan;

    seminar::Programme& programme_;
    std::shared_ptr<Fan> fan_;
    std::set<ConnectionId> watchers_;
};

/// \return "programme", "preview" or "input:{id}"
[[nodiscard]] std::string pictureName(const seminar::PictureId& id);
/// What stands in front of the JPEG: version, length of the name, name.
[[nodiscard]] std::string pictureHeader(const std::string& name);

}  // namespace tsudoi::signaling
