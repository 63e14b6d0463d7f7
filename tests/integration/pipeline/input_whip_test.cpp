// SPDX-License-Identifier: GPL-3.0-or-later
#include "whip_sender.h"

#include <atomic>
#include <filesystem>
#include <future>
#include <iterator>
#include <optional>

using namespace tsudoi;
using namespace tsudoi::tests;
using pipeline::SenderOffer;
using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputState;

namespace {

InputSpec door() {
    return {.kind = InputKind::Whip, .passphrase = "0123456789"};
}

/// Offers to the input and waits for its answer.
Result<std::string> call(InputRig& rig, const std::string& offer) {
    auto description = pipeline::readDescription(offer);
    if (!description) {
        return fail(description.error());
    }
    auto answer = std::make_shared<std::promise<Result<std::string>>>();
    auto answered = answer->get_future();
    rig.control().run([&] {
        rig.supervisor().take(
            std::make_shared<SenderOffer>(std::move(*description), pipeline::IceOptions{{"127.0.0.1"}, {}},
                                          [answer](Result<std::string> text) { answer->set_value(std::move(text)); }));
    });
    return answered.get();
}

void connect(InputRig& rig, WhipSender& sender) {
    const auto answer = call(rig, sender.offer());
    REQUIRE(answer.has_value());
    CHECK(answer->find("a=candidate:") != std::string::npos);
    sender.answer(*answer);
}

bool plays(InputRig& rig) {
    rig.forget();
    return rig.hears([](const Heard& heard) { return heard.pictures > 30 && heard.blocks > 30; });
}

/// What somebody in the middle would send: his certificate, the sender's description.
std::string forged(std::string offer) {
    const std::string before = "a=fingerprint:sha-256 ";
    for (auto at = offer.find(before); at != std::string::npos; at = offer.find(before, at + 1)) {
        char& digit = offer[at + before.size()];
        digit = digit == '0' ? '1' : '0';
    }
    return offer;
}

/// How many files a directory has.
std::ptrdiff_t entries(const char* directory) {
    const std::filesystem::directory_iterator all(directory);
    return std::distance(begin(all), end(all));
}

}  // namespace

TEST_CASE("a WHIP input waits for its sender, plays it, and waits again when it goes") {
    InputRig rig(door());
    CHECK(rig.becomes(InputState::Lost));
    CHECK(rig.status().problem->en.find("Waiting for the sender") != std::string::npos);
    std::optional<WhipSender> sender(std::in_place);
    connect(rig, *sender);
    REQUIRE(plays(rig));
    CHECK(rig.heard().size == Size{320, 180});
    CHECK(rig.heard().latestPicture < 5s);  // in programme time, not in times of the sender
    CHECK(rig.becomes(InputState::Live));
    CHECK(eventually([&] { return !rig.status().problem; }));

    rig.control().run([&] { rig.supervisor().senderLeft(); });
    CHECK(rig.becomes(InputState::Lost));
    sender.emplace(WhipSender::kVp8);
    connect(rig, *sender);
    REQUIRE(plays(rig));
    CHECK(rig.becomes(InputState::Live));
    rig.remove();
    CHECK(eventually([&] { return rig.reaper().running() == 0; }));
}

TEST_CASE("a new sender replaces the one that is there") {
    InputRig rig(door());
    WhipSender first;
    connect(rig, first);
    REQUIRE(plays(rig));
    WhipSender second;
    connect(rig, second);
    REQUIRE(plays(rig));
    CHECK(rig.becomes(InputState::Live));
}

TEST_CASE("senders that come and go leave no descriptor behind") {
    const auto visit = [] {
        InputRig rig(door());
        WhipSender sender;
        connect(rig, sender);
        REQUIRE(plays(rig));
        rig.remove();
        REQUIRE(eventually([&] { return rig.reaper().running() == 0; }));
    };
    const auto descriptors = [] {
        return entries("/proc/self/fd");
    };
    visit();
    const auto before = descriptors();
    for (int i = 0; i < 4; ++i) {
        visit();
    }
    CHECK(eventually([&] { return descriptors() <= before; }));
}

TEST_CASE("a sender of ever new streams costs no more than a few, and its picture goes on") {
    constexpr int kStreams = 80;
    constexpr std::ptrdiff_t kMost = 60;  // threads; without a limit it is two a stream
    InputRig rig(door());
    WhipSender sender;
    connect(rig, sender);
    REQUIRE(plays(rig));
    const auto before = entries("/proc/self/task");
    sender.multiply();
    REQUIRE(eventually([&] { return sender.streams() >= kStreams; }));
    CHECK(entries("/proc/self/task") - before < kMost);
    rig.forget();
    CHECK(rig.hears([](const Heard& heard) { return heard.pictures > 30; }));
}

TEST_CASE("offers without end are slowed down, and the input still takes a sender afterwards") {
    constexpr int kOffers = 30;
    InputRig rig(door());
    WhipSender sender;
    const auto description = pipeline::readDescription(sender.offer());
    REQUIRE(description.has_value());
    std::atomic<int> answered{0};
    std::atomic<int> later{0};
    for (int i = 0; i < kOffers; ++i) {
        rig.control().run([&] {
            rig.supervisor().take(std::make_shared<SenderOffer>(
                *description, pipeline::IceOptions{{"127.0.0.1"}, {}}, [&](const Result<std::string>& answer) {
                    const bool busy =
                        !answer && answer.error().text.en.find("still being disconnected") != std::string::npos;
                    later += busy ? 1 : 0;
                    ++answered;
                }));
        });
        CHECK(rig.reaper().running() <= 4);
    }
    CHECK(eventually([&] { return answered == kOffers; }));
    CHECK(later > 0);
    CHECK(eventually([&] { return rig.reaper().running() <= 1; }));
    connect(rig, sender);
    REQUIRE(plays(rig));
}

TEST_CASE("nothing comes in from a peer whose certificate is not the announced one") {
    InputRig rig(door());
    WhipSender sender;
    const auto answer = call(rig, forged(sender.offer()));
    REQUIRE(answer.has_value());
    sender.answer(*answer);
    CHECK(eventually([&] {
        const auto problem = rig.status().problem;
        return problem && problem->en.find("certificate") != std::string::npos;
    }));
    CHECK(rig.heard().pictures == 0);
    CHECK(rig.heard().blocks == 0);
}

TEST_CASE("pictures larger than any screen are refused before a decoder takes the memory for them") {
    const std::string large =
        "videotestsrc is-live=true pattern=black ! video/x-raw,format=I420,width=5760,height=3240,framerate=2/1 ! ";
    const std::vector<std::string> codings{
        "x264enc tune=zerolatency speed-preset=ultrafast ! video/x-h264,profile=constrained-baseline "
        "! rtph264pay pt=102 config-interval=-1 ! application/x-rtp,media=video,encoding-name=H264,payload=102",
        "vp8enc deadline=1 cpu-used=8 ! rtpvp8pay pt=96 "
        "! application/x-rtp,media=video,encoding-name=VP8,payload=96"};
    for (const std::string& coding : codings) {
        InputRig rig(door());
        WhipSender sender(large + coding);
        connect(rig, sender);
        CHECK(eventually([&] {
            const auto problem = rig.status().problem;
            return problem && problem->en.find("Waiting") == std::string::npos;
        }));
        CHECK(rig.heard().pictures == 0);
    }
}

TEST_CASE("an offer without anything that we take is answered with the reason") {
    InputRig rig(door());
    WhipSender sender;
    std::string offer = sender.offer();
    for (const std::string& coding : {std::string("H264/90000"), std::string("OPUS/48000")}) {
        for (auto at = offer.find(coding); at != std::string::npos; at = offer.find(coding, at + 1)) {
            offer.replace(at, 4, "ELSE");
        }
    }
    const auto answer = call(rig, offer);
    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("an input that is removed meanwhile still answers") {
    InputRig rig(door());
    WhipSender sender;
    auto description = pipeline::readDescription(sender.offer());
    REQUIRE(description.has_value());
    auto answer = std::make_shared<std::promise<Result<std::string>>>();
    auto answered = answer->get_future();
    rig.control().run([&] {
        rig.supervisor().take(
            std::make_shared<SenderOffer>(std::move(*description), pipeline::IceOptions{},
                                          [answer](Result<std::string> text) { answer->set_value(std::move(text)); }));
    });
    rig.remove();
    CHECK(answered.wait_for(kPatience) == std::future_status::ready);
}
