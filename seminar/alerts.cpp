// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/alerts.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

void raise(Alert alert, std::deque<Alert>& alerts) {
    std::erase_if(alerts, [&](const Alert& other) { return other.id == alert.id; });
    alerts.push_front(std::move(alert));
    if (alerts.size() > kMaxAlerts) {
        const auto oldestOver =
            std::find_if(alerts.rbegin(), alerts.rend(), [](const Alert& other) { return other.over; });
        alerts.erase(oldestOver != alerts.rend() ? std::prev(oldestOver.base()) : std::prev(alerts.end()));
    }
}

bool settle(const std::string& alertId, std::deque<Alert>& alerts) {
    const auto found = std::ranges::find(alerts, alertId, &Alert::id);
    return found != alerts.end() && !std::exchange(found->over, true);
}

std::string lostAlert(const InputId& input) {
    return "input-lost:" + input.str();
}

Alert overloadAlert() {
    return {
        "overload",
        AlertLevel::Alarm,
        {"このコンピューターの処理が追いつかず、映像がコマ落ちしています。ほかのソフトを終了するか、使っていない入力を"
         "減らしてください。",
         "This computer is too busy: pictures are missing from the programme. Close other programs or remove inputs "
         "that are not used."},
        {},
        false};
}

}  // namespace tsudoi::seminar
