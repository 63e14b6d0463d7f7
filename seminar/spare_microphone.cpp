// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/spare_microphone.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tsudoi::seminar {

namespace {

constexpr const char* kSpareAlert = "sound-spare:";

Alert usedAlert(const InputSpec& microphone, const InputSpec& spare) {
    return {.id = kSpareAlert + microphone.id.str(),
            .level = AlertLevel::Warning,
            .text = {"「" + microphone.name + "」の音が止まったので、予備の「" + spare.name +
                         "」に切り替えました。電池とケーブルを確かめ、直ったら MUTE を戻してください。",
                     "\"" + microphone.name + "\" went silent: switched over to the spare \"" + spare.name +
                         "\". Check battery and cable; when it is mended, put the mutes back."}};
}

}  // namespace

SpareMicrophone::SpareMicrophone(Studio& studio) : studio_(studio) {
    studio_.onMeters(lifetime_.bind([this](const Meters& meters) {
        kControlThread.assertHere();
        hear(meters);
    }));
}

void SpareMicrophone::hear(const Meters& meters) {
    std::erase_if(peaks_, [&](const auto& heard) { return !meters.sources.contains(heard.first); });
    for (const auto& [id, meter] : meters.sources) {
        std::deque<double>& peaks = peaks_[id];
        peaks.push_back(*std::ranges::max_element(meter.arrivedDb));
        if (peaks.size() > kWindow) {
            peaks.pop_front();
        }
    }
    settleMended();
    std::vector<std::pair<InputId, SourceSettings>> withSpare;
    for (const auto& [id, settings] : studio_.state().sources) {
        if (!settings.spare.empty() && !settings.muted) {
            withSpare.emplace_back(id, settings);
        }
    }
    for (const auto& [id, settings] : withSpare) {
        look(id, settings);
    }
}

void SpareMicrophone::look(const InputId& microphone, const SourceSettings& settings) {
    const auto& sources = studio_.state().sources;
    const auto spare = sources.find(settings.spare);
    if (spare != sources.end() && spare->second.muted && silent(microphone) && speaks(settings.spare)) {
        switchOver(microphone, settings.spare);
    }
}

/// Two changes of sound, which undo can take back.
void SpareMicrophone::switchOver(const InputId& microphone, const InputId& spare) {
    const StudioState& state = studio_.state();
    SourceSettings on = state.sources.at(spare);
    SourceSettings off = state.sources.at(microphone);
    on.muted = false;
    off.muted = true;
    (void)studio_.source(spare, on);
    (void)studio_.source(microphone, off);
    replaced_.insert(microphone);
    studio_.raise(usedAlert(state.inputs.at(microphone), state.inputs.at(spare)));
}

void SpareMicrophone::settleMended() {
    const auto& sources = studio_.state().sources;
    for (auto entry = replaced_.begin(); entry != replaced_.end();) {
        const auto source = sources.find(*entry);
        if (source != sources.end() && source->second.muted) {
            ++entry;
            continue;
        }
        peaks_.erase(*entry);  // its silence so far counts no more
        studio_.settle(kSpareAlert + entry->str());
        entry = replaced_.erase(entry);
    }
}

bool SpareMicrophone::silent(const InputId& input) const {
    const auto heard = peaks_.find(input);
    return heard != peaks_.end() && heard->second.size() >= kWindow &&
           std::ranges::all_of(heard->second, [](double db) { return db < kSilenceDb; });
}

bool SpareMicrophone::speaks(const InputId& input) const {
    const auto heard = peaks_.find(input);
    if (heard == peaks_.end() || heard->second.size() < kWindow) {
        return false;
    }
    const std::deque<double>& peaks = heard->second;
    std::vector<double> sorted(peaks.begin(), peaks.end());
    std::ranges::sort(sorted);
    const double loud = sorted[sorted.size() - sorted.size() / 10];
    if (loud < kSpeechDb) {
        return false;
    }
    int words = 0;
    bool pause = false;
    for (const double db : peaks) {
        pause = pause || db < loud - kPauseDb;
        if (pause && db > loud - kWordDb) {
            pause = false;
            ++words;
        }
    }
    return words >= kLeastWords;
}

}  // namespace tsudoi::seminar
