// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "base/worker.h"
#include "seminar/access.h"
#include "seminar/ports.h"
#include "seminar/seminar.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tsudoi::seminar {

/// What POST /api/session may carry: exactly one of the three forms.
struct EntryRequest {
    std::string key;             ///< a link's key
    std::string user, password;  ///< staff
    SeminarId seminar;           ///< with passcode, or alone when the seminar is unlisted
    std::string passcode, name;
    std::string oldCookie;  ///< the cookie the browser already had: that session is reused or left
};

struct Entry {
    std::string cookie;  ///< the text for the cookie; exists nowhere else
    Session session;
};

/// Sessions, keys, people, staff accounts and who may watch what.
///
/// Place in the flow: signaling/ asks session() and mediaAccess() for every request; the control layer and the
/// seminar office call the rest.
/// Threads: AccessCheck methods are thread-safe; everything else is thread-bound (control thread).
/// Owns the live tables; every change also goes to the store.
class AccessTable final : public AccessCheck {
public:
    AccessTable(Store& store, const Crypto& crypto, Executor& control, Worker& worker, Clock clock = {});
    ~AccessTable() override;

    /// Puts back what the store had. Once, before anything else.
    void restore(const StoredState& stored) TSUDOI_CONTROL_THREAD;

    // -- entrance
    /// Decides and answers on the control thread (scrypt runs on the worker).
    /// \error NotAllowed: wrong key, password, passcode (one sentence for all); Expired: the window is over;
    ///        NotFound: no such seminar; TooMany: too many passwords are being checked
    void enter(EntryRequest request, std::function<void(Result<Entry>)> done) TSUDOI_CONTROL_THREAD;
    void leave(const KeyHash& session) TSUDOI_CONTROL_THREAD;
    /// Would this link's key let an attendee into \p seminar? Changes nothing.
    /// \error NotAllowed: unknown, revoked, or for another seminar; Expired: the window is over
    [[nodiscard]] Status checkKey(const std::string& key, const SeminarId& seminar) const TSUDOI_CONTROL_THREAD;
    /// Passwords and passcodes that may wait for their (slow) check at once.
    static constexpr int kMaxPendingChecks = 64;
    /// Beyond it the sessions that were not used for longest are forgotten, attendees' first.
    static constexpr std::size_t kMaxSessions = 20'000;
    /// A staff account that was removed, or got a new password, loses its sessions within this time.
    static constexpr std::chrono::seconds kStaffCheckPeriod{30};
    /// "Use here": this device comes back, the then oldest gives way.
    Status useHere(const KeyHash& session) TSUDOI_CONTROL_THREAD;

    // -- the office
    /// \param seminars  state, policy, window of a seminar changed (or it is new)
    void seminarChanged(const Seminar& seminar) TSUDOI_CONTROL_THREAD;
    void seminarRemoved(const SeminarId& seminar) TSUDOI_CONTROL_THREAD;
    /// \return the new key's text for the link; it cannot be read again later
    /// \param key  empty: a random one
    [[nodiscard]] std::string addPerson(Person person, std::string key = {}) TSUDOI_CONTROL_THREAD;
    /// Name and what else is said of somebody who is on the list; the key stays.
    void changePerson(const Person& person) TSUDOI_CONTROL_THREAD;
    Status revokePerson(const SeminarId& seminar, const PersonId& person) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] std::vector<Person> people(const SeminarId& seminar) const TSUDOI_CONTROL_THREAD;
    /// A link for a role without a person (a studio link).
    [[nodiscard]] std::string addKey(Role role, const SeminarId& seminar) TSUDOI_CONTROL_THREAD;
    /// Uses a given text as key instead of a random one (a restarted demo keeps its links).
    void keepKey(const std::string& key, Role role, const SeminarId& seminar,
                 const PersonId& person) TSUDOI_CONTROL_THREAD;

    /// Makes the scrypt text of a new passcode on the worker. \param done  on the control thread
    void hashPasscode(const std::string& passcode, std::function<void(std::string)> done) TSUDOI_CONTROL_THREAD;

    /// Attendee sessions that fetched media of this seminar within kViewerWindow; several devices count once per
    /// person.
    [[nodiscard]] int viewers(const SeminarId& seminar) const TSUDOI_CONTROL_THREAD;
    static constexpr std::chrono::seconds kViewerWindow{15};

    /// Called on the control thread when a session was displaced or revoked, so that its page is told.
    void onSessionChanged(std::function<void(const Session&)> changed) TSUDOI_CONTROL_THREAD;

    // -- AccessCheck (network threads)
    [[nodiscard]] MediaAccess mediaAccess(const KeyHash& session, const SeminarId& seminar) const override;
    [[nodiscard]] std::optional<Session> session(const KeyHash& session) const override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::seminar
