// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/stream_guardian.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

namespace {

Alert alarm(const char* id, const char* ja, const char* en) {
    return {.id = id, .level = AlertLevel::Alarm, .text = {ja, en}};
}

Alert standsAlert() {
    return alarm(
        "stream-stands",
        "配信が進んでいません。視聴者の画面が止まります。Tsudoi のパソコンのディスクの空きと負荷を確かめてください。",
        "The stream does not go on; the audience's picture stops. Check the disk and the load of Tsudoi's computer.");
}

Alert silentAlert() {
    return alarm(
        "stream-silent",
        "視聴者に音が届いていません（プログラムの音は出ています）。Tsudoi "
        "が動いているパソコンで、Tsudoi を起動し直してください。視聴ページは同じ場所で続きます。",
        "The audience hears nothing although the programme sounds. Restart Tsudoi on its computer; the watch page "
        "goes on at the same address.");
}

Alert blackAlert() {
    return alarm(
        "stream-black",
        "視聴者の画面が真っ黒です（プログラムの映像は出ています）。Tsudoi "
        "が動いているパソコンで、Tsudoi を起動し直してください。視聴ページは同じ場所で続きます。",
        "The audience sees black although the programme has a picture. Restart Tsudoi on its computer; the watch "
        "page goes on at the same address.");
}

Alert frozenAlert() {
    return alarm(
        "stream-frozen",
        "視聴者の画面が止まっています（プログラムの映像は変わっています）。Tsudoi "
        "が動いているパソコンで、Tsudoi を起動し直してください。視聴ページは同じ場所で続きます。",
        "The audience's picture stands still although the programme's changes. Restart Tsudoi on its computer; the "
        "watch page goes on at the same address.");
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
    const SeminarId seminar = *office_.onAirNow();
    if (seminar != seminar_) {
        forget();
        seminar_ = seminar;
    }
    if (!watchedSince_) {
        watchedSince_ = clock_.steady();
    }
    if (looking_) {
        return;
    }
    looking_ = true;
    probe_.look(seminar, lifetime_.bind([this, seminar](const Result<StreamLook>& seen) {
        kControlThread.assertHere();
        looking_ = false;
        if (seminar == seminar_) {
            looked(seen);
        }
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
        last_ = seen ? std::optional(*seen) : last_;
        return;
    }
    const bool silent = seen->peakDb && *seen->peakDb < kSilenceDb && sounded();
    const bool black = seen->picture && seen->picture->black() && wasVisible();
    const bool frozen = seen->picture && !black && standsStill(*seen->picture);
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

/// The audience's picture is still the one of the last look, and the programme had another one all the time since.
bool StreamGuardian::standsStill(const PictureLook& picture) const {
    if (!last_ || !last_->picture || picture.distance(*last_->picture) > kStill) {
        return false;
    }
    int looks = 0;
    for (const Heard& heard : heard_) {
        if (heard.picture && heard.picture->distance(picture) < kDiffers) {
            return false;
        }
        looks += heard.picture ? 1 : 0;
    }
    return looks > 0;
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
