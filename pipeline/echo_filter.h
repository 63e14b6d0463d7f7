// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/room_sound.h"

#include <array>
#include <cstdint>
#include <memory>

namespace tsudoi::pipeline {

/// The echo canceller of WebRTC (libwebrtc-audio-processing), 10 ms at a time: an adaptive filter of 128 ms and a
/// suppressor for what it leaves. Each channel by itself.
///
/// Threads: thread-bound.
class EchoFilter {
public:
    using Stereo = std::array<float, kBlockFrames * kChannels>;
    /// What comes out lies so many frames behind what went in.
    static constexpr std::int64_t kDelay = 384;
    /// It copes with echoes that come this much after what it is told was played.
    static constexpr std::int64_t kEarliest = 15 * kSampleRate / 1000;
    static constexpr std::int64_t kLatest = 90 * kSampleRate / 1000;

    /// \param stereo  false: both channels are the same, the left one does
    explicit EchoFilter(bool stereo);
    ~EchoFilter();
    EchoFilter(const EchoFilter&) = delete;
    EchoFilter& operator=(const EchoFilter&) = delete;

    [[nodiscard]] bool stereo() const noexcept { return channels_ == kChannels; }
    /// \param sound  of the microphone; becomes what is left of it
    void process(Stereo& sound, const RoomSound::Mono& played);

private:
    struct Impl;
    const int channels_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
