// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/access_table.h"

#include "base/random.h"
#include "seminar/guest_list.h"
#include "seminar/password_check.h"
#include "seminar/session_table.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kMaxSecretLength = 256;
constexpr std::size_t kMaxNameLength = 200;
constexpr std::size_t kPersonIdBytes = 9;

bool tooLong(const EntryRequest& request) {
    return request.key.size() > kMaxSecretLength || request.user.size() > kMaxSecretLength ||
           request.password.size() > kMaxSecretLength || request.passcode.size() > kMaxSecretLength ||
           request.name.size() > kMaxNameLength || request.oldCookie.size() > kMaxSecretLength;
}

/// Whether a device that comes in again is the one that had this session.
bool sameGuest(const Session& session, const Admission& admission) {
    return session.role == admission.role && session.seminar == admission.seminar &&
           session.person == admission.person && (!isStaff(session.role) || session.name == admission.name);
}

bool active(const Session& session) {
    return !session.revoked && !session.displaced;
}

}  // namespace

struct AccessTable::Impl {
    Impl(Store& theStore, const Crypto& theCrypto, Executor& control, Worker& worker, Clock theClock)
        : store(theStore),
          crypto(theCrypto),
          clock(std::move(theClock)),
          sessions(clock),
          passwords(store, crypto, control, worker, kMaxPendingChecks, clock),
          staffTimer(control.every(kStaffCheckPeriod, [this] { checkStaff(); })) {}

    void enter(EntryRequest request, std::function<void(Result<Entry>)> done);
    void enterStaff(const EntryRequest& request, std::function<void(Result<Entry>)> done);
    void enterDoor(const EntryRequest& request, std::function<void(Result<Entry>)> done);

    Entry admit(const Admission& admission, const std::string& oldCookie);
    std::optional<Entry> comeBack(const Admission& admission, const std::string& oldCookie);
    void activate(Session& session);
    void makeWayFor(const Session& newest);
    void save(const Session& session);
    void tell(const Session& session);
    void revoke(Session session);
    void forget(const KeyHash& session);
    void keep(const Person& person);
    void checkStaff();
    void keepStaff(const std::set<StaffName>& asked, const std::vector<StaffAccount>& accounts);
    int deviceLimit(const SeminarId& seminar) const;

    Store& store;
    const Crypto& crypto;
    Clock clock;
    GuestList guests;
    SessionTable sessions;
    PasswordCheck passwords;
    std::function<void(const Session&)> changed;
    std::unique_ptr<Timer> staffTimer;
};

void AccessTable::Impl::enter(EntryRequest request, std::function<void(Result<Entry>)> done) {
    if (tooLong(request)) {
        done(fail(notAdmitted()));
        return;
    }
    if (!request.key.empty()) {
        const auto admission = guests.byKey(crypto.hashKey(request.key), clock.wall());
        done(admission ? Result<Entry>(admit(*admission, request.oldCookie)) : fail(admission.error()));
        return;
    }
    if (!request.user.empty()) {
        enterStaff(request, std::move(done));
        return;
    }
    enterDoor(request, std::move(done));
}

void AccessTable::Impl::enterStaff(const EntryRequest& request, std::function<void(Result<Entry>)> done) {
    const auto checked = [this, cookie = request.oldCookie,
                          done = std::move(done)](const Result<StaffAccount>& account) {
        if (!account) {
            done(fail(account.error()));
            return;
        }
        done(admit({account->role, {}, {}, account->name.str()}, cookie));
    };
    passwords.staff(StaffName(request.user), request.password, checked);
}

void AccessTable::Impl::enterDoor(const EntryRequest& request, std::function<void(Result<Entry>)> done) {
    const auto door = guests.door(request.seminar, clock.wall());
    if (!door) {
        done(fail(door.error()));
        return;
    }
    const Admission admission{Role::Attendee, door->id, {}, request.name};
    const auto checked = [this, admission, cookie = request.oldCookie, done = std::move(done)](const Status& right) {
        done(right ? Result<Entry>(admit(admission, cookie)) : fail(right.error()));
    };
    if (door->policy == AccessPolicy::Unlisted) {
        checked({});
        return;
    }
    passwords.passcode(*door, request.passcode, checked);
}

Entry AccessTable::Impl::admit(const Admission& admission, const std::string& oldCookie) {
    if (auto entry = comeBack(admission, oldCookie)) {
        return *entry;
    }
    const std::string cookie = randomKey();
    Session session;
    session.hash = crypto.hashKey(cookie);
    session.role = admission.role;
    session.seminar = admission.seminar;
    session.person = admission.person;
    session.name = admission.name;
    session.createdAt = clock.wall();
    activate(session);
    for (const KeyHash& gone : sessions.prune(kMaxSessions)) {
        store.removeSession(gone);
    }
    return {cookie, session};
}

/// The browser that had a session as the same guest keeps it: no additional device. A session as somebody else is left;
/// only staff stay signed in when they look at an attendee's link.
std::optional<Entry> AccessTable::Impl::comeBack(const Admission& admission, const std::string& oldCookie) {
    const auto old = oldCookie.empty() ? std::nullopt : sessions.find(crypto.hashKey(oldCookie));
    if (!old || old->revoked) {
        return std::nullopt;
    }
    if (sameGuest(*old, admission)) {
        Session session = *old;
        session.name = admission.name;
        activate(session);
        return Entry{oldCookie, session};
    }
    if (!isStaff(old->role) || isStaff(admission.role)) {
        forget(old->hash);
    }
    return std::nullopt;
}

/// Makes a session the person's newest device.
void AccessTable::Impl::activate(Session& session) {
    session.displaced = false;
    session.activatedAt = clock.wall();
    save(session);
    makeWayFor(session);
}

void AccessTable::Impl::makeWayFor(const Session& newest) {
    if (newest.person.empty() || isStaff(newest.role)) {
        return;
    }
    std::vector<Session> others = sessions.ofPerson(newest.seminar, newest.person);
    std::erase_if(others, [&](const Session& other) {
        return !active(other) || other.hash == newest.hash || other.role != newest.role;
    });
    std::ranges::sort(others, std::ranges::greater{}, &Session::activatedAt);
    // A panelist has one place in the picture; a screen's link is for one screen.
    const int limit = newest.role == Role::Attendee ? deviceLimit(newest.seminar) : 1;
    for (auto i = static_cast<std::size_t>(limit - 1); i < others.size(); ++i) {
        others[i].displaced = true;
        save(others[i]);
        tell(others[i]);
    }
}

int AccessTable::Impl::deviceLimit(const SeminarId& seminar) const {
    const Seminar* found = guests.seminar(seminar);
    return std::max(found != nullptr ? found->deviceLimit : kDefaultDeviceLimit, 1);
}

void AccessTable::Impl::save(const Session& session) {
    sessions.put(session);
    store.saveSession(session);
}

void AccessTable::Impl::tell(const Session& session) {
    if (changed) {
        changed(session);
    }
}

void AccessTable::Impl::revoke(Session session) {
    session.revoked = true;
    save(session);
    tell(session);
}

void AccessTable::Impl::forget(const KeyHash& session) {
    sessions.remove(session);
    store.removeSession(session);
}

void AccessTable::Impl::keep(const Person& person) {
    guests.putPerson(person);
    store.savePerson(person);
}

/// Accounts are changed by the command line while the server runs: who was removed, or has another password or role
/// than when coming in, is thrown out.
void AccessTable::Impl::checkStaff() {
    std::set<StaffName> names;
    for (const Session& session : sessions.staff()) {
        if (!session.name.empty() && !session.revoked) {
            names.insert(StaffName(session.name));
        }
    }
    if (!names.empty()) {
        passwords.existing({names.begin(), names.end()},
                           [this, names](const std::vector<StaffAccount>& found) { keepStaff(names, found); });
    }
}

/// Only sessions that were asked about are judged: others may have begun while the answer was on its way. An account
/// that was changed in the future (the clock was set back) cannot be compared.
void AccessTable::Impl::keepStaff(const std::set<StaffName>& asked, const std::vector<StaffAccount>& accounts) {
    const WallTime now = clock.wall();
    for (const Session& session : sessions.staff()) {
        const bool stays = std::ranges::any_of(accounts, [&](const StaffAccount& account) {
            return account.name.str() == session.name && account.role == session.role &&
                   (account.changedAt <= session.activatedAt || account.changedAt > now);
        });
        if (asked.contains(StaffName(session.name)) && !session.revoked && !stays) {
            revoke(session);
        }
    }
}

AccessTable::AccessTable(Store& store, const Crypto& crypto, Executor& control, Worker& worker, Clock clock)
    : impl_(std::make_unique<Impl>(store, crypto, control, worker, std::move(clock))) {}

AccessTable::~AccessTable() = default;

void AccessTable::restore(const StoredState& stored) {
    impl_->guests.restore(stored);
    for (const Seminar& seminar : stored.seminars) {
        impl_->sessions.putSeminar(seminar);
    }
    for (const Session& session : stored.sessions) {
        impl_->sessions.put(session);
    }
}

void AccessTable::enter(EntryRequest request, std::function<void(Result<Entry>)> done) {
    impl_->enter(std::move(request), std::move(done));
}

void AccessTable::leave(const KeyHash& session) {
    impl_->forget(session);
}

Status AccessTable::checkKey(const std::string& key, const SeminarId& seminar) const {
    const auto admission = impl_->guests.byKey(impl_->crypto.hashKey(key), impl_->clock.wall());
    if (!admission) {
        return fail(admission.error());
    }
    return admission->seminar == seminar ? Status{} : fail(notAdmitted());
}

Status AccessTable::useHere(const KeyHash& session) {
    auto found = impl_->sessions.use(session);
    if (!found) {
        return fail(ErrorCode::NotSignedIn,
                    Text{"もう一度リンクから入ってください。", "Please come in through your link again."});
    }
    impl_->activate(*found);
    return {};
}

void AccessTable::seminarChanged(const Seminar& seminar) {
    const Seminar* before = impl_->guests.seminar(seminar.id);
    const bool otherDoor = before != nullptr && before->policy != seminar.policy;
    impl_->guests.putSeminar(seminar);
    impl_->sessions.putSeminar(seminar);
    if (!otherDoor) {
        return;
    }
    for (const Session& session : impl_->sessions.ofPerson(seminar.id, PersonId())) {
        if (session.role == Role::Attendee && !session.revoked) {
            impl_->revoke(session);
        }
    }
}

void AccessTable::seminarRemoved(const SeminarId& seminar) {
    impl_->guests.removeSeminar(seminar);
    impl_->sessions.removeSeminar(seminar);
    impl_->passwords.forget(seminar);
}

std::string AccessTable::addPerson(Person person, std::string key) {
    if (key.empty()) {
        key = randomKey();
    }
    person.key = impl_->crypto.hashKey(key);
    if (person.id.empty()) {
        person.id = PersonId(randomText(kPersonIdBytes));
    }
    impl_->keep(person);
    keepKey(key, person.role, person.seminar, person.id);
    return key;
}

void AccessTable::changePerson(const Person& person) {
    impl_->keep(person);
}

Status AccessTable::revokePerson(const SeminarId& seminar, const PersonId& id) {
    const Person* found = impl_->guests.person(seminar, id);
    if (found == nullptr) {
        return fail(ErrorCode::NotFound,
                    Text{"その参加者は名簿にありません。", "There is no such person on the list."});
    }
    Person person = *found;
    person.revoked = true;
    impl_->keep(person);
    for (const Session& session : impl_->sessions.ofPerson(seminar, id)) {
        if (!session.revoked) {
            impl_->revoke(session);
        }
    }
    return {};
}

std::vector<Person> AccessTable::people(const SeminarId& seminar) const {
    return impl_->guests.people(seminar);
}

std::string AccessTable::addKey(Role role, const SeminarId& seminar) {
    const std::string key = randomKey();
    keepKey(key, role, seminar, {});
    return key;
}

void AccessTable::keepKey(const std::string& key, Role role, const SeminarId& seminar, const PersonId& person) {
    const AccessKey kept{impl_->crypto.hashKey(key), role, seminar, person, false};
    const AccessKey* before = impl_->guests.key(kept.hash);
    if (before == nullptr || *before != kept) {
        impl_->guests.putKey(kept);
        impl_->store.saveKey(kept);
    }
}

void AccessTable::hashPasscode(const std::string& passcode, std::function<void(std::string)> done) {
    impl_->passwords.hash(passcode, std::move(done));
}

int AccessTable::viewers(const SeminarId& seminar) const {
    return impl_->sessions.viewers(seminar, kViewerWindow);
}

void AccessTable::onSessionChanged(std::function<void(const Session&)> changed) {
    impl_->changed = std::move(changed);
}

MediaAccess AccessTable::mediaAccess(const KeyHash& session, const SeminarId& seminar) const {
    return impl_->sessions.mediaAccess(session, seminar);
}

std::optional<Session> AccessTable::session(const KeyHash& session) const {
    return impl_->sessions.use(session);
}

}  // namespace tsudoi::seminar
