// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/sound_guardian.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tsudoi::seminar {

namespace {

constexpr const char* kSilentAlert = "sound-silent";
constexpr const char* kQuietAlert = "sound-quiet";
constexpr const char* kClippedAlert = "sound-clipped:";
constexpr const char* kHumAlert = "sound-hum:";
constexpr const char* kDeadAlert = "sound-one-sided:";

Alert silentAlert() {
    return {.id = kSilentAlert,
            .level = AlertLevel::Alarm,
            .text = {"プログラムの音が出ていません。マイクの電源と、つまみ・ミュートを確かめてください。",
                     "The programme is silent. Check the microphone's power, and faders and mutes."}};
}

Alert quietAlert() {
    return {
        .id = kQuietAlert,
        .level = AlertLevel::Warning,
        .text = {
            "プログラムの音が小さすぎて、視聴者には聞き取りにくいです。話す人のつまみを上げるか、マイクを近づけてくださ"
            "い。",
            "The programme is too quiet to be understood. Raise the speaker's fader or bring the microphone "
            "closer."}};
}

Alert clippedAlert(const InputSpec& spec) {
    return {.id = kClippedAlert + spec.id.str(),
            .level = AlertLevel::Alarm,
            .text = {"「" + spec.name +
                         "」の音が割れています。マイクや送り側の音量を下げてください（ここのつまみでは直りません）。",
                     "\"" + spec.name +
                         "\" is distorted. Turn it down at the microphone or the sender; the fader here cannot mend "
                         "it."}};
}

Alert deadAlert(const InputSpec& spec) {
    return {
        .id = kDeadAlert + spec.id.str(),
        .level = AlertLevel::Warning,
        .text = {"「" + spec.name + "」は左右の片方しか音が出ていません。ケーブルと、機器の設定を確かめてください。",
                 "Only one side of \"" + spec.name + "\" sounds. Check its cable and the device's settings."}};
}

Alert humAlert(const InputSpec& spec) {
    return {
        .id = kHumAlert + spec.id.str(),
        .level = AlertLevel::Warning,
        .text = {"「" + spec.name +
                     "」に電源のうなり（ブーン）が入っています。音声ケーブルを電源から離すか差し直し、「調整」で「低い"
                     "雑音を切る」を試してください。",
                 "\"" + spec.name +
                     "\" hums (mains). Move or replug its sound cable, away from power, and try \"Cut rumble\" under "
                     "\"Adjust\"."}};
}

}  // namespace

SoundGuardian::SoundGuardian(Studio& studio, const Office& office) : studio_(studio), office_(office) {
    studio_.onMeters(lifetime_.bind([this](const Meters& meters) {
        kControlThread.assertHere();
        hear(meters);
    }));
}

void SoundGuardian::hear(const Meters& meters) {
    hearProgramme(meters.programme);
    const auto& inputs = studio_.state().inputs;
    for (auto entry = sources_.begin(); entry != sources_.end();) {
        if (isHeard(entry->first)) {
            ++entry;
        } else {
            forget(entry->first, entry->second);
            entry = sources_.erase(entry);
        }
    }
    for (const auto& [id, meter] : meters.sources) {
        const auto spec = inputs.find(id);
        if (spec != inputs.end() && isHeard(id)) {
            hearSource(spec->second, meter);
        }
    }
}

bool SoundGuardian::isWatched() const {
    const auto id = office_.onAirNow();
    const Seminar* seminar = id ? office_.find(*id) : nullptr;
    return seminar && seminar->state == SeminarState::Live && !studio_.state().slate;
}

bool SoundGuardian::isHeard(const InputId& input) const {
    const StudioState& state = studio_.state();
    const auto settings = state.sources.find(input);
    const auto status = state.statuses.find(input);
    return settings != state.sources.end() && !settings->second.muted && status != state.statuses.end() &&
           comes(status->second.state);
}

void SoundGuardian::forget(const InputId& input, Source& source) {
    if (source.clipped.forget()) {
        studio_.settle(kClippedAlert + input.str());
    }
    if (source.dead.forget()) {
        studio_.settle(kDeadAlert + input.str());
    }
    if (source.hum.forget()) {
        studio_.settle(kHumAlert + input.str());
    }
}

void SoundGuardian::hearProgramme(const ProgrammeMeter& meter) {
    if (!isWatched()) {
        peaks_.clear();
        if (silent_.forget()) {
            studio_.settle(kSilentAlert);
        }
        if (quiet_.forget()) {
            studio_.settle(kQuietAlert);
        }
        return;
    }
    const double peak = *std::ranges::max_element(meter.peakDb);
    peaks_.push_back(peak);
    if (peaks_.size() > kSwingOf) {
        peaks_.pop_front();
    }
    tell(studio_, silent_.hear(peak < kSilenceDb), silentAlert());
    tell(studio_, quiet_.hear(meter.shortTermLufs < kTooQuietLufs ? std::optional(swings()) : std::optional(false)),
         quietAlert());
}

/// Whether somebody speaks: the loud moments of the last seconds are far above the soft ones.
bool SoundGuardian::swings() const {
    if (peaks_.size() < kSwingOf) {
        return false;
    }
    std::vector<double> sorted(peaks_.begin(), peaks_.end());
    std::ranges::sort(sorted);
    const double soft = sorted[sorted.size() / 10];
    const double loud = sorted[sorted.size() - sorted.size() / 10];
    return loud > kSilenceDb && loud - soft > kSpeechSwingDb;
}

void SoundGuardian::hearSource(const InputSpec& spec, const SourceMeter& meter) {
    Source& source = sources_[spec.id];
    const auto [left, right] = meter.arrivedDb;
    const double loud = std::max(left, right);
    source.clips.push_back(loud >= kClippedDb);
    if (source.clips.size() > kClippedOf) {
        source.clips.pop_front();
    }
    tell(studio_, source.clipped.hear(std::ranges::count(source.clips, true) >= kClippedMost), clippedAlert(spec));
    const bool oneSided = loud - std::min(left, right) > kDeadBelowDb;
    tell(studio_, source.dead.hear(loud > kLoudDb ? std::optional(oneSided) : std::nullopt), deadAlert(spec));
    if (meter.hum) {
        hearHum(spec, source, *meter.hum);
    }
}

/// A cable or power supply hums at one mains frequency, and always the same.
void SoundGuardian::hearHum(const InputSpec& spec, Source& source, const Hum& hum) {
    source.hums.push_back(hum);
    if (source.hums.size() < kHumOf) {
        return;
    }
    if (source.hums.size() > kHumOf) {
        source.hums.pop_front();
    }
    const auto stands = [&](double Hum::*one, double Hum::*other) {
        const auto [low, high] = std::ranges::minmax(source.hums, {}, one);
        const bool apart =
            std::ranges::all_of(source.hums, [&](const Hum& each) { return each.*one - each.*other > kHumFamilyDb; });
        return low.*one > kHumDb && high.*one - low.*one < kHumSteadyDb && apart;
    };
    const bool hums = stands(&Hum::fiftyDb, &Hum::sixtyDb) || stands(&Hum::sixtyDb, &Hum::fiftyDb);
    tell(studio_, source.hum.hear(hums), humAlert(spec));
}

}  // namespace tsudoi::seminar
