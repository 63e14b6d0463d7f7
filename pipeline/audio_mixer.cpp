// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_mixer.h"

#include "pipeline/decibel.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tsudoi::pipeline {

namespace {

/// From one block to the next, so that nobody hears a step: 80 ms in all.
constexpr float kFoldbackStep = 0.125F;

void limit(AudioSource::Block& block) {
    for (float& value : block) {
        value = std::clamp(value, -1.0F, 1.0F);
    }
}

void add(const AudioSource::Block& block, AudioSource::Block& bus) {
    for (std::size_t i = 0; i < bus.size(); ++i) {
        bus.at(i) += block.at(i);
    }
}

}  // namespace

const AudioBlock& AudioMixer::mix(std::int64_t tick, const Strips& strips) {
    const std::int64_t sample = tick * kBlockFrames - kLag;
    block_.frames.fill(0.0F);
    strips_ = strips;
    for (const Strip& strip : strips_) {
        const AudioSource::Block& block = strip.source->next(sample);
        if (strip.onStage) {
            add(block, block_.frames);
        }
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

void AudioMixer::mixMinus(std::int64_t tick, const Talkers& talkers) {
    mixed_ = tick * kBlockFrames - kMinusLag;
    spoken_.clear();
    for (const Talker& talker : talkers) {
        spoken_.push_back({talker.to, &talker.source->next(mixed_)});
    }
    std::erase_if(foldbacks_, [this](const auto& one) { return !std::ranges::count(strips_, one.first, &Strip::id); });
    heard_.clear();
    for (const Strip& strip : strips_) {
        heard_.push_back({strip.id, strip.onStage, strip.speaker, &strip.source->early(mixed_)});
        if (strip.speaker == strip.id && !strip.id.empty()) {
            interrupt(strip.id);
        }
    }
}

void AudioMixer::interrupt(const InputId& panelist) {
    const bool now = std::ranges::any_of(spoken_, [&](const Spoken& one) { return one.to.reaches(panelist); });
    Foldback& foldback = foldbacks_[panelist];
    foldback.from = foldback.to;
    foldback.to = std::clamp(foldback.from + (now ? kFoldbackStep : -kFoldbackStep), 0.0F, 1.0F);
}

template <typename Wanted>
std::int64_t AudioMixer::sum(AudioSource::Block& heard, Wanted&& wanted) const {
    heard.fill(0.0F);
    for (const Heard& one : heard_) {
        if (wanted(one)) {
            add(*one.block, heard);
        }
    }
    limit(heard);
    return mixed_;
}

std::int64_t AudioMixer::minus(const InputId& panelist, AudioSource::Block& heard) const {
    const auto own = std::ranges::find(heard_, panelist, &Heard::id);
    const bool waits = own != heard_.end() && !own->onStage;
    sum(heard, [&](const Heard& other) { return other.speaker != panelist && (other.onStage || waits); });
    if (const auto found = foldbacks_.find(panelist); found != foldbacks_.end()) {
        const auto [from, to] = found->second;
        const float turnedDown = 1.0F - static_cast<float>(fromDb(kInterruptedDb));
        for (std::size_t i = 0; i < heard.size(); ++i) {
            const float way = static_cast<float>(i / kChannels + 1) / kBlockFrames;
            heard.at(i) *= 1.0F - turnedDown * (from + (to - from) * way);
        }
    }
    for (const Spoken& one : spoken_) {
        if (one.to.reaches(panelist)) {
            add(*one.block, heard);
        }
    }
    limit(heard);
    return mixed_;
}

std::int64_t AudioMixer::backstage(AudioSource::Block& heard) const {
    return sum(heard, [](const Heard& one) { return !one.speaker.empty(); });
}

std::int64_t AudioMixer::remote(AudioSource::Block& heard) const {
    const std::int64_t sample = sum(heard, [](const Heard& one) { return !one.speaker.empty() && one.onStage; });
    for (std::size_t i = 0; i < heard.size(); i += kChannels) {
        heard.at(i) = heard.at(i + 1) = (heard.at(i) + heard.at(i + 1)) / kChannels;
    }
    return sample;
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
