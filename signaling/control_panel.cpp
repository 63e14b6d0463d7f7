// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_panel.h"

#include "signaling/control_enum.h"

#include <optional>
#include <utility>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;

InputId self(const Caller& caller) {
    return InputId(caller.session->person.str());
}

using Purpose = std::optional<protocol::CallPurpose>;

bool isShare(const Purpose& purpose) {
    return purpose == protocol::CallPurpose::Share;
}

/// One headset for each page: two operators may sit side by side with one account.
std::string headsetOf(ConnectionId connection) {
    return "headset-" + std::to_string(connection.value);
}

seminar::PeerId peerOf(const Caller& caller, const Purpose& purpose) {
    const seminar::Session& session = *caller.session;
    if (session.role == seminar::Role::Venue) {
        return {seminar::PeerId::Kind::Screen, session.person.str()};
    }
    if (session.role != seminar::Role::Panelist) {
        return {seminar::PeerId::Kind::Operator, headsetOf(caller.connection)};
    }
    const InputId panelist = self(caller);
    return isShare(purpose) ? seminar::PeerId{seminar::PeerId::Kind::Share, seminar::Panel::shareOf(panelist).str()}
                            : seminar::PeerId{seminar::PeerId::Kind::Panelist, panelist.str()};
}

seminar::ScreenPicture pictureFrom(protocol::ScreenPicture picture) {
    return seminar::screenPictureByName(wordOf(picture)).value_or(seminar::ScreenPicture::Programme);
}

/// Makes the input of the caller's screen.
Status openShare(seminar::Panel& panel, const Caller& caller) {
    kControlThread.assertHere();
    if (caller.session->role == seminar::Role::Panelist) {
        const auto input = panel.share(self(caller));
        return input ? Status() : Status(fail(input.error()));
    }
    return fail(ErrorCode::NotAllowed,
                Text{"画面を共有できるのはパネリストだけです。", "Only panelists share their screen."});
}

}  // namespace

std::vector<Command> PanelCommands::table() {
    return {
        {"panel.get", handler(this, &PanelCommands::get)},
        {"panel.self", handler(this, &PanelCommands::self)},
        {"panel.add", handler(this, &PanelCommands::add)},
        {"panel.admit", handler(this, &PanelCommands::admit)},
        {"panel.hold", handler(this, &PanelCommands::hold)},
        {"panel.mute", handler(this, &PanelCommands::mute)},
        {"panel.remove", handler(this, &PanelCommands::remove)},
        {"panel.message", handler(this, &PanelCommands::message)},
        {"panel.next", handler(this, &PanelCommands::next)},
        {"panel.question", handler(this, &PanelCommands::question)},
        {"panel.talkback", handler(this, &PanelCommands::talkback)},
        {"panel.venue", handler(this, &PanelCommands::venue)},
        {"panel.venueShow", handler(this, &PanelCommands::venueShow)},
        {"panel.venueRemove", handler(this, &PanelCommands::venueRemove)},
        {"panel.venueSound", handler(this, &PanelCommands::venueSound)},
        {"rtc.offer", handler(this, &PanelCommands::offer)},
        {"rtc.answer", handler(this, &PanelCommands::answer)},
        {"rtc.candidate", handler(this, &PanelCommands::candidate)},
        {"rtc.leave", handler(this, &PanelCommands::leave)},
    };
}

JsonResult PanelCommands::told(const Status& status) {
    parts_.feed.refresh();
    return done(status);
}

JsonResult PanelCommands::get(const Caller& caller, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    return parts_.feed.followPanel(caller);
}

JsonResult PanelCommands::self(const Caller& caller, const protocol::PanelSelfParams& params) {
    kControlThread.assertHere();
    const Status set = parts_.panel.setSelf(signaling::self(caller), params.muted, params.hand);
    parts_.feed.changed();
    return done(set);
}

JsonResult PanelCommands::add(const Caller& /*caller*/, const protocol::PanelAddParams& params) {
    kControlThread.assertHere();
    const auto invited = parts_.panel.invite(
        {.seminar = SeminarId(params.seminar), .name = params.name, .affiliation = params.affiliation.value_or("")});
    if (!invited) {
        return fail(invited.error());
    }
    parts_.feed.refresh();
    return json(
        protocol::PanelAddResult{.id = invited->id.str(), .link = parts_.publicUrl + "/join#k=" + invited->key});
}

JsonResult PanelCommands::admit(const Caller& /*caller*/, const protocol::PanelistParams& params) {
    kControlThread.assertHere();
    return told(parts_.panel.admit(InputId(params.panelist)));
}

JsonResult PanelCommands::hold(const Caller& /*caller*/, const protocol::PanelistParams& params) {
    kControlThread.assertHere();
    return told(parts_.panel.hold(InputId(params.panelist)));
}

JsonResult PanelCommands::mute(const Caller& /*caller*/, const protocol::PanelistParams& params) {
    kControlThread.assertHere();
    return told(parts_.panel.mute(InputId(params.panelist)));
}

JsonResult PanelCommands::remove(const Caller& /*caller*/, const protocol::PanelistParams& params) {
    kControlThread.assertHere();
    parts_.meeting.dismiss(InputId(params.panelist));
    return told(parts_.panel.remove(InputId(params.panelist)));
}

JsonResult PanelCommands::message(const Caller& /*caller*/, const protocol::PanelMessageParams& params) {
    kControlThread.assertHere();
    const auto to = params.panelist ? std::optional(InputId(*params.panelist)) : std::nullopt;
    return told(parts_.panel.write(to, params.text));
}

JsonResult PanelCommands::next(const Caller& /*caller*/, const protocol::PanelNextParams& params) {
    kControlThread.assertHere();
    return told(parts_.panel.setNext(InputId(params.panelist), params.next));
}

JsonResult PanelCommands::question(const Caller& /*caller*/, const protocol::PanelQuestionParams& params) {
    kControlThread.assertHere();
    return told(parts_.panel.ask(SeminarId(params.seminar), params.text));
}

JsonResult PanelCommands::talkback(const Caller& caller, const protocol::PanelTalkbackParams& params) {
    kControlThread.assertHere();
    seminar::Talk to;
    if (params.on) {
        to = {.everybody = !params.panelist, .panelist = InputId(params.panelist.value_or(""))};
    }
    return told(parts_.panel.talk(headsetOf(caller.connection), to));
}

void PanelCommands::left(ConnectionId connection) {
    parts_.panel.hangUp(headsetOf(connection));
}

JsonResult PanelCommands::venue(const Caller& /*caller*/, const protocol::PanelVenueParams& params) {
    kControlThread.assertHere();
    const auto opened =
        parts_.screens.open({.seminar = SeminarId(params.seminar),
                             .name = params.name.value_or(""),
                             .picture = pictureFrom(params.picture.value_or(protocol::ScreenPicture::Programme))});
    if (!opened) {
        return fail(opened.error());
    }
    parts_.feed.refresh();
    return json(
        protocol::PanelVenueResult{.id = opened->id.str(), .link = parts_.publicUrl + "/venue#k=" + opened->key});
}

JsonResult PanelCommands::venueShow(const Caller& /*caller*/, const protocol::PanelVenueShowParams& params) {
    kControlThread.assertHere();
    const PersonId screen(params.screen);
    Status shown;
    if (params.picture) {
        shown = parts_.screens.show(screen, pictureFrom(*params.picture));
    }
    if (shown && params.clock) {
        shown = parts_.screens.showClock(screen, *params.clock);
        parts_.feed.personChanged(screen);
    }
    return told(shown);
}

JsonResult PanelCommands::venueRemove(const Caller& /*caller*/, const protocol::ScreenParams& params) {
    kControlThread.assertHere();
    return told(parts_.screens.remove(PersonId(params.screen)));
}

JsonResult PanelCommands::venueSound(const Caller& caller, const protocol::PanelVenueSoundParams& params) {
    kControlThread.assertHere();
    const Status set = parts_.screens.setSound(caller.session->person, params.heard);
    parts_.feed.changed();
    return done(set);
}

void PanelCommands::offer(const Caller& caller, const protocol::CallParams& params, Answer answer) {
    kControlThread.assertHere();
    if (caller.session->displaced) {
        answer(fail(ErrorCode::NotAllowed,
                    Text{"同じリンクが別の端末で使われています。この端末で使うには開き直してください。",
                         "The same link is used on another device; open it here again to use it here."}));
        return;
    }
    const seminar::PeerId peer = peerOf(caller, params.purpose);
    if (auto may = mayCall(caller, peer); !may) {
        answer(fail(may.error()));
        return;
    }
    if (isShare(params.purpose)) {
        if (auto opened = openShare(parts_.panel, caller); !opened) {
            answer(fail(opened.error()));
            return;
        }
        parts_.feed.changed();
    }
    auto servers = iceServersFor(parts_.ice, peer.id, parts_.clock.wall());
    auto offered =
        lifetime_.bind([answer = std::move(answer), servers = std::move(servers)](const Result<std::string>& sdp) {
            answer(sdp ? JsonResult(json(protocol::CallOfferResult{.iceServers = servers, .sdp = *sdp}))
                       : JsonResult(fail(sdp.error())));
        });
    connect(caller, peer, std::move(offered));
}

Status PanelCommands::mayCall(const Caller& caller, const seminar::PeerId& peer) {
    if (!calls_.take(std::to_string(static_cast<int>(peer.kind)) + peer.id, parts_.clock.steady())) {
        return fail(ErrorCode::TooMany, Text{"接続のやり直しが多すぎます。少し待ってからやり直してください。",
                                             "Too many new connections; wait a moment."});
    }
    if (peer.kind != seminar::PeerId::Kind::Operator && !parts_.office.mayConverse(caller.session->seminar)) {
        return fail(ErrorCode::WrongState,
                    Text{"いまは別のセミナーか打ち合わせが行われています。終わると、つながります。",
                         "Another seminar or meeting is under way; the connection is made when it is over."});
    }
    return {};
}

void PanelCommands::connect(const Caller& caller, const seminar::PeerId& peer,
                            std::function<void(Result<std::string>)> offered) {
    if (peer.kind == seminar::PeerId::Kind::Screen) {
        parts_.screens.call(caller.session->person, std::move(offered));
        return;
    }
    if (peer.kind == seminar::PeerId::Kind::Operator) {
        parts_.panel.hangUp(peer.id);  // and speaks to nobody
    }
    parts_.programme.callPeer(peer, std::move(offered));
}

JsonResult PanelCommands::answer(const Caller& caller, const protocol::CallAnswerParams& params) {
    kControlThread.assertHere();
    return done(parts_.programme.peerAnswers(peerOf(caller, params.purpose), params.sdp));
}

JsonResult PanelCommands::candidate(const Caller& caller, const protocol::CallCandidateParams& params) {
    kControlThread.assertHere();
    return done(parts_.programme.peerCandidate(peerOf(caller, params.purpose), static_cast<unsigned>(params.mline),
                                               params.candidate));
}

JsonResult PanelCommands::leave(const Caller& caller, const protocol::CallParams& params) {
    kControlThread.assertHere();
    const seminar::PeerId peer = peerOf(caller, params.purpose);
    if (peer.kind == seminar::PeerId::Kind::Operator) {
        parts_.panel.hangUp(peer.id);
        parts_.feed.refresh();
    } else {
        parts_.programme.dropPeer(peer);
    }
    return done();
}

}  // namespace tsudoi::signaling
