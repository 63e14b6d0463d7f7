// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access_table.h"
#include "seminar/office.h"
#include "seminar/ports.h"
#include "seminar/studio.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tsudoi::seminar {

/// A screen in the room now. The id is that of its person on the list and of its connection.
struct RoomScreen {
    PersonId id;
    SeminarId seminar;
    std::string name;
    ScreenPicture picture = ScreenPicture::Programme;
    std::optional<WallTime> connectedAt;  ///< picture flows since then
    bool clock = false;                   ///< shows the time in a corner
    bool silent = false;                  ///< its browser wants a press before the sound is heard
};

/// The screens in the rooms of all seminars: their links and what each shows. One link is one screen.
///
/// Place in the flow: control layer -> [RoomScreens] -> AccessTable (links), Programme (connections); Studio tells
/// which are connected. Threads: thread-bound (control thread). Links and pictures are kept by the access table.
class RoomScreens {
public:
    static constexpr std::size_t kMaxName = 100;     ///< characters
    static constexpr std::size_t kMaxOfSeminar = 8;  ///< links at a time

    struct Parts {
        Programme& programme;
        AccessTable& access;
        Studio& studio;
        Office& office;
    };
    explicit RoomScreens(Parts parts) : parts_(parts) {}

    struct Link {
        SeminarId seminar;
        std::string name;  ///< empty: the usual one
        ScreenPicture picture = ScreenPicture::Programme;
        PersonId id{};      ///< empty: a random one
        std::string key{};  ///< empty: a random one
    };
    /// \return with name, id and key, which cannot be read again
    /// \error NotFound (seminar), InvalidArgument (name), TooMany
    Result<Link> open(Link link) TSUDOI_CONTROL_THREAD;
    /// Changes a picture that runs at once. \error NotFound
    Status show(const PersonId& id, ScreenPicture picture) TSUDOI_CONTROL_THREAD;
    /// The time in a corner of the screen; as long as the process lives. \error NotFound
    Status showClock(const PersonId& id, bool shown) TSUDOI_CONTROL_THREAD;
    /// Takes the link back: sessions and connection end at once. \error NotFound
    Status remove(const PersonId& id) TSUDOI_CONTROL_THREAD;
    /// Connections of screens whose seminar is gone end, too.
    void tidy() TSUDOI_CONTROL_THREAD;
    /// The page says whether its sound is heard. \error NotFound
    Status setSound(const PersonId& id, bool heard) TSUDOI_CONTROL_THREAD;
    /// Connects the screen; what it shows is known before its first picture. \error NotFound, and as
    /// Programme::callPeer
    void call(const PersonId& id, std::function<void(Result<std::string>)> offered) TSUDOI_CONTROL_THREAD;

    [[nodiscard]] std::vector<RoomScreen> all() const TSUDOI_CONTROL_THREAD;  ///< by seminar and id
    [[nodiscard]] std::optional<RoomScreen> find(const PersonId& id) const TSUDOI_CONTROL_THREAD;

private:
    [[nodiscard]] std::vector<Person> listed() const TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::optional<Person> person(const PersonId& id) const TSUDOI_CONTROL_THREAD;

    const Parts parts_;
    std::set<PersonId> silent_;
    std::set<PersonId> clocks_;
};

}  // namespace tsudoi::seminar
