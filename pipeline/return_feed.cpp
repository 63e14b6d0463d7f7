// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/return_feed.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

using seminar::PeerId;

ReturnFeed::Stream ReturnFeed::Seats::streamOf(const PeerId& peer) const {
    if (peer.kind == PeerId::Kind::Operator) {
        return Stream::None;
    }
    const auto picture = chosen.find(peer);
    if (picture != chosen.end() && picture->second == Picture::Panelists) {
        return Stream::Panelists;
    }
    const auto seat = taken.find(peer);
    const bool low = seat != taken.end() && seat->second.rung == ReturnRung::Low;
    return low ? Stream::LowProgramme : Stream::Programme;
}

ReturnEncoder* ReturnFeed::encoderOf(Stream stream) {
    switch (stream) {
        case Stream::None: break;
        case Stream::Programme: return &programme_;
        case Stream::LowProgramme: return &lowProgramme_;
        case Stream::Panelists: return &panel_;
    }
    return nullptr;
}

ReturnFeed::ReturnFeed(Size canvas, Fraction rate, std::shared_ptr<RoomSound> room, Told told)
    : room_(std::move(room)),
      told_(std::move(told)),
      panelMixer_(ReturnVideoFormat::of(canvas, rate).size),
      programme_(ReturnVideoFormat::of(canvas, rate),
                 [this](GstSample* sample) { encoded(Stream::Programme, sample); }),
      lowProgramme_(ReturnVideoFormat::of(canvas, rate, ReturnRung::Low),
                    [this](GstSample* sample) { encoded(Stream::LowProgramme, sample); }),
      panel_(ReturnVideoFormat::of(canvas, rate), [this](GstSample* sample) { encoded(Stream::Panelists, sample); }) {}

ReturnFeed::~ReturnFeed() = default;

/// What is told is told in the order in which it happens: inside.
void ReturnFeed::join(const PeerId& peer, std::shared_ptr<ReturnListener> listener) {
    seats_.with([&](Seats& seats) {
        seats.taken.insert_or_assign(peer, Seat{.listener = std::move(listener)});
        told_(peer, true);
    });
    requestKeyframe(peer);
}

void ReturnFeed::leave(const PeerId& peer, const ReturnListener* listener) {
    seats_.with([&](Seats& seats) {
        const auto found = seats.taken.find(peer);
        if (found != seats.taken.end() && found->second.listener.get() == listener) {
            seats.taken.erase(found);
            told_(peer, false);
        }
    });
}

void ReturnFeed::choose(const PeerId& peer, Picture picture) {
    seats_.with([&](Seats& seats) {
        const bool other = std::exchange(seats.chosen[peer], picture) != picture;
        const auto found = seats.taken.find(peer);
        if (other && found != seats.taken.end()) {
            found->second.begun = false;
        }
    });
    requestKeyframe(peer);
}

void ReturnFeed::setRung(const PeerId& peer, const ReturnListener* listener, ReturnRung rung) {
    seats_.with([&](Seats& seats) {
        const auto found = seats.taken.find(peer);
        if (found == seats.taken.end() || found->second.listener.get() != listener) {
            return;
        }
        const Stream before = seats.streamOf(peer);
        found->second.rung = rung;
        found->second.begun = found->second.begun && seats.streamOf(peer) == before;
    });
    requestKeyframe(peer);
}

void ReturnFeed::requestKeyframe(const PeerId& peer) {
    if (auto* encoder = encoderOf(seats_.with([&](const Seats& seats) { return seats.streamOf(peer); }))) {
        encoder->requestKeyframe();
    }
}

bool ReturnFeed::hasListeners() const {
    return seats_.with([](const Seats& seats) { return !seats.taken.empty(); });
}

bool ReturnFeed::wants(Stream stream) const {
    return seats_.with([stream](const Seats& seats) {
        return std::ranges::any_of(seats.taken, [&](const auto& seat) { return seats.streamOf(seat.first) == stream; });
    });
}

void ReturnFeed::picture(const FramePlan& plan, const PicturePtr& programme) {
    for (const Stream stream : {Stream::Programme, Stream::LowProgramme}) {
        if (wants(stream)) {
            encoderOf(stream)->push(programme, plan.pts);
        }
    }
    if (!plan.panel.empty()) {
        panel_.push(panelMixer_.draw({.scene = plan.panel}), plan.pts);
    }
}

/// Handed over inside: after a change of pictures nothing of the old one comes after the new one's keyframe.
void ReturnFeed::encoded(Stream stream, GstSample* sample) {
    const MediaTime at = timeOf(sample);
    const bool key = !GST_BUFFER_FLAG_IS_SET(gst_sample_get_buffer(sample), GST_BUFFER_FLAG_DELTA_UNIT);
    seats_.with([&](Seats& seats) {
        for (auto& [peer, seat] : seats.taken) {
            if (seats.streamOf(peer) == stream && at > seat.newest && (key || seat.begun)) {
                seat.begun = true;
                seat.newest = at;
                seat.listener->picture(sample, at);
            }
        }
    });
}

void ReturnFeed::sound(const AudioMixer& mixer) {
    AudioSource::Block frames;
    const auto listeners = seats_.with([](const Seats& seats) {
        std::vector<std::pair<PeerId, std::shared_ptr<ReturnListener>>> all;
        for (const auto& [peer, seat] : seats.taken) {
            all.emplace_back(peer, seat.listener);
        }
        return all;
    });
    for (const auto& [peer, listener] : listeners) {
        const std::int64_t sample = soundFor(peer, mixer, frames);
        listener->sound(frames, sampleTime(sample));
    }
}

std::int64_t ReturnFeed::soundFor(const PeerId& peer, const AudioMixer& mixer, AudioSource::Block& frames) {
    if (peer.kind == PeerId::Kind::Panelist) {
        return mixer.minus(InputId(peer.id), frames);
    }
    if (peer.kind == PeerId::Kind::Operator) {
        return mixer.backstage(frames);
    }
    const std::int64_t sample = mixer.remote(frames);
    room_->play(sample, frames);
    return sample;
}

}  // namespace tsudoi::pipeline
