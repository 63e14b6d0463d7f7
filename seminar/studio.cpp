// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/studio.h"

#include "seminar/alerts.h"
#include "seminar/input_rules.h"
#include "seminar/studio_impl.h"

#include <utility>
#include <variant>

namespace tsudoi::seminar {

namespace {

/// Those who remain glide into the room of the one who left.
constexpr Transition kReflow{TransitionKind::Move, kDefaultFade};

}  // namespace

void Studio::Impl::changed() {
    ++state.revision;
    state.undoSteps = history.steps();
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

void Studio::Impl::setPreview(const Scene& scene) {
    state.preview = scene;
    state.recalled = {};
    programme.showPreview(scene);
    store.saveScene(SceneRole::Preview, scene);
    changedByHand();
}

/// What was the preview is on air.
void Studio::Impl::taken() {
    std::swap(state.programme, state.preview);
    state.tbar.reset();
    refreshLayout(state.preview);
    history.forgetScenes();
    programme.showPreview(state.preview);
    saveScenes();
    applyRecalled();
    changedByHand();
}

void Studio::Impl::cancelTBar() {
    if (const auto tbar = std::exchange(state.tbar, std::nullopt)) {
        programme.moveTransition(state.preview, tbar->kind, 0);
    }
}

Status Studio::Impl::notMidWay() const {
    if (!state.tbar) {
        return {};
    }
    return fail(ErrorCode::WrongState, Text{"T バーが途中です。最後まで動かすか、元に戻してください。",
                                            "The T-bar is under way. Move it to the end or back first."});
}

void Studio::Impl::notePreview(Scene next) {
    next.framing = state.preview.framing;
    if (next == state.preview) {
        history.noteFraming(state.preview, clock.steady());
    } else {
        history.note(state.preview);
    }
}

void Studio::Impl::setSource(const InputId& id, const SourceSettings& settings) {
    state.sources[id] = settings;
    programme.setSource(id, settings);
    store.saveSource(id, settings);
    changed();
}

void Studio::Impl::saveScenes() {
    store.saveScene(SceneRole::Preview, state.preview);
    store.saveScene(SceneRole::Programme, state.programme);
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

Studio::Studio(Programme& programme, Store& store, Executor& control, Clock clock)
    : impl_(std::make_unique<Impl>(programme, store, control, std::move(clock))) {}

Studio::~Studio() = default;

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
    if (const Status free = impl_->notMidWay(); !free) {
        return free;
    }
    if (const Status valid = validate(scene, impl_->state.inputs); !valid) {
        return valid;
    }
    if (scene != impl_->state.preview) {
        impl_->notePreview(scene);
    }
    impl_->setPreview(scene);
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
    impl_->programme.showProgramme(impl_->state.preview, chosen);
    impl_->taken();
    return {};
}

Status Studio::tbar(double position, std::optional<TransitionKind> kind) {
    if (!(position >= 0 && position <= 1)) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"T バーの位置は 0 から 1 です。", "The T-bar's position is from 0 to 1."});
    }
    std::optional<TBar>& tbar = impl_->state.tbar;
    if (!tbar && position == 0) {
        return {};
    }
    if (!tbar) {
        const TransitionKind wanted = kind.value_or(impl_->state.transition.kind);
        tbar = TBar{.kind = wanted == TransitionKind::Cut ? TransitionKind::Fade : wanted};
    }
    if (position == 0) {
        impl_->cancelTBar();
    } else {
        tbar->position = position;
        impl_->programme.moveTransition(impl_->state.preview, tbar->kind, position);
    }
    if (position == 1) {
        impl_->taken();
    } else {
        impl_->changed();
    }
    return {};
}

Status Studio::withdraw(const InputId& id) {
    const Scene scene = withoutInput(impl_->state.programme, id);
    return scene == impl_->state.programme ? Status{} : arrange(scene, kReflow);
}

Status Studio::arrange(const Scene& scene, const Transition& transition) {
    if (const Status valid = validate(scene, impl_->state.inputs); !valid) {
        return valid;
    }
    impl_->state.tbar.reset();
    const Scene before = std::exchange(impl_->state.programme, scene);
    impl_->programme.showProgramme(scene, transition);
    impl_->store.saveScene(SceneRole::Programme, scene);
    for (const auto& [slot, input] : before.slots) {
        const auto spec = impl_->state.inputs.find(input);
        if (!shows(scene, input) && spec != impl_->state.inputs.end() && isOfPanel(spec->second.kind)) {
            impl_->settle(lostAlert(input));  // who is not on air may come and go
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
    if (!settings.spare.empty() && (settings.spare == id || !impl_->state.inputs.contains(settings.spare))) {
        return noSuchInput(settings.spare);
    }
    if (settings != impl_->state.sources[id]) {
        impl_->history.note(id, impl_->state.sources[id], impl_->clock.steady());
    }
    impl_->setSource(id, settings);
    return {};
}

Status Studio::undo() {
    if (const Status free = impl_->notMidWay(); !free) {
        return free;
    }
    const auto step = impl_->history.takeBack();
    if (!step) {
        return fail(ErrorCode::WrongState, Text{"元に戻せる変更はありません。", "There is no change to take back."});
    }
    if (const auto* scene = std::get_if<Scene>(&*step)) {
        impl_->setPreview(withKnownInputs(*scene, impl_->state.inputs));
    } else {
        const auto& [id, settings] = std::get<SourceStep>(*step);
        impl_->setSource(id, settings);
    }
    return {};
}

void Studio::raise(Alert alert) {
    impl_->raise(std::move(alert));
}

void Studio::settle(const std::string& alertId) {
    impl_->settle(alertId);
}

}  // namespace tsudoi::seminar
