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
#include "seminar/ports.h"
#include "seminar/room_screens.h"
#include "seminar/run_sheet.h"
#include "seminar/studio.h"
#include "signaling/control_port.h"
#include "signaling/ice_servers.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tsudoi::signaling {

/// A camera or microphone for the form "add input".
struct ControlDevice {
    enum class Kind { Video, Audio };

    std::string id;    ///< stable over replugging
    std::string name;  ///< as people know it
    Kind kind = Kind::Video;
};

/// Looks for devices somewhere else (it takes long). \p done comes on the control thread.
using DeviceFinder = std::function<void(std::function<void(Result<std::vector<ControlDevice>>)> done)>;

/// The control channel: who is connected, what they may call, what they are told.
///
/// Place in the flow: WebSocket transport -> [ControlHub] -> Studio, Office, AccessTable; and back: state as snapshots
/// and merge patches, meters, alerts, studio pictures. The protocol is described in docs/protocol.md.
/// Threads: thread-bound (control thread). Owns the connections' state; takes the change callbacks of Studio, Office
/// and AccessTable.
class ControlHub final : public ControlHandler {
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
        seminar::Programme& programme;  ///< studio pictures, panelists' connections
        Executor& control;
        seminar::ProgrammeSpec spec;  ///< canvas and frame rate
        std::string publicUrl;        ///< scheme://host[:port] of personal links, no slash at the end
        DeviceFinder devices;         ///< empty: studio.devices answers "unavailable"
        IceServerSettings ice = {};   ///< for panelists' browsers
        Clock clock = {};
    };

    explicit ControlHub(Parts parts) TSUDOI_CONTROL_THREAD;
    ~ControlHub() override;
    ControlHub(const ControlHub&) = delete;
    ControlHub& operator=(const ControlHub&) = delete;

    // -- ControlHandler
    void opened(ConnectionId id, std::optional<seminar::Session> session) override TSUDOI_CONTROL_THREAD;
    void message(ConnectionId id, std::string text) override TSUDOI_CONTROL_THREAD;
    void closed(ConnectionId id) override TSUDOI_CONTROL_THREAD;

    /// A connection without a session is closed after this time.
    static constexpr std::chrono::seconds kSignInLimit{10};
    /// Connections without a session at once; a further one ends the oldest (signing in takes one message).
    static constexpr std::size_t kMaxStrangers = 256;
    /// One browser's open pages, which share one message rate; a further one is refused.
    static constexpr int kMaxPagesOfSession = 12;
    /// How often viewers and times are looked at when nothing else happens.
    static constexpr std::chrono::seconds kLookAgain{1};

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::signaling
