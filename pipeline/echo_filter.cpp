// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/echo_filter.h"

#include "base/check.h"

#include <webrtc/modules/audio_processing/include/audio_processing.h>

namespace tsudoi::pipeline {

namespace {

using webrtc::AudioProcessing;
using webrtc::EchoCancellation;

/// The longer filter is the one that survives a room. It does not look for the delay by itself: that takes it 20 s.
std::unique_ptr<AudioProcessing> makeProcessing() {
    webrtc::Config config;
    config.Set<webrtc::ExtendedFilter>(new webrtc::ExtendedFilter(true));  // the config owns it
    std::unique_ptr<AudioProcessing> made(AudioProcessing::Create(config));
    TSUDOI_CHECK(made != nullptr);
    EchoCancellation& echo = *made->echo_cancellation();
    TSUDOI_CHECK(echo.set_suppression_level(EchoCancellation::kModerateSuppression) == AudioProcessing::kNoError);
    TSUDOI_CHECK(echo.Enable(true) == AudioProcessing::kNoError);
    return made;
}

}  // namespace

struct EchoFilter::Impl {
    std::unique_ptr<AudioProcessing> processing = makeProcessing();
    std::array<RoomSound::Mono, kChannels> channels{};
    RoomSound::Mono ignored{};
};

EchoFilter::EchoFilter(bool stereo) : channels_(stereo ? kChannels : 1), impl_(std::make_unique<Impl>()) {}
EchoFilter::~EchoFilter() = default;

void EchoFilter::process(Stereo& sound, const RoomSound::Mono& played) {
    for (std::size_t i = 0; i < sound.size(); ++i) {
        impl_->channels.at(i % kChannels).at(i / kChannels) = sound.at(i);
    }
    const webrtc::StreamConfig one(kSampleRate, 1);
    const webrtc::StreamConfig all(kSampleRate, channels_);
    const float* const from = played.data();
    float* const nowhere = impl_->ignored.data();
    const std::array<float*, kChannels> channels{impl_->channels[0].data(), impl_->channels[1].data()};
    const int heard = impl_->processing->ProcessReverseStream(&from, one, one, &nowhere);
    (void)impl_->processing->set_stream_delay_ms(0);
    const int done = impl_->processing->ProcessStream(channels.data(), all, all, channels.data());
    TSUDOI_CHECK(heard == AudioProcessing::kNoError && done == AudioProcessing::kNoError);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        sound.at(i) = impl_->channels.at(stereo() ? i % kChannels : 0).at(i / kChannels);
    }
}

}  // namespace tsudoi::pipeline
