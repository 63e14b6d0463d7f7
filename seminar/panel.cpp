// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/panel.h"

#include "base/characters.h"
#include "base/random.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kIdBytes = 6;

tl::unexpected<Error> noSuchPanelist() {
    return fail(ErrorCode::NotFound, Text{"このパネリストは登録されていません。", "There is no such panelist."});
}

tl::unexpected<Error> noSuchSeminar(const SeminarId& seminar) {
    return fail(ErrorCode::NotFound, Text{"セミナー「" + seminar.str() + "」はありません。",
                                          "There is no seminar \"" + seminar.str() + "\"."});
}

bool isName(const std::string& text) {
    return characters(text) <= Panel::kMaxName && !hasControls(text);
}

}  // namespace

Result<Panel::Invitation> Panel::invite(Invitation invitation) {
    const auto& [seminar, name, affiliation, id, key] = invitation;
    if (parts_.office.find(seminar) == nullptr) {
        return noSuchSeminar(seminar);
    }
    if (name.empty() || !isName(name) || !isName(affiliation)) {
        return fail(ErrorCode::InvalidArgument, Text{"お名前と所属は改行なしの 100 文字までです。",
                                                     "Name and affiliation have up to 100 characters in one line."});
    }
    InputSpec spec{.id = id, .name = name, .kind = InputKind::Panelist, .onStage = false};
    if (spec.id.empty()) {
        spec.id = InputId("panelist-" + randomHex(kIdBytes));
    }
    auto input = parts_.studio.addInput(std::move(spec));
    if (!input) {
        return fail(input.error());
    }
    invitation.id = *input;
    Person person{.id = PersonId(input->str()), .seminar = seminar, .name = name, .affiliation = affiliation};
    person.role = Role::Panelist;
    invitation.key = parts_.access.addPerson(std::move(person), key);
    return invitation;
}

Result<std::string> Panel::openScreen(const SeminarId& seminar) {
    if (parts_.office.find(seminar) == nullptr) {
        return noSuchSeminar(seminar);
    }
    return parts_.access.addKey(Role::Venue, seminar);
}

Status Panel::remove(const InputId& id) {
    const auto panelist = find(id);
    if (!panelist) {
        return noSuchPanelist();
    }
    if (auto removed = parts_.studio.removeInput(id); !removed) {
        return removed;
    }
    said_.erase(id);
    return parts_.access.revokePerson(panelist->seminar, PersonId(id.str()));
}

void Panel::tidy() {
    std::set<InputId> known;
    for (const Panelist& panelist : all()) {
        known.insert(panelist.id);
    }
    std::vector<InputId> orphans;
    for (const auto& [id, spec] : parts_.studio.state().inputs) {
        if (spec.kind == InputKind::Panelist && !known.contains(id)) {
            orphans.push_back(id);
        }
    }
    for (const InputId& id : orphans) {
        said_.erase(id);
        (void)parts_.studio.removeInput(id);  // one that a scene on air shows stays until the next time
    }
}

Status Panel::place(const InputId& id, bool onStage) {
    if (!find(id)) {
        return noSuchPanelist();
    }
    InputSpec spec = parts_.studio.state().inputs.at(id);
    spec.onStage = onStage;
    return parts_.studio.updateInput(spec);
}

Status Panel::admit(const InputId& id) {
    return place(id, true);
}

Status Panel::hold(const InputId& id) {
    return place(id, false);
}

Status Panel::mute(const InputId& id) {
    return setSelf(id, true, std::nullopt);
}

Status Panel::setSelf(const InputId& id, std::optional<bool> muted, std::optional<bool> hand) {
    if (!find(id)) {
        return noSuchPanelist();
    }
    Said& said = said_[id];
    said.muted = muted.value_or(said.muted);
    said.hand = hand.value_or(said.hand);
    return {};
}

Status Panel::write(const std::optional<InputId>& id, const std::string& text) {
    if (characters(text) > kMaxMessage || hasControls(text)) {
        return fail(ErrorCode::InvalidArgument, Text{"メッセージは改行なしの 200 文字までです。",
                                                     "A message has up to 200 characters in one line."});
    }
    if (id && !find(*id)) {
        return noSuchPanelist();
    }
    for (const Panelist& panelist : all()) {
        if (!id || *id == panelist.id) {
            said_[panelist.id].message =
                text.empty() ? std::nullopt : std::optional(PanelMessage{text, parts_.clock.wall()});
        }
    }
    return {};
}

/// \return nullopt: no panelist, or their link was taken back
std::optional<Panelist> Panel::panelistNow(const Person& person) const {
    const InputId id(person.id.str());
    const StudioState& studio = parts_.studio.state();
    const auto input = studio.inputs.find(id);
    if (person.role != Role::Panelist || person.revoked || input == studio.inputs.end() ||
        input->second.kind != InputKind::Panelist) {
        return std::nullopt;
    }
    const auto status = studio.statuses.find(id);
    const auto said = said_.find(id);
    const Seminar* seminar = parts_.office.find(person.seminar);
    Panelist panelist{.id = id, .seminar = person.seminar, .name = person.name, .affiliation = person.affiliation};
    panelist.onStage = input->second.onStage;
    panelist.connected = status != studio.statuses.end() &&
                         (status->second.state == InputState::Live || status->second.state == InputState::Hold);
    panelist.muted = said != said_.end() && said->second.muted;
    panelist.hand = said != said_.end() && said->second.hand;
    panelist.onAir = panelist.onStage && seminar != nullptr && seminar->state == SeminarState::Live;
    return panelist;
}

std::vector<Panelist> Panel::all() const {
    std::vector<Panelist> result;
    for (const Seminar& seminar : parts_.office.all()) {
        for (const Person& person : parts_.access.people(seminar.id)) {
            if (auto panelist = panelistNow(person)) {
                result.push_back(std::move(*panelist));
            }
        }
    }
    return result;
}

std::optional<Panelist> Panel::find(const InputId& id) const {
    for (Panelist& panelist : all()) {
        if (panelist.id == id) {
            return std::move(panelist);
        }
    }
    return std::nullopt;
}

std::optional<PanelMessage> Panel::message(const InputId& id) const {
    const auto said = said_.find(id);
    return said == said_.end() ? std::nullopt : said->second.message;
}

}  // namespace tsudoi::seminar
