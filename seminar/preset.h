// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "seminar/programme.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace tsudoi::seminar {

/// What a preset keeps of a source's sound.
struct PresetSound {
    double gainDb = 0.0;
    bool muted = false;

    friend bool operator==(const PresetSound&, const PresetSound&) = default;
};

/// A scene that was prepared, with the sound and the title that come with it when it is taken.
struct Preset {
    PresetId id;
    std::string name;
    Scene scene;
    std::optional<Title> title;            ///< absent: the title stays as it is
    std::map<InputId, PresetSound> sound;  ///< empty: the sound stays as it is

    friend bool operator==(const Preset&, const Preset&) = default;
};
inline constexpr std::size_t kMaxPresets = 30;
inline constexpr std::size_t kMaxPresetName = 40;  ///< characters

/// What a preset has of the sound.
enum class PresetSoundWish {
    None,  ///< nothing: the sound stays as it is
    Now,   ///< gain and mute of all sources as they are now
    Kept,  ///< what it had; a new one: nothing
};

/// How a preset is made, or changed.
struct PresetWish {
    PresetId id;  ///< empty: a new one; else that one is changed and keeps its place
    std::string name;
    bool keepScene = false;  ///< only with an id: the scene it had, not the preview's
    PresetSoundWish sound = PresetSoundWish::None;
    std::optional<Title> title;
};

/// \error InvalidArgument: no name, or too long; or what validate() says of the title
[[nodiscard]] Status validate(const PresetWish& wish);

}  // namespace tsudoi::seminar
