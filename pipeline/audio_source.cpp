// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/audio_source.h"

#include "pipeline/decibel.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace tsudoi::pipeline {

namespace {

constexpr std::int64_t kJumpFrames = samplesAt(AudioSource::kJump);
constexpr std::int64_t kLatencyFrames = samplesAt(kInputLatency);
/// Half a frame at 30 frames/s: what a picture waits for on average.
constexpr std::int64_t kUnmeasuredDelay = kLatencyFrames + 800;
/// A first picture that did not wait, and one that comes much too late, say nothing about lip sync.
constexpr double kLeastLateness = kLatencyFrames - 1;
constexpr double kMostLateness = kSampleRate / 2.0;
constexpr int kMeasureFirst = 8;
constexpr double kLatenessSmoothing = 0.05;
/// Lip sync off by less than this is left alone.
constexpr double kLatenessStep = 240;
constexpr float kGapDecay = 0.96F;

}  // namespace

void AudioSource::anchor(Feed& feed, std::int64_t sample) {
    feed.canceller.seek(sample);
    feed.resampler.reset();
    feed.drift.reset();
    feed.running = true;
}

void AudioSource::feed(Feed& feed, std::span<const float> frames, std::int64_t due, bool cancelsEcho) {
    const auto count = static_cast<std::int64_t>(frames.size() / kChannels);
    const std::int64_t error = feed.canceller.end() + feed.resampler.delay() - due;
    if (!feed.running || std::abs(error) > kJumpFrames) {
        anchor(feed, due);
    } else if (feed.drift.update(static_cast<double>(error), count)) {
        feed.resampler.setCorrection(feed.drift.correction());
    }
    feed.scratch.clear();
    feed.resampler.process(frames, feed.scratch);
    // One broken value of a broken stream would stay in every filter that remembers.
    std::ranges::replace_if(
        feed.scratch, [](float value) { return !std::isfinite(value); }, 0.0F);
    arrived_.listen(feed.scratch);
    feed.canceller.write(feed.scratch, cancelsEcho);
}

void AudioSource::write(std::span<const float> frames, MediaTime at) noexcept {
    const bool cancelsEcho = inRoom_ && cancelsEcho_;
    feed_.with([&](Feed& feed) { this->feed(feed, frames, samplesAt(at), cancelsEcho); });
}

void AudioSource::discontinuity() noexcept {
    feed_.with([](Feed& feed) { feed.running = false; });
}

void AudioSource::apply(const seminar::SourceSettings& settings) noexcept {
    const bool silent = settings.muted || settings.gainDb < seminar::kMinGainDb;
    gain_ = silent ? 0.0F : static_cast<float>(fromDb(settings.gainDb));
    extraDelay_ = samplesAt(settings.delay);
    cancelsEcho_ = settings.echoCancellation;
    pan_ = static_cast<float>(settings.pan);
    follow_ = settings.follow;
    shaper_.apply(settings.shape);
}

void AudioSource::pictureLate(MediaTime late) {
    const auto samples = static_cast<double>(samplesAt(late));
    if (samples < kLeastLateness || samples > kMostLateness) {
        return;
    }
    ++latenessCount_;
    const double weight = std::max(1.0 / latenessCount_, kLatenessSmoothing);
    lateness_ += (samples - lateness_) * weight;
    const bool moved = std::abs(lateness_ - static_cast<double>(pictureDelay_)) > kLatenessStep;
    if (latenessCount_ == kMeasureFirst || (latenessCount_ > kMeasureFirst && moved)) {
        pictureDelay_ = std::llround(lateness_);
    }
}

std::int64_t AudioSource::wantedDelay() const {
    return (pictureDelay_ > 0 ? pictureDelay_ : kUnmeasuredDelay) + extraDelay_;
}

/// Sound that ends in the middle of a swing clicks; let the last value fade instead.
void AudioSource::closeGap(Block& block, std::int64_t got, std::array<float, kChannels>& last) {
    if (got == kBlockFrames) {
        last = {block[block.size() - 2], block[block.size() - 1]};
        return;
    }
    if (got != 0) {
        return;
    }
    for (std::size_t i = 0; i < block.size(); ++i) {
        float& value = last.at(i % kChannels);
        value *= kGapDecay;
        block.at(i) = value;
    }
}

void AudioSource::read(std::int64_t sample, Block& block) {
    const std::int64_t got = ring_.with([&](const AudioRing& ring) { return ring.read(sample, block); });
    closeGap(block, got, last_);
}

const AudioSource::Block& AudioSource::next(std::int64_t sample) {
    Block& block = block_;
    const std::int64_t wanted = wantedDelay();
    const std::int64_t before = delay_ < 0 ? wanted : delay_;
    read(sample - wanted, block);
    if (before != wanted) {  // over to the new delay within this block
        Block old;
        ring_.with([&](const AudioRing& ring) { ring.read(sample - before, old); });
        for (std::size_t i = 0; i < block.size(); ++i) {
            const float in = static_cast<float>(i / kChannels) / kBlockFrames;
            block.at(i) = block.at(i) * in + old.at(i) * (1.0F - in);
        }
    }
    delay_ = wanted;
    faderNow_ = wantedGains();
    const float following = follow();
    const Gains target{faderNow_[0] * following, faderNow_[1] * following};
    const Gains start = gainsNow_[0] < 0 ? target : gainsNow_;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const std::size_t channel = i % kChannels;
        float& peak = peaks_.at(channel);
        peak = std::max(peak, std::abs(block.at(i)));
        const float way = static_cast<float>(i / kChannels + 1) / kBlockFrames;
        block.at(i) *= start.at(channel) + (target.at(channel) - start.at(channel)) * way;
    }
    gainsNow_ = target;
    return block;
}

/// Pan as a balance: the channel one turns to stays as it is, the other one gets quieter.
AudioSource::Gains AudioSource::wantedGains() const {
    const float gain = gain_;
    const float pan = pan_;
    return {gain * std::min(1.0F, 1.0F - pan), gain * std::min(1.0F, 1.0F + pan)};
}

/// \return how much of it the programme hears because its picture is seen; one block has passed
float AudioSource::follow() {
    const seminar::AudioFollow follow = follow_;
    unseen_ = std::min(unseen_ + 1, kUnseenAfter + 1);
    const float heard = follow == seminar::AudioFollow::Off || unseen_ <= kUnseenAfter ? 1.0F : 0.0F;
    const float step = follow == seminar::AudioFollow::Fade ? 1.0F / kFollowFade : 1.0F;
    following_ = following_ < 0 ? heard : std::clamp(heard, following_ - step, following_ + step);
    return following_;
}

const AudioSource::Block& AudioSource::early(std::int64_t sample) {
    const std::int64_t delay = delay_ < 0 ? wantedDelay() : delay_;
    const std::int64_t got = ring_.with([&](const AudioRing& ring) { return ring.read(sample - delay, early_); });
    closeGap(early_, got, earlyLast_);
    for (std::size_t i = 0; i < early_.size(); ++i) {
        early_.at(i) *= faderNow_.at(i % kChannels);
    }
    return early_;
}

std::array<float, kChannels> AudioSource::takePeaks() {
    return std::exchange(peaks_, {});
}

double AudioSource::driftError() const {
    return feed_.with([](const Feed& feed) { return feed.drift.error(); });
}

}  // namespace tsudoi::pipeline
