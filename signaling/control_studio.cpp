// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_studio.h"

#include "signaling/control_enum.h"
#include "signaling/control_input_views.h"
#include "signaling/control_scene_views.h"
#include "signaling/control_views.h"

#include <chrono>
#include <utility>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;

tl::unexpected<Error> noSuchInput(const std::string& id) {
    return fail(ErrorCode::NotFound, Text{"入力「" + id + "」はありません。", "There is no input \"" + id + "\"."});
}

/// Panelists are invited, not added: their input belongs to their link.
tl::unexpected<Error> onlyInPanel() {
    return fail(ErrorCode::InvalidArgument, Text{"パネリストはパネリストの一覧で追加・削除してください。",
                                                 "Invite and remove panelists in the list of panelists."});
}

/// \return nullopt: as the TAKE button says
std::optional<seminar::Transition> transitionFrom(const protocol::StudioTakeParams& params,
                                                  const seminar::Transition& usual) {
    if (!params.transition && !params.durationMs) {
        return std::nullopt;
    }
    seminar::Transition transition = usual;
    if (params.transition) {
        transition.kind = seminar::transitionByName(wordOf(*params.transition)).value_or(seminar::TransitionKind::Cut);
        transition.duration = transition.kind == seminar::TransitionKind::Cut ? milliseconds(0) : seminar::kDefaultFade;
    }
    if (params.durationMs) {
        transition.duration = milliseconds(*params.durationMs);
    }
    return transition;
}

std::optional<seminar::Title> titleFrom(const std::optional<protocol::Title>& title) {
    return title ? std::optional(seminar::Title{.text = title->text, .more = title->more.value_or("")}) : std::nullopt;
}

seminar::PresetSoundWish soundWishFrom(protocol::PresetSound sound) {
    switch (sound) {
        case protocol::PresetSound::Now: return seminar::PresetSoundWish::Now;
        case protocol::PresetSound::Kept: return seminar::PresetSoundWish::Kept;
        case protocol::PresetSound::None: break;
    }
    return seminar::PresetSoundWish::None;
}

json deviceList(const std::vector<ControlDevice>& devices) {
    protocol::StudioDevicesResult result;
    for (const ControlDevice& device : devices) {
        const bool video = device.kind == ControlDevice::Kind::Video;
        result.devices.push_back({.id = device.id,
                                  .kind = video ? protocol::DeviceKind::Video : protocol::DeviceKind::Audio,
                                  .name = device.name});
    }
    return json(result);
}

}  // namespace

std::vector<Command> StudioCommands::table() {
    return {
        {"studio.get", handler(this, &StudioCommands::get)},
        {"studio.preview", handler(this, &StudioCommands::preview)},
        {"studio.take", handler(this, &StudioCommands::take)},
        {"studio.undo", handler(this, &StudioCommands::undo)},
        {"studio.preset.save", handler(this, &StudioCommands::savePreset)},
        {"studio.preset.recall", handler(this, &StudioCommands::recallPreset)},
        {"studio.preset.move", handler(this, &StudioCommands::movePreset)},
        {"studio.preset.remove", handler(this, &StudioCommands::removePreset)},
        {"studio.arrange", handler(this, &StudioCommands::arrange)},
        {"studio.title", handler(this, &StudioCommands::title)},
        {"studio.slate", handler(this, &StudioCommands::slate)},
        {"studio.source", handler(this, &StudioCommands::source)},
        {"studio.input.add", handler(this, &StudioCommands::addInput)},
        {"studio.input.update", handler(this, &StudioCommands::updateInput)},
        {"studio.input.remove", handler(this, &StudioCommands::removeInput)},
        {"studio.input.restart", handler(this, &StudioCommands::restartInput)},
        {"studio.devices", handler(this, &StudioCommands::devices)},
        {"studio.pictures", handler(this, &StudioCommands::pictures)},
        {"studio.mark", handler(this, &StudioCommands::mark)},
    };
}

JsonResult StudioCommands::told(const Status& status) {
    parts_.feed.refresh();
    return done(status);
}

JsonResult StudioCommands::previewTold(const Caller& caller, const Status& status) {
    const std::uint64_t before = parts_.feed.studioRevision();
    parts_.feed.refresh();
    if (status && parts_.feed.studioRevision() != before) {
        previewBy_ = caller.connection;
        previewRevision_ = parts_.feed.studioRevision();
    }
    return done(status);
}

JsonResult StudioCommands::get(const Caller& caller, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    return parts_.feed.followStudio(caller);
}

JsonResult StudioCommands::preview(const Caller& caller, const protocol::StudioPreviewParams& params) {
    kControlThread.assertHere();
    const bool seen = !params.revision || static_cast<std::uint64_t>(*params.revision) >= previewRevision_;
    if (!seen && previewBy_ != caller.connection) {
        return fail(ErrorCode::Conflict,
                    Text{"ほかの人がプレビューを変更しました。画面を確かめて、もう一度操作してください。",
                         "Somebody else changed the preview. Look at it and try again."});
    }
    const auto scene = sceneFrom(params.scene, parts_.studio.state().layouts);
    if (!scene) {
        return fail(scene.error());
    }
    return previewTold(caller, parts_.studio.preview(*scene));
}

JsonResult StudioCommands::take(const Caller& caller, const protocol::StudioTakeParams& params) {
    kControlThread.assertHere();
    const auto transition = transitionFrom(params, parts_.studio.state().transition);
    return previewTold(caller, parts_.studio.take(transition));
}

JsonResult StudioCommands::arrange(const Caller& /*caller*/, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    return told(parts_.meeting.arrange());
}

JsonResult StudioCommands::title(const Caller& /*caller*/, const protocol::StudioTitleParams& params) {
    kControlThread.assertHere();
    return told(parts_.studio.title(titleFrom(params.title)));
}

JsonResult StudioCommands::savePreset(const Caller& /*caller*/, const protocol::StudioPresetSaveParams& params) {
    kControlThread.assertHere();
    const auto id = parts_.studio.savePreset({.id = PresetId(params.id.value_or("")),
                                              .name = params.name,
                                              .keepScene = params.keepScene.value_or(false),
                                              .sound = soundWishFrom(params.sound),
                                              .title = titleFrom(params.title)});
    if (!id) {
        return fail(id.error());
    }
    parts_.feed.refresh();
    return json(protocol::PresetIdResult{.id = id->str()});
}

JsonResult StudioCommands::recallPreset(const Caller& caller, const protocol::PresetIdParams& params) {
    kControlThread.assertHere();
    return previewTold(caller, parts_.studio.recallPreset(PresetId(params.id)));
}

JsonResult StudioCommands::movePreset(const Caller& /*caller*/, const protocol::StudioPresetMoveParams& params) {
    kControlThread.assertHere();
    return told(parts_.studio.movePreset(PresetId(params.id), static_cast<std::size_t>(params.order)));
}

JsonResult StudioCommands::removePreset(const Caller& /*caller*/, const protocol::PresetIdParams& params) {
    kControlThread.assertHere();
    return told(parts_.studio.removePreset(PresetId(params.id)));
}

JsonResult StudioCommands::slate(const Caller& /*caller*/, const protocol::StudioSlateParams& params) {
    kControlThread.assertHere();
    if (!params.slate) {
        return told(parts_.studio.slate(std::nullopt));
    }
    const auto kind = seminar::slateByName(wordOf(params.slate->kind));
    return told(parts_.studio.slate(
        seminar::Slate{.kind = kind.value_or(seminar::SlateKind::Break), .text = params.slate->text.value_or("")}));
}

JsonResult StudioCommands::source(const Caller& /*caller*/, const protocol::StudioSourceParams& params) {
    kControlThread.assertHere();
    const seminar::StudioState& state = parts_.studio.state();
    const InputId id(params.source);
    if (!state.inputs.contains(id)) {
        return noSuchInput(params.source);
    }
    const auto current = state.sources.find(id);
    seminar::SourceSettings settings = current == state.sources.end() ? seminar::SourceSettings{} : current->second;
    settings.gainDb = params.gainDb.value_or(settings.gainDb);
    settings.muted = params.muted.value_or(settings.muted);
    settings.echoCancellation = params.echoCancellation.value_or(settings.echoCancellation);
    if (params.delayMs) {
        settings.delay = milliseconds(*params.delayMs);
    }
    seminar::SoundShape& shape = settings.shape;
    shape.highPass = params.highPass.value_or(shape.highPass);
    shape.lessNoise = params.lessNoise.value_or(shape.lessNoise);
    shape.gateDb = params.gateDb.value_or(shape.gateDb);
    shape.compressor = params.compressor.value_or(shape.compressor);
    shape.autoLevel = params.autoLevel.value_or(shape.autoLevel);
    settings.pan = params.pan.value_or(settings.pan);
    if (params.follow) {
        settings.follow = seminar::audioFollowByName(wordOf(*params.follow)).value_or(settings.follow);
    }
    if (params.spare) {
        settings.spare = InputId(*params.spare);
    }
    return told(parts_.studio.source(id, settings));
}

JsonResult StudioCommands::addInput(const Caller& /*caller*/, const protocol::StudioInputAddParams& params) {
    kControlThread.assertHere();
    seminar::InputSpec spec = inputFrom(params.input);
    if (seminar::isOfPanel(spec.kind)) {
        return onlyInPanel();
    }
    seminar::SourceSettings sound;
    sound.muted = parts_.office.onAirNow().has_value();  // nothing new reaches the audience by itself
    const auto id = parts_.studio.addInput(std::move(spec), sound);
    if (!id) {
        return fail(id.error());
    }
    parts_.feed.refresh();
    return json(protocol::InputIdResult{.id = id->str()});
}

JsonResult StudioCommands::updateInput(const Caller& /*caller*/, const protocol::StudioInputUpdateParams& params) {
    kControlThread.assertHere();
    const auto& inputs = parts_.studio.state().inputs;
    const auto current = inputs.find(InputId(params.input.id));
    if (current == inputs.end()) {
        return noSuchInput(params.input.id);
    }
    const auto changed = inputChanged(current->second, params.input);
    if (!changed) {
        return fail(changed.error());
    }
    const bool ofPanel = seminar::isOfPanel(current->second.kind) || seminar::isOfPanel(changed->kind);
    if (ofPanel && current->second.kind != changed->kind) {
        return onlyInPanel();
    }
    return told(parts_.studio.updateInput(*changed));
}

JsonResult StudioCommands::removeInput(const Caller& /*caller*/, const protocol::InputIdParams& params) {
    kControlThread.assertHere();
    const InputId id(params.id);
    const auto& inputs = parts_.studio.state().inputs;
    const auto found = inputs.find(id);
    if (found != inputs.end() && seminar::isOfPanel(found->second.kind)) {
        return onlyInPanel();
    }
    return told(parts_.studio.removeInput(id));
}

JsonResult StudioCommands::restartInput(const Caller& /*caller*/, const protocol::InputIdParams& params) {
    kControlThread.assertHere();
    return told(parts_.studio.restartInput(InputId(params.id)));
}

void StudioCommands::devices(const Caller& /*caller*/, const protocol::Empty& /*params*/, Answer answer) {
    if (!parts_.devices) {
        answer(fail(ErrorCode::Unavailable,
                    Text{"このサーバーでは機器を調べられません。", "This server cannot look for devices."}));
        return;
    }
    parts_.devices(lifetime_.bind([answer](const Result<std::vector<ControlDevice>>& found) {
        answer(found ? JsonResult(deviceList(*found)) : JsonResult(fail(found.error())));
    }));
}

JsonResult StudioCommands::undo(const Caller& caller, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    return previewTold(caller, parts_.studio.undo());
}

JsonResult StudioCommands::pictures(const Caller& caller, const protocol::StudioPicturesParams& params) {
    kControlThread.assertHere();
    const bool multiview = params.form == protocol::PictureForm::Multiview;
    const auto form = multiview ? PictureForm::Multiview : PictureForm::Jpegs;
    parts_.pictures.watch(caller.connection, params.watch ? std::optional(form) : std::nullopt);
    return done();
}

JsonResult StudioCommands::mark(const Caller& /*caller*/, const protocol::StudioMarkParams& params) {
    kControlThread.assertHere();
    const auto onAir = parts_.office.onAirNow();
    if (!onAir) {
        return fail(ErrorCode::WrongState, Text{"本番中ではないので、印を付けられません。",
                                                "Nothing is on air, so there is nothing to mark."});
    }
    return done(parts_.office.mark(*onAir, params.label));
}

}  // namespace tsudoi::signaling
