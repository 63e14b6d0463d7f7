// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_hub.h"

#include "base/check.h"
#include "base/log.h"
#include "signaling/control_attend.h"
#include "signaling/control_connections.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_enum.h"
#include "signaling/control_feed.h"
#include "signaling/control_layouts.h"
#include "signaling/control_macros.h"
#include "signaling/control_office.h"
#include "signaling/control_panel.h"
#include "signaling/control_pictures.h"
#include "signaling/control_seminar.h"
#include "signaling/control_studio.h"
#include "signaling/control_time.h"

#include <algorithm>
#include <utility>

namespace tsudoi::signaling {

using nlohmann::json;
using seminar::Session;

namespace {
/// Keys are long; whoever tries many is not a person.
constexpr int kMaxHellos = 5;
/// A stranger has little to say.
constexpr int kMaxStrangerMessages = 20;
}  // namespace

struct ControlHub::Impl {
    explicit Impl(Parts given) TSUDOI_CONTROL_THREAD;

    // -- connections
    void handle(ConnectionId id, Connection& connection, const std::string& text) TSUDOI_CONTROL_THREAD;
    void refuseFlood(ConnectionId id, const std::string& text);
    void signIn(ConnectionId id, Connection& connection, Session session) TSUDOI_CONTROL_THREAD;
    void end(ConnectionId id, Connection& connection, CloseCode code, const std::string& why) TSUDOI_CONTROL_THREAD;
    /// Whoever it was gets nothing any more.
    void forget(ConnectionId id) TSUDOI_CONTROL_THREAD;
    void left(Connection& connection) TSUDOI_CONTROL_THREAD;

    void admitStranger(ConnectionId id, Connection& connection) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] int pagesOf(const Session& session) const;

    // -- sessions
    /// \return false: the session is over and the connection with it
    bool stillValid(ConnectionId id, Connection& connection) TSUDOI_CONTROL_THREAD;
    /// Pages that only listen, too, lose a session that was left elsewhere or is too old.
    void endOutlived() TSUDOI_CONTROL_THREAD;
    void sessionChanged(const Session& session) TSUDOI_CONTROL_THREAD;
    void apply(ConnectionId id, Connection& connection, const Session& session) TSUDOI_CONTROL_THREAD;
    void lookAgain(const seminar::KeyHash& hash) TSUDOI_CONTROL_THREAD;

    // -- session.hello
    void hello(const Caller& caller, const protocol::SessionHelloParams& params, Answer answer);
    void entered(ConnectionId id, const Result<seminar::Entry>& entry, const Answer& answer) TSUDOI_CONTROL_THREAD;
    [[nodiscard]] JsonResult whoIs(const Session& session) const;

    Parts parts;
    ControlFeed feed;
    PictureDesk pictures;
    ControlDispatcher dispatcher;
    StudioCommands studio;
    LayoutCommands layouts;
    MacroCommands macros;
    SeminarCommands seminars;
    OfficeCommands office;
    PanelCommands panel;
    AttendCommands attend;
    Connections connections;
    std::unique_ptr<Timer> ticker;
    Lifetime lifetime;
};

ControlHub::Impl::Impl(Parts given)
    : parts(std::move(given)),
      feed({parts.sender, parts.access, parts.studio, parts.office, parts.panel, parts.screens, parts.meeting,
            parts.runSheet, parts.macros, parts.director, parts.control, parts.spec, parts.clock}),
      pictures(parts.programme, parts.sender),
      dispatcher([this](ConnectionId to, SharedText text) { parts.sender.sendText(to, std::move(text)); }),
      studio({parts.studio, parts.office, parts.meeting, feed, pictures, parts.devices}),
      layouts(parts.studio, feed),
      macros(parts.macros, parts.director, feed),
      seminars(parts.office, parts.runSheet, feed),
      office({parts.office, parts.access, parts.panel, parts.screens, parts.meeting, feed, parts.publicUrl}),
      panel({parts.panel, parts.screens, parts.meeting, parts.office, parts.programme, feed, parts.publicUrl, parts.ice,
             parts.clock}),
      attend(parts.access, feed, parts.clock, [this](const seminar::KeyHash& hash) {
          kControlThread.assertHere();
          lookAgain(hash);
      }) {
    dispatcher.add({{"session.hello", handler(this, &Impl::hello)}});
    dispatcher.add(studio.table());
    dispatcher.add(layouts.table());
    dispatcher.add(macros.table());
    dispatcher.add(seminars.table());
    dispatcher.add(office.table());
    dispatcher.add(panel.table());
    dispatcher.add(attend.table());
    TSUDOI_CHECK(dispatcher.missing().empty());
}

ControlHub::ControlHub(Parts parts) : impl_(std::make_unique<Impl>(std::move(parts))) {
    Impl& impl = *impl_;
    const Lifetime& alive = impl.lifetime;
    impl.parts.studio.onChange(alive.bind([&impl] {
        kControlThread.assertHere();
        impl.feed.changed();
    }));
    const auto changed = [&impl] {
        kControlThread.assertHere();
        impl.feed.changed();
    };
    impl.parts.runSheet.onChange(alive.bind(changed));
    impl.parts.macros.onChange(alive.bind(changed));
    impl.parts.director.onChange(alive.bind(changed));
    impl.parts.studio.onMeters(alive.bind([&impl](const seminar::Meters& meters) {
        kControlThread.assertHere();
        impl.feed.metered(meters);
    }));
    impl.parts.office.onChange(alive.bind([&impl](const SeminarId&) {
        kControlThread.assertHere();
        impl.feed.changed();
    }));
    impl.parts.access.onSessionChanged(alive.bind([&impl](const Session& session) {
        kControlThread.assertHere();
        impl.sessionChanged(session);
    }));
    impl.ticker = impl.parts.control.every(kLookAgain, [&impl] {
        kControlThread.assertHere();
        impl.endOutlived();
        impl.feed.refresh();
    });
}

ControlHub::~ControlHub() = default;

void ControlHub::opened(ConnectionId id, std::optional<Session> session) {
    Connection& connection = impl_->connections[id];
    if (!session) {
        impl_->admitStranger(id, connection);
    } else if (impl_->pagesOf(*session) >= kMaxPagesOfSession) {
        impl_->end(id, connection, CloseCode::PolicyViolation, "too many pages of one browser");
    } else {
        impl_->signIn(id, connection, std::move(*session));
    }
}

void ControlHub::message(ConnectionId id, std::string text) {
    const auto found = impl_->connections.find(id);
    if (found != impl_->connections.end() && !found->second.ending) {
        impl_->handle(id, found->second, text);
    }
}

void ControlHub::closed(ConnectionId id) {
    const auto found = impl_->connections.find(id);
    if (found == impl_->connections.end()) {
        return;
    }
    impl_->forget(id);
    Connection gone = std::move(found->second);
    impl_->connections.erase(found);
    impl_->left(gone);
}

/// Who is honest signs in at once: the one who has waited for longest gives way.
void ControlHub::Impl::admitStranger(ConnectionId id, Connection& connection) {
    std::size_t strangers = 0;
    auto oldest = connections.end();
    for (auto item = connections.begin(); item != connections.end(); ++item) {
        if (item->second.session || item->second.ending) {
            continue;
        }
        ++strangers;
        if (oldest == connections.end() || item->second.strangeSince < oldest->second.strangeSince) {
            oldest = item;
        }
    }
    if (strangers > kMaxStrangers) {
        end(oldest->first, oldest->second, CloseCode::NotSignedIn, "others want to sign in");
    }
    connection.strangeSince = parts.clock.steady();
    connection.signInTimer = parts.control.after(kSignInLimit, [this, id] {
        kControlThread.assertHere();
        if (const auto found = connections.find(id); found != connections.end()) {
            end(id, found->second, CloseCode::NotSignedIn, "not signed in");
        }
    });
}

int ControlHub::Impl::pagesOf(const Session& session) const {
    return static_cast<int>(std::ranges::count_if(connections, [&](const auto& item) {
        return item.second.session && item.second.session->hash == session.hash;
    }));
}

void ControlHub::Impl::handle(ConnectionId id, Connection& connection, const std::string& text) {
    if (!connection.session && ++connection.strangeMessages > kMaxStrangerMessages) {
        end(id, connection, CloseCode::TooManyMessages, "too many messages");
        return;
    }
    if (!connection.rate->take(parts.clock.steady())) {
        refuseFlood(id, text);
        if (connection.rate->hopeless()) {
            end(id, connection, CloseCode::TooManyMessages, "too many messages");
        }
        return;
    }
    if (stillValid(id, connection)) {
        dispatcher.dispatch({id, connection.session}, text);
    }
}

void ControlHub::Impl::refuseFlood(ConnectionId id, const std::string& text) {
    const auto request = readRequest(text);
    if (request && request->id) {
        parts.sender.sendText(id, errorText(*request->id, ControlError::tooManyMessages()));
    }
}

void ControlHub::Impl::signIn(ConnectionId id, Connection& connection, Session session) {
    connection.signInTimer.reset();
    const auto sibling = std::ranges::find_if(connections, [&](const auto& item) {
        return item.second.session && item.second.session->hash == session.hash;
    });
    if (sibling != connections.end()) {
        connection.rate = sibling->second.rate;
    }
    connection.session = std::move(session);
    feed.begin(id, *connection.session);
}

void ControlHub::Impl::end(ConnectionId id, Connection& connection, CloseCode code, const std::string& why) {
    connection.ending = true;
    connection.signInTimer.reset();
    forget(id);
    parts.sender.close(id, code, why);
}

void ControlHub::Impl::forget(ConnectionId id) {
    feed.forget(id);
    pictures.watch(id, std::nullopt);
    panel.left(id);
}

void ControlHub::Impl::left(Connection& connection) {
    if (connection.ownSession && connection.session) {
        parts.access.leave(connection.session->hash);
    }
}

bool ControlHub::Impl::stillValid(ConnectionId id, Connection& connection) {
    if (!connection.session) {
        return true;
    }
    auto session = parts.access.session(connection.session->hash);
    if (session) {
        connection.session = std::move(session);
        return true;
    }
    end(id, connection, CloseCode::NotSignedIn, "the session is over");
    return false;
}

void ControlHub::Impl::endOutlived() {
    for (auto& [id, connection] : connections) {
        if (!connection.ending) {
            (void)stillValid(id, connection);
        }
    }
}

void ControlHub::Impl::sessionChanged(const Session& session) {
    for (auto& [id, connection] : connections) {
        if (!connection.ending && connection.session && connection.session->hash == session.hash) {
            apply(id, connection, session);
        }
    }
}

void ControlHub::Impl::apply(ConnectionId id, Connection& connection, const Session& session) {
    Session before = std::exchange(*connection.session, session);
    before.activatedAt = session.activatedAt;
    if (before != session) {
        feed.sessionChanged(id, session);
    }
    if (session.revoked) {
        end(id, connection, CloseCode::NotSignedIn, "the session was revoked");
    }
}

void ControlHub::Impl::lookAgain(const seminar::KeyHash& hash) {
    if (const auto session = parts.access.session(hash)) {
        sessionChanged(*session);
    }
}

void ControlHub::Impl::hello(const Caller& caller, const protocol::SessionHelloParams& params, Answer answer) {
    kControlThread.assertHere();
    Connection& connection = connections[caller.connection];
    if (!params.key) {
        answer(connection.session ? whoIs(*connection.session)
                                  : JsonResult(fail(ErrorCode::NotSignedIn, ControlError::notSignedIn().text)));
        return;
    }
    if (connection.helloPending || ++connection.hellos > kMaxHellos) {
        answer(fail(ErrorCode::TooMany, ControlError::tooManyMessages().text));
        return;
    }
    connection.helloPending = true;
    seminar::EntryRequest request;
    request.key = *params.key;
    parts.access.enter(
        std::move(request),
        lifetime.bind([this, id = caller.connection, answer = std::move(answer)](const Result<seminar::Entry>& entry) {
            kControlThread.assertHere();
            entered(id, entry, answer);
        }));
}

void ControlHub::Impl::entered(ConnectionId id, const Result<seminar::Entry>& entry, const Answer& answer) {
    const auto found = connections.find(id);
    if (found == connections.end() || found->second.ending) {
        if (entry) {
            parts.access.leave(entry->session.hash);
        }
        return;
    }
    Connection& connection = found->second;
    connection.helloPending = false;
    if (!entry) {
        answer(fail(entry.error()));
        return;
    }
    left(connection);
    forget(id);
    connection.ownSession = true;
    answer(whoIs(entry->session));
    signIn(id, connection, entry->session);
}

JsonResult ControlHub::Impl::whoIs(const Session& session) const {
    protocol::SessionHelloResult result{.name = session.name,
                                        .role = enumOf<protocol::Role>(seminar::roleName(session.role)),
                                        .serverTime = toRfc3339(parts.clock.wall())};
    if (!session.seminar.empty()) {
        result.seminar = session.seminar.str();
    }
    return json(result);
}

}  // namespace tsudoi::signaling
