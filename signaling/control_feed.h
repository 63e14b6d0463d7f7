// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access_table.h"
#include "seminar/auto_director.h"
#include "seminar/macros.h"
#include "seminar/meeting.h"
#include "seminar/office.h"
#include "seminar/panel.h"
#include "seminar/room_screens.h"
#include "seminar/run_sheet.h"
#include "seminar/studio.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_port.h"
#include "signaling/control_stream.h"
#include "signaling/control_views.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tsudoi::signaling {

/// Tells every page the newest state: studio.state, seminar.state, attend.state, panel.state, studio.meters,
/// studio.alert.
///
/// Place in the flow: Studio, Office, AccessTable -> [ControlFeed] -> ControlSender.
/// Threads: thread-bound (control thread). Owns the streams and who follows which.
class ControlFeed {
public:
    struct Parts {
        ControlSender& sender;
        seminar::AccessTable& access;
        seminar::Studio& studio;
        seminar::Office& office;
        seminar::Panel& panel;
        seminar::RoomScreens& screens;
        seminar::Meeting& meeting;
        seminar::RunSheet& runSheet;
        seminar::Macros& macros;
        seminar::AutoDirector& director;
        Executor& control;
        seminar::ProgrammeSpec spec;
        Clock clock;
    };
    explicit ControlFeed(Parts parts) : parts_(std::move(parts)) {}

    /// Signed in: the state of the role's own kind begins. An admin has none before asking.
    void begin(ConnectionId id, const seminar::Session& session) TSUDOI_CONTROL_THREAD;
    /// A session was displaced, came back or was revoked: its page is told.
    void sessionChanged(ConnectionId id, const seminar::Session& session) TSUDOI_CONTROL_THREAD;
    /// Something of a person changed that their pages show.
    void personChanged(const PersonId& person) TSUDOI_CONTROL_THREAD;
    void forget(ConnectionId id) TSUDOI_CONTROL_THREAD;

    /// The caller follows from now on. \return {"revision", "snapshot"}
    [[nodiscard]] nlohmann::json followStudio(const Caller& caller) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] nlohmann::json followSeminars(const Caller& caller) TSUDOI_CONTROL_THREAD;
    /// \error NotFound: the seminar is gone
    [[nodiscard]] Result<nlohmann::json> followAttend(const Caller& caller) TSUDOI_CONTROL_THREAD;
    /// \error NotFound: the panelist's input is gone
    [[nodiscard]] Result<nlohmann::json> followPanel(const Caller& caller) TSUDOI_CONTROL_THREAD;

    /// Something changed: all streams are looked at once in this turn of the loop.
    void changed() TSUDOI_CONTROL_THREAD;
    /// The same, at once.
    void refresh() TSUDOI_CONTROL_THREAD;
    void metered(const seminar::Meters& meters) TSUDOI_CONTROL_THREAD;

    [[nodiscard]] std::uint64_t studioRevision() const noexcept { return studio_.stream.revision(); }
    [[nodiscard]] std::vector<SeminarNow> seminarsNow() const TSUDOI_CONTROL_THREAD;

private:
    [[nodiscard]] std::map<std::string, std::string> questions(const std::vector<SeminarNow>& seminars) const
        TSUDOI_CONTROL_THREAD;
    using Followers = std::map<ConnectionId, seminar::Session>;
    struct Topic {
        StateStream stream;
        Followers followers;
    };

    void refreshStudio() TSUDOI_CONTROL_THREAD;
    void refreshSeminars() TSUDOI_CONTROL_THREAD;
    void refreshAttend(const SeminarId& id, Topic& topic) TSUDOI_CONTROL_THREAD;
    void refreshPanel(const InputId& id, Topic& topic) TSUDOI_CONTROL_THREAD;
    void announceAlerts() TSUDOI_CONTROL_THREAD;
    void send(const Followers& followers, const SharedText& text) const;
    [[nodiscard]] Topic& attendTopic(const SeminarId& id);
    [[nodiscard]] nlohmann::json studioPersonal(const seminar::Session& session) const;
    [[nodiscard]] nlohmann::json attendPersonal(const seminar::Session& session) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::set<PersonId> openScreens() const;  ///< by who follows
    [[nodiscard]] bool watchable(const seminar::Seminar& seminar) const TSUDOI_CONTROL_THREAD;

    Parts parts_;
    Topic studio_{StateStream("studio.state"), {}};
    Topic seminars_{StateStream("seminar.state"), {}};
    std::map<SeminarId, Topic> attend_;
    std::map<InputId, Topic> panel_;             ///< one for each panelist: messages are theirs alone
    std::map<std::string, WallTime> announced_;  ///< alerts by id, with the time of the newest one seen
    bool refreshPosted_ = false;
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
