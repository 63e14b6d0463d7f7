// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/echo_canceller.h"

#include "base/log.h"

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

/// The echo is put here in the filter, which reaches from kEarliest to kLatest: it may come a little earlier, and
/// later.
constexpr std::int64_t kAim = 40 * kSampleRate / 1000;
/// Half a second: a few milliseconds of work, once.
constexpr std::int64_t kBlocksLearned = 50;
constexpr std::size_t kBlockValues = std::size_t{kBlockFrames} * kChannels;

bool isStereo(std::span<const float> frames) {
    for (std::size_t i = 0; i + 1 < frames.size(); i += kChannels) {
        if (frames[i] != frames[i + 1]) {
            return true;
        }
    }
    return false;
}

}  // namespace

void EchoCanceller::seek(std::int64_t sample) {
    held_.clear();
    block_.clear();
    ahead_ = EchoFilter::kDelay;
    end_ = sample;
    if (delay_) {
        delay_->reset();
    }
    if (past_) {
        past_->seek(sample);
    }
    next_.seek(sample);
}

void EchoCanceller::write(std::span<const float> frames, bool wanted) {
    if (wanted && room_ && room_->playsAt(end_)) {
        listen(frames);
        return;
    }
    rest();
    handOn(frames);
    end_ += static_cast<std::int64_t>(frames.size() / kChannels);
}

/// What the filter still holds is handed on as it came, so that nothing is missing.
void EchoCanceller::rest() {
    handOn(held_);
    held_.clear();
    block_.clear();
    filter_.reset();
    delay_.reset();
    past_.reset();
}

void EchoCanceller::listen(std::span<const float> frames) {
    if (!delay_) {
        delay_ = std::make_unique<EchoDelay>();
        past_ = std::make_unique<AudioRing>();
        past_->seek(end_);
    }
    while (!frames.empty()) {
        const auto part = frames.first(std::min(frames.size(), kBlockValues - block_.size()));
        frames = frames.subspan(part.size());
        block_.insert(block_.end(), part.begin(), part.end());
        if (filter_) {
            held_.insert(held_.end(), part.begin(), part.end());
        } else {
            handOn(part);
        }
        end_ += static_cast<std::int64_t>(part.size() / kChannels);
        if (block_.size() == kBlockValues) {
            takeBlock();
            block_.clear();
        }
    }
}

void EchoCanceller::takeBlock() {
    const auto delay = delay_->add(block_, end_, *room_);
    if (filter_) {
        filterBlock();
    }
    if (delay) {
        found(*delay);
    }
}

void EchoCanceller::found(std::int64_t delay) {
    const std::int64_t position = delay - pairing_;
    if (filter_ && position >= EchoFilter::kEarliest && position <= EchoFilter::kLatest) {
        return;
    }
    log::info("echo: what the room plays comes in again after {} ms", delay * 1000 / kSampleRate);
    pairing_ = std::max(EchoDelay::kNearest, delay - kAim);
    if (!filter_) {
        begin(end_);
    }
}

/// Everything up to \p end was handed on; the filter learns from the end of it.
void EchoCanceller::begin(std::int64_t end) {
    std::vector<Block> past(kBlocksLearned);
    const std::int64_t start = end - kBlocksLearned * kBlockFrames;
    std::int64_t sample = start;
    for (Block& block : past) {
        past_->read(sample, block);
        sample += kBlockFrames;
    }
    filter_ = std::make_unique<EchoFilter>(isStereo(block_) || std::ranges::any_of(past, isStereo));
    sample = start;
    for (Block& block : past) {
        filterAt(sample, block);
        sample += kBlockFrames;
    }
    ahead_ = EchoFilter::kDelay;
}

void EchoCanceller::filterAt(std::int64_t sample, Block& block) {
    RoomSound::Mono played;
    room_->read(sample - pairing_, played);
    filter_->process(block, played);
}

void EchoCanceller::filterBlock() {
    if (!filter_->stereo() && isStereo(block_)) {
        becomeStereo();
    }
    Block block;
    std::ranges::copy(block_, block.begin());
    filterAt(end_ - kBlockFrames, block);
    const std::int64_t there = std::min<std::int64_t>(ahead_, kBlockFrames);
    ahead_ -= there;
    const auto freed = std::span<const float>(block).subspan(static_cast<std::size_t>(there) * kChannels);
    handOn(freed);
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(freed.size()));
}

/// Seldom: a source whose channels were the same so far.
void EchoCanceller::becomeStereo() {
    const auto before = std::span<const float>(held_).first(held_.size() - kBlockValues);
    handOn(before);
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(before.size()));
    begin(end_ - kBlockFrames);
}

void EchoCanceller::handOn(std::span<const float> frames) {
    if (past_) {
        past_->write(frames);
    }
    next_.write(frames);
}

}  // namespace tsudoi::pipeline
