// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_panel.h"

#include <optional>
#include <utility>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;

InputId self(const Caller& caller) {
    return InputId(caller.session->person.str());
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
    return told(parts_.panel.setSelf(signaling::self(caller), params.muted, params.hand));
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
    return told(parts_.panel.remove(InputId(params.panelist)));
}

JsonResult PanelCommands::message(const Caller& /*caller*/, const protocol::PanelMessageParams& params) {
    kControlThread.assertHere();
    const auto to = params.panelist ? std::optional(InputId(*params.panelist)) : std::nullopt;
    return told(parts_.panel.write(to, params.text));
}

void PanelCommands::offer(const Caller& caller, const protocol::Empty& /*params*/, Answer answer) {
    kControlThread.assertHere();
    if (caller.session->displaced) {
        answer(fail(ErrorCode::NotAllowed,
                    Text{"同じリンクが別の端末で使われています。この端末で登壇するには開き直してください。",
                         "The same link is used on another device; open it here again to speak here."}));
        return;
    }
    const InputId id = signaling::self(caller);
    auto servers = iceServersFor(parts_.ice, id.str(), parts_.clock.wall());
    parts_.programme.callPanelist(
        id, lifetime_.bind([answer = std::move(answer), servers = std::move(servers)](const Result<std::string>& sdp) {
            answer(sdp ? JsonResult(json(protocol::CallOfferResult{.iceServers = servers, .sdp = *sdp}))
                       : JsonResult(fail(sdp.error())));
        }));
}

JsonResult PanelCommands::answer(const Caller& caller, const protocol::CallAnswerParams& params) {
    kControlThread.assertHere();
    return done(parts_.programme.panelistAnswers(signaling::self(caller), params.sdp));
}

JsonResult PanelCommands::candidate(const Caller& caller, const protocol::CallCandidateParams& params) {
    kControlThread.assertHere();
    return done(parts_.programme.panelistCandidate(signaling::self(caller), static_cast<unsigned>(params.mline),
                                                   params.candidate));
}

JsonResult PanelCommands::leave(const Caller& caller, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    parts_.programme.dropSender(signaling::self(caller));
    return done();
}

}  // namespace tsudoi::signaling
