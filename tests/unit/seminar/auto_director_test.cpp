// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/auto_director.h"

#include "support/office_rig.h"

#include <doctest/doctest.h>

#include <set>

using namespace tsudoi;
using namespace tsudoi::seminar;
using tests::kSpring;

namespace {

const InputId kRoom("room");

struct DirectorRig : tests::OfficeRig {
    Panel panel{{programme, access, studio, office, executor.clock()}};
    Meeting meeting{{studio, office, panel, executor}};
    AutoDirector director{studio, meeting, store};
    InputId yamada;
    InputId sato;
    Scene all;

    DirectorRig() {
        kControlThread.assertHere();
        open();
        REQUIRE(studio.addInput({.id = kRoom, .name = "会場"}).has_value());
        yamada = invite("山田");
        sato = invite("佐藤");
        all = panelOf({kRoom, yamada, sato});
        air(all);
        director.set(true);
    }
    InputId invite(const std::string& name) {
        kControlThread.assertHere();
        const auto invited = panel.invite({.seminar = kSpring, .name = name, .affiliation = ""});
        REQUIRE(invited.has_value());
        return invited->id;
    }
    void air(const Scene& scene) {
        kControlThread.assertHere();
        REQUIRE(studio.preview(scene));
        REQUIRE(studio.take(Transition{}));
    }
    void hear(int reports, const std::set<InputId>& speakers) {
        for (int i = 0; i < reports; ++i) {
            Meters meters;
            for (const InputId& id : {kRoom, yamada, sato}) {
                const double db = speakers.contains(id) && i % 10 < 8 ? -20 : -70;
                meters.sources[id].arrivedDb = {db, db};
            }
            studio.metered(meters);
        }
    }
    Scene large(const InputId& one, const InputId& other) const { return slidesPanelOf(one, {kRoom, other}); }
    const Scene& onAir() const { return programme.programme; }
};

}  // namespace

TEST_CASE("who speaks is put forward, the others beside them; in silence the panel comes back") {
    DirectorRig rig;
    rig.hear(AutoDirector::kHold + 5, {rig.yamada});
    CHECK(rig.onAir() == rig.large(rig.yamada, rig.sato));
    CHECK(rig.programme.lastTransition.kind == TransitionKind::Move);
    rig.hear(AutoDirector::kUntilPanel - 5, {});
    CHECK(rig.onAir() == rig.large(rig.yamada, rig.sato));
    rig.hear(40, {});
    CHECK(rig.onAir() == rig.all);
}

TEST_CASE("the picture stays for a while, however often the speakers change") {
    DirectorRig rig;
    rig.hear(AutoDirector::kHold + 5, {rig.yamada});
    Scene before = rig.onAir();
    int changes = 0;
    int since = 0;
    for (int i = 0; i < 30; ++i) {
        rig.hear(20, {i % 2 == 0 ? rig.sato : rig.yamada});
        since += 20;
        if (!(rig.onAir() == before)) {
            CHECK(since >= AutoDirector::kHold - 20);
            since = 0;
            ++changes;
            before = rig.onAir();
        }
    }
    CHECK(changes > 0);
    CHECK(changes <= 600 / AutoDirector::kHold);
}

TEST_CASE("who speak at the same time, a short word and the room's microphone put nobody forward") {
    DirectorRig rig;
    rig.hear(AutoDirector::kHold * 2, {rig.yamada, rig.sato});
    CHECK(rig.onAir() == rig.all);
    rig.hear(AutoDirector::kHold * 2, {kRoom});
    CHECK(rig.onAir() == rig.all);
    rig.hear(8, {rig.sato});
    rig.hear(30, {});
    CHECK(rig.onAir() == rig.all);
}

TEST_CASE("what an operator takes wins, and a panel of theirs is directed anew") {
    DirectorRig rig;
    rig.hear(AutoDirector::kHold + 5, {rig.yamada});
    const Scene full{LayoutKind::Full, {{"main", rig.sato}}};
    rig.air(full);
    rig.hear(AutoDirector::kHold * 3, {rig.yamada});
    CHECK(rig.onAir() == full);
    const Scene two = panelOf({rig.yamada, rig.sato});
    rig.air(two);
    rig.hear(AutoDirector::kHold - 1, {rig.sato});
    CHECK(rig.onAir() == two);
    rig.hear(2, {rig.sato});
    CHECK(rig.onAir() == slidesPanelOf(rig.sato, {rig.yamada}));
}

TEST_CASE("it is off until somebody switches it on, which is kept") {
    DirectorRig rig;
    CHECK(rig.store.state.studio.director);
    rig.director.set(false);
    CHECK_FALSE(rig.store.state.studio.director);
    rig.hear(AutoDirector::kHold * 3, {rig.yamada});
    CHECK(rig.onAir() == rig.all);
    AutoDirector fresh(rig.studio, rig.meeting, rig.store);
    CHECK_FALSE(fresh.on());
    fresh.restore({.director = true});
    CHECK(fresh.on());
}
