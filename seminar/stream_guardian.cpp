// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/stream_guardian.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

namespace {

Alert standsAlert() {
    return {
        .id = "stream-stands",
        .level = AlertLevel::Alarm,
        .text = {
            "配信が進んでいません。視聴者の画面が止まります。ディスクの空きと、このパソコンの負荷を確かめてください。",
            "The stream does not go on; the audience's picture stops. Check the disk and this computer's load."}};
}

Alert silentAlert() {
    return {.id = "stream-silent",
            .level = AlertLevel::Alarm,
            .text = {"視聴者に音が届いていません（番組の音は出ています）。このパソコンで Tsudoi "
                     "を起動し直してください。視聴ページは同じ場所で続きます。",
                     "The audience hears nothing although the programme sounds. Restart Tsudoi on this computer; the "
                     "watch page goes on at the same address."}};
}

Alert blackAlert() {
    return {.id = "stream-black",
            .level = AlertLevel::Alarm,
            .text = {"視聴者の画面が真っ黒です（番組の映像は出ています）。このパソコンで Tsudoi "
                     "を起動し直してください。視聴ページは同じ場所で続きます。",
                     "The audience sees black although the programme has a picture. Restart Tsudoi on this computer; "
                     "the watch page goes on at the same address."}};
}

Alert frozenAlert() {
    return {.id = "stream-frozen",
            .level = AlertLevel::Alarm,
            .text = {"視聴者の画面が止まっています（番組の映像は動いています）。このパソコンで Tsudoi "
                     "を起動し直してください。視聴ページは同じ場所で続きます。",
                     "The audience's picture stands still although the programme moves. Restart Tsudoi on this "
                     "computer; the watch page goes on at the same address."}};
}

}  // namespace

StreamGuardian::StreamGuardian(Studio& studio, const Office& office, StreamProbe& probe, Executor& control, Clock clock)
    : studio_(studio), office_(office), probe_(probe), clock_(std::move(clock)) {
    studio_.onMeters(lifetime_.bind([this](const Meters& meters) { hear(meters.programme); }));
    timer_ = control.every(kLookEvery, [this] {
        kControlThread.assertHere();
        look();
    });
}

void StreamGuardian::hear(const ProgrammeMeter& meter) {
    const Instant now = clock_.steady();
    heard_.push_back({now, meter.shortTermLufs, meter.picture});
    while (now - heard_.front().at > kMeanwhile) {
        heard_.pop_front();
    }
}

bool StreamGuardian::isWatched() const {
    const auto id = office_.onAirNow();
    const Seminar* seminar = id ? office_.find(*id) : nullptr;
    return seminar && seminar->state == SeminarState::Live && !seminar->meeting && !studio_.state().slate;
}

void StreamGuardian::look() {
    if (!isWatched()) {
        forget();
        return;
    }
    if (!watchedSince_) {
        watchedSince_ = clock_.steady();
    }
    if (looking_) {
        return;
    }
    looking_ = true;
    probe_.look(*office_.onAirNow(), lifetime_.bind([this](const Result<StreamLook>& seen) {
        kControlThread.assertHere();
        looking_ = false;
        looked(seen);
    }));
}

/// The newest segment was made within kMeanwhile: before that is over nothing can be said.
void StreamGuardian::looked(const Result<StreamLook>& seen) {
    if (!watchedSince_ || !isWatched() || clock_.steady() - *watchedSince_ < kMeanwhile) {
        last_ = seen ? std::optional(*seen) : std::nullopt;
        return;
    }
    if (!seen) {
        log::warn("the published stream cannot be looked at: {}", seen.error().text.en);
    }
    const bool goesOn = seen && (!last_ || seen->published > last_->published);
    tell(studio_, stands_.hear(!goesOn), standsAlert());
    if (!goesOn) {
        return;
    }
    const bool silent = seen->peakDb && *seen->peakDb < kSilenceDb && sounded();
    const bool black = seen->picture && seen->picture->black() && wasVisible();
    const bool frozen =
        seen->picture && last_ && last_->picture && seen->picture->distance(*last_->picture) <= kStill && moved();
    last_ = *seen;
    tell(studio_, silent_.hear(silent), silentAlert());
    tell(studio_, black_.hear(black), blackAlert());
    tell(studio_, frozen_.hear(frozen), frozenAlert());
}

/// All the time, so that no pause can be what the audience hears.
bool StreamGuardian::sounded() const {
    return !heard_.empty() && std::ranges::all_of(heard_, [](const Heard& heard) { return heard.lufs > kSoundsLufs; });
}

bool StreamGuardian::wasVisible() const {
    int looks = 0;
    for (const Heard& heard : heard_) {
        if (heard.picture && heard.picture->black()) {
            return false;
        }
        looks += heard.picture ? 1 : 0;
    }
    return looks > 0;
}

/// From each look to the next, so that no standing slide can be what the audience sees.
bool StreamGuardian::moved() const {
    const PictureLook* before = nullptr;
    int steps = 0;
    for (const Heard& heard : heard_) {
        if (!heard.picture) {
            continue;
        }
        if (before != nullptr && heard.picture->distance(*before) < kMoves) {
            return false;
        }
        steps += before != nullptr ? 1 : 0;
        before = &*heard.picture;
    }
    return steps > 0;
}

void StreamGuardian::forget() {
    watchedSince_.reset();
    last_.reset();
    const std::pair<Persistence&, Alert> all[] = {
        {stands_, standsAlert()}, {silent_, silentAlert()}, {black_, blackAlert()}, {frozen_, frozenAlert()}};
    for (const auto& [persistence, alert] : all) {
        if (persistence.forget()) {
            studio_.settle(alert.id);
        }
    }
}

}  // namespace tsudoi::seminar
