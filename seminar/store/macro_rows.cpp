// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/macro_rows.h"

#include "seminar/store/sql.h"

namespace tsudoi::seminar::store {

namespace {

MacroStep stepIn(Row& row) {
    MacroStep step;
    step.action = row.named(macroActionByName, MacroAction::Wait);
    step.preset = row.id<PresetId>();
    step.source = row.id<InputId>();
    step.slate = row.named(slateByName, SlateKind::Break);
    step.text = row.text();
    step.more = row.text();
    step.wait = std::chrono::milliseconds(row.number());
    return step;
}

Macro macroIn(Row& row) {
    Macro macro;
    macro.id = row.id<MacroId>();
    macro.name = row.text();
    return macro;
}

void writeSteps(SQLite::Database& database, const Macro& macro) {
    for (std::size_t place = 0; place < macro.steps.size(); ++place) {
        const MacroStep& step = macro.steps[place];
        run(database,
            "INSERT INTO macro_step (macro_id, position, action, preset_id, source_id, slate, words, more, wait_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            macro.id, static_cast<std::int64_t>(place), macroActionName(step.action), step.preset, step.source,
            slateName(step.slate), step.text, step.more, std::int64_t{step.wait.count()});
    }
}

}  // namespace

void write(SQLite::Database& database, const std::vector<Macro>& macros) {
    run(database, "DELETE FROM macro");
    for (std::size_t place = 0; place < macros.size(); ++place) {
        run(database, "INSERT INTO macro (id, position, name) VALUES (?, ?, ?)", macros[place].id,
            static_cast<std::int64_t>(place), macros[place].name);
        writeSteps(database, macros[place]);
    }
}

std::vector<Macro> readMacros(SQLite::Database& database) {
    auto macros = readAll(database, "SELECT id, name FROM macro ORDER BY position", macroIn);
    for (Macro& macro : macros) {
        forEachRow(database,
                   "SELECT macro_id, action, preset_id, source_id, slate, words, more, wait_ms FROM macro_step"
                   " ORDER BY position",
                   [&](Row& row) {
                       if (row.id<MacroId>() == macro.id) {
                           macro.steps.push_back(stepIn(row));
                       }
                   });
    }
    return macros;
}

void writeSwitch(SQLite::Database& database, std::string_view name, bool on) {
    run(database,
        "INSERT INTO studio_switch (name, is_on) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET is_on = excluded.is_on",
        name, on);
}

bool readSwitch(SQLite::Database& database, std::string_view name) {
    bool on = false;
    forEachRow(database, "SELECT name, is_on FROM studio_switch", [&](Row& row) {
        if (row.text() == name) {
            on = row.flag();
        }
    });
    return on;
}

}  // namespace tsudoi::seminar::store
