// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_engine_impl.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

/// Whether it is an input of the programme.
bool isInput(const seminar::PeerId& peer) {
    using Kind = seminar::PeerId::Kind;
    return peer.kind == Kind::Panelist || peer.kind == Kind::Share;
}

}  // namespace

DescriptionReply::Taken ProgrammeEngine::Impl::onControl(std::function<void(Result<std::string>)> taken) {
    return [&loop = control, back = lifetime.bind(std::move(taken))](const Result<std::string>& description) {
        loop.post([back, description]() mutable { back(description); });
    };
}

void ProgrammeEngine::Impl::peerListens(const seminar::PeerId& peer, bool listens) {
    if (events != nullptr) {
        events->peerConnected(peer, listens);
    }
}

ProgrammeEngine::Impl::Place* ProgrammeEngine::Impl::find(const InputId& id, seminar::InputKind kind) {
    const auto found = places.find(id);
    const bool is = found != places.end() && found->second.supervisor->spec().kind == kind;
    return is ? &found->second : nullptr;
}

ProgrammeEngine::Impl::Place* ProgrammeEngine::Impl::inputOf(const seminar::PeerId& peer) {
    const bool share = peer.kind == seminar::PeerId::Kind::Share;
    return find(InputId(peer.id), share ? seminar::InputKind::Share : seminar::InputKind::Panelist);
}

/// A screen that stands still looks like one whose sender is gone.
void ProgrammeEngine::Impl::endShareOf(const InputId& panelist) {
    for (auto& [id, place] : places) {
        if (place.supervisor->spec().owner == panelist) {
            place.call = nullptr;
            place.supervisor->senderLeft();
        }
    }
}

PeerCall* ProgrammeEngine::Impl::newestCall(const seminar::PeerId& peer) {
    if (peer.kind == seminar::PeerId::Kind::Screen) {
        return screens.find(peer);
    }
    if (peer.kind == seminar::PeerId::Kind::Operator) {
        return headsets.find(peer);
    }
    const Place* place = inputOf(peer);
    return place != nullptr ? place->call.get() : nullptr;
}

Result<PeerCall*> ProgrammeEngine::Impl::callOf(const seminar::PeerId& peer) {
    if (isInput(peer) && inputOf(peer) == nullptr) {
        return fail(PeerCall::noSuchPanelist());
    }
    PeerCall* call = newestCall(peer);
    return call != nullptr ? Result<PeerCall*>(call) : fail(PeerCall::nothingOffered());
}

void ProgrammeEngine::takeSender(const InputId& id, const std::string& offer,
                                 std::function<void(Result<std::string>)> answered) {
    Impl::Place* place = impl_->find(id, seminar::InputKind::Whip);
    if (place == nullptr) {
        answered(fail(ErrorCode::NotFound, Text{"この入力はありません。", "There is no such input."}));
        return;
    }
    auto description = readDescription(offer);
    if (!description) {
        answered(fail(description.error()));
        return;
    }
    place->supervisor->take(
        std::make_shared<SenderOffer>(std::move(*description), impl_->ice, impl_->onControl(std::move(answered))));
}

void ProgrammeEngine::dropSender(const InputId& id) {
    if (Impl::Place* place = impl_->find(id, seminar::InputKind::Whip)) {
        place->supervisor->senderLeft();
    }
}

void ProgrammeEngine::callPeer(const seminar::PeerId& peer, std::function<void(Result<std::string>)> offered) {
    Impl::Place* place = isInput(peer) ? impl_->inputOf(peer) : nullptr;
    if (isInput(peer) && place == nullptr) {
        offered(fail(PeerCall::noSuchPanelist()));
        return;
    }
    auto call = std::make_shared<PeerCall>(peer, impl_->ice, impl_->feed, impl_->onControl(std::move(offered)));
    if (place != nullptr) {
        place->call = call;
        place->supervisor->take(std::move(call));
    } else if (peer.kind == seminar::PeerId::Kind::Screen) {
        impl_->screens.take(std::move(call), impl_->timing);
    } else {
        impl_->headsets.take(std::move(call));
    }
}

Status ProgrammeEngine::peerAnswers(const seminar::PeerId& peer, const std::string& answer) {
    const auto call = impl_->callOf(peer);
    return call ? (*call)->answer(answer) : Status(fail(call.error()));
}

Status ProgrammeEngine::peerCandidate(const seminar::PeerId& peer, unsigned mline, const std::string& candidate) {
    const auto call = impl_->callOf(peer);
    return call ? (*call)->candidate(mline, candidate) : Status(fail(call.error()));
}

void ProgrammeEngine::dropPeer(const seminar::PeerId& peer) {
    if (peer.kind == seminar::PeerId::Kind::Screen) {
        impl_->screens.drop(peer);
    } else if (peer.kind == seminar::PeerId::Kind::Operator) {
        impl_->headsets.drop(peer);
    } else if (Impl::Place* place = impl_->inputOf(peer)) {
        place->call = nullptr;
        place->supervisor->senderLeft();
    }
}

void ProgrammeEngine::talk(const seminar::PeerId& headset, const seminar::Talk& to) {
    impl_->headsets.talk(headset, to);
}

void ProgrammeEngine::showOnScreen(const std::string& screen, seminar::ScreenPicture picture) {
    impl_->feed->choose({seminar::PeerId::Kind::Screen, screen}, picture);
}

}  // namespace tsudoi::pipeline
