// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/acceptor.h"
#include "tests/support/server_rig.h"

#include <doctest/doctest.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <ctime>
#include <filesystem>
#include <optional>

namespace tsudoi::test {

namespace {

void write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

signaling::ServerOptions withPages(const TemporaryDirectory& folder) {
    write(folder.path() / "watch.html", "<title>watch</title>" + std::string(2000, ' '));
    write(folder.path() / "studio.html", "<title>studio</title>");
    write(folder.path() / "assets/watch-1a2b.js", std::string(5000, 'x'));
    write(folder.path() / "assets/watch-1a2b.js.br", "brotli bytes");
    write(folder.path() / "secret.key", "not for anybody");
    auto options = ServerRig::plainOptions();
    options.pages = folder.path();
    return options;
}

/// What the server set on its end of a connection to \p port; this process holds both ends.
std::optional<int> unsentLimit(int port) {
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        const int fd = std::stoi(entry.path().filename().string());
        sockaddr_in own{};
        sockaddr_in peer{};
        socklen_t ownLength = sizeof own;
        socklen_t peerLength = sizeof peer;
        const bool connected = ::getsockname(fd, reinterpret_cast<sockaddr*>(&own), &ownLength) == 0 &&
                               ::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &peerLength) == 0;
        int limit = 0;
        socklen_t length = sizeof limit;
        if (connected && ntohs(own.sin_port) == port &&
            ::getsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &limit, &length) == 0) {
            return limit;
        }
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("a slow peer holds little of what it was sent in the kernel") {
    ServerRig rig;
    WebClient client(rig.port());
    REQUIRE(client.get("/healthz")->status == 200);
    CHECK(unsentLimit(rig.port()) == signaling::kMostUnsent);
}

TEST_CASE("pages come from memory, packed when the browser takes it") {
    TemporaryDirectory folder;
    ServerRig rig(withPages(folder));
    WebClient client(rig.port());
    const auto page = client.get("/s/demo");
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK(page->fields.at("content-type") == "text/html; charset=utf-8");
    CHECK(page->fields.at("cache-control") == "no-cache");
    CHECK(page->body.starts_with("<title>watch"));
    CHECK(client.get("/s/demo", "If-None-Match: " + page->fields.at("etag") + "\r\n")->status == 304);
    const auto gzip = client.get("/s/demo", "Accept-Encoding: gzip\r\n");
    CHECK(gzip->fields.at("content-encoding") == "gzip");
    CHECK(gzip->body.size() < 200);
    CHECK(gzip->fields.at("etag") != page->fields.at("etag"));
    const auto asset = client.get("/assets/watch-1a2b.js", "Accept-Encoding: gzip, br\r\n");
    CHECK(asset->fields.at("content-encoding") == "br");
    CHECK(asset->body == "brotli bytes");
    CHECK(asset->fields.at("cache-control") == "public, max-age=31536000, immutable");
    CHECK(asset->fields.at("vary") == "accept-encoding");
}

TEST_CASE("what is no page is not found, whatever lies in the folder") {
    TemporaryDirectory folder;
    ServerRig rig(withPages(folder));
    for (const char* path :
         {"/secret.key", "/assets/secret.key", "/assets/", "/assets/watch-1a2b.js.br", "/assets/../secret.key",
          "/assets/%2e%2e/secret.key", "/join", "/office", "/s/", "/watch.html", "//studio"}) {
        CAPTURE(path);
        const auto answer = WebClient(rig.port()).get(path);
        REQUIRE(answer);
        CHECK((answer->status == 404 || answer->status == 400));
    }
}

TEST_CASE("health and metrics") {
    auto options = ServerRig::plainOptions();
    options.metricsToken = "metrics-token";
    ServerRig rig(options);
    WebClient client(rig.port());
    CHECK(client.get("/healthz")->body == "ok\n");
    CHECK(client.get("/metrics")->body == "tsudoi_up 1\n");
    // A proxy on this machine asks for somebody else.
    const std::string viaProxy = "X-Forwarded-For: 192.0.2.7\r\n";
    CHECK(client.get("/metrics", viaProxy)->status == 404);
    CHECK(client.get("/metrics", viaProxy + "Authorization: Bearer metrics-token\r\n")->status == 200);
    CHECK(client.get("/metrics", viaProxy + "Authorization: Bearer wrong\r\n")->status == 404);
}

TEST_CASE("methods that an address does not know are answered with those it knows") {
    ServerRig rig;
    WebClient client(rig.port());
    const auto check = [&](const char* method, const char* path, const char* allowed) {
        CAPTURE(method);
        client.request(method, path, rig.signIn());
        const auto answer = client.answer();
        REQUIRE(answer);
        CHECK(answer->status == 405);
        CHECK(answer->fields.at("allow") == allowed);
    };
    check("POST", "/healthz", "GET, HEAD");
    check("DELETE", "/media/demo/index.m3u8", "GET, HEAD");
    check("TRACE", "/healthz", "GET, HEAD");
    check("PUT", "/api/session", "GET, HEAD, POST, DELETE");
    check("POST", "/control", "GET");
}

TEST_CASE("requests over the limits are refused and the connection ends") {
    ServerRig rig;
    const auto statusFor = [&](const std::string& bytes) {
        WebClient client(rig.port());
        client.send(bytes);
        const auto answer = client.answer();
        const int status = answer ? answer->status : 0;
        CHECK(client.ended());
        return status;
    };
    CHECK(statusFor("GET /" + std::string(5000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
    CHECK(statusFor("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(100'000, 'a')) == 431);
    CHECK(statusFor("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" +
                    std::string(1'000'000, 'a')) == 413);
    CHECK(statusFor("POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 501);
    CHECK(statusFor("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n") == 400);
    CHECK(statusFor(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15)) == 400);
    CHECK(statusFor("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 400);
}

TEST_CASE("two hundred connections at once are all served and all forgotten") {
    ServerRig rig;
    rig.shelf.set("1.m4s", [](const auto&) { return readyBytes(131072); });
    const auto cookie = rig.signIn();
    std::vector<std::unique_ptr<WebClient>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<WebClient>(rig.port()));
        clients.back()->request("GET", "/media/demo/1.m4s", cookie);
    }
    for (auto& client : clients) {
        const auto answer = client->answer();
        REQUIRE(answer);
        CHECK(answer->body.size() == 131072);
    }
}

TEST_CASE("HTTP/1.0 and Connection: close end the connection after the answer") {
    ServerRig rig;
    WebClient old(rig.port());
    old.send("GET /healthz HTTP/1.0\r\n\r\n");
    CHECK(old.answer()->body == "ok\n");
    CHECK(old.ended());
    WebClient polite(rig.port());
    CHECK(polite.get("/healthz", "Connection: close\r\n")->fields.at("connection") == "close");
    CHECK(polite.ended());
}

TEST_CASE("a held request costs no processor time when its peer leaves or sends ahead") {
    ServerRig rig;
    std::atomic<int> asked{0};
    rig.shelf.set("index.m3u8", [&](const auto&) {
        ++asked;
        seminar::MediaReply wait;
        wait.kind = seminar::MediaReply::Kind::Wait;
        wait.longest = std::chrono::seconds(60);
        return wait;
    });
    const auto target = "/media/demo/index.m3u8?_HLS_msn=9";
    const auto cookie = rig.signIn();
    WebClient ahead(rig.port());
    ahead.request("GET", target, cookie);
    ahead.request("GET", "/healthz");
    auto left = std::make_unique<WebClient>(rig.port());
    left->request("GET", target, cookie);
    REQUIRE(eventually([&] { return asked == 2; }));
    left.reset();
    const std::clock_t before = std::clock();
    CHECK(ahead.silentFor(std::chrono::milliseconds(1500)));
    const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    CHECK(seconds < 0.75);  // a busy loop would take all of the 1.5 s
    rig.shelf.listener();
    CHECK(eventually([&] { return asked == 3; }));  // only the one that is still there
}

TEST_CASE("further API calls reach their handler on the control thread") {
    struct Handler final : signaling::ApiHandler {
        void handle(signaling::ApiCall call, signaling::Reply reply) override {
            reply(signaling::jsonResponse(200, call.name + " " + call.request.body));
        }
    } handler;
    ServerRig rig(ServerRig::plainOptions(), &handler);
    WebClient client(rig.port());
    CHECK(client.post("/api/office/upload", "", "12345")->body == "office/upload 12345");
    CHECK(client.get("/api/office/people.csv")->body == "office/people.csv ");
    CHECK(client.post("/api/office/upload", "Origin: https://evil.example\r\n", "1")->status == 403);
    ServerRig none;
    CHECK(WebClient(none.port()).get("/api/office/people.csv")->status == 404);
}

TEST_CASE("a taken port and a missing folder are told in words") {
    ServerRig rig;
    auto options = ServerRig::plainOptions();
    options.port = rig.port();
    CHECK_THROWS_WITH(ServerRig second(options), doctest::Contains("Cannot listen on 127.0.0.1"));
    auto pageless = ServerRig::plainOptions();
    pageless.pages = "/nowhere/at/all";
    CHECK_THROWS_WITH(ServerRig third(pageless), doctest::Contains("cannot read the folder"));
}

}  // namespace tsudoi::test
