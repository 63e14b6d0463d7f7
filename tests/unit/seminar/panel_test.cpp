// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/panel.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::kSpring;

namespace {

struct PanelRig : tests::OfficeRig {
    explicit PanelRig(const StoredState& stored = {}) : OfficeRig(stored) {}

    Panel::Invitation invite(const std::string& name = "山田 花子") {
        kControlThread.assertHere();
        const auto invited = panel.invite({.seminar = kSpring, .name = name, .affiliation = "東京病院"});
        REQUIRE(invited.has_value());
        return *invited;
    }
    std::optional<Entry> enter(const std::string& key) {
        kControlThread.assertHere();
        std::optional<Entry> entered;
        access.enter({.key = key}, [&](Result<Entry> entry) {
            if (entry) {
                entered = *entry;
            }
        });
        return entered;
    }
    void comes(const InputId& id) {
        InputStatus status;
        status.id = id;
        status.state = InputState::Live;
        studio.inputChanged(status);
    }

    Panel panel{{programme, access, studio, office, executor.clock()}};
};

}  // namespace

TEST_CASE("an invited panelist has a link and an input, and waits in the green room") {
    PanelRig rig;
    rig.open();
    const auto invited = rig.invite();
    const auto entry = rig.enter(invited.key);
    REQUIRE(entry.has_value());
    CHECK(entry->session.role == Role::Panelist);
    CHECK(entry->session.seminar == kSpring);
    CHECK(entry->session.person.str() == invited.id.str());
    CHECK(rig.programme.inputs.at(invited.id).kind == InputKind::Panelist);
    CHECK_FALSE(rig.programme.inputs.at(invited.id).onStage);

    const auto now = rig.panel.find(invited.id);
    REQUIRE(now.has_value());
    CHECK(now->name == "山田 花子");
    CHECK(now->affiliation == "東京病院");
    CHECK_FALSE(now->onStage);
    CHECK_FALSE(now->connected);
    rig.comes(invited.id);
    CHECK(rig.panel.find(invited.id)->connected);
}

TEST_CASE("on stage is on air only while the seminar is live, and survives a restart") {
    PanelRig rig;
    rig.open();
    const auto id = rig.invite().id;
    REQUIRE(rig.panel.admit(id));
    CHECK(rig.panel.find(id)->onStage);
    CHECK_FALSE(rig.panel.find(id)->onAir);
    REQUIRE(rig.office.start(kSpring));
    CHECK(rig.panel.find(id)->onAir);

    PanelRig again(rig.store.state);
    REQUIRE(again.panel.find(id).has_value());
    CHECK(again.panel.find(id)->onStage);
    CHECK(again.panel.find(id)->name == "山田 花子");
    REQUIRE(again.panel.hold(id));
    CHECK_FALSE(again.programme.inputs.at(id).onStage);
    CHECK_FALSE(again.panel.find(id)->onAir);
}

TEST_CASE("the operator switches a microphone off; what a panelist says of themselves is kept") {
    PanelRig rig;
    rig.open();
    const auto id = rig.invite().id;
    REQUIRE(rig.panel.mute(id));
    REQUIRE(rig.panel.setSelf(id, std::nullopt, true));
    CHECK(rig.panel.find(id)->muted);
    CHECK(rig.panel.find(id)->hand);
    REQUIRE(rig.panel.setSelf(id, false, std::nullopt));
    CHECK_FALSE(rig.panel.find(id)->muted);
    CHECK(rig.panel.find(id)->hand);
}

TEST_CASE("a message goes to one or to all, and can be taken away") {
    PanelRig rig;
    rig.open();
    const auto one = rig.invite().id;
    const auto other = rig.invite("鈴木").id;
    REQUIRE(rig.panel.write(one, "まもなくです"));
    CHECK(rig.panel.message(one)->text == "まもなくです");
    CHECK_FALSE(rig.panel.message(other));
    REQUIRE(rig.panel.write(std::nullopt, "全員へ"));
    CHECK(rig.panel.message(other)->text == "全員へ");
    REQUIRE(rig.panel.write(one, ""));
    CHECK_FALSE(rig.panel.message(one));
    CHECK(rig.panel.write(std::nullopt, std::string(201, 'x')).error().code == ErrorCode::InvalidArgument);
    CHECK(rig.panel.write(InputId("nobody"), "x").error().code == ErrorCode::NotFound);
}

TEST_CASE("a removed panelist's link is worth nothing, and nobody gets it again") {
    PanelRig rig;
    rig.open();
    const auto first = rig.invite();
    REQUIRE(rig.enter(first.key).has_value());
    REQUIRE(rig.panel.remove(first.id));
    CHECK_FALSE(rig.enter(first.key).has_value());
    CHECK_FALSE(rig.panel.find(first.id));
    CHECK_FALSE(rig.programme.inputs.contains(first.id));
    CHECK(rig.invite().id != first.id);
    CHECK_FALSE(rig.enter(first.key).has_value());
}

TEST_CASE("what a panelist shares is an input that goes where they go, and leaves with them") {
    PanelRig rig;
    rig.open();
    const auto invited = rig.invite();
    CHECK_FALSE(rig.programme.inputs.contains(Panel::shareOf(invited.id)));
    const auto screen = rig.panel.share(invited.id);
    REQUIRE(screen.has_value());
    CHECK(*screen == Panel::shareOf(invited.id));
    CHECK(*rig.panel.share(invited.id) == *screen);
    const auto spec = [&] {
        return rig.programme.inputs.at(*screen);
    };
    CHECK(spec().kind == InputKind::Share);
    CHECK(spec().name == "画面：山田 花子");
    CHECK(spec().owner == invited.id);
    CHECK_FALSE(spec().onStage);
    REQUIRE(rig.panel.admit(invited.id));
    CHECK(spec().onStage);
    CHECK_FALSE(rig.panel.find(invited.id)->shares);
    rig.comes(*screen);
    CHECK(rig.panel.find(invited.id)->shares);

    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", *screen}}}));
    REQUIRE(rig.studio.take(Transition{}));
    CHECK(rig.panel.remove(invited.id).error().code == ErrorCode::WrongState);
    CHECK(rig.programme.inputs.contains(invited.id));
    REQUIRE(rig.studio.preview({LayoutKind::Full, {}}));
    REQUIRE(rig.studio.take(Transition{}));
    REQUIRE(rig.panel.remove(invited.id));
    CHECK(rig.programme.inputs.empty());
    CHECK(rig.panel.share(invited.id).error().code == ErrorCode::NotFound);
}

TEST_CASE("a machine that is short of time asks those for less who are not shown large") {
    PanelRig rig;
    rig.open();
    const auto large = rig.invite().id;
    const auto small = rig.invite("鈴木").id;
    REQUIRE(rig.studio.preview({LayoutKind::LecturerSlides, {{"slides", large}, {"lecturer", small}}}));
    REQUIRE(rig.studio.take(Transition{}));
    CHECK_FALSE(rig.panel.find(small)->halfPicture);
    rig.studio.overloaded(true);
    CHECK(rig.panel.find(small)->halfPicture);
    CHECK_FALSE(rig.panel.find(large)->halfPicture);
    rig.studio.overloaded(false);
    CHECK_FALSE(rig.panel.find(small)->halfPicture);
}

TEST_CASE("a long name leaves room for no more") {
    PanelRig rig;
    rig.open();
    const std::string name(Panel::kMaxName, 'x');
    const auto screen = rig.panel.share(rig.invite(name).id);
    REQUIRE(screen.has_value());
    CHECK(rig.programme.inputs.at(*screen).name == name);
}

TEST_CASE("somebody whom a scene on air shows is not removed") {
    PanelRig rig;
    rig.open();
    const auto invited = rig.invite();
    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", invited.id}}}));
    REQUIRE(rig.studio.take(Transition{}));
    CHECK(rig.panel.remove(invited.id).error().code == ErrorCode::WrongState);
    CHECK(rig.enter(invited.key).has_value());
}

TEST_CASE("a seminar that is removed takes its panelists' inputs along") {
    PanelRig rig;
    rig.open();
    REQUIRE(rig.panel.share(rig.invite().id));
    REQUIRE(rig.office.remove(kSpring));
    rig.panel.tidy();
    CHECK(rig.programme.inputs.empty());
    CHECK(rig.panel.all().empty());
}

TEST_CASE("what cannot be is refused in words") {
    PanelRig rig;
    rig.open();
    const auto code = [&](Panel::Invitation invitation) {
        kControlThread.assertHere();
        return rig.panel.invite(std::move(invitation)).error().code;
    };
    CHECK(code({.seminar = SeminarId("none"), .name = "A", .affiliation = ""}) == ErrorCode::NotFound);
    CHECK(code({.seminar = kSpring, .name = "", .affiliation = ""}) == ErrorCode::InvalidArgument);
    CHECK(code({.seminar = kSpring, .name = "a\nb", .affiliation = ""}) == ErrorCode::InvalidArgument);
    CHECK(code({.seminar = kSpring, .name = "A", .affiliation = std::string(101, 'x')}) == ErrorCode::InvalidArgument);
    CHECK(rig.programme.inputs.empty());
    CHECK(rig.panel.admit(InputId("nobody")).error().code == ErrorCode::NotFound);
}

TEST_CASE("who is not on air may come and go without an alarm") {
    PanelRig rig;
    rig.open();
    const auto id = rig.invite().id;
    InputStatus lost;
    lost.id = id;
    lost.state = InputState::Lost;
    rig.studio.inputChanged(lost);
    CHECK(rig.studio.state().alerts.empty());
    REQUIRE(rig.panel.admit(id));
    REQUIRE(rig.studio.preview({LayoutKind::Full, {{"main", id}}}));
    REQUIRE(rig.studio.take(Transition{}));
    rig.comes(id);
    rig.studio.inputChanged(lost);
    CHECK(rig.studio.state().alerts.size() == 1);
}

TEST_CASE("an operator speaks through a headset that is connected, to one or to all, until they put it away") {
    PanelRig rig;
    rig.open();
    const auto yamada = rig.invite();
    const auto suzuki = rig.invite("鈴木 次郎");
    const auto spokenTo = [&](const Panel::Invitation& one) {
        return rig.panel.find(one.id)->spokenTo;
    };
    const PeerId headset{PeerId::Kind::Operator, "headset-1"};
    CHECK(rig.panel.talk(headset.id, {.everybody = true}).error().code == ErrorCode::WrongState);

    rig.studio.peerConnected(headset, true);
    CHECK(rig.panel.talk(headset.id, {.panelist = InputId("nobody")}).error().code == ErrorCode::NotFound);
    REQUIRE(rig.panel.talk(headset.id, {.panelist = yamada.id}).has_value());
    CHECK(rig.programme.talks.at(headset.id).panelist == yamada.id);
    CHECK(spokenTo(yamada));
    CHECK_FALSE(spokenTo(suzuki));
    REQUIRE(rig.panel.talk(headset.id, {.everybody = true}).has_value());
    CHECK(spokenTo(suzuki));
    REQUIRE(rig.panel.talk(headset.id, {}).has_value());
    CHECK_FALSE(spokenTo(yamada));

    REQUIRE(rig.panel.talk(headset.id, {.everybody = true}).has_value());
    rig.studio.peerConnected(headset, false);
    CHECK_FALSE(spokenTo(yamada));
    rig.studio.peerConnected(headset, true);
    rig.panel.hangUp(headset.id);
    CHECK_FALSE(spokenTo(yamada));
}

TEST_CASE("the panel is told who speaks next and which question is being answered") {
    PanelRig rig;
    rig.open();
    const auto yamada = rig.invite();
    const auto suzuki = rig.invite("鈴木 次郎");
    const auto next = [&](const Panel::Invitation& one) {
        return rig.panel.find(one.id)->next;
    };
    REQUIRE(rig.panel.setNext(yamada.id, true).has_value());
    REQUIRE(rig.panel.setNext(suzuki.id, true).has_value());
    CHECK_FALSE(next(yamada));
    CHECK(next(suzuki));
    REQUIRE(rig.panel.setNext(yamada.id, false).has_value());
    CHECK(next(suzuki));
    REQUIRE(rig.panel.admit(suzuki.id).has_value());
    CHECK_FALSE(next(suzuki));
    CHECK(rig.panel.setNext(InputId("nobody"), true).error().code == ErrorCode::NotFound);

    CHECK(rig.panel.question(kSpring).empty());
    REQUIRE(rig.panel.ask(kSpring, "夜間の連絡先は？").has_value());
    CHECK(rig.panel.question(kSpring) == "夜間の連絡先は？");
    CHECK(rig.panel.ask(kSpring, std::string(201, 'x')).error().code == ErrorCode::InvalidArgument);
    CHECK(rig.panel.ask(kSpring, "two\nlines").error().code == ErrorCode::InvalidArgument);
    CHECK(rig.panel.ask(SeminarId("none"), "x").error().code == ErrorCode::NotFound);
    REQUIRE(rig.panel.ask(kSpring, "").has_value());
    CHECK(rig.panel.question(kSpring).empty());
}
