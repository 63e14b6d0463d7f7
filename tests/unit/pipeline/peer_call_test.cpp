// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/peer_call.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace tsudoi;
using namespace tsudoi::pipeline;

namespace {

const std::string kPrint =
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";
const std::string kCandidate = "candidate:1 1 UDP 1 127.0.0.1 5000 typ host";

std::string answer(const std::vector<std::string>& kinds) {
    std::string text = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE";
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        text += " " + std::to_string(i);
    }
    text += "\r\na=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuv\r\na=fingerprint:sha-256 " + kPrint + "\r\n";
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        text += "m=" + kinds[i] + " 9 UDP/TLS/RTP/SAVPF 102\r\na=mid:" + std::to_string(i) + "\r\na=rtcp-mux\r\n";
    }
    return text;
}

struct Call {
    std::vector<Result<std::string>> offered;
    int calls = 0;
    std::shared_ptr<PeerCall> call =
        std::make_shared<PeerCall>(seminar::PeerId{seminar::PeerId::Kind::Panelist, "yamada"}, IceOptions{}, nullptr,
                                   [this](Result<std::string> text) { offered.push_back(text); });

    Call() {
        call->onCall([this] { ++calls; });
    }
};

}  // namespace

TEST_CASE("candidates wait for the answer, which counts once") {
    Call rig;
    REQUIRE(rig.call->candidate(1, kCandidate));
    CHECK(rig.call->takeCandidates().empty());
    REQUIRE(rig.call->answer(answer({"audio", "video", "video"})));
    CHECK(rig.calls == 2);
    CHECK(rig.call->takeAnswer()->fingerprint == kPrint);
    CHECK_FALSE(rig.call->takeAnswer());
    const auto candidates = rig.call->takeCandidates();
    REQUIRE(candidates.size() == 1);
    CHECK(candidates[0].mline == 1);
    CHECK(rig.call->answer(answer({"audio", "video", "video"})).error().code == ErrorCode::WrongState);
}

TEST_CASE("an answer that does not fit the offer is refused") {
    Call rig;
    for (const auto& kinds : std::vector<std::vector<std::string>>{
             {"audio"}, {"video", "audio", "video"}, {"audio", "video"}, {"audio", "video", "video", "video"}}) {
        CHECK(rig.call->answer(answer(kinds)).error().code == ErrorCode::InvalidArgument);
    }
    CHECK(rig.call->answer("hello").error().code == ErrorCode::InvalidArgument);
    CHECK(rig.call->answer(answer({"audio", "video", "video"})).has_value());
}

TEST_CASE("a screen answers for sound and picture only") {
    const auto call = std::make_shared<PeerCall>(seminar::PeerId{seminar::PeerId::Kind::Screen, "1"}, IceOptions{},
                                                 nullptr, [](const Result<std::string>&) {});
    CHECK(call->answer(answer({"audio", "video", "video"})).error().code == ErrorCode::InvalidArgument);
    CHECK(call->answer(answer({"audio", "video"})).has_value());
    CHECK(call->candidate(2, kCandidate).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("a headset answers for sound only") {
    const auto call = std::make_shared<PeerCall>(seminar::PeerId{seminar::PeerId::Kind::Operator, "1"}, IceOptions{},
                                                 nullptr, [](const Result<std::string>&) {});
    CHECK(call->answer(answer({"audio", "video"})).error().code == ErrorCode::InvalidArgument);
    CHECK(call->candidate(1, kCandidate).error().code == ErrorCode::InvalidArgument);
    CHECK(call->answer(answer({"audio"})).has_value());
}

TEST_CASE("candidates are looked at before anybody else sees them") {
    Call rig;
    for (const std::string& bad : {std::string("hello"), kCandidate + "\r\na=x", "candidate:" + std::string(600, '1'),
                                   std::string("candidate:\xff")}) {
        CHECK(rig.call->candidate(0, bad).error().code == ErrorCode::InvalidArgument);
    }
    CHECK(rig.call->candidate(3, kCandidate).error().code == ErrorCode::InvalidArgument);
    REQUIRE(rig.call->answer(answer({"audio", "video", "video"})));
    (void)rig.call->takeAnswer();
    REQUIRE(rig.call->candidate(0, "candidate:1 1 UDP 1 4f3c.local 5000 typ host"));
    CHECK(rig.call->takeCandidates().empty());
    for (std::size_t i = 1; i < PeerCall::kMaxCandidates; ++i) {
        REQUIRE(rig.call->candidate(0, kCandidate));
    }
    CHECK(rig.call->candidate(0, kCandidate).error().code == ErrorCode::TooMany);
}

TEST_CASE("whoever waits for an offer gets one answer, also when nothing comes of it") {
    Call rig;
    rig.call->refuse({ErrorCode::Unavailable, {"忙しい", "busy"}});
    rig.call->offer("too late");
    rig.call.reset();
    REQUIRE(rig.offered.size() == 1);
    CHECK(rig.offered[0].error().text.en == "busy");
    Call other;
    other.call.reset();
    REQUIRE(other.offered.size() == 1);
    CHECK(other.offered[0].error().code == ErrorCode::Unavailable);
}

TEST_CASE("the return picture has at most 720p and 30 frames a second") {
    const auto hd = ReturnVideoFormat::of({1920, 1080}, {30, 1});
    CHECK(hd.size == Size{1280, 720});
    CHECK(hd.everyFrame == 1);
    const auto fast = ReturnVideoFormat::of({1280, 720}, {60000, 1001});
    CHECK(fast.size == Size{1280, 720});
    CHECK(fast.everyFrame == 2);
    CHECK(fast.rate == Fraction{60000, 2002});
    CHECK(ReturnVideoFormat::of({640, 360}, {25, 1}).size == Size{640, 360});
    CHECK(ReturnVideoFormat::of({1080, 1920}, {30, 1}).size == Size{404, 720});
    CHECK(ReturnVideoFormat::of({1440, 1080}, {30, 1}).size == Size{960, 720});
}
