// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/picture_guardian.h"

#include <utility>

namespace tsudoi::seminar {

namespace {

constexpr const char* kBlackAlert = "picture-black:";
constexpr const char* kDarkAlert = "picture-dark:";
constexpr const char* kUprightAlert = "picture-upright:";

Alert alertOf(const char* id, const InputSpec& spec, AlertLevel level, const char* ja, const char* en) {
    return {.id = id + spec.id.str(),
            .level = level,
            .text = {"「" + spec.name + "」" + ja, "\"" + spec.name + "\" " + en}};
}

Alert blackAlert(const InputSpec& spec) {
    if (spec.kind == InputKind::Panelist) {
        return alertOf(kBlackAlert, spec, AlertLevel::Info, "はカメラをオフにしているようです（真っ黒です）。",
                       "seems to have the camera switched off (the picture is black).");
    }
    return alertOf(kBlackAlert, spec, AlertLevel::Warning,
                   "の映像が真っ黒です。レンズのふた、ケーブル、機器の出力を確かめてください。",
                   "is black. Check the lens cap, the cable and what the device puts out.");
}

Alert darkAlert(const InputSpec& spec) {
    return alertOf(kDarkAlert, spec, AlertLevel::Warning,
                   "の映像が暗く、顔が見えにくいです。照明をつけるか、カメラの明るさを上げてください。",
                   "is too dark to see a face. Switch on a light or make the camera brighter.");
}

Alert uprightAlert(const InputSpec& spec) {
    return alertOf(kUprightAlert, spec, AlertLevel::Info,
                   "の映像が縦長です。端末を横向きにしてもらうと大きく映ります。",
                   "is an upright picture. Turned sideways, the device fills the screen.");
}

/// Where a picture comes from a camera, whoever holds it.
bool isCamera(InputKind kind) {
    return kind == InputKind::Device || kind == InputKind::Rtsp || kind == InputKind::Srt || kind == InputKind::Rtmp ||
           kind == InputKind::Whip || kind == InputKind::Panelist;
}

}  // namespace

PictureGuardian::PictureGuardian(Studio& studio) : studio_(studio) {
    studio_.onMeters(lifetime_.bind([this](const Meters& meters) {
        kControlThread.assertHere();
        look(meters);
    }));
}

bool PictureGuardian::isWatched(const InputId& input) const {
    const StudioState& state = studio_.state();
    const auto status = state.statuses.find(input);
    return shows(state.programme, input) && !state.slate && status != state.statuses.end() &&
           status->second.state == InputState::Live;
}

bool PictureGuardian::standsUpright(const InputSpec& spec) const {
    const auto status = studio_.state().statuses.find(spec.id);
    return isCamera(spec.kind) && status != studio_.state().statuses.end() &&
           status->second.size.height > status->second.size.width;
}

void PictureGuardian::look(const Meters& meters) {
    for (auto entry = watched_.begin(); entry != watched_.end();) {
        if (isWatched(entry->first)) {
            ++entry;
        } else {
            forget(entry->first, entry->second);
            entry = watched_.erase(entry);
        }
    }
    const auto& inputs = studio_.state().inputs;
    for (const auto& [id, meter] : meters.sources) {
        const auto spec = inputs.find(id);
        if (meter.picture && spec != inputs.end() && isWatched(id)) {
            lookAt(spec->second, *meter.picture);
        }
    }
}

void PictureGuardian::lookAt(const InputSpec& spec, const PictureLook& picture) {
    Watched& watched = watched_[spec.id];
    const bool camera = isCamera(spec.kind);
    const bool black = camera && picture.black();
    const bool dark = camera && !black && picture.mean() < kDarkMean && picture.brightest() < kDarkBrightest;
    tell(studio_, watched.black.hear(black), blackAlert(spec));
    tell(studio_, watched.dark.hear(dark), darkAlert(spec));
    tell(studio_, watched.upright.hear(standsUpright(spec)), uprightAlert(spec));
}

void PictureGuardian::forget(const InputId& input, Watched& watched) {
    const std::pair<Persistence&, const char*> all[] = {
        {watched.black, kBlackAlert}, {watched.dark, kDarkAlert}, {watched.upright, kUprightAlert}};
    for (const auto& [persistence, alert] : all) {
        if (persistence.forget()) {
            studio_.settle(alert + input.str());
        }
    }
}

}  // namespace tsudoi::seminar
