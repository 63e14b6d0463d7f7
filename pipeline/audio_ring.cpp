// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_ring.h"

#include "pipeline/programme_time.h"

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

std::size_t slot(std::int64_t sample) {
    return static_cast<std::size_t>(sample & (AudioRing::kFrames - 1)) * kChannels;
}

}  // namespace

AudioRing::AudioRing() : samples_(static_cast<std::size_t>(kFrames) * kChannels) {}

void AudioRing::silence(std::int64_t from, std::int64_t to) {
    for (std::int64_t i = std::max(from, to - kFrames); i < to; ++i) {
        std::fill_n(samples_.begin() + static_cast<std::ptrdiff_t>(slot(i)), kChannels, 0.0F);
    }
}

void AudioRing::seek(std::int64_t sample) {
    silence(end_, sample);
    end_ = sample;
}

void AudioRing::write(std::span<const float> frames) {
    for (std::size_t i = 0; i + 1 < frames.size(); i += kChannels) {
        const std::size_t at = slot(end_++);
        samples_[at] = frames[i];
        samples_[at + 1] = frames[i + 1];
    }
}

std::int64_t AudioRing::read(std::int64_t sample, std::span<float> out) const {
    std::int64_t got = 0;
    for (std::size_t i = 0; i + 1 < out.size(); i += kChannels, ++sample) {
        const bool there = sample < end_ && sample >= end_ - kFrames;
        const std::size_t at = slot(sample);
        out[i] = there ? samples_[at] : 0.0F;
        out[i + 1] = there ? samples_[at + 1] : 0.0F;
        got += there ? 1 : 0;
    }
    return got;
}

}  // namespace tsudoi::pipeline
