// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "seminar/studio_impl.h"

#include <algorithm>
#include <utility>

/// Layouts that operators make.
namespace tsudoi::seminar {

namespace {

constexpr std::size_t kLayoutIdBytes = 6;

tl::unexpected<Error> noSuchLayout() {
    return fail(ErrorCode::NotFound, Text{"そのレイアウトはもうありません。", "That layout is not there any more."});
}

template <typename Layouts>
auto find(Layouts& layouts, const LayoutId& id) {
    return std::ranges::find_if(layouts, [&](const OwnLayoutPtr& layout) { return layout->id == id; });
}

bool has(const Scene& scene, const LayoutId& id) {
    return scene.own && scene.own->id == id;
}

Status inUse(const std::string& byJa, const std::string& byEn) {
    return fail(ErrorCode::WrongState,
                Text{"このレイアウトは" + byJa + "で使われています。先に別のレイアウトに変えてください。",
                     "This layout is used by " + byEn + ". Choose another one there first."});
}

/// What has no box any more goes.
void keepSlotsOf(Scene& scene) {
    const std::vector<std::string> slots = slotsOf(scene);
    const auto isGone = [&slots](const auto& entry) {
        return std::ranges::find(slots, entry.first) == slots.end();
    };
    std::erase_if(scene.slots, isGone);
    std::erase_if(scene.framing, isGone);
}

}  // namespace

/// Gives a scene the newest form of its own layout.
void Studio::Impl::refreshLayout(Scene& scene) const {
    if (!scene.own) {
        return;
    }
    if (const auto found = find(state.layouts, scene.own->id); found != state.layouts.end()) {
        scene.own = *found;
        keepSlotsOf(scene);
    }
}

Result<LayoutId> Studio::saveLayout(OwnLayout layout) {
    if (const Status valid = validate(layout); !valid) {
        return fail(valid.error());
    }
    if (const Status free = impl_->notMidWay(); !free) {
        return fail(free.error());
    }
    StudioState& state = impl_->state;
    const auto found = find(state.layouts, layout.id);
    if (!layout.id.empty() && found == state.layouts.end()) {
        return noSuchLayout();
    }
    if (layout.id.empty() && state.layouts.size() >= kMaxOwnLayouts) {
        return fail(ErrorCode::TooMany, Text{"レイアウトは 30 個まで作れます。使わないものを消してください。",
                                             "There are 30 own layouts already. Remove one first."});
    }
    if (found == state.layouts.end()) {
        layout.id = LayoutId(randomText(kLayoutIdBytes));
        state.layouts.push_back(std::make_shared<const OwnLayout>(layout));
    } else {
        *found = std::make_shared<const OwnLayout>(layout);
    }
    impl_->store.saveLayouts(state.layouts);
    for (Preset& preset : state.presets) {
        impl_->refreshLayout(preset.scene);
    }
    impl_->store.savePresets(state.presets);
    if (has(state.preview, layout.id)) {
        const PresetId recalled = state.recalled;
        Scene scene = state.preview;
        impl_->refreshLayout(scene);
        impl_->setPreview(scene);
        state.recalled = recalled;
    }
    impl_->changed();
    return layout.id;
}

Status Studio::moveLayout(const LayoutId& id, std::size_t place) {
    auto& layouts = impl_->state.layouts;
    const auto found = find(layouts, id);
    if (found == layouts.end()) {
        return noSuchLayout();
    }
    OwnLayoutPtr layout = std::move(*found);
    layouts.erase(found);
    layouts.insert(layouts.begin() + static_cast<std::ptrdiff_t>(std::min(place, layouts.size())), std::move(layout));
    impl_->store.saveLayouts(layouts);
    impl_->changed();
    return {};
}

Status Studio::removeLayout(const LayoutId& id) {
    StudioState& state = impl_->state;
    const auto found = find(state.layouts, id);
    if (found == state.layouts.end()) {
        return noSuchLayout();
    }
    if (has(state.programme, id) || has(state.preview, id)) {
        return inUse("プレビューか本線", "the preview or the programme");
    }
    const auto preset = std::ranges::find_if(state.presets, [&](const Preset& one) { return has(one.scene, id); });
    if (preset != state.presets.end()) {
        return inUse("プリセット「" + preset->name + "」", "the preset \"" + preset->name + "\"");
    }
    state.layouts.erase(found);
    impl_->history.forgetScenes();  // one of them may have it
    impl_->store.saveLayouts(state.layouts);
    impl_->changed();
    return {};
}

}  // namespace tsudoi::seminar
