// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/characters.h"
#include "seminar/alerts.h"
#include "seminar/input_rules.h"
#include "seminar/studio_impl.h"

#include <algorithm>
#include <utility>

/// Inputs come, change and go; what the programme reports; after a restart.
namespace tsudoi::seminar {

namespace {

constexpr const char* kEncoderAlert = "encoder";
constexpr const char* kProgrammeAlert = "programme";
constexpr const char* kConfiguredAlert = "input-configured:";

}  // namespace

void Studio::Impl::add(const InputSpec& spec, bool fromFile) {
    state.inputs[spec.id] = spec;
    state.order.push_back(spec.id);
    state.sources.try_emplace(spec.id);
    InputStatus starting;
    starting.id = spec.id;
    state.statuses[spec.id] = starting;
    if (fromFile) {
        configured.insert(spec.id);
    }
    programme.addInput(spec);
    programme.setSource(spec.id, state.sources[spec.id]);
}

/// Takes an input out of everything the studio has; the programme is told by the caller.
void Studio::Impl::drop(const InputId& id) {
    configured.erase(id);
    state.inputs.erase(id);
    std::erase(state.order, id);
    state.statuses.erase(id);
    state.sources.erase(id);
    for (auto& [other, settings] : state.sources) {
        if (settings.spare == id) {
            settings.spare = {};
            store.saveSource(other, settings);
        }
    }
    history.forget(id);
    if (shows(state.preview, id)) {
        cancelTBar();
        state.preview = withKnownInputs(state.preview, state.inputs);
        programme.showPreview(state.preview);
        store.saveScene(SceneRole::Preview, state.preview);
    }
}

void Studio::Impl::noteConfigured(const InputSpec& spec) {
    if (configured.contains(spec.id)) {
        raise({kConfiguredAlert + spec.id.str(), AlertLevel::Info, configuredText(spec), {}, false});
    }
}

void Studio::Impl::saveOrder() {
    for (std::size_t i = 0; i < state.order.size(); ++i) {
        if (!configured.contains(state.order[i])) {
            store.saveInput(state.inputs[state.order[i]], static_cast<int>(i));
        }
    }
}

void Studio::Impl::restoreScenes(const StoredStudio& stored) {
    const auto orFirst = [&](const std::optional<Scene>& scene, std::size_t skip) {
        return scene ? withKnownInputs(*scene, state.inputs) : firstPicture(state.order, state.inputs, skip);
    };
    state.programme = orFirst(stored.programme, 0);
    state.preview = orFirst(stored.preview, 1);
    if (state.programme.slots.empty()) {
        state.programme = firstPicture(state.order, state.inputs, 0);
    }
    programme.showProgramme(state.programme, Transition{});
    programme.showPreview(state.preview);
}

void Studio::Impl::warnOf(const InputStatus& status) {
    const std::string alertId = lostAlert(status.id);
    const InputSpec& spec = state.inputs.at(status.id);
    if (isOfPanel(spec.kind) && !shows(state.programme, status.id)) {
        settle(alertId);
        return;  // who is not on air may come and go
    }
    if (status.state == InputState::Live) {
        settle(alertId);
    }
    if (status.state != InputState::Lost) {
        return;
    }
    const AlertLevel level = shows(state.programme, status.id) ? AlertLevel::Alarm : AlertLevel::Warning;
    raise({alertId, level, lostInputText(spec, status.problem), {}, false});
}

void Studio::restore(const StoredState& stored, const std::vector<InputSpec>& configured) {
    impl_->state.sources = stored.studio.sources;
    for (const InputSpec& spec : configured) {
        impl_->add(spec, true);
    }
    for (const InputSpec& spec : stored.inputs) {
        if (!impl_->state.inputs.contains(spec.id) && impl_->state.order.size() < kMaxInputs) {
            impl_->add(spec, false);
        }
    }
    std::erase_if(impl_->state.sources,
                  [&](const auto& source) { return !impl_->state.inputs.contains(source.first); });
    impl_->state.transition = stored.studio.transition.value_or(impl_->state.transition);
    impl_->state.slate = stored.studio.slate;
    impl_->state.layouts = stored.studio.layouts;
    impl_->state.presets = stored.studio.presets;
    impl_->programme.showSlate(impl_->state.slate);
    impl_->restoreScenes(stored.studio);
    impl_->changedByHand();
}

Result<InputId> Studio::addInput(InputSpec spec, const SourceSettings& sound) {
    if (impl_->state.order.size() >= kMaxInputs) {
        return fail(ErrorCode::TooMany,
                    Text{"入力は、パネリストとその画面を含めて 32 個までです。使わないものを外してください。",
                         "There are 32 inputs already, panelists and their screens among them. Remove one first."});
    }
    if (spec.id.empty()) {
        spec.id = freeInputId(spec.kind, impl_->state.inputs);
    }
    if (const Status valid = validate(spec); !valid) {
        return fail(valid.error());
    }
    if (impl_->state.inputs.contains(spec.id)) {
        return fail(ErrorCode::Conflict, Text{"入力「" + spec.id.str() + "」はもうあります。別の ID にしてください。",
                                              "Input \"" + spec.id.str() + "\" exists already. Choose another id."});
    }
    impl_->add(spec, false);
    if (sound != SourceSettings{}) {
        impl_->setSource(spec.id, sound);
    }
    impl_->saveOrder();
    impl_->changedByHand();
    return spec.id;
}

Status Studio::updateInput(const InputSpec& spec) {
    const auto found = impl_->state.inputs.find(spec.id);
    if (found == impl_->state.inputs.end()) {
        return noSuchInput(spec.id);
    }
    if (const Status valid = validate(spec); !valid) {
        return valid;
    }
    found->second = spec;
    impl_->programme.updateInput(spec);
    impl_->noteConfigured(spec);
    impl_->saveOrder();
    impl_->changedByHand();
    return {};
}

Status Studio::removeInput(const InputId& id) {
    const auto found = impl_->state.inputs.find(id);
    if (found == impl_->state.inputs.end()) {
        return noSuchInput(id);
    }
    if (shows(impl_->state.programme, id)) {
        return fail(ErrorCode::WrongState, Text{"この入力はいま本線に出ています。先に別の画面へ切り替えてください。",
                                                "This input is on air. Take another scene first."});
    }
    impl_->noteConfigured(found->second);
    impl_->drop(id);
    impl_->programme.removeInput(id);
    impl_->store.removeInput(id);
    impl_->saveOrder();
    impl_->settle(lostAlert(id));
    impl_->changedByHand();
    return {};
}

Status Studio::restartInput(const InputId& id) {
    if (!impl_->state.inputs.contains(id)) {
        return noSuchInput(id);
    }
    impl_->programme.restartInput(id);
    return {};
}

void Studio::inputChanged(const InputStatus& status) {
    const auto found = impl_->state.statuses.find(status.id);
    if (found == impl_->state.statuses.end() || found->second == status) {
        return;
    }
    const bool otherState = found->second.state != status.state;
    const bool otherProblem = found->second.problem != status.problem;
    found->second = status;
    if (otherState || otherProblem) {
        impl_->warnOf(status);
    }
    impl_->changed();
}

void Studio::inputRemoved(const InputId& id) {
    if (!impl_->state.inputs.contains(id)) {
        impl_->settle(lostAlert(id));
    }
}

void Studio::metered(const Meters& meters) {
    for (const auto& tell : impl_->onMeters) {
        tell(meters);
    }
}

void Studio::encoderReplaced(const Text& what) {
    impl_->raise({kEncoderAlert, AlertLevel::Warning, what, {}, false});
}

void Studio::programmeFailed(const Error& error) {
    impl_->raise({kProgrammeAlert, AlertLevel::Alarm, error.text, {}, false});
}

void Studio::overloaded(bool now) {
    now ? impl_->raise(overloadAlert()) : impl_->settle(overloadAlert().id);
}

void Studio::peerConnected(const PeerId& peer, bool now) {
    impl_->state.peers.erase(peer);
    if (now) {
        impl_->state.peers.emplace(peer, impl_->clock.wall());
    }
    impl_->changed();
}

}  // namespace tsudoi::seminar
