// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/frame_sync.h"

#include "pipeline/programme_time.h"

#include <utility>
#include <vector>

namespace tsudoi::pipeline {

void FrameSync::push(PicturePtr picture, MediaTime at) {
    PicturePtr released;  // frees its memory after the lock
    state_.with([&](State& state) {
        if (state.waiting.size() >= kCapacity) {
            released = std::move(state.waiting.front().picture);
            state.waiting.pop_front();
        }
        state.waiting.push_back({std::move(picture), at});
    });
}

void FrameSync::discontinuity() {
    std::deque<Timed> released;
    state_.with([&](State& state) {
        if (!state.shown && !state.waiting.empty()) {
            state.shown = state.waiting.back().picture;
        }
        released.swap(state.waiting);
    });
}

/// The very first picture does not wait: there is nothing better to show.
bool FrameSync::due(const State& state, const Timed& picture, MediaTime frame) {
    return picture.at + kInputLatency <= frame || picture.at > frame + kTooFarAhead || !state.shown;
}

FrameSync::Selection FrameSync::select(MediaTime frame) {
    std::vector<PicturePtr> released;
    return state_.with([&](State& state) {
        Selection selection;
        while (!state.waiting.empty() && due(state, state.waiting.front(), frame)) {
            selection.late = frame - state.waiting.front().at;
            released.push_back(std::exchange(state.shown, std::move(state.waiting.front().picture)));
            state.waiting.pop_front();
        }
        selection.picture = state.shown;
        return selection;
    });
}

PicturePtr FrameSync::current() const {
    return state_.with([](const State& state) {
        return state.shown || state.waiting.empty() ? state.shown : state.waiting.front().picture;
    });
}

PicturePtr FrameSync::newest() const {
    return state_.with(
        [](const State& state) { return state.waiting.empty() ? state.shown : state.waiting.back().picture; });
}

}  // namespace tsudoi::pipeline
