// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_desk.h"

#include "base/picture_look.h"
#include "pipeline/decibel.h"
#include "pipeline/programme_time.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tsudoi::pipeline {

ProgrammeDesk::ProgrammeDesk(Size canvas, Fraction rate)
    : canvas_(canvas),
      rate_(rate),
      channels_(std::make_shared<const Channels>()),
      talkers_(std::make_shared<const AudioMixer::Talkers>()) {}

void ProgrammeDesk::take(seminar::Scene scene, const seminar::Transition& transition) {
    commands_.with([&](Commands& commands) { commands.takes.push_back({std::move(scene), transition}); });
}

void ProgrammeDesk::move(seminar::Scene scene, seminar::TransitionKind kind, double progress) {
    // Neither end is reached before the hand is there: the studio would know nothing of it.
    const bool underway = progress > 0 && progress < 1;
    const int nearest = static_cast<int>(std::lround(progress * kArrived));
    const int way = underway ? std::clamp(nearest, 1, kArrived - 1) : nearest;
    commands_.with([&](Commands& commands) { commands.takes.push_back({std::move(scene), {.kind = kind}, way}); });
}

void ProgrammeDesk::preview(seminar::Scene scene) {
    preview_.with([&](seminar::Scene& current) { current = std::move(scene); });
}

void ProgrammeDesk::slate(bool shown) {
    commands_.with([shown](Commands& commands) { commands.slate = shown; });
}

void ProgrammeDesk::obey(FramePlan& plan) {
    const Commands commands = commands_.with([](Commands& waiting) {
        Commands taken;
        taken.slate = waiting.slate;
        taken.takes.swap(waiting.takes);
        return taken;
    });
    for (const Take& take : commands.takes) {
        if (take.byHand) {
            timeline_.hold(take.scene, take.transition.kind, *take.byHand, plan.pts);
        } else {
            timeline_.take(take.scene, take.transition, plan.pts);
        }
    }
    if (std::exchange(slateShown_, commands.slate) != commands.slate) {
        // Rounded up: the first sample of the slate's first frame, the first one after its last.
        const bool whole = sampleTime(samplesAt(plan.pts)) == plan.pts;
        mixer_.slate(commands.slate, samplesAt(plan.pts) + (whole ? 0 : 1));
    }
    plan.slate = slateShown_;
}

/// All inputs, on air or not: their frame syncs and lip sync measurements go on.
ProgrammeDesk::Shown ProgrammeDesk::select(MediaTime pts) const {
    Shown shown;
    const auto channels = channels_.get();
    for (const auto& [id, channel] : *channels) {
        shown[id] = {channel->frame(pts), channel->tag()};
    }
    return shown;
}

/// For sound that is heard only with its picture. A slate changes nothing: it has a gate of its own.
void ProgrammeDesk::noteSeen(const Tiles& tiles) const {
    const auto channels = channels_.get();
    for (const Tile& tile : tiles) {
        if (const auto found = channels->find(tile.input); found != channels->end()) {
            found->second->sound()->seen();
        }
    }
}

FramePlan ProgrammeDesk::frame(std::int64_t number) {
    FramePlan plan;
    plan.number = number;
    plan.pts = frameTime(number, rate_);
    plan.duration = frameTime(number + 1, rate_) - plan.pts;
    obey(plan);
    shown_ = select(plan.pts);
    const auto shotOf = [this](const InputId& id) {
        return shown_[id];
    };
    const SceneTimeline::Moment moment = timeline_.at(plan.pts, plan.duration);
    plan.scene = tilesOf(timeline_.scene(), canvas_, shotOf);
    plan.kind = moment.kind;
    plan.progress = moment.progress;
    plan.transition = timeline_.transition();
    plan.beforeIsLastFrame = moment.beforeIsLastFrame;
    if (plan.progress < kArrived) {
        plan.before = tilesOf(timeline_.before(), canvas_, shotOf);
    }
    noteSeen(plan.scene);
    noteSeen(plan.before);
    titles_.show(title_.get());
    plan.title = titles_.next(plan.duration);
    plan.slateCard = plan.slate ? slateCard_.get() : nullptr;
    return plan;
}

Tiles ProgrammeDesk::panel(Size canvas) const {
    std::vector<InputId> onStage;
    const auto channels = channels_.get();
    for (const auto& [id, channel] : *channels) {
        const bool isPanelist = channel->speaker() == id;
        const bool isShared = !isPanelist && !channel->speaker().empty() && channel->comes();
        if (channel->onStage() && (isPanelist || isShared)) {
            onStage.push_back(id);
        }
    }
    if (slateShown_ || onStage.empty()) {
        const Rect everything{0, 0, canvas.width, canvas.height};
        return {{slateShown_ ? slateCard_.get() : nobodyCard_.get(), everything, seminar::Fit::Contain}};
    }
    return tilesOf(seminar::panelOf(onStage), canvas, [this](const InputId& id) {
        const auto found = shown_.find(id);
        return found != shown_.end() ? found->second : Shot{};
    });
}

const AudioBlock& ProgrammeDesk::block(std::int64_t tick) {
    if (restartLoudness_.exchange(false)) {
        mixer_.restartLoudness();
    }
    strips_.clear();
    const auto channels = channels_.get();
    for (const auto& [id, channel] : *channels) {
        strips_.push_back({id, channel->sound(), channel->onStage(), channel->speaker()});
    }
    return mixer_.mix(tick, strips_);
}

const AudioMixer& ProgrammeDesk::minus(std::int64_t tick) {
    mixer_.mixMinus(tick, *talkers_.get());
    return mixer_;
}

seminar::Meters ProgrammeDesk::takeMeters() {
    seminar::Meters meters;
    reports_ = (reports_ + 1) % kLookEvery;
    int index = 0;
    const auto channels = channels_.get();
    for (const auto& [id, channel] : *channels) {
        const auto peaks = channel->sound()->takePeaks();
        ArrivalMeter& arrival = channel->sound()->arrived();
        const auto arrived = arrival.takePeaks();
        meters.sources[id] = {.peakDb = {toDb(peaks[0]), toDb(peaks[1])},
                              .arrivedDb = {toDb(arrived[0]), toDb(arrived[1])},
                              .hum = arrival.takeHum()};
        const bool itsTurn = index++ % kLookEvery == reports_;
        const PicturePtr picture = itsTurn && channel->comes() ? channel->glance() : nullptr;
        if (picture) {
            meters.sources[id].picture = lookAt(picture->planes[0].data, picture->planes[0].stride, picture->size);
        }
    }
    meters.programme = mixer_.takeMeter();
    return meters;
}

Tiles ProgrammeDesk::previewTiles(Size canvas) const {
    const auto channels = channels_.get();
    return tilesOf(preview_.copy(), canvas, [&channels](const InputId& id) {
        const auto found = channels->find(id);
        return found != channels->end() ? Shot{found->second->onScene(), found->second->tag()} : Shot{};
    });
}

}  // namespace tsudoi::pipeline
