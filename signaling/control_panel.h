// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/thread_role.h"
#include "seminar/meeting.h"
#include "seminar/panel.h"
#include "seminar/ports.h"
#include "seminar/room_screens.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_feed.h"
#include "signaling/generated/protocol.h"
#include "signaling/ice_servers.h"
#include "signaling/rate_limit.h"

#include <functional>
#include <string>
#include <vector>

namespace tsudoi::signaling {

/// The methods panel.* and rtc.*: remote speakers, screens in the room, operators' headsets, and their connections.
///
/// Threads: thread-bound (control thread).
class PanelCommands {
public:
    struct Parts {
        seminar::Panel& panel;
        seminar::RoomScreens& screens;
        seminar::Meeting& meeting;
        seminar::Office& office;
        seminar::Programme& programme;
        ControlFeed& feed;
        std::string publicUrl;
        IceServerSettings ice;
        Clock clock;
    };
    /// New connections of one peer. A page on a bad line asks every half a second to two seconds.
    static constexpr RateRule kCallRate{10, std::chrono::milliseconds(500)};

    explicit PanelCommands(Parts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] std::vector<Command> table();
    /// A control connection is over; a headset ends with it.
    void left(ConnectionId connection) TSUDOI_CONTROL_THREAD;

private:
    [[nodiscard]] JsonResult get(const Caller& caller, const protocol::Empty& params);
    [[nodiscard]] JsonResult self(const Caller& caller, const protocol::PanelSelfParams& params);
    [[nodiscard]] JsonResult add(const Caller& caller, const protocol::PanelAddParams& params);
    [[nodiscard]] JsonResult admit(const Caller& caller, const protocol::PanelistParams& params);
    [[nodiscard]] JsonResult hold(const Caller& caller, const protocol::PanelistParams& params);
    [[nodiscard]] JsonResult mute(const Caller& caller, const protocol::PanelistParams& params);
    [[nodiscard]] JsonResult remove(const Caller& caller, const protocol::PanelistParams& params);
    [[nodiscard]] JsonResult venue(const Caller& caller, const protocol::PanelVenueParams& params);
    [[nodiscard]] JsonResult venueShow(const Caller& caller, const protocol::PanelVenueShowParams& params);
    [[nodiscard]] JsonResult venueRemove(const Caller& caller, const protocol::ScreenParams& params);
    [[nodiscard]] JsonResult venueSound(const Caller& caller, const protocol::PanelVenueSoundParams& params);
    [[nodiscard]] JsonResult message(const Caller& caller, const protocol::PanelMessageParams& params);
    [[nodiscard]] JsonResult next(const Caller& caller, const protocol::PanelNextParams& params);
    [[nodiscard]] JsonResult question(const Caller& caller, const protocol::PanelQuestionParams& params);
    [[nodiscard]] JsonResult talkback(const Caller& caller, const protocol::PanelTalkbackParams& params);
    void offer(const Caller& caller, const protocol::CallParams& params, Answer answer);
    [[nodiscard]] JsonResult answer(const Caller& caller, const protocol::CallAnswerParams& params);
    [[nodiscard]] JsonResult candidate(const Caller& caller, const protocol::CallCandidateParams& params);
    [[nodiscard]] JsonResult leave(const Caller& caller, const protocol::CallParams& params);

    [[nodiscard]] JsonResult told(const Status& status) TSUDOI_CONTROL_THREAD;
    /// \error TooMany: again and again; WrongState: another seminar has the programme
    [[nodiscard]] Status mayCall(const Caller& caller, const seminar::PeerId& peer) TSUDOI_CONTROL_THREAD;

    void connect(const Caller& caller, const seminar::PeerId& peer,
                 std::function<void(Result<std::string>)> offered) TSUDOI_CONTROL_THREAD;

    Parts parts_;
    RateLimit calls_{kCallRate};
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
