// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/headsets.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

Error tooMany() {
    return {ErrorCode::Unavailable,
            {"ヘッドセットの接続が多すぎます。使っていない画面のヘッドセットを切ってください。",
             "There are too many headsets; disconnect one that is not used."}};
}

}  // namespace

void Headsets::take(std::shared_ptr<PeerCall> call) {
    const seminar::PeerId peer = call->peer();
    if (headsets_.size() >= kMost && !headsets_.contains(peer)) {
        call->refuse(tooMany());
        return;
    }
    Headset& headset = headsets_[peer];
    if (!headset.supervisor) {
        headset.channel = std::make_unique<SourceChannel>();
        headset.supervisor = std::make_unique<InputSupervisor>(
            seminar::InputSpec{.id = InputId(peer.id), .kind = seminar::InputKind::Panelist}, *headset.channel, timing_,
            control_, reaper_, [](const seminar::InputStatus&) {});
    }
    headset.call = call;
    headset.supervisor->take(std::move(call));
    talk(peer, {});
}

void Headsets::drop(const seminar::PeerId& headset) {
    if (headsets_.erase(headset) > 0) {
        tell();
    }
}

void Headsets::clear() {
    headsets_.clear();
}

PeerCall* Headsets::find(const seminar::PeerId& headset) const {
    const auto found = headsets_.find(headset);
    return found != headsets_.end() ? found->second.call.get() : nullptr;
}

void Headsets::talk(const seminar::PeerId& headset, const seminar::Talk& to) {
    const auto found = headsets_.find(headset);
    if (found != headsets_.end()) {
        found->second.to = to;
        tell();
    }
}

void Headsets::tell() const {
    auto talkers = std::make_shared<AudioMixer::Talkers>();
    for (const auto& [peer, headset] : headsets_) {
        talkers->push_back({headset.channel->sound(), headset.to});
    }
    changed_(std::move(talkers));
}

}  // namespace tsudoi::pipeline
