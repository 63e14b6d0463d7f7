// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/studio.h"

#include "base/characters.h"
#include "seminar/alerts.h"
#include "seminar/input_rules.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace tsudoi::seminar {

namespace {

constexpr const char* kEncoderAlert = "encoder";
constexpr const char* kProgrammeAlert = "programme";
constexpr const char* kConfiguredAlert = "input-configured:";
constexpr const char* kLostAlert = "input-lost:";

}  // namespace

struct Studio::Impl {
    Impl(Programme& theProgramme, Store& theStore, Executor& theControl, Clock theClock)
        : programme(theProgramme), store(theStore), control(theControl), clock(std::move(theClock)) {}

    void changed();
    void changedByHand();
    void add(const InputSpec& spec, bool fromFile);
    void drop(const InputId& id);
    void noteConfigured(const InputSpec& spec);
    void saveOrder();
    void saveScenes();
    void restoreScenes(const StoredStudio& stored);
    void raise(Alert alert);
    void settle(const std::string& alertId);
    void warnOf(const InputStatus& status);

    Programme& programme;
    Store& store;
    Executor& control;
    Clock clock;
    StudioState state;
    std::set<InputId> configured;    ///< from the settings file: not in the store
    std::uint64_t handRevision = 0;  ///< of the newest change of scenes or inputs
    bool announced = false;          ///< a call of onChange is on its way
    std::vector<std::function<void()>> onChange;
    std::vector<std::function<void(const Meters&)>> onMeters;
    Lifetime lifetime;
};

void Studio::Impl::changed() {
    ++state.revision;
    if (!std::exchange(announced, true)) {
        control.post(lifetime.bind([this] {
            announced = false;
            for (const auto& tell : onChange) {
                tell();
            }
        }));
    }
}

void Studio::Impl::changedByHand() {
    changed();
    handRevision = state.revision;
}

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
    if (shows(state.preview, id)) {
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

void Studio::Impl::saveScenes() {
    store.saveScene(SceneRole::Preview, state.preview);
    store.saveScene(SceneRole::Programme, state.programme);
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

void Studio::Impl::raise(Alert alert) {
    alert.at = clock.wall();
    seminar::raise(std::move(alert), state.alerts);
    changed();
}

void Studio::Impl::settle(const std::string& alertId) {
    if (seminar::settle(alertId, state.alerts)) {
        changed();
    }
}

void Studio::Impl::warnOf(const InputStatus& status) {
    const std::string alertId = kLostAlert + status.id.str();
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

Studio::Studio(Programme& programme, Store& store, Executor& control, Clock clock)
    : impl_(std::make_unique<Impl>(programme, store, control, std::move(clock))) {}

Studio::~Studio() = default;

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
    impl_->programme.showSlate(impl_->state.slate);
    impl_->restoreScenes(stored.studio);
    impl_->changedByHand();
}

const StudioState& Studio::state() const {
    return impl_->state;
}

void Studio::onChange(std::function<void()> changed) {
    impl_->onChange.push_back(std::move(changed));
}

void Studio::onMeters(std::function<void(const Meters&)> metered) {
    impl_->onMeters.push_back(std::move(metered));
}

Status Studio::preview(const Scene& scene, std::optional<std::uint64_t> revision) {
    if (revision && *revision < impl_->handRevision) {
        return fail(ErrorCode::Conflict,
                    Text{"ほかの人が先に画面を変更しました。今の画面を確かめてからやり直してください。",
                         "Somebody else changed the scenes first. Look at them and try again."});
    }
    if (const Status valid = validate(scene, impl_->state.inputs); !valid) {
        return valid;
    }
    impl_->state.preview = scene;
    impl_->programme.showPreview(scene);
    impl_->store.saveScene(SceneRole::Preview, scene);
    impl_->changedByHand();
    return {};
}

Status Studio::take(std::optional<Transition> transition) {
    const Transition chosen = transition.value_or(impl_->state.transition);
    if (chosen.duration.count() < 0 || chosen.duration > kMaxTransition) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"切り替え時間は 0 から 5 秒です。", "A transition takes 0 to 5 seconds."});
    }
    if (chosen.kind != TransitionKind::Cut && chosen != impl_->state.transition) {
        impl_->state.transition = chosen;
        impl_->store.saveTransition(chosen);
    }
    std::swap(impl_->state.programme, impl_->state.preview);
    impl_->programme.showProgramme(impl_->state.programme, chosen);
    impl_->programme.showPreview(impl_->state.preview);
    impl_->saveScenes();
    impl_->changedByHand();
    return {};
}

Status Studio::arrange(const Scene& scene, const Transition& transition) {
    if (const Status valid = validate(scene, impl_->state.inputs); !valid) {
        return valid;
    }
    const Scene before = std::exchange(impl_->state.programme, scene);
    impl_->programme.showProgramme(scene, transition);
    impl_->store.saveScene(SceneRole::Programme, scene);
    for (const auto& [slot, input] : before.slots) {
        const auto spec = impl_->state.inputs.find(input);
        if (!shows(scene, input) && spec != impl_->state.inputs.end() && isOfPanel(spec->second.kind)) {
            impl_->settle(kLostAlert + input.str());  // who is not on air may come and go
        }
    }
    impl_->changedByHand();
    return {};
}

Status Studio::title(const std::optional<Title>& title) {
    if (const Status valid = title ? validate(*title) : Status(); !valid) {
        return valid;
    }
    impl_->state.title = title;
    impl_->programme.showTitle(title);
    impl_->changed();
    return {};
}

Status Studio::slate(const std::optional<Slate>& slate) {
    if (const Status valid = slate ? validate(*slate) : Status(); !valid) {
        return valid;
    }
    impl_->state.slate = slate;
    impl_->programme.showSlate(slate);
    impl_->store.saveSlate(slate);
    impl_->changed();
    return {};
}

Status Studio::source(const InputId& id, const SourceSettings& settings) {
    if (!impl_->state.inputs.contains(id)) {
        return noSuchInput(id);
    }
    if (const Status valid = validate(settings); !valid) {
        return valid;
    }
    impl_->state.sources[id] = settings;
    impl_->programme.setSource(id, settings);
    impl_->store.saveSource(id, settings);
    impl_->changed();
    return {};
}

Result<InputId> Studio::addInput(InputSpec spec) {
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
    impl_->settle(kLostAlert + id.str());
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

void Studio::raise(Alert alert) {
    impl_->raise(std::move(alert));
}

void Studio::settle(const std::string& alertId) {
    impl_->settle(alertId);
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
        impl_->settle(kLostAlert + id.str());
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
