// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/meeting.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

Scene arrangementOf(const std::vector<InputId>& room, const std::vector<InputId>& people, const InputId& share) {
    std::vector<InputId> tiles;
    if (room.size() + people.size() <= static_cast<std::size_t>(kMaxPanelTiles)) {
        tiles = room;
    }
    tiles.insert(tiles.end(), people.begin(), people.end());
    return share.empty() ? panelOf(tiles) : slidesPanelOf(share, tiles);
}

Meeting::Meeting(Parts parts) : parts_(std::move(parts)) {
    parts_.studio.onChange(lifetime_.bind([this] {
        kControlThread.assertHere();
        look();
    }));
    parts_.office.onChange(lifetime_.bind([this](const SeminarId&) {
        kControlThread.assertHere();
        look();
    }));
}

void Meeting::look() {
    const auto now = parts_.office.meetingNow();
    if (run_ && run_->seminar != now) {
        end();
    }
    if (!run_ && now) {
        begin(*now);
    }
    if (run_) {
        follow();
    }
}

Status Meeting::arrange() {
    if (!run_) {
        return fail(ErrorCode::WrongState, Text{"打ち合わせは行われていません。", "No meeting is under way."});
    }
    run_->room = roomInputs(parts_.studio.state().programme);
    run_->arranged.reset();
    run_->arranges = true;
    follow();
    return {};
}

void Meeting::dismiss(const InputId& participant) {
    const bool known = run_ && std::ranges::count(run_->present, participant, &Participant::id) > 0;
    if (known && parts_.panel.hold(participant)) {
        follow();
    }
}

std::optional<bool> Meeting::arranges() const {
    return run_ ? std::optional(run_->arranges) : std::nullopt;
}

void Meeting::begin(const SeminarId& seminar) {
    const Scene& programme = parts_.studio.state().programme;
    run_ = Run{.seminar = seminar, .before = programme, .room = roomInputs(programme)};
}

/// Everybody goes back to the green room, and the programme to what it was, without people.
void Meeting::end() {
    const Run over = *std::exchange(run_, std::nullopt);
    holdTimer_.reset();
    for (const Panelist& panelist : parts_.panel.all()) {
        if (panelist.seminar == over.seminar && panelist.onStage) {
            (void)parts_.panel.hold(panelist.id);
        }
    }
    const bool byHand = !over.arranges || parts_.studio.state().programme != over.arranged;
    if (byHand) {
        return;
    }
    Scene idle = over.before;
    const auto room = roomInputs(idle);
    std::erase_if(idle.slots, [&](const auto& slot) { return std::ranges::count(room, slot.second) == 0; });
    (void)parts_.studio.arrange(idle, kReflow);
}

void Meeting::follow() {
    if (run_->arranged && parts_.studio.state().programme != run_->arranged) {
        run_->arranges = false;
    }
    const std::vector<Panelist> listed = asInvited();
    for (const Panelist& panelist : listed) {
        if (panelist.seminar == run_->seminar) {
            follow(panelist);
        }
    }
    letGo(listed);
    wake();
    if (run_->arranges) {
        show();
    }
}

void Meeting::follow(const Panelist& panelist) {
    const auto known = std::ranges::find(run_->present, panelist.id, &Participant::id);
    const bool isNew = known == run_->present.end();
    bool onStage = panelist.onStage;
    if (!isNew && !onStage) {
        run_->sentOut.insert(panelist.id);
    }
    if (onStage) {
        run_->sentOut.erase(panelist.id);
    }
    if (isNew && panelist.connected) {
        run_->present.push_back({panelist.id, std::nullopt});
        onStage = onStage || (!run_->sentOut.contains(panelist.id) && parts_.panel.admit(panelist.id));
    } else if (!isNew && panelist.connected) {
        known->lostSince.reset();
    } else if (!isNew && !known->lostSince) {
        known->lostSince = parts_.clock.steady();
    }
    followShare(panelist, onStage && panelist.shares);
}

void Meeting::followShare(const Panelist& panelist, bool seen) {
    const bool was = std::ranges::count(run_->sharing, panelist.id) > 0;
    if (was && !seen) {
        std::erase(run_->sharing, panelist.id);
    } else if (!was && seen) {
        run_->sharing.push_back(panelist.id);
    }
}

/// Those who were removed, and those who have been lost for too long: the latter come back to the stage by themselves.
void Meeting::letGo(const std::vector<Panelist>& listed) {
    const Steady longAgo = parts_.clock.steady() - kHold;
    std::erase_if(run_->present, [&](const Participant& participant) {
        kControlThread.assertHere();
        const bool lost = participant.lostSince && *participant.lostSince <= longAgo;
        if (lost && isOnStage(participant.id)) {
            (void)parts_.panel.hold(participant.id);
        }
        return lost || std::ranges::count(listed, participant.id, &Panelist::id) == 0;
    });
    std::erase_if(run_->sharing,
                  [&](const InputId& id) { return std::ranges::count(run_->present, id, &Participant::id) == 0; });
}

void Meeting::show() {
    const InputId share = run_->sharing.empty() ? InputId() : Panel::shareOf(run_->sharing.back());
    const Scene scene = arrangementOf(run_->room, onStage(), share);
    if (run_->arranged == scene && parts_.studio.state().programme == scene) {
        return;
    }
    if (parts_.studio.arrange(scene, kReflow)) {
        run_->arranged = scene;
    }
}

/// Looks again when somebody who is lost has been so for long enough.
void Meeting::wake() {
    std::optional<Steady> earliest;
    for (const Participant& participant : run_->present) {
        if (participant.lostSince && (!earliest || *participant.lostSince < *earliest)) {
            earliest = participant.lostSince;
        }
    }
    if (!earliest) {
        holdTimer_.reset();
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*earliest + kHold - parts_.clock.steady());
    holdTimer_ = parts_.control.after(left, lifetime_.bind([this] {
        kControlThread.assertHere();
        look();
    }));
}

/// \return those of the scene that nobody on the panel brings
std::vector<InputId> Meeting::roomInputs(const Scene& scene) const {
    std::vector<InputId> found;
    const auto& inputs = parts_.studio.state().inputs;
    for (const std::string& slot : slotsOf(scene)) {
        const auto shown = scene.slots.find(slot);
        const auto input = shown == scene.slots.end() ? inputs.end() : inputs.find(shown->second);
        if (input != inputs.end() && !isOfPanel(input->second.kind)) {
            found.push_back(input->first);
        }
    }
    return found;
}

/// Those who come at the same time have this order.
std::vector<Panelist> Meeting::asInvited() const {
    std::vector<Panelist> listed = parts_.panel.all();
    const auto& order = parts_.studio.state().order;
    std::ranges::sort(listed, {}, [&](const Panelist& panelist) { return std::ranges::find(order, panelist.id); });
    return listed;
}

bool Meeting::isOnStage(const InputId& participant) const {
    const auto& inputs = parts_.studio.state().inputs;
    const auto found = inputs.find(participant);
    return found != inputs.end() && found->second.onStage;
}

std::vector<InputId> Meeting::onStage() const {
    std::vector<InputId> found;
    for (const Participant& participant : run_->present) {
        if (isOnStage(participant.id)) {
            found.push_back(participant.id);
        }
    }
    return found;
}

}  // namespace tsudoi::seminar
