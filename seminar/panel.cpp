// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/panel.h"

#include "base/characters.h"
#include "base/random.h"
#include "seminar/alerts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kIdBytes = 6;
constexpr const char* kShareSuffix = "-screen";
constexpr const char* kShareName = "画面：";

tl::unexpected<Error> noSuchPanelist() {
    return fail(ErrorCode::NotFound, Text{"このパネリストは登録されていません。", "There is no such panelist."});
}

bool comes(const StudioState& studio, const InputId& id) {
    const auto status = studio.statuses.find(id);
    return status != studio.statuses.end() && comes(status->second.state);
}

bool isOverloaded(const StudioState& studio) {
    const std::string id = overloadAlert().id;
    return std::ranges::any_of(studio.alerts, [&](const Alert& alert) { return alert.id == id && !alert.over; });
}

/// Larger than half of the programme's width.
bool isLarge(const Scene& scene, const InputId& id) {
    constexpr Size kCanvas{1280, 720};
    return std::ranges::any_of(boxesOf(scene, kCanvas), [&](const Box& box) {
        const auto slot = scene.slots.find(box.slot);
        return slot != scene.slots.end() && slot->second == id && box.rect.width > kCanvas.width / 2;
    });
}

bool isName(const std::string& text) {
    return characters(text) <= Panel::kMaxName && !hasControls(text);
}

}  // namespace

Result<Panel::Invitation> Panel::invite(Invitation invitation) {
    const auto& [seminar, name, affiliation, id, key] = invitation;
    if (parts_.office.find(seminar) == nullptr) {
        return fail(noSuchSeminar(seminar));
    }
    if (name.empty() || !isName(name) || !isName(affiliation)) {
        return fail(ErrorCode::InvalidArgument, Text{"お名前と所属は改行なしの 100 文字までです。",
                                                     "Name and affiliation have up to 100 characters in one line."});
    }
    if (const Status room = roomIn(seminar); !room) {
        return fail(room.error());
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

/// \error TooMany: a meeting is full
Status Panel::roomIn(const SeminarId& seminar) const {
    const auto invited = std::ranges::count(all(), seminar, &Panelist::seminar);
    if (parts_.office.find(seminar)->meeting && static_cast<std::size_t>(invited) >= kMaxOfMeeting) {
        return fail(ErrorCode::TooMany,
                    Text{"打ち合わせに招けるのは 8 人までです。先に誰かを一覧から削除してください。",
                         "A meeting has up to 8 participants. Remove somebody first."});
    }
    return {};
}

Status Panel::remove(const InputId& id) {
    const auto panelist = find(id);
    if (!panelist) {
        return noSuchPanelist();
    }
    const StudioState& studio = parts_.studio.state();
    if (const InputId screen = shareOf(id); studio.inputs.contains(screen) && !shows(studio.programme, id)) {
        if (auto removed = parts_.studio.removeInput(screen); !removed) {
            return removed;
        }
    }
    if (auto removed = parts_.studio.removeInput(id); !removed) {
        return removed;
    }
    said_.erase(id);
    return parts_.access.revokePerson(panelist->seminar, PersonId(id.str()));
}

void Panel::tidy() {
    std::erase_if(questions_, [this](const auto& question) {
        kControlThread.assertHere();
        return parts_.office.find(question.first) == nullptr;
    });
    std::set<InputId> known;
    for (const Panelist& panelist : all()) {
        known.insert(panelist.id);
    }
    std::vector<InputId> orphans;
    for (const auto& [id, spec] : parts_.studio.state().inputs) {
        if (isOfPanel(spec.kind) && !known.contains(spec.kind == InputKind::Share ? spec.owner : id)) {
            orphans.push_back(id);
        }
    }
    for (const InputId& id : orphans) {
        said_.erase(id);
        if (!parts_.studio.removeInput(id)) {
            leaveCard(id);
        }
    }
}

/// One that a scene on air shows stays until the next time, but nobody is behind it any more.
void Panel::leaveCard(const InputId& id) {
    InputSpec spec = parts_.studio.state().inputs.at(id);
    spec.onStage = false;
    (void)parts_.studio.updateInput(spec);
    const bool share = spec.kind == InputKind::Share;
    parts_.programme.dropPeer({share ? PeerId::Kind::Share : PeerId::Kind::Panelist, id.str()});
}

Status Panel::place(const InputId& id, bool onStage) {
    if (!find(id)) {
        return noSuchPanelist();
    }
    for (const InputId& input : {id, shareOf(id)}) {
        const auto& inputs = parts_.studio.state().inputs;
        const auto found = inputs.find(input);
        if (found == inputs.end()) {
            continue;
        }
        InputSpec spec = found->second;
        spec.onStage = onStage;
        if (auto updated = parts_.studio.updateInput(spec); !updated) {
            return updated;
        }
    }
    return {};
}

InputId Panel::shareOf(const InputId& id) {
    return InputId(id.str() + kShareSuffix);
}

Result<InputId> Panel::share(const InputId& id) {
    const auto panelist = find(id);
    if (!panelist) {
        return noSuchPanelist();
    }
    InputSpec spec{.id = shareOf(id), .name = kShareName + panelist->name, .kind = InputKind::Share};
    if (characters(spec.name) > kMaxName) {
        spec.name = panelist->name;
    }
    if (parts_.studio.state().inputs.contains(spec.id)) {
        return spec.id;
    }
    spec.onStage = panelist->onStage;
    spec.owner = id;
    return parts_.studio.addInput(std::move(spec));
}

Status Panel::admit(const InputId& id) {
    (void)setNext(id, false);
    return place(id, true);
}

Status Panel::hold(const InputId& id) {
    if (auto placed = place(id, false); !placed) {
        return placed;
    }
    makeRoom(id);
    return {};
}

/// Who is in the green room, with what they share, leaves the picture to the others. A meeting arranges itself.
void Panel::makeRoom(const InputId& id) {
    const auto panelist = find(id);
    const Seminar* seminar = panelist ? parts_.office.find(panelist->seminar) : nullptr;
    if (seminar == nullptr || seminar->meeting) {
        return;
    }
    (void)parts_.studio.withdraw(shareOf(id));
    (void)parts_.studio.withdraw(id);
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

Status Panel::checkText(const std::string& text) {
    if (characters(text) > kMaxMessage || hasControls(text)) {
        return fail(ErrorCode::InvalidArgument, Text{"伝言と質問は改行なしの 200 文字までです。",
                                                     "A message or question has up to 200 characters in one line."});
    }
    return {};
}

Status Panel::setNext(const InputId& id, bool next) {
    const auto panelist = find(id);
    if (!panelist) {
        return noSuchPanelist();
    }
    if (next) {
        next_[panelist->seminar] = id;
    } else if (panelist->next) {
        next_.erase(panelist->seminar);
    }
    return {};
}

Status Panel::ask(const SeminarId& seminar, const std::string& text) {
    if (parts_.office.find(seminar) == nullptr) {
        return fail(noSuchSeminar(seminar));
    }
    if (auto checked = checkText(text); !checked) {
        return checked;
    }
    questions_[seminar] = text;
    return {};
}

std::string Panel::question(const SeminarId& seminar) const {
    const auto found = questions_.find(seminar);
    return found != questions_.end() ? found->second : std::string();
}

Status Panel::write(const std::optional<InputId>& id, const std::string& text) {
    if (auto checked = checkText(text); !checked) {
        return checked;
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

Status Panel::talk(const std::string& headset, const Talk& to) {
    if (!to.panelist.empty() && !find(to.panelist)) {
        return noSuchPanelist();
    }
    const PeerId peer{PeerId::Kind::Operator, headset};
    if (!parts_.studio.state().peers.contains(peer)) {
        return fail(ErrorCode::WrongState,
                    Text{"ヘッドセットがつながっていません。「ヘッドセットをつなぐ」を押してください。",
                         "The headset is not connected; connect it first."});
    }
    talks_[headset] = to;
    parts_.programme.talk(peer, to);
    return {};
}

void Panel::hangUp(const std::string& headset) {
    talks_.erase(headset);
    parts_.programme.dropPeer({PeerId::Kind::Operator, headset});
}

bool Panel::isSpokenTo(const InputId& id) const {
    const auto& peers = parts_.studio.state().peers;
    return std::ranges::any_of(talks_, [&](const auto& talk) {
        return talk.second.reaches(id) && peers.contains({PeerId::Kind::Operator, talk.first});
    });
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
    const auto said = said_.find(id);
    const Seminar* seminar = parts_.office.find(person.seminar);
    Panelist panelist{.id = id, .seminar = person.seminar, .name = person.name, .affiliation = person.affiliation};
    panelist.onStage = input->second.onStage;
    panelist.connected = comes(studio, id);
    panelist.shares = comes(studio, shareOf(id));
    const auto next = next_.find(person.seminar);
    panelist.next = next != next_.end() && next->second == id;
    panelist.spokenTo = isSpokenTo(id);
    panelist.halfPicture = isOverloaded(studio) && !isLarge(studio.programme, id);
    panelist.muted = said != said_.end() && said->second.muted;
    panelist.hand = said != said_.end() && said->second.hand;
    panelist.busy = seminar != nullptr && !isOver(seminar->state) && !parts_.office.mayConverse(person.seminar);
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
