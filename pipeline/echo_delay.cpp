// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/echo_delay.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdlib>
#include <utility>
#include <vector>

extern "C" {
#include <libavutil/tx.h>
}

namespace tsudoi::pipeline {

namespace {

constexpr int kDecimation = 12;
constexpr std::size_t kPerBlock = kBlockFrames / kDecimation;
/// At 4 kHz: 2 s of what the room plays, the newer half of them of the microphone; delays of up to the other half.
constexpr std::size_t kWindow = 8192;
constexpr std::size_t kDelays = kWindow / 2;
constexpr std::size_t kBlocksInWindow = (kWindow + kPerBlock - 1) / kPerBlock;
constexpr int kBlocksPerLook = 25;
/// 200 to 1800 Hz of 4000.
constexpr std::size_t kLowest = kWindow / 20;
constexpr std::size_t kHighest = kWindow * 9 / 20;
/// What earlier looks found counts less and less.
constexpr float kForget = 0.8F;
/// 1 would be the phase alone, which bins of mere noise have, too.
constexpr float kWhitening = 0.8F;
/// Highest value of the correlation against its RMS. Without any echo it stays below 6.5.
constexpr float kStandsOut = 7.0F;
constexpr std::int64_t kAgree = kSampleRate / 50;
/// Mean square below which nobody speaks (-70 dBFS).
constexpr float kQuiet = 1e-7F;

using Complex = std::complex<float>;
using Spectrum = std::vector<Complex>;

/// One transform of a fixed length (libavutil).
class Fourier {
public:
    explicit Fourier(bool inverse) {
        const float scale = 1.0F;
        TSUDOI_CHECK(av_tx_init(&context_, &run_, AV_TX_FLOAT_FFT, inverse ? 1 : 0, static_cast<int>(kWindow), &scale,
                                AV_TX_UNALIGNED) >= 0);
    }
    ~Fourier() { av_tx_uninit(&context_); }
    Fourier(const Fourier&) = delete;
    Fourier& operator=(const Fourier&) = delete;

    void operator()(Spectrum& in, Spectrum& out) const { run_(context_, out.data(), in.data(), sizeof(Complex)); }

private:
    AVTXContext* context_ = nullptr;
    av_tx_fn run_ = nullptr;
};

float meanSquare(std::span<const float> values) {
    float sum = 0;
    for (const float value : values) {
        sum += value * value;
    }
    return sum / static_cast<float>(values.size());
}

/// \return the average of each kDecimation frames of all channels: what is folded back is noise for the correlation
template <int channels>
void decimate(std::span<const float> frames, std::vector<float>& out) {
    constexpr std::size_t step = std::size_t{kDecimation} * channels;
    for (std::size_t i = 0; i + step <= frames.size(); i += step) {
        float sum = 0;
        for (std::size_t k = 0; k < step; ++k) {
            sum += frames[i + k];
        }
        out.push_back(sum / static_cast<float>(step));
    }
}

}  // namespace

struct EchoDelay::Impl {
    void takeIn(std::span<const float> block);
    void playedUntil(std::int64_t end, const RoomSound& room);
    void correlate();
    [[nodiscard]] std::optional<std::int64_t> highest() const;
    [[nodiscard]] std::optional<std::int64_t> agreed(std::optional<std::int64_t> found);

    std::vector<float> near;    ///< the last kDelays, older ones in front
    std::vector<float> played;  ///< the last kWindow
    int untilLook = kBlocksPerLook;
    std::optional<std::int64_t> last{};
    Fourier forward{false};
    Fourier backward{true};
    Spectrum both = Spectrum(kWindow);
    Spectrum spectrum = Spectrum(kWindow);
    Spectrum cross = Spectrum(kWindow);
};

EchoDelay::EchoDelay() : impl_(std::make_unique<Impl>()) {}
EchoDelay::~EchoDelay() = default;

void EchoDelay::reset() {
    impl_->near.clear();
    impl_->last.reset();
    impl_->untilLook = kBlocksPerLook;
}

void EchoDelay::Impl::takeIn(std::span<const float> block) {
    decimate<kChannels>(block, near);
    if (near.size() > kDelays) {
        near.erase(near.begin(), near.end() - static_cast<std::ptrdiff_t>(kDelays));
    }
}

void EchoDelay::Impl::playedUntil(std::int64_t end, const RoomSound& room) {
    RoomSound::Mono block;
    played.clear();
    for (std::size_t left = kBlocksInWindow; left > 0; --left) {
        room.read(end - static_cast<std::int64_t>(left) * kBlockFrames, block);
        decimate<1>(block, played);
    }
    played.erase(played.begin(), played.end() - static_cast<std::ptrdiff_t>(kWindow));
}

/// Both real signals go through one transform: one as the real, the other as the imaginary part.
void EchoDelay::Impl::correlate() {
    for (std::size_t i = 0; i < kWindow; ++i) {
        both[i] = {i < kWindow - kDelays ? 0.0F : near[i - (kWindow - kDelays)], played[i]};
    }
    forward(both, spectrum);
    for (std::size_t k = 0; k < kWindow; ++k) {
        const Complex here = spectrum[k];
        const Complex mirrored = std::conj(spectrum[(kWindow - k) % kWindow]);
        const Complex ofNear = 0.5F * (here + mirrored);
        const Complex ofPlayed = Complex(0, -0.5F) * (here - mirrored);
        cross[k] = kForget * cross[k] + ofNear * std::conj(ofPlayed);
    }
}

std::optional<std::int64_t> EchoDelay::Impl::highest() const {
    Spectrum whitened(kWindow);
    Spectrum correlation(kWindow);
    for (std::size_t k = kLowest; k <= kHighest; ++k) {
        const float size = std::abs(cross[k]);
        whitened[k] = size > 0 ? cross[k] * std::pow(size, -kWhitening) : Complex{};
        whitened[kWindow - k] = std::conj(whitened[k]);
    }
    backward(whitened, correlation);
    float power = 0;
    std::size_t best = 0;
    for (std::size_t i = 0; i < kDelays; ++i) {
        power += correlation[i].real() * correlation[i].real();
        best = std::abs(correlation[i].real()) > std::abs(correlation[best].real()) ? i : best;
    }
    const bool standsOut =
        std::abs(correlation[best].real()) > kStandsOut * std::sqrt(power / static_cast<float>(kDelays));
    return standsOut ? std::optional(static_cast<std::int64_t>(best) * kDecimation) : std::nullopt;
}

std::optional<std::int64_t> EchoDelay::Impl::agreed(std::optional<std::int64_t> found) {
    const std::optional<std::int64_t> before = std::exchange(last, found);
    const bool same = found && before && std::abs(*found - *before) < kAgree;
    return same ? std::optional(kNearest + *found) : std::nullopt;
}

std::optional<std::int64_t> EchoDelay::add(std::span<const float> block, std::int64_t end, const RoomSound& room) {
    impl_->takeIn(block);
    if (--impl_->untilLook > 0) {
        return std::nullopt;
    }
    impl_->untilLook = kBlocksPerLook;
    if (impl_->near.size() < kDelays) {
        return std::nullopt;
    }
    impl_->playedUntil(end - kNearest, room);
    if (meanSquare(impl_->near) < kQuiet || meanSquare(impl_->played) < kQuiet) {
        return std::nullopt;
    }
    impl_->correlate();
    return impl_->agreed(impl_->highest());
}

}  // namespace tsudoi::pipeline
