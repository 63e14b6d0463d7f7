// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/room_screens.h"

#include "base/characters.h"
#include "base/random.h"

#include <algorithm>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kIdBytes = 6;
constexpr const char* kUsualName = "会場スクリーン";

tl::unexpected<Error> noSuchScreen() {
    return fail(ErrorCode::NotFound, Text{"この会場スクリーンのリンクはありません。", "There is no such screen link."});
}

PeerId peerOf(const PersonId& screen) {
    return {PeerId::Kind::Screen, screen.str()};
}

}  // namespace

Result<RoomScreens::Link> RoomScreens::open(Link link) {
    if (parts_.office.find(link.seminar) == nullptr) {
        return fail(noSuchSeminar(link.seminar));
    }
    if (characters(link.name) > kMaxName || hasControls(link.name)) {
        return fail(ErrorCode::InvalidArgument, Text{"会場スクリーンの名前は改行なしの 100 文字までです。",
                                                     "The name of a screen has up to 100 characters in one line."});
    }
    const auto here = std::ranges::count(listed(), link.seminar, &Person::seminar);
    if (static_cast<std::size_t>(here) >= kMaxOfSeminar) {
        return fail(ErrorCode::TooMany,
                    Text{"会場スクリーンのリンクは 8 つまでです。使っていないリンクを取り消してください。",
                         "There are 8 screen links at most; take back one that is not used."});
    }
    if (link.name.empty()) {
        link.name = kUsualName;
    }
    if (link.id.empty()) {
        link.id = PersonId("screen-" + randomHex(kIdBytes));
    }
    Person person{.id = link.id, .seminar = link.seminar, .name = link.name};
    person.role = Role::Venue;
    person.picture = link.picture;
    link.key = parts_.access.addPerson(std::move(person), link.key);
    return link;
}

Status RoomScreens::show(const PersonId& id, ScreenPicture picture) {
    auto screen = person(id);
    if (!screen) {
        return noSuchScreen();
    }
    screen->picture = picture;
    parts_.access.changePerson(*screen);
    parts_.programme.showOnScreen(id.str(), picture);
    return {};
}

Status RoomScreens::showClock(const PersonId& id, bool shown) {
    if (!person(id)) {
        return noSuchScreen();
    }
    if (shown) {
        clocks_.insert(id);
    } else {
        clocks_.erase(id);
    }
    return {};
}

Status RoomScreens::remove(const PersonId& id) {
    const auto screen = person(id);
    if (!screen) {
        return noSuchScreen();
    }
    silent_.erase(id);
    clocks_.erase(id);
    const Status revoked = parts_.access.revokePerson(screen->seminar, id);
    parts_.programme.dropPeer(peerOf(id));
    return revoked;
}

void RoomScreens::tidy() {
    const auto connected = parts_.studio.state().peers;
    for (const auto& [peer, since] : connected) {
        if (peer.kind == PeerId::Kind::Screen && !person(PersonId(peer.id))) {
            parts_.programme.dropPeer(peer);
        }
    }
}

Status RoomScreens::setSound(const PersonId& id, bool heard) {
    if (!person(id)) {
        return noSuchScreen();
    }
    if (heard) {
        silent_.erase(id);
    } else {
        silent_.insert(id);
    }
    return {};
}

void RoomScreens::call(const PersonId& id, std::function<void(Result<std::string>)> offered) {
    const auto screen = person(id);
    if (!screen) {
        offered(noSuchScreen());
        return;
    }
    silent_.erase(id);
    parts_.programme.showOnScreen(id.str(), screen->picture);
    parts_.programme.callPeer(peerOf(id), std::move(offered));
}

/// Those whose link was not taken back.
std::vector<Person> RoomScreens::listed() const {
    std::vector<Person> found;
    for (const Seminar& seminar : parts_.office.all()) {
        for (Person& person : parts_.access.people(seminar.id)) {
            if (person.role == Role::Venue && !person.revoked) {
                found.push_back(std::move(person));
            }
        }
    }
    return found;
}

std::optional<Person> RoomScreens::person(const PersonId& id) const {
    for (Person& person : listed()) {
        if (person.id == id) {
            return std::move(person);
        }
    }
    return std::nullopt;
}

std::vector<RoomScreen> RoomScreens::all() const {
    const auto& connected = parts_.studio.state().peers;
    std::vector<RoomScreen> result;
    for (const Person& person : listed()) {
        RoomScreen screen{.id = person.id, .seminar = person.seminar, .name = person.name, .picture = person.picture};
        if (const auto found = connected.find(peerOf(person.id)); found != connected.end()) {
            screen.connectedAt = found->second;
        }
        screen.clock = clocks_.contains(person.id);
        screen.silent = silent_.contains(person.id);
        result.push_back(std::move(screen));
    }
    return result;
}

std::optional<RoomScreen> RoomScreens::find(const PersonId& id) const {
    for (RoomScreen& screen : all()) {
        if (screen.id == id) {
            return std::move(screen);
        }
    }
    return std::nullopt;
}

}  // namespace tsudoi::seminar
