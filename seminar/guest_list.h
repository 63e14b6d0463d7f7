// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "seminar/access.h"
#include "seminar/ports.h"
#include "seminar/seminar.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tsudoi::seminar {

/// As whom somebody may come in.
struct Admission {
    Role role = Role::Attendee;
    SeminarId seminar;  ///< empty for staff
    PersonId person;    ///< empty for staff, venue and nameless viewers
    std::string name;
};

/// Who is invited: keys, people and the seminars' doors. Pure values, no secrets in plain text.
///
/// Threads: thread-bound (control thread).
class GuestList {
public:
    void restore(const StoredState& stored);

    void putSeminar(const Seminar& seminar);
    void removeSeminar(const SeminarId& seminar);  ///< with its people and keys
    [[nodiscard]] const Seminar* seminar(const SeminarId& id) const;

    void putKey(const AccessKey& key);
    [[nodiscard]] const AccessKey* key(const KeyHash& hash) const;
    void putPerson(const Person& person);
    [[nodiscard]] const Person* person(const SeminarId& seminar, const PersonId& person) const;
    [[nodiscard]] std::vector<Person> people(const SeminarId& seminar) const;  ///< by id

    /// \error NotAllowed: unknown or revoked key; Expired: the window is over
    [[nodiscard]] Result<Admission> byKey(const KeyHash& key, WallTime now) const;
    /// The door for those without a key: passcode and unlisted seminars. The passcode itself is not checked here.
    /// \error NotFound: no such seminar, not published, or a meeting; NotAllowed: by personal link only; Expired
    [[nodiscard]] Result<Seminar> door(const SeminarId& id, WallTime now) const;

private:
    std::map<SeminarId, Seminar> seminars_;
    std::map<KeyHash, AccessKey> keys_;
    std::map<std::pair<SeminarId, PersonId>, Person> people_;
};

/// One sentence for every wrong key, password and passcode: it tells nobody which part was wrong.
[[nodiscard]] Error notAdmitted();

}  // namespace tsudoi::seminar
