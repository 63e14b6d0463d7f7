// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a peer can say on /control: reading, rules, and the structs that are made of what passed.
#include "base/check.h"
#include "signaling/control_dispatcher.h"
#include "signaling/control_input_views.h"
#include "signaling/control_macro_views.h"
#include "signaling/control_scene_views.h"
#include "signaling/control_time.h"
#include "signaling/control_views.h"
#include "signaling/generated/methods.h"
#include "signaling/generated/protocol.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace tsudoi;
using namespace tsudoi::signaling;
using nlohmann::json;

/// Whatever passes the rules can be read into its struct; the dispatcher answers with "internal" when not.
void useParams(std::string_view definition, const json& params) {
    if (definition == "StudioPreviewParams") {
        if (const auto scene = sceneFrom(params.get<protocol::StudioPreviewParams>().scene, {})) {
            (void)json(sceneView(*scene)).dump(-1, ' ', false, json::error_handler_t::replace);
        }
    } else if (definition == "StudioLayoutSaveParams") {
        (void)seminar::validate(layoutFrom(params.get<protocol::StudioLayoutSaveParams>()));
    } else if (definition == "StudioMacroSaveParams") {
        (void)seminar::validate(macroFrom(params.get<protocol::StudioMacroSaveParams>()));
    } else if (definition == "StudioTakeParams") {
        (void)params.get<protocol::StudioTakeParams>();
    } else if (definition == "StudioSlateParams") {
        (void)params.get<protocol::StudioSlateParams>();
    } else if (definition == "StudioSourceParams") {
        (void)params.get<protocol::StudioSourceParams>();
    } else if (definition == "StudioInputAddParams") {
        const auto spec = inputFrom(params.get<protocol::StudioInputAddParams>().input);
        (void)json(inputView(spec, {}, 0)).dump(-1, ' ', false, json::error_handler_t::replace);
    } else if (definition == "StudioInputUpdateParams") {
        (void)inputChanged({}, params.get<protocol::StudioInputUpdateParams>().input);
    } else if (definition == "OfficeSeminarCreateParams") {
        const auto seminar = params.get<protocol::OfficeSeminarCreateParams>().seminar;
        (void)fromRfc3339(seminar.startsAt.value_or(""));
    } else if (definition == "OfficeSeminarUpdateParams") {
        (void)params.get<protocol::OfficeSeminarUpdateParams>();
    } else if (definition == "OfficePersonAddParams") {
        (void)params.get<protocol::OfficePersonAddParams>();
    } else if (definition == "SessionHelloParams") {
        (void)params.get<protocol::SessionHelloParams>();
    }
}

std::unique_ptr<ControlDispatcher> makeDispatcher(std::size_t& answers) {
    auto dispatcher = std::make_unique<ControlDispatcher>([&answers](ConnectionId, const SharedText& text) {
        ++answers;
        TSUDOI_CHECK(json::accept(*text));
    });
    for (const MethodInfo& method : protocol::kMethods) {
        dispatcher->add({{method.name, [&method](const Caller&, const json& params, const Answer& answer) {
                              useParams(method.params, params);
                              answer(done());
                          }}});
    }
    return dispatcher;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static std::size_t answers = 0;
    static const auto dispatcher = makeDispatcher(answers);
    if (size > kMaxMessageBytes) {
        return 0;
    }
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const auto role : {seminar::Role::Admin, seminar::Role::Attendee}) {
        seminar::Session session;
        session.role = role;
        answers = 0;
        kControlThread.assertHere();
        dispatcher->dispatch({ConnectionId{1}, session}, text);
        TSUDOI_CHECK(answers <= 1);
    }
    return 0;
}
