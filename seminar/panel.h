// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access_table.h"
#include "seminar/office.h"
#include "seminar/ports.h"
#include "seminar/studio.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tsudoi::seminar {

/// A remote speaker now. The id is that of the person and of the input.
struct Panelist {
    InputId id;
    SeminarId seminar;
    std::string name;
    std::string affiliation;
    bool onStage = false;    ///< false: in the green room
    bool connected = false;  ///< picture or sound comes
    bool muted = false;
    bool hand = false;      ///< asks to speak
    bool onAir = false;     ///< on stage while the seminar is live
    bool shares = false;    ///< shows their screen
    bool next = false;      ///< the next one to speak
    bool spokenTo = false;  ///< an operator speaks to them, off air
    bool busy = false;      ///< another seminar has the programme
    /// The machine is short of time, and the programme does not show them large: half the picture will do.
    bool halfPicture = false;
};

/// What the operator wrote to a panelist last.
struct PanelMessage {
    std::string text;
    WallTime at{};
};

/// The remote speakers of all seminars: their links, who is in the green room and who on stage, and what they and the
/// operator tell one another.
///
/// Place in the flow: control layer -> [Panel] -> AccessTable (links), Studio (inputs), Programme (connections).
/// Threads: thread-bound (control thread). Links, inputs and places are kept by those that it tells; mutes, hands and
/// messages live as long as the process.
class Panel {
public:
    static constexpr std::size_t kMaxName = 100;     ///< characters
    static constexpr std::size_t kMaxMessage = 200;  ///< characters, also of a question
    static constexpr std::size_t kMaxOfMeeting = kMaxPanelTiles;

    struct Parts {
        Programme& programme;
        AccessTable& access;
        Studio& studio;
        Office& office;
        Clock clock = {};
    };
    explicit Panel(Parts parts) : parts_(std::move(parts)) {}

    struct Invitation {
        SeminarId seminar;
        std::string name;
        std::string affiliation;
        InputId id{};       ///< empty: a random one, so that an old link never becomes somebody else's
        std::string key{};  ///< of the link; empty: a random one
    };
    /// \return with id and key, which cannot be read again
    /// \error NotFound (seminar), InvalidArgument (name), TooMany (inputs; participants of a meeting)
    Result<Invitation> invite(Invitation invitation) TSUDOI_CONTROL_THREAD;
    /// Takes the link back and removes the input. \error NotFound; WrongState: a scene on air shows them
    Status remove(const InputId& id) TSUDOI_CONTROL_THREAD;
    /// Inputs whose seminar is gone go, too.
    void tidy() TSUDOI_CONTROL_THREAD;

    Status admit(const InputId& id) TSUDOI_CONTROL_THREAD;  ///< onto the stage
    /// Back to the green room, and out of a picture that shows others, too.
    Status hold(const InputId& id) TSUDOI_CONTROL_THREAD;
    /// Leaves their part of the programme's picture to the others in it, if there are any. Not in a meeting, which
    /// arranges itself.
    void makeRoom(const InputId& id) TSUDOI_CONTROL_THREAD;
    /// The operator switches a microphone off; only the panelist switches it on again.
    Status mute(const InputId& id) TSUDOI_CONTROL_THREAD;
    /// A panelist begins to share their screen: it is an input of its own, which goes where they go and stays as long
    /// as they do, so that scenes can be made with it.
    /// \return id of that input. \error NotFound, TooMany (inputs)
    Result<InputId> share(const InputId& id) TSUDOI_CONTROL_THREAD;
    /// \return id that the input of a panelist's screen has or would have
    [[nodiscard]] static InputId shareOf(const InputId& id);
    /// The panelist's own microphone and hand.
    Status setSelf(const InputId& id, std::optional<bool> muted, std::optional<bool> hand) TSUDOI_CONTROL_THREAD;
    /// \param id  absent: all. \param text  empty: the message is taken away. \error NotFound, InvalidArgument
    Status write(const std::optional<InputId>& id, const std::string& text) TSUDOI_CONTROL_THREAD;

    /// Who speaks next, one of a seminar at most. It is over when they come onto the stage. \error NotFound
    Status setNext(const InputId& id, bool next) TSUDOI_CONTROL_THREAD;
    /// The question that is being answered, which the panelists of a seminar see.
    /// \param text  empty: none any more. \error NotFound, InvalidArgument
    Status ask(const SeminarId& seminar, const std::string& text) TSUDOI_CONTROL_THREAD;
    /// \return empty: none
    [[nodiscard]] std::string question(const SeminarId& seminar) const TSUDOI_CONTROL_THREAD;
    /// An operator speaks through their headset, which must be connected; again, to somebody else or to nobody.
    /// \param headset  PeerId::id of Kind::Operator. \error NotFound (panelist), WrongState (headset)
    Status talk(const std::string& headset, const Talk& to) TSUDOI_CONTROL_THREAD;
    /// The headset is put away.
    void hangUp(const std::string& headset) TSUDOI_CONTROL_THREAD;

    [[nodiscard]] std::vector<Panelist> all() const TSUDOI_CONTROL_THREAD;  ///< by seminar and id
    [[nodiscard]] std::optional<Panelist> find(const InputId& id) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::optional<PanelMessage> message(const InputId& id) const TSUDOI_CONTROL_THREAD;

private:
    struct Said {
        bool muted = false;
        bool hand = false;
        std::optional<PanelMessage> message;
    };
    [[nodiscard]] static Status checkText(const std::string& text);
    [[nodiscard]] Status roomIn(const SeminarId& seminar) const TSUDOI_CONTROL_THREAD;
    void leaveCard(const InputId& id) TSUDOI_CONTROL_THREAD;
    Status place(const InputId& id, bool onStage) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] bool isSpokenTo(const InputId& id) const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::optional<Panelist> panelistNow(const Person& person) const TSUDOI_CONTROL_THREAD;

    const Parts parts_;
    std::map<InputId, Said> said_;
    std::map<SeminarId, InputId> next_;
    std::map<SeminarId, std::string> questions_;
    std::map<std::string, Talk> talks_;  ///< of headsets; one that is not connected counts for nothing
};

}  // namespace tsudoi::seminar
