// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/noise_suppressor.h"

#include "base/check.h"

#include <webrtc/modules/audio_processing/include/audio_processing.h>

#include <array>

namespace tsudoi::pipeline {

namespace {

using webrtc::AudioProcessing;
using webrtc::NoiseSuppression;

std::unique_ptr<AudioProcessing> makeProcessing() {
    std::unique_ptr<AudioProcessing> made(AudioProcessing::Create());
    TSUDOI_CHECK(made != nullptr);
    NoiseSuppression& noise = *made->noise_suppression();
    TSUDOI_CHECK(noise.set_level(NoiseSuppression::kHigh) == AudioProcessing::kNoError);
    TSUDOI_CHECK(noise.Enable(true) == AudioProcessing::kNoError);
    return made;
}

}  // namespace

struct NoiseSuppressor::Impl {
    std::unique_ptr<AudioProcessing> processing = makeProcessing();
    std::array<std::array<float, kBlockFrames>, kChannels> channels{};
};

NoiseSuppressor::NoiseSuppressor() : impl_(std::make_unique<Impl>()) {}
NoiseSuppressor::~NoiseSuppressor() = default;

void NoiseSuppressor::process(SoundBlock& block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        impl_->channels.at(i % kChannels).at(i / kChannels) = block.at(i);
    }
    const webrtc::StreamConfig stereo(kSampleRate, kChannels);
    const std::array<float*, kChannels> channels{impl_->channels[0].data(), impl_->channels[1].data()};
    const int done = impl_->processing->ProcessStream(channels.data(), stereo, stereo, channels.data());
    TSUDOI_CHECK(done == AudioProcessing::kNoError);
    for (std::size_t i = 0; i < block.size(); ++i) {
        block.at(i) = impl_->channels.at(i % kChannels).at(i / kChannels);
    }
}

}  // namespace tsudoi::pipeline
