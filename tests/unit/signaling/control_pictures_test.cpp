// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_pictures.h"

#include "support/fake_programme.h"
#include "support/fake_sender.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::signaling;
using seminar::PictureId;

namespace {

void make(const tests::FakeProgramme& programme, const PictureId& id, const std::string& jpeg) {
    if (programme.pictures) {
        const auto* first = reinterpret_cast<const std::byte*>(jpeg.data());
        programme.pictures->picture(id, SharedBytes(Bytes(first, first + jpeg.size())));
    }
}

struct Rig {
    tests::FakeProgramme programme;
    tests::FakeSender sender;
    PictureDesk desk{programme, sender};
    const ConnectionId hana{1};
    const ConnectionId taro{2};
};

}  // namespace

TEST_CASE("pictures are made only while somebody watches") {
    kControlThread.assertHere();
    Rig rig;
    CHECK(rig.programme.pictures == nullptr);
    rig.desk.watch(rig.hana, true);
    CHECK(rig.programme.pictures != nullptr);
    rig.desk.watch(rig.taro, true);
    rig.desk.watch(rig.hana, false);
    CHECK(rig.programme.pictures != nullptr);
    rig.desk.watch(rig.taro, false);
    CHECK(rig.programme.pictures == nullptr);
}

TEST_CASE("each watcher gets each picture under its name, the newest one") {
    kControlThread.assertHere();
    Rig rig;
    rig.desk.watch(rig.hana, true);
    make(rig.programme, {PictureId::Kind::Programme, {}}, "old");
    make(rig.programme, {PictureId::Kind::Programme, {}}, "new");
    rig.desk.watch(rig.taro, true);
    make(rig.programme, {PictureId::Kind::Input, InputId("cam")}, "cam picture");
    CHECK(rig.sender.peers[rig.hana].binary["programme"] == std::string("\x01\x09programmenew"));
    CHECK(rig.sender.peers[rig.hana].binary["input:cam"] == std::string("\x01\x09input:camcam picture"));
    CHECK(rig.sender.peers[rig.taro].binary.size() == 1);
}

TEST_CASE("a picture that comes after the desk is gone goes nowhere") {
    kControlThread.assertHere();
    tests::FakeProgramme programme;
    tests::FakeSender sender;
    std::shared_ptr<seminar::PictureSink> late;
    {
        PictureDesk desk(programme, sender);
        desk.watch(ConnectionId{1}, true);
        late = programme.pictures;
    }
    CHECK(programme.pictures == nullptr);
    late->picture({}, SharedBytes(Bytes{}));
    CHECK(sender.peers.empty());
}
