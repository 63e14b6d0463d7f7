// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_mixer.h"

#include "pipeline/decibel.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tsudoi::pipeline {

const AudioBlock& AudioMixer::mix(std::int64_t tick, const Sources& sources) {
    const std::int64_t sample = tick * kBlockFrames - kLag;
    block_.frames.fill(0.0F);
    for (const auto& source : sources) {
        source->mixInto(sample, block_.frames);
    }
    gate_.process(sample, block_.frames);
    limiter_.process(block_.frames);
    block_.sample = sample - Limiter::kDelay;
    loudness_.add(block_.frames);
    for (std::size_t i = 0; i < block_.frames.size(); ++i) {
        float& peak = peaks_.at(i % kChannels);
        peak = std::max(peak, std::abs(block_.frames.at(i)));
    }
    return block_;
}

seminar::ProgrammeMeter AudioMixer::takeMeter() {
    const auto peaks = std::exchange(peaks_, {});
    const LoudnessMeter::Reading loudness = loudness_.read();
    seminar::ProgrammeMeter meter;
    meter.peakDb = {toDb(peaks[0]), toDb(peaks[1])};
    meter.truePeakDb = toDb(limiter_.takeTruePeak());
    meter.momentaryLufs = loudness.momentary;
    meter.shortTermLufs = loudness.shortTerm;
    meter.integratedLufs = loudness.integrated;
    return meter;
}

}  // namespace tsudoi::pipeline
