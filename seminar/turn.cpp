// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/turn.h"

namespace tsudoi::seminar {

Turn::Turn(Parts parts) : parts_(parts) {
    parts_.studio.onChange(lifetime_.bind([this] {
        kControlThread.assertHere();
        look();
    }));
    parts_.office.onChange(lifetime_.bind([this](const SeminarId&) {
        kControlThread.assertHere();
        look();
    }));
}

Turn::Situation Turn::situation() const {
    Situation now;
    for (const Seminar& seminar : parts_.office.all()) {
        now.turns[seminar.id] = parts_.office.mayConverse(seminar.id);
    }
    const StudioState& studio = parts_.studio.state();
    for (const auto& [peer, since] : studio.peers) {
        now.peers.insert(peer);
    }
    for (const auto& [id, input] : studio.inputs) {
        if (isOfPanel(input.kind) && (input.onStage || comes(studio.statuses.at(id).state))) {
            now.busy.insert(id);
        }
    }
    return now;
}

void Turn::look() {
    Situation now = situation();
    if (now == seen_) {
        return;
    }
    seen_ = std::move(now);
    for (const Panelist& panelist : parts_.panel.all()) {
        if (!seen_.turns[panelist.seminar]) {
            sendAway(panelist);
        }
    }
    for (const RoomScreen& screen : parts_.screens.all()) {
        if (!seen_.turns[screen.seminar] && screen.connectedAt) {
            parts_.programme.dropPeer({PeerId::Kind::Screen, screen.id.str()});
        }
    }
}

void Turn::sendAway(const Panelist& panelist) {
    const PeerId peer{PeerId::Kind::Panelist, panelist.id.str()};
    if (panelist.onStage) {
        (void)parts_.panel.hold(panelist.id);
    }
    if (panelist.connected || seen_.peers.contains(peer)) {
        parts_.programme.dropPeer(peer);
    }
    if (panelist.shares) {
        parts_.programme.dropPeer({PeerId::Kind::Share, Panel::shareOf(panelist.id).str()});
    }
}

}  // namespace tsudoi::seminar
