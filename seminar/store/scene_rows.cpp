// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/scene_rows.h"

#include "seminar/store/names.h"
#include "seminar/store/sql.h"

#include <map>
#include <memory>
#include <utility>

namespace tsudoi::seminar::store {

namespace {

/// The rows of a preset's framing have this before its id.
constexpr const char* kPresetScene = "preset:";
constexpr std::string_view kContain = "contain";
constexpr std::string_view kCover = "cover";

std::string framingKey(SceneRole role) {
    return std::string(sceneRoleName(role));
}
std::string framingKey(const PresetId& preset) {
    return kPresetScene + preset.str();
}

std::string_view fitName(const std::optional<Fit>& fit) {
    return !fit ? std::string_view{} : *fit == Fit::Cover ? kCover : kContain;
}
std::optional<Fit> fitByName(const std::string& name) {
    return name == kCover ? std::optional(Fit::Cover) : name == kContain ? std::optional(Fit::Contain) : std::nullopt;
}

void writeFraming(SQLite::Database& database, const std::string& key, const Scene& scene) {
    run(database, "DELETE FROM framing WHERE scene = ?", key);
    for (const auto& [slot, framing] : scene.framing) {
        run(database,
            "INSERT INTO framing (scene, slot, fit, zoom, pan_x, pan_y, mirror, border, border_colour)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key, slot, fitName(framing.fit), framing.zoom, framing.panX, framing.panY, framing.mirror, framing.border,
            static_cast<std::int64_t>(framing.borderColour));
    }
}

Framing framingIn(Row& row) {
    Framing framing;
    framing.fit = fitByName(row.text());
    framing.zoom = row.real();
    framing.panX = row.real();
    framing.panY = row.real();
    framing.mirror = row.flag();
    framing.border = row.small();
    framing.borderColour = static_cast<std::uint32_t>(row.number());
    return framing;
}

/// \return by key and slot
std::map<std::string, std::map<std::string, Framing>> readFraming(SQLite::Database& database) {
    std::map<std::string, std::map<std::string, Framing>> all;
    forEachRow(database, "SELECT scene, slot, fit, zoom, pan_x, pan_y, mirror, border, border_colour FROM framing",
               [&](Row& row) {
                   const std::string key = row.text();
                   const std::string slot = row.text();
                   all[key][slot] = framingIn(row);
               });
    return all;
}

void setLayout(Scene& scene, const std::string& name, const std::vector<OwnLayoutPtr>& layouts) {
    if (auto choice = layoutChoice(name, layouts)) {
        scene.layout = choice->kind;
        scene.own = std::move(choice->own);
    }
}

OwnBox boxIn(Row& row) {
    OwnBox box;
    box.slot = row.text();
    box.x = row.real();
    box.y = row.real();
    box.width = row.real();
    box.height = row.real();
    box.fit = row.flag() ? Fit::Cover : Fit::Contain;
    return box;
}

OwnLayout layoutIn(Row& row) {
    OwnLayout layout;
    layout.id = row.id<LayoutId>();
    layout.name = row.text();
    return layout;
}

}  // namespace

void write(SQLite::Database& database, SceneRole role, const Scene& scene) {
    run(database,
        "INSERT INTO scene (role, layout, names) VALUES (?, ?, ?)"
        " ON CONFLICT (role) DO UPDATE SET layout = excluded.layout, names = excluded.names",
        sceneRoleName(role), layoutNameOf(scene), scene.names);
    run(database, "DELETE FROM scene_slot WHERE role = ?", sceneRoleName(role));
    for (const auto& [slot, input] : scene.slots) {
        run(database, "INSERT INTO scene_slot (role, slot, input_id) VALUES (?, ?, ?)", sceneRoleName(role), slot,
            input);
    }
    writeFraming(database, framingKey(role), scene);
}

void write(SQLite::Database& database, const std::vector<Preset>& presets) {
    run(database, "DELETE FROM preset");
    run(database, "DELETE FROM framing WHERE substr(scene, 1, length(?1)) = ?1", std::string(kPresetScene));
    for (std::size_t place = 0; place < presets.size(); ++place) {
        const Preset& preset = presets[place];
        const Title title = preset.title.value_or(Title{});
        run(database,
            "INSERT INTO preset (id, position, name, layout, names, title, title_more) VALUES (?, ?, ?, ?, ?, ?, ?)",
            preset.id, static_cast<std::int64_t>(place), preset.name, layoutNameOf(preset.scene), preset.scene.names,
            title.text, title.more);
        for (const auto& [slot, input] : preset.scene.slots) {
            run(database, "INSERT INTO preset_slot (preset_id, slot, input_id) VALUES (?, ?, ?)", preset.id, slot,
                input);
        }
        for (const auto& [input, sound] : preset.sound) {
            run(database, "INSERT INTO preset_sound (preset_id, input_id, gain_db, muted) VALUES (?, ?, ?, ?)",
                preset.id, input, sound.gainDb, sound.muted);
        }
        writeFraming(database, framingKey(preset.id), preset.scene);
    }
}

void write(SQLite::Database& database, const std::vector<OwnLayoutPtr>& layouts) {
    run(database, "DELETE FROM layout");
    for (std::size_t place = 0; place < layouts.size(); ++place) {
        const OwnLayout& layout = *layouts[place];
        run(database, "INSERT INTO layout (id, position, name) VALUES (?, ?, ?)", layout.id,
            static_cast<std::int64_t>(place), layout.name);
        for (std::size_t at = 0; at < layout.boxes.size(); ++at) {
            const OwnBox& box = layout.boxes[at];
            run(database,
                "INSERT INTO layout_box (layout_id, position, slot, x, y, width, height, covers)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                layout.id, static_cast<std::int64_t>(at), box.slot, box.x, box.y, box.width, box.height,
                box.fit == Fit::Cover);
        }
    }
}

std::vector<OwnLayoutPtr> readLayouts(SQLite::Database& database) {
    std::vector<OwnLayoutPtr> layouts;
    for (OwnLayout& layout : readAll(database, "SELECT id, name FROM layout ORDER BY position", layoutIn)) {
        forEachRow(database, "SELECT layout_id, slot, x, y, width, height, covers FROM layout_box ORDER BY position",
                   [&](Row& row) {
                       if (row.id<LayoutId>() == layout.id) {
                           layout.boxes.push_back(boxIn(row));
                       }
                   });
        layouts.push_back(std::make_shared<const OwnLayout>(std::move(layout)));
    }
    return layouts;
}

std::optional<Scene> readScene(SQLite::Database& database, SceneRole role, const std::vector<OwnLayoutPtr>& layouts) {
    std::optional<Scene> scene;
    forEachRow(database, "SELECT role, layout, names FROM scene", [&](Row& row) {
        if (row.text() == sceneRoleName(role)) {
            scene = Scene{};
            setLayout(*scene, row.text(), layouts);
            scene->names = row.flag();
        }
    });
    if (scene) {
        forEachRow(database, "SELECT role, slot, input_id FROM scene_slot", [&](Row& row) {
            if (row.text() == sceneRoleName(role)) {
                const std::string slot = row.text();
                scene->slots[slot] = row.id<InputId>();
            }
        });
        scene->framing = readFraming(database)[framingKey(role)];
    }
    return scene;
}

std::vector<Preset> readPresets(SQLite::Database& database, const std::vector<OwnLayoutPtr>& layouts) {
    std::vector<Preset> presets;
    auto framing = readFraming(database);
    forEachRow(database, "SELECT id, name, layout, names, title, title_more FROM preset ORDER BY position, id",
               [&](Row& row) {
                   Preset& preset = presets.emplace_back();
                   preset.id = row.id<PresetId>();
                   preset.name = row.text();
                   setLayout(preset.scene, row.text(), layouts);
                   preset.scene.names = row.flag();
                   const std::string title = row.text();
                   const std::string more = row.text();
                   if (!title.empty()) {
                       preset.title = Title{title, more};
                   }
                   preset.scene.framing = std::move(framing[framingKey(preset.id)]);
               });
    for (Preset& preset : presets) {
        forEachRow(database, "SELECT preset_id, slot, input_id FROM preset_slot", [&](Row& row) {
            if (row.id<PresetId>() == preset.id) {
                const std::string slot = row.text();
                preset.scene.slots[slot] = row.id<InputId>();
            }
        });
        forEachRow(database, "SELECT preset_id, input_id, gain_db, muted FROM preset_sound", [&](Row& row) {
            if (row.id<PresetId>() == preset.id) {
                PresetSound& sound = preset.sound[row.id<InputId>()];
                sound.gainDb = row.real();
                sound.muted = row.flag();
            }
        });
    }
    return presets;
}

}  // namespace tsudoi::seminar::store
