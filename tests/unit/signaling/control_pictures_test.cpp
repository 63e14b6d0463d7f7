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
    rig.desk.watch(rig.hana, PictureForm::Jpegs);
    CHECK(rig.programme.pictures != nullptr);
    rig.desk.watch(rig.taro, PictureForm::Jpegs);
    rig.desk.watch(rig.hana, std::nullopt);
    CHECK(rig.programme.pictures != nullptr);
    rig.desk.watch(rig.taro, std::nullopt);
    CHECK(rig.programme.pictures == nullptr);
}

TEST_CASE("each watcher gets each picture under its name, the newest one") {
    kControlThread.assertHere();
    Rig rig;
    rig.desk.watch(rig.hana, PictureForm::Jpegs);
    make(rig.programme, {PictureId::Kind::Programme, {}}, "old");
    make(rig.programme, {PictureId::Kind::Programme, {}}, "new");
    rig.desk.watch(rig.taro, PictureForm::Jpegs);
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
        desk.watch(ConnectionId{1}, PictureForm::Jpegs);
        late = programme.pictures;
    }
    CHECK(programme.pictures == nullptr);
    late->picture({}, SharedBytes(Bytes{}));
    CHECK(sender.peers.empty());
}

TEST_CASE("who watches the multiview begins with a keyframe and misses no frame after it") {
    kControlThread.assertHere();
    Rig rig;
    auto map = std::make_shared<seminar::Multiview>();
    map->size = {1280, 540};
    map->cells = {{{PictureId::Kind::Programme, {}}, {640, 0, 640, 360}},
                  {{PictureId::Kind::Input, InputId("cam")}, {0, 360, 320, 180}}};
    const auto frame = [&](bool keyframe) {
        rig.programme.pictures->multiview(map, SharedBytes(Bytes(1, std::byte{'h'})), keyframe);
    };
    rig.desk.watch(rig.hana, PictureForm::Multiview);
    CHECK(rig.programme.pictureForms.multiview);
    CHECK(!rig.programme.pictureForms.jpegs);
    frame(false);
    frame(true);
    frame(false);
    const std::string text = R"({"cells":{"input:cam":[0,360,320,180],"programme":[640,0,640,360]},"size":[1280,540]})";
    const std::string head{2, 1, 0, static_cast<char>(text.size())};
    const std::string later{2, 0, 0, 0, 'h'};
    CHECK(rig.sender.peers[rig.hana].stream == std::vector<std::string>{head + text + "h", later});
    const int asked = rig.programme.pictureRequests;
    rig.desk.watch(rig.taro, PictureForm::Multiview);  // asks for a keyframe: hana's pictures go on meanwhile
    CHECK(rig.programme.pictureRequests == asked + 1);
    frame(false);
    CHECK(rig.sender.peers[rig.hana].stream.size() == 3);
    CHECK(rig.sender.peers[rig.taro].stream.empty());
    make(rig.programme, {PictureId::Kind::Programme, {}}, "jpeg");
    CHECK(rig.sender.peers[rig.hana].binary.empty());
}

TEST_CASE("one may watch JPEGs while another watches the multiview") {
    kControlThread.assertHere();
    Rig rig;
    rig.desk.watch(rig.hana, PictureForm::Multiview);
    rig.desk.watch(rig.taro, PictureForm::Jpegs);
    CHECK(rig.programme.pictureForms.multiview);
    CHECK(rig.programme.pictureForms.jpegs);
    rig.desk.watch(rig.hana, PictureForm::Jpegs);
    CHECK(!rig.programme.pictureForms.multiview);
    rig.desk.watch(rig.hana, std::nullopt);
    rig.desk.watch(rig.taro, std::nullopt);
    CHECK(rig.programme.pictures == nullptr);
}
