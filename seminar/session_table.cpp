// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/session_table.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace tsudoi::seminar {

namespace {

/// Removing in portions, so that a full table is not searched for every new session.
constexpr std::size_t kPrunePortion = 64;

constexpr std::memory_order kRelaxed = std::memory_order_relaxed;

bool published(SeminarState state) noexcept {
    return onAir(state) || state == SeminarState::Ended;
}

template <typename Map, typename Key>
const typename Map::mapped_type* lookUp(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found != map.end() ? &found->second : nullptr;
}

}  // namespace

bool replayOver(SeminarState state, const std::optional<WallTime>& until, WallTime now) noexcept {
    return state == SeminarState::Expired || (state == SeminarState::Ended && until && now >= *until);
}

bool SessionTable::gone(const Window& window) const {
    return replayOver(window.state, window.until, clock_.wall());
}

/// A window that is over is said first: then nobody has a use for any other answer.
MediaAccess SessionTable::decide(const Entry* entry, const Window* window, const SeminarId& seminar) const {
    if (window != nullptr && gone(*window)) {
        return MediaAccess::Gone;
    }
    if (entry == nullptr || outlived(entry->session, clock_.wall())) {
        return MediaAccess::NotSignedIn;
    }
    const Session& session = entry->session;
    if (session.revoked) {
        return MediaAccess::Revoked;
    }
    const bool staff = isStaff(session.role);
    if (!staff && session.seminar != seminar) {
        return MediaAccess::NotSignedIn;
    }
    if (window == nullptr) {
        return MediaAccess::NotFound;
    }
    if (session.displaced) {
        return MediaAccess::Displaced;
    }
    const bool shown = published(window->state) && !window->meeting;
    return staff || shown ? MediaAccess::Allowed : MediaAccess::NotOnAir;
}

MediaAccess SessionTable::mediaAccess(const KeyHash& session, const SeminarId& seminar) const {
    return tables_.read([&](const Tables& tables) {
        const Entry* entry = lookUp(tables.sessions, session);
        const MediaAccess access = decide(entry, lookUp(tables.seminars, seminar), seminar);
        if (entry != nullptr && access == MediaAccess::Allowed) {
            const Steady::rep now = ticks();
            entry->usedAt.store(now, kRelaxed);
            entry->watchedAt.store(now, kRelaxed);
        }
        return access;
    });
}

std::optional<Session> SessionTable::find(const KeyHash& session) const {
    return tables_.read([&](const Tables& tables) {
        const Entry* entry = lookUp(tables.sessions, session);
        return entry != nullptr ? std::optional(entry->session) : std::nullopt;
    });
}

std::optional<Session> SessionTable::use(const KeyHash& session) const {
    return tables_.read([&](const Tables& tables) -> std::optional<Session> {
        const Entry* entry = lookUp(tables.sessions, session);
        if (entry == nullptr || entry->session.revoked || outlived(entry->session, clock_.wall())) {
            return std::nullopt;
        }
        entry->usedAt.store(ticks(), kRelaxed);
        return entry->session;
    });
}

std::vector<Session> SessionTable::ofPerson(const SeminarId& seminar, const PersonId& person) const {
    return tables_.read([&](const Tables& tables) {
        std::vector<Session> found;
        for (const auto& [hash, entry] : tables.sessions) {
            if (entry.session.person == person && entry.session.seminar == seminar) {
                found.push_back(entry.session);
            }
        }
        return found;
    });
}

std::vector<Session> SessionTable::staff() const {
    return tables_.read([](const Tables& tables) {
        std::vector<Session> found;
        for (const auto& [hash, entry] : tables.sessions) {
            if (isStaff(entry.session.role)) {
                found.push_back(entry.session);
            }
        }
        return found;
    });
}

int SessionTable::viewers(const SeminarId& seminar, std::chrono::seconds window) const {
    const Steady::rep since = (clock_.steady() - window).time_since_epoch().count();
    return tables_.read([&](const Tables& tables) {
        std::set<PersonId> people;
        int nameless = 0;
        for (const auto& [hash, entry] : tables.sessions) {
            const Session& session = entry.session;
            const bool watches =
                session.role == Role::Attendee && session.seminar == seminar && entry.watchedAt.load(kRelaxed) > since;
            if (watches && session.person.empty()) {
                ++nameless;
            } else if (watches) {
                people.insert(session.person);
            }
        }
        return nameless + static_cast<int>(people.size());
    });
}

void SessionTable::put(const Session& session) {
    tables_.write([&](Tables& tables) {
        Entry& entry = tables.sessions[session.hash];
        entry.session = session;
        entry.usedAt.store(ticks(), kRelaxed);
    });
}

void SessionTable::remove(const KeyHash& session) {
    tables_.write([&](Tables& tables) { tables.sessions.erase(session); });
}

std::vector<KeyHash> SessionTable::prune(std::size_t limit) {
    return tables_.write([&](Tables& tables) {
        using Candidate = std::tuple<bool, Steady::rep, KeyHash>;
        std::vector<KeyHash> gone;
        if (tables.sessions.size() <= limit) {
            return gone;
        }
        std::vector<Candidate> candidates;
        for (const auto& [hash, entry] : tables.sessions) {
            candidates.emplace_back(isStaff(entry.session.role), entry.usedAt.load(kRelaxed), hash);
        }
        const std::size_t excess = candidates.size() - limit;
        const std::size_t count = std::min(candidates.size() - 1, std::max(excess, kPrunePortion));
        const auto last = candidates.begin() + static_cast<std::ptrdiff_t>(count);
        std::nth_element(candidates.begin(), last, candidates.end());
        for (auto it = candidates.begin(); it != last; ++it) {
            gone.push_back(std::get<KeyHash>(*it));
            tables.sessions.erase(gone.back());
        }
        return gone;
    });
}

void SessionTable::putSeminar(const Seminar& seminar) {
    tables_.write([&](Tables& tables) {
        tables.seminars[seminar.id] = {seminar.state, seminar.replayUntil, seminar.meeting};
    });
}

void SessionTable::removeSeminar(const SeminarId& seminar) {
    tables_.write([&](Tables& tables) {
        tables.seminars.erase(seminar);
        std::erase_if(tables.sessions, [&](const auto& item) { return item.second.session.seminar == seminar; });
    });
}

}  // namespace tsudoi::seminar
