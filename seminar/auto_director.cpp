// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/auto_director.h"

#include <algorithm>

namespace tsudoi::seminar {

namespace {

constexpr Transition kGlide{TransitionKind::Move, kDefaultFade};

std::vector<InputId> shownIn(const Scene& scene) {
    std::vector<InputId> inputs;
    for (const std::string& slot : slotsOf(scene)) {
        const auto found = scene.slots.find(slot);
        if (found != scene.slots.end() && !found->second.empty()) {
            inputs.push_back(found->second);
        }
    }
    return inputs;
}

}  // namespace

AutoDirector::AutoDirector(Studio& studio, const Meeting& meeting, Store& store)
    : studio_(studio), meeting_(meeting), store_(store) {
    studio_.onMeters(lifetime_.bind([this](const Meters& meters) {
        kControlThread.assertHere();
        hear(meters);
    }));
}

void AutoDirector::set(bool on) {
    if (on == on_) {
        return;
    }
    on_ = on;
    store_.saveDirector(on);
    panel_.reset();
    shown_.reset();
    for (const auto& tell : onChange_) {
        tell();
    }
}

void AutoDirector::hear(const Meters& meters) {
    if (!on_ || meeting_.arranges() || !followsOperator()) {
        words_.clear();
        return;
    }
    listen(meters);
    ++held_;
    ++silent_;
    const auto speaks = speaker();
    if (speaks) {
        silent_ = 0;
    }
    if (held_ < kHold) {
        return;
    }
    if (speaks && shown_ != forward(*speaks)) {
        show(forward(*speaks));
    } else if (!speaks && silent_ >= kUntilPanel && shown_ != panel_) {
        show(*panel_);
    }
}

/// A panelist large beside the others, too: somebody else of them may have left it so.
bool AutoDirector::isPanel(const Scene& scene) const {
    if (scene.layout != LayoutKind::SlidesPanel) {
        return scene.layout == LayoutKind::Panel;
    }
    const auto large = scene.slots.find("slides");
    const auto& inputs = studio_.state().inputs;
    const auto spec = large != scene.slots.end() ? inputs.find(large->second) : inputs.end();
    return spec != inputs.end() && spec->second.kind == InputKind::Panelist;
}

/// \return whether there is a panel to direct; another one that an operator took is begun with
bool AutoDirector::followsOperator() {
    const StudioState& state = studio_.state();
    if (state.tbar) {
        return false;
    }
    if (shown_ && state.programme == *shown_) {
        return true;
    }
    panel_.reset();
    shown_.reset();
    const std::vector<InputId> inputs = shownIn(state.programme);
    if (inputs.size() < 2 || !isPanel(state.programme)) {
        return false;
    }
    shown_ = state.programme;
    panel_ = state.programme.layout == LayoutKind::Panel ? state.programme : panelOf(inputs);
    held_ = silent_ = 0;
    return true;
}

void AutoDirector::listen(const Meters& meters) {
    const StudioState& state = studio_.state();
    std::erase_if(words_, [&](const auto& heard) { return !shows(*panel_, heard.first); });
    for (const InputId& input : shownIn(*panel_)) {
        const auto spec = state.inputs.find(input);
        const auto meter = meters.sources.find(input);
        if (spec == state.inputs.end() || spec->second.kind != InputKind::Panelist || meter == meters.sources.end()) {
            continue;
        }
        std::deque<bool>& words = words_[input];
        words.push_back(*std::ranges::max_element(meter->second.arrivedDb) > kSpeechDb);
        if (words.size() > kWindow) {
            words.pop_front();
        }
    }
}

/// \return who clearly speaks more than the others
std::optional<InputId> AutoDirector::speaker() const {
    std::optional<InputId> most;
    std::size_t best = 0;
    std::size_t next = 0;
    for (const auto& [input, words] : words_) {
        const auto spoken = static_cast<std::size_t>(std::ranges::count(words, true));
        if (spoken > best) {
            next = best;
            best = spoken;
            most = input;
        } else {
            next = std::max(next, spoken);
        }
    }
    return best >= kSpeaks && best >= next + kAhead ? most : std::nullopt;
}

Scene AutoDirector::forward(const InputId& speaker) const {
    std::vector<InputId> others = shownIn(*panel_);
    std::erase(others, speaker);
    Scene scene = slidesPanelOf(speaker, others);
    scene.names = panel_->names;
    return scene;
}

void AutoDirector::show(const Scene& scene) {
    if (studio_.arrange(scene, kGlide)) {
        shown_ = scene;
        held_ = 0;
    }
}

}  // namespace tsudoi::seminar
