// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/programme_time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <span>
#include <vector>

/// A room with a loudspeaker and a microphone, and people who talk: the same sound in every run.
namespace tsudoi::test {

using pipeline::kSampleRate;
using Sound = std::vector<float>;

/// Something like speech: syllables of voiced and hissing sounds with formants, and pauses between them.
class Voice {
public:
    Voice(double pitch, unsigned seed) : random_(seed), pitch_(pitch) {}

    float next() {
        if (at_ == length_) {
            nextSyllable();
        }
        phase_ += tone_ / kSampleRate;
        double source = (uniform() * 2 - 1) * (hisses_ ? 1.0 : 0.05);
        if (phase_ >= 1) {
            phase_ -= 1;
            source += hisses_ ? 0.0 : kPulse;
        }
        double sum = 0;
        for (Formant& formant : formants_) {
            sum += formant.run(source);
        }
        const double shape = std::pow(std::sin(std::numbers::pi * at_ / length_), 0.7);
        ++at_;
        return static_cast<float>(loudness_ * shape * sum);
    }
    Sound frames(std::int64_t count) {
        Sound sound(static_cast<std::size_t>(count));
        std::generate(sound.begin(), sound.end(), [this] { return next(); });
        return sound;
    }

private:
    static constexpr double kPulse = 30;
    struct Formant {
        double decay = 0, turn = 0, weight = 0, last = 0, beforeLast = 0;

        Formant() = default;
        Formant(double hertz, double width, double loud)
            : decay(std::exp(-std::numbers::pi * width / kSampleRate)),
              turn(2 * decay * std::cos(2 * std::numbers::pi * hertz / kSampleRate)),
              weight(loud * (1 - decay)) {}
        double run(double value) {
            const double out = value * weight + turn * last - decay * decay * beforeLast;
            beforeLast = last;
            last = out;
            return out;
        }
    };
    double uniform() { return static_cast<double>(random_()) / 4294967296.0; }
    void nextSyllable() {
        at_ = 0;
        length_ = static_cast<int>(kSampleRate * (0.12 + 0.2 * uniform()));
        loudness_ = uniform() < 0.2 ? 0.0 : 0.03 + 0.06 * uniform();
        hisses_ = uniform() < 0.25;
        tone_ = pitch_ * (0.85 + 0.3 * uniform());
        formants_[0] = {300 + 600 * uniform(), 90, 1.0};
        formants_[1] = {900 + 1500 * uniform(), 120, 0.7};
        formants_[2] = {hisses_ ? 5000.0 : 2400 + 800 * uniform(), hisses_ ? 2000.0 : 180.0, 0.4};
    }

    std::mt19937 random_;
    double pitch_;
    std::array<Formant, 3> formants_;
    double tone_ = 0, phase_ = 0, loudness_ = 0;
    bool hisses_ = false;
    int at_ = 0, length_ = 0;
};

/// The way from loudspeaker to microphone: the direct sound, and reflections that are 60 dB down after \p
/// reverberation.
class RoomEcho {
public:
    /// \param gain  of the whole echo, as power
    RoomEcho(std::int64_t delay, double reverberation, double gain, unsigned seed = 7) {
        constexpr double everySeconds = 1.0 / 400;
        std::mt19937 random(seed);
        double power = 1;
        taps_.push_back({delay, 1.0F});
        for (double second = everySeconds; second < reverberation * 0.7; second += everySeconds) {
            const double jitter = everySeconds * static_cast<double>(random()) / 4294967296.0;
            const double size = 0.35 * std::pow(10.0, -3 * second / reverberation) * (random() % 2 == 0 ? 1 : -1);
            taps_.push_back(
                {delay + static_cast<std::int64_t>((second + jitter) * kSampleRate), static_cast<float>(size)});
            power += size * size;
        }
        for (Tap& tap : taps_) {
            tap.size *= static_cast<float>(std::sqrt(gain / power));
        }
    }
    /// Adds what the microphone hears from sample \p start on of what was played from sample 0 on.
    void addTo(std::span<float> heard, std::int64_t start, const Sound& played) const {
        for (const Tap& tap : taps_) {
            const std::int64_t first = start - tap.delay;
            const std::int64_t skipped = std::max<std::int64_t>(-first, 0);
            const auto there = static_cast<std::int64_t>(played.size()) - first;
            const std::int64_t count = std::min(static_cast<std::int64_t>(heard.size()), there);
            const float* from = played.data();
            float* to = heard.data();  // plain pointers: this is most of what the tests do
            for (std::int64_t i = skipped; i < count; ++i) {
                to[i] += tap.size * from[first + i];
            }
        }
    }
    /// \return what the microphone hears of the whole sound
    [[nodiscard]] Sound of(const Sound& played) const {
        Sound heard(played.size());
        addTo(heard, 0, played);
        return heard;
    }

private:
    struct Tap {
        std::int64_t delay = 0;
        float size = 0;
    };
    std::vector<Tap> taps_;
};

/// \return RMS in dBFS
inline double levelDb(std::span<const float> sound) {
    double sum = 1e-20;
    for (const float value : sound) {
        sum += static_cast<double>(value) * static_cast<double>(value);
    }
    return 10 * std::log10(sum / static_cast<double>(sound.size()));
}

/// \return how much of \p wanted is in \p sound, in dB: 0 when nothing of it is missing
inline double keptDb(std::span<const float> sound, std::span<const float> wanted) {
    double common = 0;
    double whole = 1e-20;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        common += static_cast<double>(sound[i]) * static_cast<double>(wanted[i]);
        whole += static_cast<double>(wanted[i]) * static_cast<double>(wanted[i]);
    }
    return 20 * std::log10(std::max(common / whole, 1e-6));
}

}  // namespace tsudoi::test
