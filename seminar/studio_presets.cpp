// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/characters.h"
#include "base/random.h"
#include "seminar/input_rules.h"
#include "seminar/studio_impl.h"

#include <algorithm>
#include <utility>

/// Presets: made from what is there, recalled into the preview, complete with the take.
namespace tsudoi::seminar {

namespace {

constexpr std::size_t kPresetIdBytes = 6;

tl::unexpected<Error> noSuchPreset() {
    return fail(ErrorCode::NotFound, Text{"そのプリセットはもうありません。", "That preset is not there any more."});
}

template <typename Presets>
auto find(Presets& presets, const PresetId& id) {
    return std::ranges::find_if(presets, [&](const Preset& preset) { return preset.id == id; });
}

std::map<InputId, PresetSound> soundNow(const std::map<InputId, SourceSettings>& sources) {
    std::map<InputId, PresetSound> sound;
    for (const auto& [id, settings] : sources) {
        sound[id] = {settings.gainDb, settings.muted};
    }
    return sound;
}

}  // namespace

Status validate(const PresetWish& wish) {
    const std::size_t length = characters(wish.name);
    if (length == 0 || length > kMaxPresetName || hasControls(wish.name)) {
        return fail(ErrorCode::InvalidArgument, Text{"プリセットの名前は 1 から 40 文字にしてください。",
                                                     "A preset's name has 1 to 40 characters."});
    }
    return wish.title ? validate(*wish.title) : Status();
}

void Studio::Impl::savePresets() {
    store.savePresets(state.presets);
    changed();
}

/// What belongs to the preset that was recalled into the preview and has now been taken.
void Studio::Impl::applyRecalled() {
    const PresetId recalled = std::exchange(state.recalled, {});
    const auto preset = find(state.presets, recalled);
    if (preset == state.presets.end()) {
        return;
    }
    for (const auto& [id, sound] : preset->sound) {
        const auto current = state.sources.find(id);
        if (current == state.sources.end()) {
            continue;  // the input is gone
        }
        SourceSettings settings = current->second;
        settings.gainDb = sound.gainDb;
        settings.muted = sound.muted;
        if (settings != current->second) {
            history.forget(id);
            setSource(id, settings);
        }
    }
    if (preset->title) {
        state.title = preset->title;
        programme.showTitle(state.title);
    }
}

Result<PresetId> Studio::savePreset(const PresetWish& wish) {
    if (const Status valid = validate(wish); !valid) {
        return fail(valid.error());
    }
    auto& presets = impl_->state.presets;
    const auto found = find(presets, wish.id);
    if (!wish.id.empty() && found == presets.end()) {
        return noSuchPreset();
    }
    if (wish.id.empty() && presets.size() >= kMaxPresets) {
        return fail(ErrorCode::TooMany, Text{"プリセットは 30 個までです。使わないものを消してください。",
                                             "There are 30 presets already. Remove one first."});
    }
    Preset preset = found != presets.end() ? *found : Preset{.id = PresetId(randomText(kPresetIdBytes))};
    preset.name = wish.name;
    preset.title = wish.title;
    if (found == presets.end() || !wish.keepScene) {
        preset.scene = impl_->state.preview;
    }
    if (wish.sound != PresetSoundWish::Kept) {
        preset.sound = wish.sound == PresetSoundWish::Now ? soundNow(impl_->state.sources) : Preset{}.sound;
    }
    if (found != presets.end()) {
        *found = preset;
    } else {
        presets.push_back(preset);
    }
    impl_->savePresets();
    return preset.id;
}

Status Studio::recallPreset(const PresetId& id) {
    const auto preset = find(impl_->state.presets, id);
    if (preset == impl_->state.presets.end()) {
        return noSuchPreset();
    }
    if (const Status free = impl_->notMidWay(); !free) {
        return free;
    }
    const Scene scene = withKnownInputs(preset->scene, impl_->state.inputs);
    if (scene != impl_->state.preview) {
        impl_->history.note(impl_->state.preview);
    }
    impl_->setPreview(scene);
    impl_->state.recalled = id;
    return {};
}

Status Studio::movePreset(const PresetId& id, std::size_t place) {
    auto& presets = impl_->state.presets;
    const auto found = find(presets, id);
    if (found == presets.end()) {
        return noSuchPreset();
    }
    Preset preset = std::move(*found);
    presets.erase(found);
    presets.insert(presets.begin() + static_cast<std::ptrdiff_t>(std::min(place, presets.size())), std::move(preset));
    impl_->savePresets();
    return {};
}

Status Studio::removePreset(const PresetId& id) {
    if (std::erase_if(impl_->state.presets, [&](const Preset& preset) { return preset.id == id; }) == 0) {
        return noSuchPreset();
    }
    if (impl_->state.recalled == id) {
        impl_->state.recalled = {};
    }
    impl_->savePresets();
    return {};
}

}  // namespace tsudoi::seminar
