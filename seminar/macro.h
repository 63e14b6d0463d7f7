// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "seminar/programme.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::seminar {

/// What a macro does, one after the other.
enum class MacroAction {
    Preset,   ///< puts a preset into the preview
    Take,     ///< the TAKE button
    Cut,      ///< the CUT button
    Slate,    ///< puts a slate up
    NoSlate,  ///< takes it away
    Title,    ///< shows a title
    NoTitle,  ///< takes it away
    Mute,     ///< a source
    Unmute,   ///< a source
    Wait,     ///< before the next step
    Mark,     ///< a chapter of the recording
};

struct MacroStep {
    MacroAction action = MacroAction::Take;
    PresetId preset = {};                  ///< Preset
    InputId source = {};                   ///< Mute, Unmute
    SlateKind slate = SlateKind::Break;    ///< Slate
    std::string text = {};                 ///< Slate: in its place, may be empty; Title; Mark: the label
    std::string more = {};                 ///< Title
    std::chrono::milliseconds wait{1000};  ///< Wait

    friend bool operator==(const MacroStep&, const MacroStep&) = default;
};

/// Steps that one button or key does.
struct Macro {
    MacroId id;
    std::string name;
    std::vector<MacroStep> steps;

    friend bool operator==(const Macro&, const Macro&) = default;
};
inline constexpr std::size_t kMaxMacros = 30;
inline constexpr std::size_t kMaxMacroName = 40;  ///< characters
inline constexpr std::size_t kMaxMacroSteps = 20;
inline constexpr std::chrono::milliseconds kMaxMacroWait = std::chrono::minutes(10);

/// The same in the protocol and in the store: "no-slate".
[[nodiscard]] std::string_view macroActionName(MacroAction action) noexcept;
[[nodiscard]] std::optional<MacroAction> macroActionByName(std::string_view name) noexcept;

/// \error InvalidArgument: name, number of steps, or what a step says
[[nodiscard]] Status validate(const Macro& macro);

}  // namespace tsudoi::seminar
