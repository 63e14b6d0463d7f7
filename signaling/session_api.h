// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/synchronized.h"
#include "seminar/access.h"
#include "seminar/ports.h"
#include "signaling/outcome.h"
#include "signaling/rate_limit.h"
#include "signaling/session_gate.h"

#include <functional>
#include <string>
#include <string_view>

namespace tsudoi::signaling {

/// The session cookie. The prefix makes the browser itself enforce Secure, Path=/ and no Domain. Browsers count
/// http://127.0.0.1 and http://localhost as secure, so the demo needs no other name.
inline constexpr std::string_view kSessionCookie = "__Host-tsudoi";
/// \return the cookie's text, or empty
[[nodiscard]] std::string_view readSessionCookie(const HttpRequest& request) noexcept;
/// \param keep  zero: forget it \return the value of a Set-Cookie field
[[nodiscard]] std::string setSessionCookie(std::string_view text, std::chrono::seconds keep);

/// /api/session: the one entrance of every role.
///
/// Place in the flow: HttpService -> [SessionApi] -> (control thread) SessionGate -> Reply. Threads: thread-safe;
/// destroyed on the control thread.
class SessionApi {
public:
    SessionApi(SessionGate& gate, const seminar::AccessCheck& access, const seminar::Crypto& crypto, Executor& control,
               std::string publicUrl);

    /// \param later  makes the Reply; called only when the answer takes time
    [[nodiscard]] Outcome answer(const HttpRequest& request, const RemoteEnd& peer, const std::function<Reply()>& later,
                                 SteadyClock::time_point now) const;
    /// \return the session behind the request's cookie
    [[nodiscard]] std::optional<seminar::Session> session(const HttpRequest& request) const;
    /// \return the hash of the request's cookie; all zero: none
    [[nodiscard]] seminar::KeyHash cookieHash(const HttpRequest& request) const;

    /// With a link's key, which cannot be guessed: apart, so that others behind the same router keep nobody out.
    static constexpr RateRule kPerKeyAddress{600, std::chrono::milliseconds(100)};
    /// Entrance attempts without. One address may be a whole office behind one router, so it gets a lot; a name whose
    /// password is tried, or a passcode tried from one address, gets little, and only failures are counted there.
    static constexpr RateRule kPerAddress{240, std::chrono::milliseconds(250)};
    static constexpr RateRule kPerUser{6, std::chrono::seconds(20)};
    /// Wrong passwords from one address, whatever the names: each one costs a slow check that others wait for.
    static constexpr RateRule kPerStaffAddress{30, std::chrono::seconds(4)};
    static constexpr RateRule kPerPasscode{20, std::chrono::seconds(6)};

private:
    [[nodiscard]] Outcome show(const HttpRequest& request) const;
    [[nodiscard]] Outcome enter(const HttpRequest& request, const RemoteEnd& peer, const std::function<Reply()>& later,
                                SteadyClock::time_point now) const;
    [[nodiscard]] Outcome leave(const HttpRequest& request, const RemoteEnd& peer,
                                const std::function<Reply()>& later) const;
    /// Who guesses what: the keys under which an attempt is counted; empty: not counted there.
    struct Guess {
        std::string user;          ///< name + address: by name alone anybody could lock a user out
        std::string staffAddress;  ///< address of somebody who tries staff passwords
        std::string passcode;      ///< seminar + address
    };
    struct Limits {
        RateLimit keyAddress{kPerKeyAddress};
        RateLimit address{kPerAddress};
        RateLimit user{kPerUser};
        RateLimit staffAddress{kPerStaffAddress};
        RateLimit passcode{kPerPasscode};
    };

    [[nodiscard]] static Guess guessOf(const seminar::EntryRequest& request, const std::string& address);
    [[nodiscard]] std::optional<HttpResponse> tooOften(const Guess& guess, const std::string& address,
                                                       SteadyClock::time_point now) const;
    void finish(const Guess& guess, const Result<seminar::Entry>& entry, const Reply& reply) const;

    SessionGate& gate_;
    const seminar::AccessCheck& access_;
    const seminar::Crypto& crypto_;
    Executor& control_;
    std::string publicUrl_;
    mutable Synchronized<Limits> limits_;
    Lifetime lifetime_;
};

}  // namespace tsudoi::signaling
