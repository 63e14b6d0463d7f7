// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_layouts.h"

#include "base/log.h"
#include "signaling/control_enum.h"
#include "signaling/control_mask.h"
#include "signaling/control_method.h"
#include "signaling/control_scene_views.h"

namespace tsudoi::signaling {

std::vector<Command> LayoutCommands::table() {
    return {
        {"studio.tbar", handler(this, &LayoutCommands::tbar)},
        {"studio.layout.save", handler(this, &LayoutCommands::save)},
        {"studio.layout.move", handler(this, &LayoutCommands::move)},
        {"studio.layout.remove", handler(this, &LayoutCommands::remove)},
    };
}

JsonResult LayoutCommands::told(const Status& status) {
    feed_.refresh();
    return done(status);
}

JsonResult LayoutCommands::tbar(const Caller& caller, const protocol::StudioTBarParams& params) {
    kControlThread.assertHere();
    if (params.position == 1) {
        log::info("{}: studio.tbar", loggable(caller.session->name));  // thirty places a second are not for the log
    }
    const auto kind = params.transition ? seminar::transitionByName(wordOf(*params.transition)) : std::nullopt;
    return told(studio_.tbar(params.position, kind));
}

JsonResult LayoutCommands::save(const Caller& /*caller*/, const protocol::StudioLayoutSaveParams& params) {
    kControlThread.assertHere();
    const auto id = studio_.saveLayout(layoutFrom(params));
    feed_.refresh();
    if (!id) {
        return fail(id.error());
    }
    return nlohmann::json(protocol::LayoutIdResult{.id = id->str()});
}

JsonResult LayoutCommands::move(const Caller& /*caller*/, const protocol::StudioLayoutMoveParams& params) {
    kControlThread.assertHere();
    return told(studio_.moveLayout(LayoutId(params.id), static_cast<std::size_t>(params.order)));
}

JsonResult LayoutCommands::remove(const Caller& /*caller*/, const protocol::LayoutIdParams& params) {
    kControlThread.assertHere();
    return told(studio_.removeLayout(LayoutId(params.id)));
}

}  // namespace tsudoi::signaling
