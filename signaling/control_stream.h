// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/control_message.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace tsudoi::signaling {

/// One kind of state as pages follow it: a snapshot with a revision, then merge patches. What all pages share is in
/// here; what belongs to one connection ("you", "serverTime") is added when a snapshot is sent to it.
///
/// Threads: thread-bound (control thread).
class StateStream {
public:
    /// \param method  of the notifications, e.g. "studio.state"
    explicit StateStream(std::string method) : method_(std::move(method)) {}

    /// Takes the newest shared state.
    /// \return the notification with the patch for those who have the revision before; null: nothing changed
    [[nodiscard]] SharedText advance(nlohmann::json next);

    /// \param personal  members that only this connection sees; null removes a shared one
    /// \return {"revision", "snapshot"}
    [[nodiscard]] nlohmann::json snapshot(const nlohmann::json& personal) const;
    /// The same as a notification.
    [[nodiscard]] SharedText snapshotText(const nlohmann::json& personal) const;

    [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }
    [[nodiscard]] const nlohmann::json& shared() const noexcept { return shared_; }

private:
    std::string method_;
    std::uint64_t revision_ = 0;
    nlohmann::json shared_ = nlohmann::json::object();
};

}  // namespace tsudoi::signaling
