// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/part_muxer.h"

#include "base/log.h"

#include <algorithm>

namespace tsudoi::recorder {

namespace {

/// Rounding of encoders' times; more is a real gap or overlap.
constexpr std::int64_t kAudioTolerance = 8;

const TrackPart kNothing;

const TrackPart& trackOf(const AssembledPart& part, const std::vector<TrackId>& tracks, TrackId id) {
    const auto at = std::ranges::find(tracks, id) - tracks.begin();
    return at < std::ssize(part.tracks) ? part.tracks[static_cast<std::size_t>(at)] : kNothing;
}

}  // namespace

struct PartMuxer::Rendition {
    RenditionProgress progress;
    std::optional<TrackId> video;
    TrackId audio;
    std::unique_ptr<Fragmenter> fragmenter;
    std::shared_ptr<const TrackFormat> videoFormat;  ///< that the fragmenter was made for
    std::shared_ptr<const TrackFormat> audioFormat;
};

PartMuxer::PartMuxer(std::vector<RenditionProgress> renditions, std::uint64_t nextMsn) : nextMsn_(nextMsn) {
    for (auto& progress : renditions) {
        renditions_.push_back(std::make_unique<Rendition>());
        renditions_.back()->progress = std::move(progress);
    }
}

PartMuxer::~PartMuxer() = default;

Ticks PartMuxer::base() const {
    Ticks end{};
    const bool anyVideo = std::ranges::any_of(renditions_, [](const auto& r) { return r->progress.about.hasVideo(); });
    for (const auto& rendition : renditions_) {
        if (rendition->progress.about.hasVideo() == anyVideo) {
            end = std::max(end, rendition->progress.end);
        }
    }
    return end;
}

void PartMuxer::startRun(Run run) {
    run_ = std::move(run);
    base_ = base();
    runBegins_ = true;
    for (std::size_t i = 0; i < renditions_.size(); ++i) {
        renditions_[i]->video = run_.video[i];
        renditions_[i]->audio = run_.audio[i];
    }
}

Ticks PartMuxer::inRecording(MediaTime pts) const {
    return base_ + toTicks(pts - run_.origin);
}

PartMuxer::Made PartMuxer::mux(const AssembledPart& part) {
    Made made;
    auto& group = made.group;
    group.segmentStart = part.segmentStart || runBegins_;
    group.segmentEnd = part.segmentEnd;
    group.labelled = runBegins_;
    group.slate = part.slate;
    group.wall = run_.wall + std::chrono::duration_cast<WallTime::duration>(part.start - run_.origin);
    if (group.segmentStart) {
        group.discontinuity = runBegins_ && run_.discontinuity;
        msn_ = nextMsn_++;
        part_ = 0;
        prepare(part, made);
        group.discontinuity = group.discontinuity && msn_ > 0;
    }
    group.msn = msn_;
    group.part = part_++;
    runBegins_ = false;
    for (auto& rendition : renditions_) {
        group.renditions.push_back(muxOne(*rendition, part));
    }
    return made;
}

void PartMuxer::prepare(const AssembledPart& part, Made& made) {
    for (std::size_t i = 0; i < renditions_.size(); ++i) {
        auto& rendition = *renditions_[i];
        const auto& audio = trackOf(part, run_.tracks, rendition.audio).format;
        const auto& video = rendition.video ? trackOf(part, run_.tracks, *rendition.video).format : kNothing.format;
        const bool fits = rendition.fragmenter && sameFormat(rendition.videoFormat.get(), video.get()) &&
                          sameFormat(rendition.audioFormat.get(), audio.get());
        if (fits || !renew(rendition, video.get(), audio.get())) {
            continue;
        }
        rendition.videoFormat = video;
        rendition.audioFormat = audio;
        const auto init = SharedBytes(rendition.fragmenter->init());
        if (rendition.progress.file > 0 && std::ranges::equal(init.bytes(), rendition.progress.init.bytes())) {
            continue;
        }
        rendition.progress.file++;
        rendition.progress.parts = 0;
        rendition.progress.init = init;
        made.group.discontinuity = true;
        made.files.push_back({i, MediaFile{.number = rendition.progress.file,
                                           .init = init,
                                           .videoCodec = video ? video->codec : "",
                                           .audioCodec = audio ? audio->codec : "",
                                           .file = nullptr}});
    }
}

bool PartMuxer::renew(Rendition& rendition, const TrackFormat* video, const TrackFormat* audio) {
    rendition.fragmenter.reset();
    if (video == nullptr && audio == nullptr) {
        return false;
    }
    auto made = Fragmenter::create(video, audio, rendition.progress.parts + 1);
    if (!made) {
        log::error("rendition {}: {}", rendition.progress.about.name.str(), made.error().text.en);
        return false;
    }
    rendition.fragmenter = std::move(*made);
    return true;
}

std::vector<Sample> PartMuxer::videoSamples(const TrackPart& track, Ticks end) const {
    std::vector<Sample> samples;
    for (const auto& packet : track.packets) {
        const auto dts = inRecording(packet.dts).count();
        if (!samples.empty()) {
            samples.back().duration = dts - samples.back().dts;
        }
        samples.push_back({.dts = dts, .keyframe = packet.keyframe, .data = packet.data});
    }
    if (!samples.empty()) {
        samples.back().duration = std::max<std::int64_t>(1, end.count() - samples.back().dts);
    }
    return samples;
}

std::vector<Sample> PartMuxer::audioSamples(Rendition& rendition, const TrackPart& track) const {
    std::vector<Sample> samples;
    if (!track.format) {
        return samples;
    }
    const int rate = track.format->sampleRate;
    const auto base = toSamples(base_, rate);
    auto& end = rendition.progress.audioEnd;
    for (const auto& packet : track.packets) {
        auto dts = base + toSamples(packet.pts - run_.origin, rate);
        if (dts < end - kAudioTolerance) {
            continue;  // sound of the run before reaches over its last picture
        }
        if (dts <= end + kAudioTolerance) {
            dts = end;
        }
        const auto duration = toSamples(packet.duration, rate);
        samples.push_back({.dts = dts, .duration = duration, .keyframe = true, .data = packet.data});
        end = dts + duration;
    }
    return samples;
}

RenditionPart PartMuxer::muxOne(Rendition& rendition, const AssembledPart& part) {
    auto& progress = rendition.progress;
    const auto partEnd = inRecording(part.end);
    RenditionPart made{.file = std::max(progress.file, 1U), .start = progress.end};
    std::vector<Sample> video;
    if (rendition.video) {
        video = videoSamples(trackOf(part, run_.tracks, *rendition.video), partEnd);
    }
    const auto audio = audioSamples(rendition, trackOf(part, run_.tracks, rendition.audio));
    made.independent = rendition.video ? !video.empty() && video.front().keyframe : !audio.empty();
    if (rendition.fragmenter) {
        auto bytes = rendition.fragmenter->write(video, audio);
        if (bytes) {
            made.length = static_cast<std::uint32_t>(bytes->size());
            made.bytes = SharedBytes(std::move(*bytes));
        } else {
            log::error("rendition {}: {}", progress.about.name.str(), bytes.error().text.en);
            rendition.fragmenter.reset();  // made anew at the next segment
        }
    }
    const bool soundOnly = !progress.about.hasVideo() && !audio.empty();
    progress.end = soundOnly ? samplesToTicks(progress.audioEnd, progress.about.sampleRate) : partEnd;
    progress.end = std::max(progress.end, made.start + Ticks(1));
    progress.parts += made.gap() ? 0 : 1;
    made.duration = progress.end - made.start;
    made.audioEnd = progress.audioEnd;
    made.independent = made.independent && !made.gap();
    return made;
}

}  // namespace tsudoi::recorder
