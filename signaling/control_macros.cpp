// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_macros.h"

#include "signaling/control_macro_views.h"
#include "signaling/control_method.h"

namespace tsudoi::signaling {

std::vector<Command> MacroCommands::table() {
    return {
        {"studio.macro.save", handler(this, &MacroCommands::save)},
        {"studio.macro.move", handler(this, &MacroCommands::move)},
        {"studio.macro.remove", handler(this, &MacroCommands::remove)},
        {"studio.macro.run", handler(this, &MacroCommands::run)},
        {"studio.macro.stop", handler(this, &MacroCommands::stop)},
        {"studio.director", handler(this, &MacroCommands::direct)},
    };
}

JsonResult MacroCommands::told(const Status& status) {
    feed_.refresh();
    return done(status);
}

JsonResult MacroCommands::save(const Caller& /*caller*/, const protocol::StudioMacroSaveParams& params) {
    kControlThread.assertHere();
    const auto id = macros_.save(macroFrom(params));
    feed_.refresh();
    if (!id) {
        return fail(id.error());
    }
    return nlohmann::json(protocol::MacroIdResult{.id = id->str()});
}

JsonResult MacroCommands::move(const Caller& /*caller*/, const protocol::StudioMacroMoveParams& params) {
    kControlThread.assertHere();
    return told(macros_.move(MacroId(params.id), static_cast<std::size_t>(params.order)));
}

JsonResult MacroCommands::remove(const Caller& /*caller*/, const protocol::MacroIdParams& params) {
    kControlThread.assertHere();
    return told(macros_.remove(MacroId(params.id)));
}

JsonResult MacroCommands::run(const Caller& /*caller*/, const protocol::MacroIdParams& params) {
    kControlThread.assertHere();
    return told(macros_.run(MacroId(params.id)));
}

JsonResult MacroCommands::stop(const Caller& /*caller*/, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    macros_.stop();
    return told({});
}

JsonResult MacroCommands::direct(const Caller& /*caller*/, const protocol::StudioDirectorParams& params) {
    kControlThread.assertHere();
    director_.set(params.on);
    return told({});
}

}  // namespace tsudoi::signaling
