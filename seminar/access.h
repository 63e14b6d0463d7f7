// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/media.h"
#include "seminar/programme.h"

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tsudoi::seminar {

/// SHA-256 of a key or session cookie. Only hashes are kept; the texts exist in links and cookies only.
struct KeyHash {
    std::array<std::byte, 32> bytes{};

    friend auto operator<=>(const KeyHash&, const KeyHash&) = default;
};

enum class Role { Attendee, Panelist, Venue, Operator, Organiser, Admin };
[[nodiscard]] std::string_view roleName(Role role) noexcept;
[[nodiscard]] std::optional<Role> roleByName(std::string_view name) noexcept;
/// Operator, organiser or admin. Admin may do everything that the others may.
[[nodiscard]] bool isStaff(Role role) noexcept;

/// A link's key: who comes in with it.
struct AccessKey {
    KeyHash hash;
    Role role = Role::Attendee;
    SeminarId seminar;  ///< empty for staff links
    PersonId person;    ///< empty for staff links
    bool revoked = false;

    friend bool operator==(const AccessKey&, const AccessKey&) = default;
};

/// One device that came in. The store keeps it, so that a restart throws nobody out.
struct Session {
    KeyHash hash;  ///< of the cookie
    Role role = Role::Attendee;
    SeminarId seminar;  ///< empty for staff
    PersonId person;    ///< empty for staff and unlisted viewers
    std::string name;   ///< as given, from the application, or the staff account; empty: a staff link
    WallTime createdAt{};
    WallTime activatedAt{};  ///< came in or pressed "use here" last; the oldest gives way at the device limit
    bool displaced = false;  ///< another device of the same person took its place
    bool revoked = false;

    friend bool operator==(const Session&, const Session&) = default;
};

/// Staff who do not log in again for so long are out.
inline constexpr std::chrono::hours kStaffSessionLife{24};
[[nodiscard]] bool outlived(const Session& session, WallTime now) noexcept;

/// Somebody who may attend one seminar, or speak in it from afar, with a personal link; or a screen in its room.
struct Person {
    PersonId id;
    SeminarId seminar;
    std::string name;
    std::string affiliation;
    std::string mail;
    KeyHash key;
    bool revoked = false;
    Role role = Role::Attendee;                        ///< or Panelist, Venue
    ScreenPicture picture = ScreenPicture::Programme;  ///< Venue: what the screen shows

    friend bool operator==(const Person&, const Person&) = default;
};

struct StaffAccount {
    StaffName name;
    Role role = Role::Operator;
    std::string passwordHash;  ///< scrypt text
    WallTime changedAt{};      ///< who came in before has to come in again

    friend bool operator==(const StaffAccount&, const StaffAccount&) = default;
};

/// The answer to "may this session have this seminar's media now?" and the HTTP status that says so.
enum class MediaAccess {
    Allowed,      // 200
    NotSignedIn,  // 403
    Revoked,      // 403
    Displaced,    // 403, watching elsewhere
    NotOnAir,     // 404, nothing published yet (or a rehearsal, or a meeting)
    NotFound,     // 404, no such seminar
    Gone,         // 410, the replay window is over
};

/// Who is in and what may be watched. Written on the control thread, asked by every network thread for each request.
///
/// Threads: thread-safe.
class AccessCheck {
public:
    virtual ~AccessCheck() = default;
    [[nodiscard]] virtual MediaAccess mediaAccess(const KeyHash& session, const SeminarId& seminar) const = 0;
    /// \return the live session behind a cookie (revoked ones: nullopt; displaced ones are returned)
    [[nodiscard]] virtual std::optional<Session> session(const KeyHash& session) const = 0;

protected:
    AccessCheck() = default;
    AccessCheck(const AccessCheck&) = default;
    AccessCheck& operator=(const AccessCheck&) = default;
};

}  // namespace tsudoi::seminar
