// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/arrival_meter.h"
#include "pipeline/audio_ring.h"
#include "pipeline/drift_loop.h"
#include "pipeline/echo_canceller.h"
#include "pipeline/programme_time.h"
#include "pipeline/resampler.h"
#include "pipeline/sound_block.h"
#include "pipeline/sound_shaper.h"
#include "seminar/programme.h"

#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

/// One strip of the sound mixer: brings an input's sound to the programme's clock and time, takes out what the room's
/// loudspeakers played, shapes it, then delay, gain, pan, mute and meter.
///
/// Lip sync: a picture with time t is seen in the programme frame at t + d, d between kInputLatency
/// and one frame more, constant as long as the source runs. The strip is told d and delays the
/// sound by the same.
///
/// Place in the flow: input pipeline -> [AudioSource] -> AudioMixer.
/// Threads: write, discontinuity from the input's streaming threads; apply, setInRoom from any; pictureLate, next and
/// takePeaks thread-bound (tick thread), which never waits for a resampler or an echo filter.
class AudioSource {
public:
    /// Sound whose time is this far from where the last one ended is not drift but a new beginning.
    static constexpr MediaTime kJump = std::chrono::milliseconds(40);
    /// What was not in the programme's picture for so many blocks is out of it (frames come every 20 to 66 ms).
    static constexpr int kUnseenAfter = 10;
    static constexpr int kFollowFade = 50;  ///< blocks

    /// \param room  what is played where the microphones are; null: nothing
    explicit AudioSource(std::shared_ptr<const RoomSound> room = nullptr)
        : shaper_(ring_), feed_(std::in_place, std::move(room), shaper_) {}

    void write(std::span<const float> frames, MediaTime at) noexcept;
    void discontinuity() noexcept;
    void apply(const seminar::SourceSettings& settings) noexcept;
    /// Whether it may be a microphone in the room, which hears the room's loudspeakers.
    void setInRoom(bool inRoom) noexcept { inRoom_ = inRoom; }

    /// A new picture of the same input was chosen; \p late is its frame's time minus its own time.
    void pictureLate(MediaTime late);
    /// The programme's frame of this moment shows this input.
    void seen() noexcept { unseen_ = 0; }
    using Block = SoundBlock;
    /// \return kBlockFrames from programme sample \p sample on, behind the fader; valid until the next call
    const Block& next(std::int64_t sample);
    /// The same for a conversation: it may ask for samples that next() reads later, when more of them are surely there.
    const Block& early(std::int64_t sample);
    /// \return the highest values since the last call, linear, before the fader
    [[nodiscard]] std::array<float, kChannels> takePeaks();
    /// The sound as it came in, before echo was taken out and it was shaped.
    [[nodiscard]] ArrivalMeter& arrived() noexcept { return arrived_; }

    /// \return how far the sound's clock is from the programme's, in samples (for tests and
    /// metrics)
    [[nodiscard]] double driftError() const;

private:
    struct Feed {
        Feed(std::shared_ptr<const RoomSound> room, SoundShaper& shaper) : canceller(std::move(room), shaper) {}

        Resampler resampler;
        DriftLoop drift;
        EchoCanceller canceller;
        bool running = false;
        std::vector<float> scratch;
    };
    static void anchor(Feed& feed, std::int64_t sample);
    void feed(Feed& feed, std::span<const float> frames, std::int64_t due, bool cancelsEcho);
    void read(std::int64_t sample, Block& block);
    static void closeGap(Block& block, std::int64_t got, std::array<float, kChannels>& last);
    [[nodiscard]] std::int64_t wantedDelay() const;

    SoundShaper::Ring ring_;
    SoundShaper shaper_;
    ArrivalMeter arrived_;  ///< listens under feed_'s lock
    Synchronized<Feed> feed_;
    std::atomic<bool> inRoom_{false};
    std::atomic<bool> cancelsEcho_{true};
    std::atomic<float> gain_{1.0F};
    std::atomic<float> pan_{0.0F};
    std::atomic<seminar::AudioFollow> follow_{seminar::AudioFollow::Off};
    std::atomic<std::int64_t> extraDelay_{0};

    // tick thread
    double lateness_ = 0;  ///< samples, smoothed
    int latenessCount_ = 0;
    std::int64_t pictureDelay_ = 0;  ///< samples, in force; 0: not measured
    std::int64_t delay_ = -1;
    using Gains = std::array<float, kChannels>;
    [[nodiscard]] Gains wantedGains() const;
    [[nodiscard]] float follow();
    int unseen_ = kUnseenAfter;     ///< blocks since a programme frame showed it
    float following_ = -1.0F;       ///< 1: heard, 0: silent because it is not seen
    Gains faderNow_{};              ///< with pan; what a conversation hears
    Gains gainsNow_{-1.0F, -1.0F};  ///< what the programme hears
    Block block_{};
    Block early_{};
    std::array<float, kChannels> earlyLast_{};
    std::array<float, kChannels> last_{};
    std::array<float, kChannels> peaks_{};
};

}  // namespace tsudoi::pipeline
