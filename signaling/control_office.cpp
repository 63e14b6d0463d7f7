// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_office.h"

#include "base/characters.h"
#include "base/random.h"
#include "signaling/control_enum.h"
#include "signaling/control_time.h"
#include "signaling/control_views.h"

namespace tsudoi::signaling {

namespace {

using nlohmann::json;
using seminar::Seminar;

constexpr std::size_t kPersonIdBytes = 9;

tl::unexpected<Error> badTime(const std::string& member) {
    return fail(ErrorCode::InvalidArgument,
                Text{"日時（" + member + "）を読み取れません。例: 2026-11-23T18:00:00+09:00",
                     "The time in \"" + member + "\" cannot be read. Example: 2026-11-23T18:00:00+09:00"});
}

/// What "create" and "update" have in common; members that are left out stay as they are.
template <typename Fields>
Status fill(Seminar& seminar, const Fields& fields) {
    if (fields.startsAt) {
        seminar.startsAt = fromRfc3339(*fields.startsAt);
        if (!seminar.startsAt) {
            return badTime("startsAt");
        }
    }
    if (fields.contact) {
        seminar.contactName = fields.contact->name;
        seminar.contactPhone = fields.contact->phone;
    }
    if (fields.policy) {
        seminar.policy = seminar::policyByName(wordOf(*fields.policy)).value_or(seminar.policy);
    }
    if (fields.deviceLimit) {
        seminar.deviceLimit = static_cast<int>(*fields.deviceLimit);
    }
    if (fields.replayKeepSeconds) {
        seminar.replayKeep = std::chrono::seconds(*fields.replayKeepSeconds);
    }
    seminar.speakers = fields.speakers.value_or(seminar.speakers);
    return {};
}

}  // namespace

std::vector<Command> OfficeCommands::table() {
    return {
        {"office.seminar.list", handler(this, &OfficeCommands::list)},
        {"office.seminar.create", handler(this, &OfficeCommands::create)},
        {"office.seminar.update", handler(this, &OfficeCommands::update)},
        {"office.seminar.extend", handler(this, &OfficeCommands::extend)},
        {"office.seminar.remove", handler(this, &OfficeCommands::remove)},
        {"office.seminar.publish", handler(this, &OfficeCommands::publish)},
        {"office.person.add", handler(this, &OfficeCommands::addPerson)},
        {"office.person.list", handler(this, &OfficeCommands::listPeople)},
        {"office.person.revoke", handler(this, &OfficeCommands::revokePerson)},
    };
}

JsonResult OfficeCommands::told(const Status& status) {
    parts_.feed.refresh();
    return done(status);
}

Status OfficeCommands::exists(const SeminarId& id) const {
    if (parts_.office.find(id) != nullptr) {
        return {};
    }
    return fail(seminar::noSuchSeminar(id));
}

JsonResult OfficeCommands::list(const Caller& /*caller*/, const protocol::Empty& /*params*/) {
    kControlThread.assertHere();
    protocol::OfficeSeminarListResult result;
    for (const SeminarNow& now : parts_.feed.seminarsNow()) {
        result.seminars.push_back(officeView(now, parts_.publicUrl));
    }
    return json(result);
}

JsonResult OfficeCommands::create(const Caller& /*caller*/, const protocol::OfficeSeminarCreateParams& params) {
    kControlThread.assertHere();
    Seminar seminar;
    seminar.id = SeminarId(params.seminar.id.value_or(""));
    seminar.title = params.seminar.title;
    seminar.meeting = params.seminar.meeting.value_or(false);
    if (const Status filled = fill(seminar, params.seminar); !filled) {
        return fail(filled.error());
    }
    const auto id = parts_.office.create(std::move(seminar), params.seminar.passcode.value_or(""));
    if (!id) {
        return fail(id.error());
    }
    parts_.feed.refresh();
    return json(protocol::OfficeSeminarCreateResult{.id = id->str(), .url = seminarUrl(parts_.publicUrl, *id)});
}

JsonResult OfficeCommands::update(const Caller& /*caller*/, const protocol::OfficeSeminarUpdateParams& params) {
    kControlThread.assertHere();
    const SeminarId id(params.seminar.id);
    if (const Status found = exists(id); !found) {
        return fail(found.error());
    }
    Seminar seminar = *parts_.office.find(id);
    seminar.title = params.seminar.title.value_or(seminar.title);
    if (const Status filled = fill(seminar, params.seminar); !filled) {
        return fail(filled.error());
    }
    Status status = parts_.office.update(seminar);
    if (status && params.seminar.passcode) {
        status = parts_.office.setPasscode(id, *params.seminar.passcode);
    }
    return told(status);
}

JsonResult OfficeCommands::extend(const Caller& /*caller*/, const protocol::OfficeSeminarExtendParams& params) {
    kControlThread.assertHere();
    const auto until = fromRfc3339(params.until);
    if (!until) {
        return badTime("until");
    }
    return told(parts_.office.extend(SeminarId(params.seminar), *until));
}

JsonResult OfficeCommands::remove(const Caller& /*caller*/, const protocol::OfficeSeminarParams& params) {
    kControlThread.assertHere();
    const Status removed = parts_.office.remove(SeminarId(params.seminar));
    parts_.panel.tidy();
    parts_.screens.tidy();
    return told(removed);
}

JsonResult OfficeCommands::publish(const Caller& /*caller*/, const protocol::OfficeSeminarParams& params) {
    kControlThread.assertHere();
    return told(parts_.office.publish(SeminarId(params.seminar)));
}

JsonResult OfficeCommands::addPerson(const Caller& /*caller*/, const protocol::OfficePersonAddParams& params) {
    kControlThread.assertHere();
    const SeminarId seminar(params.seminar);
    if (const Status found = exists(seminar); !found) {
        return fail(found.error());
    }
    if (parts_.office.find(seminar)->meeting) {
        return fail(ErrorCode::NotAllowed,
                    Text{"打ち合わせには視聴者がいません。参加する人は「パネリスト」の一覧から招いてください。",
                         "A meeting has no audience. Invite participants in the list of panelists."});
    }
    seminar::Person person;
    person.id = PersonId(randomText(kPersonIdBytes));
    person.seminar = seminar;
    person.name = params.name;
    person.affiliation = params.affiliation.value_or("");
    person.mail = params.mail.value_or("");
    if (isBlank(person.name)) {
        return fail(ErrorCode::InvalidArgument, Text{"お名前を入れてください。", "Enter a name."});
    }
    if (hasControls(person.name) || hasControls(person.affiliation) || hasControls(person.mail)) {
        return fail(ErrorCode::InvalidArgument, Text{"お名前や連絡先に改行などの制御文字は使えません。",
                                                     "Name, affiliation and mail may not hold control characters."});
    }
    const std::string id = person.id.str();
    const std::string key = parts_.access.addPerson(std::move(person));
    return json(protocol::OfficePersonAddResult{.id = id, .link = seminarUrl(parts_.publicUrl, seminar) + "#k=" + key});
}

JsonResult OfficeCommands::listPeople(const Caller& /*caller*/, const protocol::OfficeSeminarParams& params) {
    kControlThread.assertHere();
    const SeminarId seminar(params.seminar);
    if (const Status found = exists(seminar); !found) {
        return fail(found.error());
    }
    protocol::OfficePersonListResult result;
    for (const seminar::Person& person : parts_.access.people(seminar)) {
        if (person.role == seminar::Role::Attendee) {
            result.people.push_back(personView(person));
        }
    }
    return json(result);
}

JsonResult OfficeCommands::revokePerson(const Caller& /*caller*/, const protocol::OfficePersonRevokeParams& params) {
    kControlThread.assertHere();
    const SeminarId seminar(params.seminar);
    const PersonId id(params.person);
    const auto people = parts_.access.people(seminar);
    const auto person = std::ranges::find(people, id, &seminar::Person::id);
    if (person != people.end() && person->role != seminar::Role::Attendee) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"パネリストと会場スクリーンのリンクは、スタジオの一覧から取り消してください。",
                         "Take back links of panelists and screens with panel.remove and panel.venueRemove."});
    }
    return done(parts_.access.revokePerson(seminar, id));
}

}  // namespace tsudoi::signaling
