// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/packet_queue.h"
#include "tests/support/failing_disk.h"
#include "tests/support/hls_check.h"
#include "tests/support/mp4_boxes.h"
#include "tests/support/recorder_fixture.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::test;

TEST_CASE("a full queue gives up everything until it has half emptied, and says so once") {
    const auto queue = std::make_shared<recorder::RecorderQueue>();
    recorder::QueueSink sink(queue, 7);
    for (std::size_t i = 0; i < recorder::RecorderQueue::kPackets + 100; ++i) {
        sink.push({});
    }
    CHECK(queue->items.size() == recorder::RecorderQueue::kPackets);
    for (std::size_t i = 0; i < recorder::RecorderQueue::kPackets / 2; ++i) {
        CHECK_FALSE(std::get<recorder::QueuedPacket>(*queue->items.tryPop()).afterLoss);
    }
    sink.push({});
    CHECK(queue->items.size() == recorder::RecorderQueue::kPackets / 2);
    (void)queue->items.tryPop();
    sink.push({});
    sink.push({});
    std::vector<bool> losses;
    while (auto item = queue->items.tryPop()) {
        losses.push_back(std::get<recorder::QueuedPacket>(*item).afterLoss);
    }
    CHECK(std::count(losses.begin(), losses.end(), true) == 1);
    CHECK(losses.at(losses.size() - 2));
}

TEST_CASE("a disk that hangs too long costs whole stretches, never a torn part") {
    const TemporaryDirectory folder;
    const auto disk = std::make_shared<FailingDisk>();
    LibraryFixture house(folder.path(), disk);
    ClipEncoder clip(smallProgramme(), std::chrono::seconds(1));
    const auto sink = house.begin();
    house.push(*sink, clip.frames(70));
    REQUIRE(house.waitForText("big/index.m3u8", "0.m4s\n"));

    disk->hang(true);
    house.push(*sink, clip.frames(40 * 30));  // 26 s fit into the queue
    disk->hang(false);
    hls::PlaylistChecker player;
    REQUIRE(house.waitForText("big/index.m3u8", "\n10.m4s\n"));
    CHECK(player.next(house.text("big/index.m3u8")) == std::vector<std::string>{});
    // The queue empties while the programme goes on.
    REQUIRE(house.control.runUntil([&] {
        house.push(*sink, clip.frames(10));
        return house.text("big/index.m3u8").find("#EXT-X-DISCONTINUITY\n") != std::string::npos;
    }));
    CHECK(player.next(house.text("big/index.m3u8")) == std::vector<std::string>{});
    house.push(*sink, clip.frames(90));
    REQUIRE(house.end());

    const auto playlist = hls::parsePlaylist(house.text("big/index.m3u8"));
    CHECK(hls::checkPlaylist(playlist) == std::vector<std::string>{});
    std::vector<Fragment> all;
    for (const auto& segment : playlist.segments) {
        const auto fragments = readFragments(house.text("big/" + segment.uri));
        REQUIRE(fragments.has_value());
        CHECK(fragments->front().tracks.at(1).firstIsSync);
        all.insert(all.end(), fragments->begin(), fragments->end());
    }
    // The sound of the last pictures before the loss is lost with it.
    CHECK(checkContinuous(all, 8 * 1024) == "");
}
