// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/ports.h"
#include "signaling/control_port.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tsudoi::signaling {

/// How one watcher gets the studio's pictures.
enum class PictureForm { Jpegs, Multiview };

/// Hands the small pictures of the studio to those who watch them; while nobody does, none are made.
///
/// Place in the flow: Programme (its threads) -> PictureSink -> ControlSender.
/// Threads: thread-bound (control thread); the sink behind it is thread-safe.
class PictureDesk {
public:
    /// \param sender  outlives every picture, that is, the programme is stopped first
    PictureDesk(seminar::Programme& programme, ControlSender& sender);
    ~PictureDesk();
    PictureDesk(const PictureDesk&) = delete;
    PictureDesk& operator=(const PictureDesk&) = delete;

    /// \param form  nullopt: not any more. Who asks again for the multiview gets a keyframe.
    void watch(ConnectionId who, std::optional<PictureForm> form) TSUDOI_CONTROL_THREAD;

private:
    class Fan;

    seminar::Programme& programme_;
    std::shared_ptr<Fan> fan_;
    std::map<ConnectionId, PictureForm> watchers_;
};

/// \return "programme", "preview" or "input:{id}"
[[nodiscard]] std::string pictureName(const seminar::PictureId& id);
/// What stands in front of the JPEG: version, length of the name, name.
[[nodiscard]] std::string pictureHeader(const std::string& name);
/// What stands in front of a frame of the multiview: version, 1 for a keyframe (else 0), length of the map (big endian,
/// 16 bit), map. The map is JSON, {"size": [width, height], "cells": {name: [x, y, width, height]}}, and comes with
/// keyframes only.
[[nodiscard]] std::string multiviewHeader(const seminar::Multiview& map, bool keyframe);

}  // namespace tsudoi::signaling
