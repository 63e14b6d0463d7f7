// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/scene.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace tsudoi::seminar {

namespace {

std::vector<std::string> takenTiles(const Scene& scene) {
    std::vector<std::string> taken;
    for (const std::string& slot : slotsOf(LayoutKind::Panel)) {
        const auto found = scene.slots.find(slot);
        if (found != scene.slots.end() && !found->second.empty()) {
            taken.push_back(slot);
        }
    }
    return taken;
}

/// \return the even number next to a share of a length
int evenShare(double share, int length) {
    return std::clamp(2 * static_cast<int>(std::lround(share * length / 2)), 0, length - length % 2);
}

Rect boxOn(const OwnBox& box, Size canvas) {
    const int right = std::max(evenShare(box.x + box.width, canvas.width), 2);
    const int bottom = std::max(evenShare(box.y + box.height, canvas.height), 2);
    const int left = std::min(evenShare(box.x, canvas.width), right - 2);
    const int top = std::min(evenShare(box.y, canvas.height), bottom - 2);
    return {left, top, right - left, bottom - top};
}

Status unknownSlot(const std::string& slot, const Scene& scene) {
    std::string known;
    for (const std::string& one : slotsOf(scene)) {
        known += (known.empty() ? "" : ", ") + one;
    }
    const std::string name = scene.own ? scene.own->name : layoutNameOf(scene);
    return fail(ErrorCode::InvalidArgument,
                Text{"レイアウト「" + name + "」に枠「" + slot + "」はありません（使える枠: " + known + "）。",
                     "Layout \"" + name + "\" has no slot \"" + slot + "\" (it has: " + known + ")."});
}

Status twice(const InputId& input) {
    return fail(ErrorCode::InvalidArgument,
                Text{"入力「" + input.str() + "」が二つの枠に入っています。どちらか一つにしてください。",
                     "Input \"" + input.str() + "\" is in two slots. Leave it in one."});
}

/// What a layout becomes when only the inputs in \p taken, in the order of its slots, remain.
LayoutKind smaller(const Scene& scene, const std::vector<std::string>& taken) {
    if (scene.layout == LayoutKind::Own || scene.layout == LayoutKind::Panel) {
        return scene.layout;
    }
    const bool slides = std::ranges::find(taken, "slides") != taken.end();
    if (scene.layout == LayoutKind::SlidesPanel) {
        return slides ? LayoutKind::SlidesPanel : LayoutKind::Panel;
    }
    switch (taken.size()) {
        case 1: return LayoutKind::Full;
        case 2: return slides ? LayoutKind::LecturerSlides : LayoutKind::SideBySide;
        default: return LayoutKind::Panel;
    }
}

/// Moves what is in a slot to another one, with its framing.
void move(const Scene& from, const std::string& slot, Scene& to, const std::string& target) {
    to.slots[target] = from.slots.at(slot);
    if (const auto framing = from.framing.find(slot); framing != from.framing.end()) {
        to.framing[target] = framing->second;
    }
}

/// \return the scene in another layout: what has a slot of its name stays there, the others move up in order
Scene inLayout(const Scene& scene, LayoutKind layout, const std::vector<std::string>& taken) {
    Scene result{.layout = layout, .names = scene.names};
    const std::vector<std::string> slots = slotsOf(layout);
    std::vector<std::string> others;
    for (const std::string& slot : taken) {
        if (std::ranges::find(slots, slot) != slots.end()) {
            move(scene, slot, result, slot);
        } else {
            others.push_back(slot);
        }
    }
    auto next = others.begin();
    for (const std::string& slot : slots) {
        if (next != others.end() && !result.slots.contains(slot)) {
            move(scene, *next++, result, slot);
        }
    }
    return result;
}

}  // namespace

bool operator==(const Scene& one, const Scene& other) {
    const bool sameOwn = one.own == other.own || (one.own && other.own && *one.own == *other.own);
    return sameOwn && one.layout == other.layout && one.slots == other.slots && one.framing == other.framing &&
           one.names == other.names;
}

std::string layoutNameOf(const Scene& scene) {
    return scene.own ? std::string(kOwnPrefix) + scene.own->id.str() : std::string(layoutName(scene.layout));
}

Result<LayoutChoice> layoutChoice(std::string_view name, const std::vector<OwnLayoutPtr>& own) {
    if (!name.starts_with(kOwnPrefix)) {
        const auto kind = layoutByName(name);
        return kind ? Result<LayoutChoice>(LayoutChoice{*kind}) : fail(kind.error());
    }
    const LayoutId id{std::string(name.substr(kOwnPrefix.size()))};
    const auto found = std::ranges::find_if(own, [&](const OwnLayoutPtr& layout) { return layout->id == id; });
    if (found == own.end()) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"そのレイアウトはもうありません。", "That layout is not there any more."});
    }
    return LayoutChoice{LayoutKind::Own, *found};
}

std::vector<std::string> slotsOf(const Scene& scene) {
    if (!scene.own) {
        return slotsOf(scene.layout);
    }
    std::vector<std::string> slots;
    for (const std::string& name : slotNames()) {
        if (std::ranges::find(scene.own->boxes, name, &OwnBox::slot) != scene.own->boxes.end()) {
            slots.push_back(name);
        }
    }
    return slots;
}

std::vector<Box> boxesOf(const OwnLayout& layout, Size canvas) {
    std::vector<Box> boxes;
    for (const OwnBox& box : layout.boxes) {
        boxes.push_back({box.slot, boxOn(box, canvas), box.fit});
    }
    return boxes;
}

std::vector<Box> boxesOf(const Scene& scene, Size canvas) {
    std::vector<Box> boxes = scene.own ? boxesOf(*scene.own, canvas) : boxesOf(scene.layout, takenTiles(scene), canvas);
    for (Box& box : boxes) {
        if (const auto framing = scene.framing.find(box.slot); framing != scene.framing.end()) {
            box.framing = framing->second;
            box.fit = std::exchange(box.framing.fit, std::nullopt).value_or(box.fit);
        }
    }
    return boxes;
}

Scene panelOf(const std::vector<InputId>& inputs) {
    Scene scene{.layout = LayoutKind::Panel};
    const std::vector<std::string> slots = slotsOf(LayoutKind::Panel);
    for (std::size_t i = 0; i < std::min(slots.size(), inputs.size()); ++i) {
        scene.slots[slots[i]] = inputs[i];
    }
    return scene;
}

Scene slidesPanelOf(const InputId& slides, const std::vector<InputId>& inputs) {
    Scene scene = panelOf(inputs);
    scene.layout = LayoutKind::SlidesPanel;
    scene.slots["slides"] = slides;
    return scene;
}

Scene withoutInput(Scene scene, const InputId& input) {
    std::vector<std::string> taken;
    bool found = false;
    for (const std::string& slot : slotsOf(scene)) {
        const auto assigned = scene.slots.find(slot);
        if (assigned == scene.slots.end() || assigned->second.empty()) {
            continue;
        }
        if (assigned->second == input) {
            found = true;
        } else {
            taken.push_back(slot);
        }
    }
    if (!found || taken.empty()) {
        return scene;
    }
    const LayoutKind layout = smaller(scene, taken);
    if (layout != scene.layout) {
        return inLayout(scene, layout, taken);
    }
    std::erase_if(scene.slots, [&](const auto& slot) { return slot.second == input; });
    return scene;
}

Status validate(const Scene& scene) {
    const std::vector<std::string> known = slotsOf(scene);
    const auto isKnown = [&known](const std::string& slot) {
        return std::ranges::find(known, slot) != known.end();
    };
    std::set<InputId> seen;
    for (const auto& [slot, input] : scene.slots) {
        if (!isKnown(slot)) {
            return unknownSlot(slot, scene);
        }
        if (!input.empty() && !seen.insert(input).second) {
            return twice(input);
        }
    }
    for (const auto& [slot, framing] : scene.framing) {
        if (!isKnown(slot)) {
            return unknownSlot(slot, scene);
        }
        if (const Status valid = validate(framing); !valid) {
            return valid;
        }
    }
    return {};
}

bool shows(const Scene& scene, const InputId& input) {
    return std::ranges::any_of(scene.slots, [&](const auto& slot) { return slot.second == input; });
}

}  // namespace tsudoi::seminar
