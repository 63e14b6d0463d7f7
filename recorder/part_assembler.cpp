// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/part_assembler.h"

#include <algorithm>

namespace tsudoi::recorder {

bool sameFormat(const TrackFormat* one, const TrackFormat* other) {
    if (one == other || one == nullptr || other == nullptr) {
        return one == other;
    }
    return one->codec == other->codec && one->codecData == other->codecData && one->size == other->size &&
           one->sampleRate == other->sampleRate && one->channels == other->channels;
}

PartAssembler::PartAssembler(std::vector<TrackId> tracks, const PartGrid& grid) : grid_(grid), cuts_(grid) {
    for (const auto& id : tracks) {
        tracks_.push_back({.id = id});
    }
}

PartAssembler::Track* PartAssembler::find(TrackId id) {
    const auto found = std::ranges::find(tracks_, id, &Track::id);
    return found == tracks_.end() ? nullptr : &*found;
}

bool PartAssembler::hasVideo() const {
    return std::ranges::any_of(tracks_, [](auto& t) { return t.id.kind == TrackKind::Video; });
}

void PartAssembler::push(EncodedPacket packet) {
    auto* track = find(packet.track);
    if (track == nullptr || packet.format == nullptr || finished_) {
        return;
    }
    newest_ = std::max(newest_, packet.pts);
    if (!origin_) {
        early_.push_back(std::move(packet));
        tryStart();
        return;
    }
    if (packet.pts < *origin_ - grid_.frame() / 2 || (packet.track.kind == TrackKind::Audio && packet.pts < *origin_)) {
        return;
    }
    schedule(*track, packet);
    track->packets.push_back(std::move(packet));
}

std::optional<MediaTime> PartAssembler::firstStart(const Track& track) const {
    const auto starts = [&](const EncodedPacket& packet) {
        return packet.track == track.id && (packet.keyframe || track.id.kind == TrackKind::Audio);
    };
    const auto found = std::ranges::find_if(early_, starts);
    if (found == early_.end()) {
        return std::nullopt;
    }
    return found->pts;
}

void PartAssembler::tryStart() {
    const bool video = hasVideo();
    std::optional<MediaTime> origin;
    std::optional<MediaTime> earliest;
    bool all = true;
    for (const auto& track : tracks_) {
        const auto start = firstStart(track);
        all = all && start.has_value();
        if (start && (track.id.kind == TrackKind::Video || !video)) {
            origin = std::max(origin.value_or(*start), *start);
            earliest = std::min(earliest.value_or(*start), *start);
        }
    }
    if (origin && (all || newest_ - *earliest > kStartPatience)) {
        startAt(*origin);
    }
}

void PartAssembler::startAt(MediaTime origin) {
    origin_ = origin;
    cuts_.begin(origin);
    for (auto& track : tracks_) {
        track.reached = origin;
    }
    auto early = std::exchange(early_, {});
    for (auto& packet : early) {
        push(std::move(packet));
    }
}

void PartAssembler::schedule(Track& track, const EncodedPacket& packet) {
    if (track.id.kind == TrackKind::Audio) {
        track.reached = std::max(track.reached, packet.pts + packet.duration);
        if (!hasVideo()) {
            cuts_.audio(track.reached);
        }
        return;
    }
    const bool changed = track.newest && !sameFormat(track.newest.get(), packet.format.get());
    const int ended = packet.keyframe && track.newest ? track.position + 1 : 0;
    track.position = packet.keyframe ? 0 : track.position + 1;
    track.newest = packet.format;
    track.reached = std::max(track.reached, packet.pts + grid_.frame());
    newestVideo_ = std::max(newestVideo_, packet.pts);
    cuts_.video({packet.pts, packet.keyframe, changed, track.position, ended});
}

void PartAssembler::finish() {
    if (finished_ || !origin_) {
        finished_ = true;
        return;
    }
    const bool video = hasVideo();
    MediaTime end = *origin_;
    for (const auto& track : tracks_) {
        if (!video || track.id.kind == TrackKind::Video) {
            end = std::max(end, track.reached);
        }
    }
    cuts_.finish(end);
    finished_ = true;
}

bool PartAssembler::ready(const Track& track, MediaTime end) const {
    if (finished_) {
        return true;
    }
    if (track.id.kind == TrackKind::Video) {
        return track.reached >= end - grid_.frame() / 2 || newest_ >= end + kVideoPatience;
    }
    const auto clock = hasVideo() ? newestVideo_ : newest_;
    return track.reached >= end - std::chrono::milliseconds(1) || clock >= end + kAudioPatience;
}

std::optional<AssembledPart> PartAssembler::next() {
    const auto end = origin_ ? cuts_.end() : std::nullopt;
    if (!end || !std::ranges::all_of(tracks_, [&](auto& t) { return ready(t, end->at); })) {
        return std::nullopt;
    }
    AssembledPart part{.start = cuts_.start().at, .end = end->at};
    part.segmentStart = cuts_.start().segment;
    part.segmentEnd = end->segment;
    std::size_t pictures = 0;
    std::size_t slates = 0;
    for (auto& track : tracks_) {
        part.tracks.push_back(take(track, part));
        if (track.id.kind == TrackKind::Video) {
            const auto& packets = part.tracks.back().packets;
            pictures += packets.size();
            slates += static_cast<std::size_t>(std::ranges::count_if(packets, &EncodedPacket::slate));
        }
    }
    part.slate = pictures > 0 && pictures == slates;
    cuts_.dropOldest();
    return part;
}

bool PartAssembler::usable(Track& track, const EncodedPacket& packet, const AssembledPart& part, bool first) {
    const bool video = track.id.kind == TrackKind::Video;
    if (video && packet.pts < part.start - grid_.frame() / 2) {
        track.awaitsKeyframe = true;  // its part went out without it
        return false;
    }
    if (!sameFormat(track.format.get(), packet.format.get())) {
        if (!part.segmentStart || !first || (video && !packet.keyframe)) {
            track.awaitsKeyframe = true;
            return false;
        }
        track.format = packet.format;
    }
    track.awaitsKeyframe = video && track.awaitsKeyframe && !packet.keyframe;
    return !track.awaitsKeyframe;
}

TrackPart PartAssembler::take(Track& track, const AssembledPart& part) {
    const bool video = track.id.kind == TrackKind::Video;
    const auto end = video ? part.end - grid_.frame() / 2 : part.end;
    TrackPart taken;
    while (!track.packets.empty() && track.packets.front().pts < end) {
        auto packet = std::move(track.packets.front());
        track.packets.pop_front();
        if (usable(track, packet, part, taken.packets.empty())) {
            taken.packets.push_back(std::move(packet));
        } else {
            ++dropped_;
        }
    }
    taken.format = track.format;
    return taken;
}

}  // namespace tsudoi::recorder
