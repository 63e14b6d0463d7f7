// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/echo_canceller.h"
#include "support/echo_room.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace tsudoi::test {

inline constexpr std::int64_t kSecond = kSampleRate;
inline constexpr std::int64_t kMillisecond = kSampleRate / 1000;

inline Sound stereo(std::span<const float> mono) {
    Sound both;
    for (const float value : mono) {
        both.insert(both.end(), {value, value});
    }
    return both;
}

/// A loudspeaker that plays one voice and a microphone that hears it.
class EchoBench {
public:
    /// Sources hand over blocks of any size.
    static constexpr std::int64_t kWritten = 441;

    explicit EchoBench(std::int64_t seconds) : played(Voice(120, 1).frames(seconds * kSecond)) {}

    /// Sends the voice to the room, up to sample \p to.
    void playUntil(std::int64_t to) {
        for (; playedTo_ < to; playedTo_ += pipeline::kBlockFrames) {
            const auto from = played.begin() + static_cast<std::ptrdiff_t>(playedTo_);
            room->play(playedTo_, stereo(std::span(from, pipeline::kBlockFrames)));
        }
    }
    /// The microphone hears \p left and \p right until sample \p to, while the room is played to.
    void hear(const Sound& left, const Sound& right, std::int64_t to, bool wanted = true) {
        while (canceller.end() < to) {
            Sound frames;
            const std::int64_t until = std::min(canceller.end() + kWritten, to);
            for (auto i = static_cast<std::size_t>(canceller.end()); i < static_cast<std::size_t>(until); ++i) {
                frames.insert(frames.end(), {left[i], right[i]});
            }
            if (screen) {
                playUntil(canceller.end());
            }
            canceller.write(frames, wanted);
            collect();
        }
    }
    void hear(const Sound& sound, std::int64_t to, bool wanted = true) { hear(sound, sound, to, wanted); }
    /// \return the echo of the whole voice
    [[nodiscard]] Sound echo(std::int64_t delay, double gain = 0.25) const {
        return RoomEcho(delay, 0.3, gain).of(played);
    }
    /// \return by how many dB a part of \p heard became quieter
    [[nodiscard]] double reduction(const Sound& heard, std::int64_t from, std::int64_t to, int channel = 0) const {
        return levelDb(part(heard, from, to)) - levelDb(part(out.at(static_cast<std::size_t>(channel)), from, to));
    }
    static std::span<const float> part(const Sound& sound, std::int64_t from, std::int64_t to) {
        return std::span(sound).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
    }

    Sound played;
    std::array<Sound, pipeline::kChannels> out;  ///< what is in the ring, from sample 0 on
    bool screen = true;
    std::shared_ptr<pipeline::RoomSound> room = std::make_shared<pipeline::RoomSound>();
    pipeline::SoundShaper::Ring ring;
    pipeline::SoundShaper shaper{ring};
    pipeline::EchoCanceller canceller{room, shaper};

private:
    void collect() {
        const std::int64_t end = ring.with([](const pipeline::AudioRing& all) { return all.end(); });
        const auto have = static_cast<std::int64_t>(out[0].size());
        Sound frames(static_cast<std::size_t>(std::max<std::int64_t>(end - have, 0)) * pipeline::kChannels);
        ring.with([&](const pipeline::AudioRing& all) { all.read(have, frames); });
        for (std::size_t i = 0; i < frames.size(); ++i) {
            out.at(i % pipeline::kChannels).push_back(frames[i]);
        }
    }
    std::int64_t playedTo_ = 0;
};

}  // namespace tsudoi::test
