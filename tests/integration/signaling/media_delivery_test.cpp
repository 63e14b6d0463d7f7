// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/server_rig.h"

#include <doctest/doctest.h>

#include <fcntl.h>

namespace tsudoi::test {

using seminar::MediaAccess;
using seminar::MediaReply;

TEST_CASE("a part arrives whole, with a type, an ETag and leave to be cached") {
    ServerRig rig;
    rig.shelf.set("1080p/3.1.m4s", [](const auto&) { return readyBytes(131072); });
    WebClient client(rig.port());
    const auto answer = client.get("/media/demo/1080p/3.1.m4s", rig.signIn());
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body.size() == 131072);
    CHECK(static_cast<unsigned char>(answer->body[131071]) == 131071 * 7 % 251);
    CHECK(answer->fields.at("content-type") == "video/mp4");
    CHECK(answer->fields.at("etag") == "\"e1\"");
    CHECK(answer->fields.at("cache-control") == "private, max-age=3600, immutable");
}

TEST_CASE("requests sent ahead are answered in order on one connection") {
    ServerRig rig;
    rig.shelf.set("a.m4s", [](const auto&) { return readyBytes(300000); });
    rig.shelf.set("b.m4s", [](const auto&) { return readyBytes(10); });
    WebClient client(rig.port());
    const auto cookie = rig.signIn();
    for (int i = 0; i < 20; ++i) {
        client.request("GET", "/media/demo/a.m4s", cookie);
        client.request("GET", "/media/demo/b.m4s", cookie);
    }
    for (int i = 0; i < 20; ++i) {
        const auto big = client.answer();
        const auto small = client.answer();
        REQUIRE(big);
        REQUIRE(small);
        CHECK(big->body.size() == 300000);
        CHECK(small->body.size() == 10);
    }
}

TEST_CASE("the access decision becomes the status the contract names") {
    ServerRig rig;
    rig.shelf.set("index.m3u8", [](const auto&) { return readyBytes(5); });
    const auto cookie = rig.signIn();
    const auto statusFor = [&](MediaAccess access, const std::string& fields) {
        rig.allow("demo", access);
        return WebClient(rig.port()).get("/media/demo/index.m3u8", fields)->status;
    };
    CHECK(statusFor(MediaAccess::Allowed, cookie) == 200);
    CHECK(statusFor(MediaAccess::Allowed, "") == 403);
    CHECK(statusFor(MediaAccess::Allowed, "Cookie: __Host-tsudoi=somebody-elses-cookie\r\n") == 403);
    CHECK(statusFor(MediaAccess::Revoked, cookie) == 403);
    CHECK(statusFor(MediaAccess::Displaced, cookie) == 403);
    CHECK(statusFor(MediaAccess::NotOnAir, cookie) == 404);
    CHECK(statusFor(MediaAccess::Gone, cookie) == 410);
    CHECK(statusFor(MediaAccess::Gone, "") == 410);
    CHECK(WebClient(rig.port()).get("/media/other/index.m3u8", cookie)->status == 404);
}

TEST_CASE("a parked playlist request is answered when the part is published") {
    ServerRig rig;
    std::atomic<bool> there{false};
    std::atomic<int> asked{0};
    rig.shelf.set("1080p/index.m3u8", [&](const seminar::MediaRequest& request) {
        ++asked;
        CHECK(request.msn == 7);
        CHECK(request.part == 2);
        CHECK(request.skip);
        if (there) {
            return readyBytes(100, seminar::CacheRule::Live);
        }
        MediaReply wait;
        wait.kind = MediaReply::Kind::Wait;
        wait.longest = std::chrono::seconds(60);
        return wait;
    });
    WebClient client(rig.port());
    client.request("GET", "/media/demo/1080p/index.m3u8?_HLS_msn=7&_HLS_part=2&_HLS_skip=YES", rig.signIn());
    REQUIRE(eventually([&] { return asked == 1; }));
    rig.shelf.listener();
    REQUIRE(eventually([&] { return asked == 2; }));
    CHECK(client.silentFor(std::chrono::milliseconds(1)));
    there = true;
    rig.shelf.listener();
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body.size() == 100);
}

TEST_CASE("a parked request is refused when the right to watch is taken away meanwhile") {
    ServerRig rig;
    std::atomic<int> asked{0};
    rig.shelf.set("1080p/index.m3u8", [&](const auto&) {
        ++asked;
        MediaReply wait;
        wait.kind = MediaReply::Kind::Wait;
        wait.longest = std::chrono::seconds(60);
        return wait;
    });
    WebClient client(rig.port());
    client.request("GET", "/media/demo/1080p/index.m3u8?_HLS_msn=7", rig.signIn());
    REQUIRE(eventually([&] { return asked == 1; }));
    rig.allow("demo", MediaAccess::Revoked);
    rig.shelf.listener();
    CHECK(client.answer()->status == 403);
}

TEST_CASE("a parked request gives up with 503") {
    ServerRig rig;
    rig.shelf.set("1080p/index.m3u8", [&](const auto&) {
        MediaReply wait;
        wait.kind = MediaReply::Kind::Wait;
        wait.longest = std::chrono::milliseconds(300);
        return wait;
    });
    WebClient client(rig.port());
    const auto answer = client.get("/media/demo/1080p/index.m3u8?_HLS_msn=7", rig.signIn());
    REQUIRE(answer);
    CHECK(answer->status == 503);
}

TEST_CASE("wrong directives are refused before the shelf is asked") {
    ServerRig rig;
    rig.shelf.set("1080p/index.m3u8", [](const auto&) { return readyBytes(1); });
    const auto cookie = rig.signIn();
    for (const char* query : {"_HLS_part=1", "_HLS_msn=-1", "_HLS_msn=x", "_HLS_msn=1&_HLS_msn=2", "_HLS_skip=no",
                              "_HLS_msn=99999999999999999999"}) {
        CAPTURE(query);
        WebClient client(rig.port());
        CHECK(client.get(std::string("/media/demo/1080p/index.m3u8?") + query, cookie)->status == 400);
    }
}

TEST_CASE("a file range is read from the file, also in part") {
    ServerRig rig;
    TemporaryDirectory folder;
    const auto path = folder.path() / "media.mp4";
    std::ofstream(path) << std::string(1000, 'a') << std::string(200000, 'b') << "end";
    const int fd = ::open(path.c_str(), O_RDONLY);
    auto owner = std::make_shared<UniqueFd>(fd);
    rig.shelf.set("1080p/1.m4s", [&](const auto&) {
        auto reply = readyBytes(1);
        reply.body.body = seminar::FileRange{owner, fd, 1000, 200003};
        return reply;
    });
    const auto cookie = rig.signIn();
    WebClient client(rig.port());
    CHECK(client.get("/media/demo/1080p/1.m4s", cookie)->body == std::string(200000, 'b') + "end");
    const auto part = client.get("/media/demo/1080p/1.m4s", cookie + "Range: bytes=199999-\r\n");
    CHECK(part->status == 206);
    CHECK(part->body == "bend");
    CHECK(part->fields.at("content-range") == "bytes 199999-200002/200003");
    const auto none = client.get("/media/demo/1080p/1.m4s", cookie + "Range: bytes=200003-\r\n");
    CHECK(none->status == 416);
    CHECK(none->fields.at("content-range") == "bytes */200003");
    CHECK(client.get("/media/demo/1080p/1.m4s", cookie + "If-None-Match: W/\"x\", \"e1\"\r\n")->status == 304);
    client.request("HEAD", "/media/demo/1080p/1.m4s", cookie);
    CHECK(client.answer(false)->fields.at("content-length") == "200003");
    CHECK(client.get("/media/demo/1080p/1.m4s", cookie)->status == 200);
}

}  // namespace tsudoi::test
