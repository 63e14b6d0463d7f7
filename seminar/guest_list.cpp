// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/guest_list.h"

#include "seminar/session_table.h"

namespace tsudoi::seminar {

namespace {

template <typename Map, typename Key>
const typename Map::mapped_type* lookUp(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found != map.end() ? &found->second : nullptr;
}

Error windowOver() {
    return {ErrorCode::Expired, {"このセミナーの見逃し配信は終了しました。", "The replay of this seminar is over."}};
}

Error nothingHere() {
    return {ErrorCode::NotFound,
            {"そのセミナーはありません。アドレスをもう一度ご確認ください。",
             "There is no such seminar. Please check the address."}};
}

bool over(const Seminar& seminar, WallTime now) {
    return replayOver(seminar.state, seminar.replayUntil, now);
}

}  // namespace

Error notAdmitted() {
    return {ErrorCode::NotAllowed,
            {"リンク、パスワードまたは合言葉が正しくありません。案内をもう一度ご確認ください。",
             "The link, password or passcode is not right. Please check your invitation."}};
}

void GuestList::restore(const StoredState& stored) {
    for (const Seminar& seminar : stored.seminars) {
        putSeminar(seminar);
    }
    for (const Person& person : stored.people) {
        putPerson(person);
    }
    for (const AccessKey& key : stored.keys) {
        putKey(key);
    }
}

void GuestList::putSeminar(const Seminar& seminar) {
    seminars_.insert_or_assign(seminar.id, seminar);
}

void GuestList::removeSeminar(const SeminarId& seminar) {
    seminars_.erase(seminar);
    std::erase_if(keys_, [&](const auto& item) { return item.second.seminar == seminar; });
    std::erase_if(people_, [&](const auto& item) { return item.first.first == seminar; });
}

const Seminar* GuestList::seminar(const SeminarId& id) const {
    return lookUp(seminars_, id);
}

void GuestList::putKey(const AccessKey& key) {
    keys_.insert_or_assign(key.hash, key);
}

const AccessKey* GuestList::key(const KeyHash& hash) const {
    return lookUp(keys_, hash);
}

void GuestList::putPerson(const Person& person) {
    people_.insert_or_assign({person.seminar, person.id}, person);
}

const Person* GuestList::person(const SeminarId& seminar, const PersonId& person) const {
    return lookUp(people_, std::pair(seminar, person));
}

std::vector<Person> GuestList::people(const SeminarId& seminar) const {
    std::vector<Person> found;
    for (auto it = people_.lower_bound({seminar, PersonId()}); it != people_.end() && it->first.first == seminar;
         ++it) {
        found.push_back(it->second);
    }
    return found;
}

Result<Admission> GuestList::byKey(const KeyHash& hash, WallTime now) const {
    const AccessKey* found = key(hash);
    if (found == nullptr || found->revoked) {
        return fail(notAdmitted());
    }
    const Person* owner = person(found->seminar, found->person);
    if (owner != nullptr && owner->revoked) {
        return fail(notAdmitted());
    }
    const Admission admission{found->role, found->seminar, found->person,
                              owner != nullptr ? owner->name : std::string()};
    if (isStaff(found->role)) {
        return admission;
    }
    const Seminar* where = seminar(found->seminar);
    if (where == nullptr) {
        return fail(nothingHere());
    }
    if (where->meeting && found->role == Role::Attendee) {
        return fail(notAdmitted());
    }
    if (over(*where, now)) {
        return fail(windowOver());
    }
    return admission;
}

Result<Seminar> GuestList::door(const SeminarId& id, WallTime now) const {
    const Seminar* where = seminar(id);
    if (where == nullptr || where->state == SeminarState::Draft || where->meeting) {
        return fail(nothingHere());
    }
    if (where->policy == AccessPolicy::Personal) {
        return fail(notAdmitted());
    }
    if (over(*where, now)) {
        return fail(windowOver());
    }
    return *where;
}

}  // namespace tsudoi::seminar
