// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/office.h"

#include "seminar/office_impl.h"
#include "seminar/seminar_rules.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

namespace {

/// Planned ones in their order, those without a date last.
bool earlier(const Seminar& a, const Seminar& b) {
    if (a.startsAt.has_value() != b.startsAt.has_value()) {
        return a.startsAt.has_value();
    }
    return a.startsAt != b.startsAt ? a.startsAt < b.startsAt : a.id < b.id;
}

Text passcodeMissing() {
    return {"合言葉で入るセミナーには、先に合言葉を設定してください。",
            "A seminar that is entered with a passcode needs one. Set it first."};
}

}  // namespace

Result<Seminar*> Office::Impl::existing(const SeminarId& id) {
    const auto found = seminars.find(id);
    if (found == seminars.end()) {
        return fail(ErrorCode::NotFound, Text{"そのセミナーはありません。", "There is no such seminar."});
    }
    return &found->second;
}

Status Office::Impl::apply(Seminar& seminar, SeminarEvent event) {
    const Result<SeminarState> after = next(seminar.state, event);
    if (!after) {
        return fail(after.error());
    }
    seminar.state = *after;
    return {};
}

void Office::Impl::save(const Seminar& seminar) {
    parts.store.saveSeminar(seminar);
    parts.access.seminarChanged(seminar);
    tell(seminar.id);
}

void Office::Impl::tell(const SeminarId& id) const {
    for (const auto& heard : changed) {
        heard(id);
    }
}

std::optional<SeminarId> Office::Impl::onAirNow() const {
    const auto found = std::ranges::find_if(seminars, [](const auto& item) { return onAir(item.second.state); });
    return found != seminars.end() ? std::optional(found->first) : std::nullopt;
}

void Office::Impl::hashPasscode(const SeminarId& id, const std::string& passcode) {
    parts.access.hashPasscode(passcode, lifetime.bind([this, id](const std::string& hash) {
        kControlThread.assertHere();
        if (const auto found = existing(id)) {
            (*found)->passcodeHash = hash;
            save(**found);
        }
    }));
}

Office::Office(Parts parts, ProgrammeSpec spec, std::chrono::seconds replayKeep)
    : impl_(std::make_unique<Impl>(parts, std::move(spec), replayKeep)) {}

Office::~Office() = default;

const Seminar* Office::find(const SeminarId& id) const {
    const auto found = impl_->seminars.find(id);
    return found != impl_->seminars.end() ? &found->second : nullptr;
}

std::vector<Seminar> Office::all() const {
    std::vector<Seminar> list;
    for (const auto& [id, seminar] : impl_->seminars) {
        list.push_back(seminar);
    }
    std::ranges::sort(list, earlier);
    return list;
}

std::optional<SeminarId> Office::onAirNow() const {
    return impl_->onAirNow();
}

std::optional<SeminarId> Office::meetingNow() const {
    const auto found = std::ranges::find_if(
        impl_->seminars, [](const auto& item) { return item.second.meeting && runs(item.second.state); });
    return found != impl_->seminars.end() ? std::optional(found->first) : std::nullopt;
}

bool Office::mayConverse(const SeminarId& id) const {
    const Seminar* seminar = find(id);
    if (seminar == nullptr) {
        return false;
    }
    if (const auto first = onAirNow() ? onAirNow() : meetingNow()) {
        return *first == id;
    }
    if (impl_->undo) {
        return impl_->undo->seminar == id;
    }
    const bool somethingRuns =
        std::ranges::any_of(impl_->seminars, [](const auto& item) { return runs(item.second.state); });
    return somethingRuns ? runs(seminar->state) : !isOver(seminar->state);
}

RecordingStatus Office::recording() const {
    return impl_->recordingStatus;
}

void Office::onChange(std::function<void(const SeminarId&)> changed) {
    impl_->changed.push_back(std::move(changed));
}

Result<SeminarId> Office::create(Seminar seminar, const std::string& passcode) {
    if (seminar.id.empty()) {
        seminar.id = randomSeminarId();
    }
    if (seminar.replayKeep.count() == 0) {
        seminar.replayKeep = impl_->replayKeep;
    }
    seminar.state = seminar.meeting ? SeminarState::Open : SeminarState::Draft;
    seminar.startedAt = seminar.endedAt = seminar.replayUntil = std::nullopt;
    seminar.passcodeHash.clear();
    if (const Status valid = validate(seminar); !valid) {
        return fail(valid.error());
    }
    if (impl_->seminars.contains(seminar.id)) {
        return fail(ErrorCode::Conflict,
                    Text{"その ID のセミナーはもうあります。", "A seminar with this id exists already."});
    }
    const bool needsPasscode = seminar.policy == AccessPolicy::Passcode;
    if (const Status valid = validatePasscode(passcode); needsPasscode && !valid) {
        return fail(valid.error());
    }
    impl_->seminars[seminar.id] = seminar;
    impl_->save(seminar);
    if (needsPasscode) {
        impl_->hashPasscode(seminar.id, passcode);
    }
    return seminar.id;
}

Status Office::update(const Seminar& seminar) {
    const auto found = impl_->existing(seminar.id);
    if (!found) {
        return fail(found.error());
    }
    Seminar wanted = **found;
    wanted.title = seminar.title;
    wanted.speakers = seminar.speakers;
    wanted.contactName = seminar.contactName;
    wanted.contactPhone = seminar.contactPhone;
    wanted.policy = seminar.policy;
    wanted.deviceLimit = seminar.deviceLimit;
    wanted.startsAt = seminar.startsAt;
    wanted.replayKeep = seminar.replayKeep;
    if (const Status valid = validate(wanted); !valid) {
        return valid;
    }
    const bool opensByPasscode = wanted.policy == AccessPolicy::Passcode && (*found)->policy != AccessPolicy::Passcode;
    if (opensByPasscode && wanted.passcodeHash.empty()) {
        return fail(ErrorCode::InvalidArgument, passcodeMissing());
    }
    **found = wanted;
    impl_->save(wanted);
    return {};
}

Status Office::setPasscode(const SeminarId& id, const std::string& passcode) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    if (const Status valid = validatePasscode(passcode); !valid) {
        return valid;
    }
    impl_->hashPasscode(id, passcode);
    return {};
}

Status Office::extend(const SeminarId& id, WallTime until) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    Seminar& seminar = **found;
    const WallTime now = impl_->parts.clock.wall();
    const bool over = !seminar.replayUntil || now >= *seminar.replayUntil;
    if (seminar.state != SeminarState::Ended || over) {
        return fail(ErrorCode::WrongState,
                    Text{"見逃し配信の期間中だけ延長できます。", "Only a replay that still runs can be extended."});
    }
    if (until <= now || until > now + kMaxReplayKeep) {
        return fail(ErrorCode::InvalidArgument, Text{"期限は今より後、10 年以内にしてください。",
                                                     "The new end must be later than now and within 10 years."});
    }
    seminar.replayUntil = until;
    impl_->save(seminar);
    impl_->armExpiry();
    return {};
}

Status Office::remove(const SeminarId& id) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    if (onAir((*found)->state) || impl_->ending == id) {
        return fail(ErrorCode::WrongState, Text{"配信中のセミナーは削除できません。先に終了してください。",
                                                "A seminar on air cannot be removed. End it first."});
    }
    impl_->seminars.erase(id);
    impl_->parts.recorder.forget(id);
    impl_->parts.store.removeSeminar(id);
    impl_->parts.access.seminarRemoved(id);
    impl_->tell(id);
    return {};
}

Status Office::publish(const SeminarId& id) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    const Status applied = impl_->apply(**found, SeminarEvent::Publish);
    if (applied) {
        impl_->save(**found);
    }
    return applied;
}

Status Office::rehearse(const SeminarId& id) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    const bool stops = (*found)->state == SeminarState::Rehearsal;
    if (const Status free = impl_->stageIsFreeFor(**found); !stops && !free) {
        return free;
    }
    const Status applied = impl_->apply(**found, stops ? SeminarEvent::StopRehearsal : SeminarEvent::Rehearse);
    if (applied) {
        impl_->save(**found);
    }
    return applied;
}

Status Office::mark(const SeminarId& id, const std::string& label) {
    const auto found = impl_->existing(id);
    if (!found) {
        return fail(found.error());
    }
    if (!onAir((*found)->state)) {
        return fail(ErrorCode::WrongState, Text{"目印は配信中だけ付けられます。", "Marks can be set only on air."});
    }
    if (const Status valid = validateLabel(label); !valid) {
        return valid;
    }
    impl_->parts.recorder.mark(id, label);
    return {};
}

}  // namespace tsudoi::seminar
