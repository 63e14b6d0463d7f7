// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/synchronized.h"
#include "seminar/access.h"
#include "seminar/seminar.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tsudoi::seminar {

/// The part of the access table that network threads read: sessions, and what may be watched of each seminar.
///
/// Place in the flow: control thread -> [SessionTable] <- network threads, for every media request.
/// Threads: thread-safe. Reading takes a shared lock for two hash look-ups; being used is noted in atomics.
class SessionTable {
public:
    using Steady = std::chrono::steady_clock::time_point;

    explicit SessionTable(Clock clock) : clock_(std::move(clock)) {}

    [[nodiscard]] MediaAccess mediaAccess(const KeyHash& session, const SeminarId& seminar) const;
    /// \return any session, also a revoked one. Notes nothing.
    [[nodiscard]] std::optional<Session> find(const KeyHash& session) const;
    /// \return a session that is not revoked; notes that it was used
    [[nodiscard]] std::optional<Session> use(const KeyHash& session) const;
    [[nodiscard]] std::vector<Session> ofPerson(const SeminarId& seminar, const PersonId& person) const;
    [[nodiscard]] std::vector<Session> staff() const;
    [[nodiscard]] int viewers(const SeminarId& seminar, std::chrono::seconds window) const;

    void put(const Session& session);
    void remove(const KeyHash& session);
    /// Makes room: when there are more than \p limit, those unused for longest go, attendees' first.
    /// \return the ones that went
    [[nodiscard]] std::vector<KeyHash> prune(std::size_t limit);
    void putSeminar(const Seminar& seminar);
    /// With its sessions.
    void removeSeminar(const SeminarId& seminar);

private:
    /// A key hash is random already: its first bytes are hash enough.
    struct FirstBytes {
        std::size_t operator()(const KeyHash& hash) const noexcept {
            std::size_t value = 0;
            std::memcpy(&value, hash.bytes.data(), sizeof value);
            return value;
        }
    };
    struct Entry {
        Session session;
        mutable std::atomic<Steady::rep> usedAt{0};
        mutable std::atomic<Steady::rep> watchedAt{kNever};
    };
    struct Window {
        SeminarState state = SeminarState::Draft;
        std::optional<WallTime> until;
        bool meeting = false;
    };
    struct Tables {
        std::unordered_map<KeyHash, Entry, FirstBytes> sessions;
        std::unordered_map<SeminarId, Window> seminars;
    };
    static constexpr Steady::rep kNever = std::numeric_limits<Steady::rep>::min();

    [[nodiscard]] Steady::rep ticks() const { return clock_.steady().time_since_epoch().count(); }
    [[nodiscard]] bool gone(const Window& window) const;
    [[nodiscard]] MediaAccess decide(const Entry* entry, const Window* window, const SeminarId& seminar) const;

    Clock clock_;
    ReadMostly<Tables> tables_;
};

/// \return whether the seminar's replay is over, by its state or by the time it is
[[nodiscard]] bool replayOver(SeminarState state, const std::optional<WallTime>& until, WallTime now) noexcept;

}  // namespace tsudoi::seminar
