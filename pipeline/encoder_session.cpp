// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/encoder_session.h"

#include "base/log.h"
#include "pipeline/programme_time.h"

#include <algorithm>
#include <utility>

namespace tsudoi::pipeline {

namespace {

/// How long a frame may be inside before the encoder counts as hung. Software is only slow.
constexpr std::chrono::seconds kHardwarePatience{1};
constexpr std::chrono::seconds kSoftwarePatience{8};
constexpr std::chrono::seconds kDrainPatience{2};
/// The last candidate is made anew this often before the programme gives up.
constexpr int kMostLastResorts = 5;

bool hung(const VideoEncoder& encoder) {
    const bool software = encoder.element() == kSoftwareEncoder;
    return encoder.waiting() > (software ? kSoftwarePatience : kHardwarePatience);
}

}  // namespace

EncoderSession::EncoderSession(const seminar::ProgrammeSpec& spec, std::shared_ptr<seminar::PacketSink> sink)
    : sink_(std::move(sink)),
      rate_(spec.frameRate),
      gopFrames_(framesPerGop(seminar::kSegmentDuration, spec.frameRate)) {
    for (const seminar::RenditionSpec& rendition : spec.renditions) {
        if (rendition.size) {
            auto slot = std::make_unique<Slot>();
            slot->config = {rendition.video, *rendition.size, rate_, rendition.videoBitrate, gopFrames_};
            slots_.push_back(std::move(slot));
        }
        const bool known =
            std::ranges::any_of(audioConfigs_, [&](const auto& config) { return config.track == rendition.audio; });
        if (!known) {
            audioConfigs_.push_back({rendition.audio, rendition.audioBitrate});
        }
    }
}

Status EncoderSession::open(const std::vector<std::string>& candidates, SlotFailed failed) {
    candidates_ = candidates;
    failed_ = std::move(failed);
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        auto encoder = nextEncoder(i);
        if (!encoder) {
            return fail(encoder.error());
        }
        slots_[i]->encoder.with([&](auto& current) { current = std::move(*encoder); });
    }
    return openSound();
}

Status EncoderSession::openSound() {
    for (const AudioEncoderConfig& config : audioConfigs_) {
        auto encoder = AudioEncoder::create(
            config, sink_, [](const std::string& why) { log::error("the sound encoder failed: {}", why); });
        if (!encoder) {
            return fail(encoder.error());
        }
        audio_.push_back(std::move(*encoder));
    }
    return {};
}

/// \return an encoder of the slot's candidate or, when that cannot be made, of the next that can
Result<std::shared_ptr<VideoEncoder>> EncoderSession::nextEncoder(std::size_t slot) {
    Slot& place = *slots_[slot];
    auto self = std::make_shared<std::atomic<const VideoEncoder*>>(nullptr);
    for (;; ++place.candidate) {
        auto made =
            VideoEncoder::create(candidates_[place.candidate], place.config, sink_,
                                 [failed = failed_, slot, self](const std::string&) { failed(slot, self->load()); });
        if (made) {
            *self = made->get();
            return made;
        }
        if (place.candidate + 1 >= candidates_.size()) {
            return made;
        }
    }
}

Result<std::optional<EncoderSession::Replacement>> EncoderSession::replace(std::size_t slot,
                                                                           const VideoEncoder* failed) {
    Slot& place = *slots_[slot];
    auto old = place.encoder.copy();
    if (old && failed != nullptr && old.get() != failed) {
        return std::nullopt;
    }
    if (place.candidate + 1 < candidates_.size()) {
        ++place.candidate;
    } else if (++place.lastResort > kMostLastResorts) {
        return fail(ErrorCode::Unavailable, "no encoder works");
    }
    auto next = nextEncoder(slot);
    if (!next) {
        return fail(next.error());
    }
    Replacement done{old ? old->element() : "", (*next)->element(), std::move(old)};
    place.encoder.with([&](auto& current) { current = std::move(*next); });
    return done;
}

void EncoderSession::close() {
    for (const auto& slot : slots_) {
        if (const auto encoder = slot->encoder.copy()) {
            encoder->finish(kDrainPatience);
        }
    }
    for (const auto& encoder : audio_) {
        encoder->finish(kDrainPatience);
    }
}

bool EncoderSession::video(const FramePlan& plan, const PicturePtr& picture) {
    const std::int64_t first = origin_ < 0 ? plan.number : origin_.load();
    const std::int64_t gop = (plan.number - first) / gopFrames_;
    const bool keyframe = std::exchange(gop_, gop) != gop;
    bool whole = true;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const auto encoder = slots_[i]->encoder.copy();
        const Rect all{0, 0, picture->size.width, picture->size.height};
        const PicturePtr scaled = scaler_.scaled(picture, all, slots_[i]->config.size);
        const bool taken = encoder->push({scaled, plan.pts, plan.duration, keyframe, plan.slate});
        whole = whole && taken;
        if (hung(*encoder)) {
            failed_(i, encoder.get());
        }
    }
    scaler_.endFrame();
    origin_ = first;
    return whole;
}

void EncoderSession::audio(const AudioBlock& block) {
    const std::int64_t first = origin_;
    if (first < 0 || block.sample + kBlockFrames <= samplesAt(frameTime(first, rate_))) {
        return;
    }
    for (const auto& encoder : audio_) {
        encoder->push(block);
    }
}

}  // namespace tsudoi::pipeline
