// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/macro.h"

#include "base/characters.h"
#include "seminar/input_rules.h"

#include <algorithm>
#include <array>

namespace tsudoi::seminar {

namespace {

struct NamedAction {
    MacroAction action;
    std::string_view name;
};
constexpr std::array<NamedAction, 11> kActions{{
    {MacroAction::Preset, "preset"},
    {MacroAction::Take, "take"},
    {MacroAction::Cut, "cut"},
    {MacroAction::Slate, "slate"},
    {MacroAction::NoSlate, "no-slate"},
    {MacroAction::Title, "title"},
    {MacroAction::NoTitle, "no-title"},
    {MacroAction::Mute, "mute"},
    {MacroAction::Unmute, "unmute"},
    {MacroAction::Wait, "wait"},
    {MacroAction::Mark, "mark"},
}};

tl::unexpected<Error> invalid(std::string ja, std::string en) {
    return fail(ErrorCode::InvalidArgument, Text{std::move(ja), std::move(en)});
}

Status validate(const MacroStep& step) {
    switch (step.action) {
        case MacroAction::Preset:
            return step.preset.empty() ? invalid("呼び出すプリセットを選んでください。", "Choose a preset to recall.")
                                       : Status{};
        case MacroAction::Mute:
        case MacroAction::Unmute:
            return step.source.empty() ? invalid("音を変える入力を選んでください。", "Choose whose sound to change.")
                                       : Status{};
        case MacroAction::Slate: return validate(Slate{step.slate, step.text});
        case MacroAction::Title: return validate(Title{step.text, step.more});
        case MacroAction::Wait:
            return step.wait.count() < 0 || step.wait > kMaxMacroWait
                       ? invalid("待つ時間は 0 秒から 10 分です。", "A wait takes 0 seconds to 10 minutes.")
                       : Status{};
        case MacroAction::Mark:
            return isBlank(step.text) ? invalid("章の名前を書いてください。", "Write the name of the chapter.")
                                      : Status{};
        case MacroAction::Take:
        case MacroAction::Cut:
        case MacroAction::NoSlate:
        case MacroAction::NoTitle: break;
    }
    return {};
}

}  // namespace

std::string_view macroActionName(MacroAction action) noexcept {
    const auto found = std::ranges::find(kActions, action, &NamedAction::action);
    return found != kActions.end() ? found->name : std::string_view{};
}

std::optional<MacroAction> macroActionByName(std::string_view name) noexcept {
    const auto found = std::ranges::find(kActions, name, &NamedAction::name);
    return found != kActions.end() ? std::optional(found->action) : std::nullopt;
}

Status validate(const Macro& macro) {
    const std::size_t length = characters(macro.name);
    if (length == 0 || length > kMaxMacroName || hasControls(macro.name)) {
        return invalid("マクロの名前は 1 から 40 文字にしてください。", "A macro's name has 1 to 40 characters.");
    }
    if (macro.steps.empty() || macro.steps.size() > kMaxMacroSteps) {
        return invalid("マクロの手順は 1 から 20 個までです。", "A macro has 1 to 20 steps.");
    }
    for (const MacroStep& step : macro.steps) {
        if (const Status valid = validate(step); !valid) {
            return valid;
        }
    }
    return {};
}

}  // namespace tsudoi::seminar
