// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_macro_views.h"

#include "signaling/control_enum.h"

#include <optional>

namespace tsudoi::signaling {

namespace {

using seminar::MacroAction;

std::optional<std::string> unlessEmpty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

/// Only what its action has.
protocol::MacroStep stepView(const seminar::MacroStep& step) {
    protocol::MacroStep view;
    view.action = enumOf<protocol::MacroAction>(seminar::macroActionName(step.action));
    view.preset = unlessEmpty(step.preset.str());
    view.source = unlessEmpty(step.source.str());
    view.text = unlessEmpty(step.text);
    view.more = unlessEmpty(step.more);
    if (step.action == MacroAction::Slate) {
        view.slate = enumOf<protocol::SlateKind>(seminar::slateName(step.slate));
    }
    if (step.action == MacroAction::Wait) {
        view.waitMs = step.wait.count();
    }
    return view;
}

seminar::MacroStep stepFrom(const protocol::MacroStep& view) {
    seminar::MacroStep step;
    step.action = seminar::macroActionByName(wordOf(view.action)).value_or(MacroAction::Wait);
    step.preset = PresetId(view.preset.value_or(""));
    step.source = InputId(view.source.value_or(""));
    step.text = view.text.value_or("");
    step.more = view.more.value_or("");
    if (view.slate) {
        step.slate = seminar::slateByName(wordOf(*view.slate)).value_or(step.slate);
    }
    if (view.waitMs) {
        step.wait = std::chrono::milliseconds(*view.waitMs);
    }
    return step;
}

}  // namespace

std::map<std::string, protocol::MacroView> macrosView(const std::vector<seminar::Macro>& macros) {
    std::map<std::string, protocol::MacroView> view;
    std::int64_t order = 0;
    for (const seminar::Macro& macro : macros) {
        protocol::MacroView& one = view[macro.id.str()];
        one.name = macro.name;
        one.order = order++;
        for (const seminar::MacroStep& step : macro.steps) {
            one.steps.push_back(stepView(step));
        }
    }
    return view;
}

seminar::Macro macroFrom(const protocol::StudioMacroSaveParams& params) {
    seminar::Macro macro{MacroId(params.id.value_or("")), params.name, {}};
    for (const protocol::MacroStep& step : params.steps) {
        macro.steps.push_back(stepFrom(step));
    }
    return macro;
}

}  // namespace tsudoi::signaling
