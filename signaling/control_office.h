// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_role.h"
#include "seminar/access_table.h"
#include "seminar/meeting.h"
#include "seminar/office.h"
#include "seminar/panel.h"
#include "seminar/room_screens.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/generated/protocol.h"

#include <string>
#include <vector>

namespace tsudoi::signaling {

/// The methods office.*: seminars and the people who may attend them.
///
/// Threads: thread-bound (control thread).
class OfficeCommands {
public:
    struct Parts {
        seminar::Office& office;
        seminar::AccessTable& access;
        seminar::Panel& panel;
        seminar::RoomScreens& screens;
        seminar::Meeting& meeting;
        ControlFeed& feed;
        std::string publicUrl;
    };
    explicit OfficeCommands(Parts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] std::vector<Command> table();

private:
    [[nodiscard]] JsonResult list(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult create(const Caller& caller, const protocol::OfficeSeminarCreateParams& params);
    [[nodiscard]] JsonResult update(const Caller& caller, const protocol::OfficeSeminarUpdateParams& params);
    [[nodiscard]] JsonResult extend(const Caller& caller, const protocol::OfficeSeminarExtendParams& params);
    [[nodiscard]] JsonResult remove(const Caller& caller, const protocol::OfficeSeminarParams& params);
    [[nodiscard]] JsonResult publish(const Caller& caller, const protocol::OfficeSeminarParams& params);
    [[nodiscard]] JsonResult addPerson(const Caller& caller, const protocol::OfficePersonAddParams& params);
    [[nodiscard]] JsonResult listPeople(const Caller& caller, const protocol::OfficeSeminarParams& params);
    [[nodiscard]] JsonResult revokePerson(const Caller& caller, const protocol::OfficePersonRevokeParams& params);

    [[nodiscard]] JsonResult told(const Status& status) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] Status exists(const SeminarId& id) const TSUDOI_CONTROL_THREAD;

    Parts parts_;
};

}  // namespace tsudoi::signaling
