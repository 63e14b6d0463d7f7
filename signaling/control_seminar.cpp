// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_seminar.h"

namespace tsudoi::signaling {

using seminar::Office;

std::vector<Command> SeminarCommands::table() {
    return {
        {"seminar.get", handler(this, &SeminarCommands::get)},
        {"seminar.rehearse", step(&Office::rehearse)},
        {"seminar.start", handler(this, &SeminarCommands::start)},
        {"seminar.pause", step(&Office::pause)},
        {"seminar.resume", step(&Office::resume)},
        {"seminar.end", step(&Office::end)},
        {"seminar.undoEnd", step(&Office::undoEnd)},
    };
}

JsonResult SeminarCommands::get(const Caller& caller, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    return feed_.followSeminars(caller);
}

JsonResult SeminarCommands::start(const Caller& caller, const protocol::SeminarStartParams& params) {
    kControlThread.assertHere();
    const auto seminar = meant(caller, params.seminar);
    if (!seminar) {
        return fail(seminar.error());
    }
    const Status may = params.anyway.value_or(false) ? Status() : runSheet_.mayGoLive(*seminar);
    const Status status = may ? office_.start(*seminar) : may;
    feed_.refresh();
    return done(status);
}

Handler SeminarCommands::step(Step taken) {
    return [this, taken](const Caller& caller, const nlohmann::json& params, const Answer& answer) {
        kControlThread.assertHere();
        const auto seminar = meant(caller, params.get<protocol::SeminarParams>().seminar);
        if (!seminar) {
            answer(fail(seminar.error()));
            return;
        }
        const Status status = (office_.*taken)(*seminar);
        feed_.refresh();
        answer(done(status));
    };
}

Result<SeminarId> SeminarCommands::meant(const Caller& caller, const std::optional<std::string>& named) const {
    if (named) {
        return SeminarId(*named);
    }
    if (caller.session && !caller.session->seminar.empty()) {
        return caller.session->seminar;
    }
    if (const auto onAir = office_.onAirNow()) {
        return *onAir;
    }
    const auto all = office_.all();
    if (all.size() == 1) {
        return all.front().id;
    }
    return fail(ErrorCode::InvalidArgument,
                Text{"どのセミナーかを選んでください。", "Say which seminar is meant (seminar)."});
}

}  // namespace tsudoi::signaling
