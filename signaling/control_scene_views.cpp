// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_scene_views.h"

#include "signaling/control_enum.h"

#include <charconv>

namespace tsudoi::signaling {

namespace {

using seminar::Fit;

/// A panel is shown with this many tiles, one beside slides with fewer.
constexpr int kTilesShown = 4;
constexpr int kTilesBesideSlides = 3;

constexpr int kHex = 16;
constexpr std::size_t kColourDigits = 6;

protocol::Fit fitView(Fit fit) {
    return fit == Fit::Cover ? protocol::Fit::Cover : protocol::Fit::Contain;
}
Fit fitFrom(protocol::Fit fit) {
    return fit == protocol::Fit::Cover ? Fit::Cover : Fit::Contain;
}

std::string colourView(std::uint32_t rgb) {
    std::string digits(kColourDigits, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, rgb /= kHex) {
        *digit = "0123456789abcdef"[rgb % kHex];
    }
    return "#" + digits;
}

/// The schema has made sure of its form.
std::uint32_t colourFrom(const std::string& text) {
    std::uint32_t rgb = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), rgb, kHex);
    return rgb;
}

protocol::Framing framingView(const seminar::Framing& framing) {
    protocol::Framing view{.border = framing.border,
                           .borderColour = colourView(framing.borderColour),
                           .mirror = framing.mirror,
                           .panX = framing.panX,
                           .panY = framing.panY,
                           .zoom = framing.zoom};
    if (framing.fit) {
        view.fit = fitView(*framing.fit);
    }
    return view;
}

seminar::Framing framingFrom(const protocol::Framing& view) {
    seminar::Framing framing;
    if (view.fit) {
        framing.fit = fitFrom(*view.fit);
    }
    framing.zoom = view.zoom;
    framing.panX = view.panX;
    framing.panY = view.panY;
    framing.mirror = view.mirror;
    framing.border = static_cast<int>(view.border);
    framing.borderColour = colourFrom(view.borderColour);
    return framing;
}

std::vector<seminar::Box> exampleOf(seminar::LayoutKind layout, Size canvas) {
    std::vector<std::string> tiles;
    const int count = layout == seminar::LayoutKind::SlidesPanel ? kTilesBesideSlides : kTilesShown;
    for (int i = 1; i <= count; ++i) {
        tiles.push_back(std::to_string(i));
    }
    return seminar::boxesOf(layout, tiles, canvas);
}

}  // namespace

protocol::Scene sceneView(const seminar::Scene& scene) {
    protocol::Scene view;
    view.layout = seminar::layoutNameOf(scene);
    for (const auto& [slot, input] : scene.slots) {
        view.slots.emplace(slot, input.str());
    }
    for (const auto& [slot, framing] : scene.framing) {
        if (!view.framing) {
            view.framing.emplace();
        }
        view.framing->emplace(slot, framingView(framing));
    }
    if (!scene.names) {
        view.names = false;
    }
    return view;
}

Result<seminar::Scene> sceneFrom(const protocol::Scene& scene, const std::vector<seminar::OwnLayoutPtr>& own) {
    auto choice = seminar::layoutChoice(scene.layout, own);
    if (!choice) {
        return fail(choice.error());
    }
    seminar::Scene result{.layout = choice->kind, .own = std::move(choice->own)};
    for (const auto& [slot, input] : scene.slots) {
        result.slots.emplace(slot, InputId(input));
    }
    if (scene.framing) {
        for (const auto& [slot, framing] : *scene.framing) {
            result.framing.emplace(slot, framingFrom(framing));
        }
    }
    result.names = scene.names.value_or(true);
    return result;
}

std::vector<protocol::LayoutBox> boxesView(const std::vector<seminar::Box>& boxes, Size canvas) {
    const double width = canvas.width;
    const double height = canvas.height;
    std::vector<protocol::LayoutBox> view;
    for (const seminar::Box& box : boxes) {
        view.push_back({.fit = fitView(box.fit),
                        .height = box.rect.height / height,
                        .slot = box.slot,
                        .width = box.rect.width / width,
                        .x = box.rect.x / width,
                        .y = box.rect.y / height});
    }
    return view;
}

std::map<std::string, protocol::LayoutView> layoutsView(const std::vector<seminar::OwnLayoutPtr>& own, Size canvas) {
    std::map<std::string, protocol::LayoutView> layouts;
    std::int64_t order = 0;
    for (const seminar::LayoutKind layout : seminar::kBuiltInLayouts) {
        protocol::LayoutView& view = layouts[std::string(seminar::layoutName(layout))];
        view.order = order++;
        view.slots = seminar::slotsOf(layout);
        view.boxes = boxesView(exampleOf(layout, canvas), canvas);
    }
    for (const seminar::OwnLayoutPtr& layout : own) {
        const seminar::Scene scene{.layout = seminar::LayoutKind::Own, .own = layout};
        protocol::LayoutView& view = layouts[seminar::layoutNameOf(scene)];
        view.order = order++;
        view.name = layout->name;
        view.slots = seminar::slotsOf(scene);
        view.boxes = boxesView(seminar::boxesOf(*layout, canvas), canvas);
    }
    return layouts;
}

seminar::OwnLayout layoutFrom(const protocol::StudioLayoutSaveParams& params) {
    seminar::OwnLayout layout{.id = LayoutId(params.id.value_or("")), .name = params.name, .boxes = {}};
    for (const protocol::LayoutBox& box : params.boxes) {
        layout.boxes.push_back({.slot = box.slot,
                                .x = box.x,
                                .y = box.y,
                                .width = box.width,
                                .height = box.height,
                                .fit = fitFrom(box.fit)});
    }
    return layout;
}

}  // namespace tsudoi::signaling
