// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/absence.h"

#include <vector>

namespace tsudoi::seminar {

namespace {

constexpr const char* kAwayAlert = "panelist-away:";

Alert awayAlert(const InputSpec& panelist) {
    return {.id = kAwayAlert + panelist.id.str(),
            .level = AlertLevel::Warning,
            .text = {"「" + panelist.name +
                         "」さんが 1 分戻らないので、画面から外しました。戻られたら、もう一度枠に入れてください。",
                     "\"" + panelist.name +
                         "\" has been away for a minute and was taken out of the picture. Put them back when they "
                         "return."}};
}

}  // namespace

Absence::Absence(Studio& studio, Panel& panel) : studio_(studio), panel_(panel) {
    studio_.onMeters(lifetime_.bind([this](const Meters& /*meters*/) {
        kControlThread.assertHere();
        look();
    }));
}

bool Absence::isAway(const InputId& id) const {
    const StudioState& state = studio_.state();
    const auto spec = state.inputs.find(id);
    const auto status = state.statuses.find(id);
    return spec != state.inputs.end() && spec->second.kind == InputKind::Panelist && status != state.statuses.end() &&
           !comes(status->second.state);
}

void Absence::look() {
    std::vector<InputId> overdue;
    std::map<InputId, int> away;
    for (const auto& [slot, input] : studio_.state().programme.slots) {
        if (isAway(input) && (away[input] = away_[input] + 1) == kLongest) {
            overdue.push_back(input);
        }
    }
    away_ = std::move(away);
    for (const InputId& input : overdue) {
        giveUp(input);
    }
    welcomeBack();
}

void Absence::giveUp(const InputId& id) {
    panel_.makeRoom(id);
    if (!shows(studio_.state().programme, id)) {
        gone_.insert(id);
        studio_.raise(awayAlert(studio_.state().inputs.at(id)));
    }
}

void Absence::welcomeBack() {
    std::erase_if(gone_, [this](const InputId& id) {
        kControlThread.assertHere();
        if (isAway(id)) {
            return false;
        }
        studio_.settle(kAwayAlert + id.str());
        return true;
    });
}

}  // namespace tsudoi::seminar
