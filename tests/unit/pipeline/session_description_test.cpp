// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/session_description.h"

#include "pipeline/peer_certificate.h"
#include "seminar/ports.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::pipeline;

namespace {

const std::string kPrint =
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";

/// What OBS and browsers send, shortened.
std::string offer(const std::string& group = "a=group:BUNDLE 0 1\r\n") {
    return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" + group +
           "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuv\r\na=fingerprint:sha-256 " + kPrint +
           "\r\na=setup:actpass\r\na=x-secret:1\r\n"
           "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendonly\r\na=rtcp-mux\r\n"
           "a=rtpmap:111 opus/48000/2\r\n"
           "m=video 9 UDP/TLS/RTP/SAVPF 102\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\na=sendonly\r\na=rtcp-mux\r\n"
           "a=rtpmap:102 H264/90000\r\na=candidate:1 1 UDP 1 127.0.0.1 5000 typ host\r\n"
           "a=candidate:2 1 UDP 1 4f3c.local 5000 typ host\r\n";
}

std::string changed(const std::string& what, const std::string& with) {
    std::string text = offer();
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("an ordinary offer is read, and only what is known goes on") {
    const auto description = readDescription(offer());
    REQUIRE(description.has_value());
    CHECK(description->fingerprint == kPrint);
    REQUIRE(description->media.size() == 2);
    CHECK(description->media[0] == MediaSection{MediaSection::Kind::Audio, "0", false, true});
    CHECK(description->media[1] == MediaSection{MediaSection::Kind::Video, "1", false, true});
    CHECK(description->text.find("x-secret") == std::string::npos);
    CHECK(description->text.find(".local") == std::string::npos);
    CHECK(description->text.find("typ host\r\n") != std::string::npos);
    CHECK(readDescription(description->text)->text == description->text);
}

TEST_CASE("line ends without CR, small hex digits and a part without picture are fine") {
    std::string text = changed("AA:BB", "aa:bb");
    std::erase(text, '\r');
    CHECK(readDescription(text)->fingerprint == kPrint);
    const auto rejected = readDescription(changed("m=video 9", "m=video 0"));
    CHECK_FALSE(rejected.has_value());  // the group still names it
}

TEST_CASE("a part that is offered in the bundle only gets a port that GStreamer takes for accepted") {
    const auto bundled = readDescription(
        changed("m=video 9 UDP/TLS/RTP/SAVPF 102\r\n", "m=video 0 UDP/TLS/RTP/SAVPF 102\r\na=bundle-only\r\n"));
    REQUIRE(bundled.has_value());
    CHECK_FALSE(bundled->media[1].rejected);
    CHECK(bundled->text == readDescription(offer())->text);
}

TEST_CASE("whatever could hurt GStreamer or our trust is refused") {
    const std::string longMid(100, 'm');
    const std::vector<std::string> bad{
        "",
        "hello",
        std::string(seminar::kMaxDescription + 1, 'v'),
        offer("a=group:BUNDLE 0\r\n"),
        offer("a=group:BUNDLE 0 1 2\r\n"),
        offer("a=group:BUNDLE 0 0 1\r\n"),
        offer("a=group:BUNDLE 0 1\r\na=group:BUNDLE 0 1\r\n"),
        offer(""),
        changed("a=mid:1", "a=mid:0"),
        changed("a=mid:1", "a=mid:" + longMid),
        changed("a=mid:1", "a=mid:1\r\na=mid:2"),
        changed("m=video 9 UDP/TLS/RTP/SAVPF", "m=video 9 RTP/AVP"),
        changed("m=video 9 UDP/TLS/RTP/SAVPF 102", "m=application 9 UDP/DTLS/SCTP webrtc-datachannel"),
        changed("a=rtcp-mux", "a=rtcp"),
        changed("a=fingerprint:sha-256", "a=fingerprint:sha-1"),
        changed("00:11:22", "00:11"),
        changed("a=fingerprint", "a=fingerprinz"),
        changed("a=mid:1", "a=mid:1\r\na=fingerprint:sha-256 FF" + kPrint.substr(2)),
        changed("a=ice-ufrag:abcd", "a=ice-ufrag:a"),
        changed("a=ice-pwd:abcdefghijklmnopqrstuv", "a=ice-pwd:short"),
        changed("s=-", "nonsense"),
        changed("s=-", "s=\x01"),
    };
    for (const std::string& text : bad) {
        CAPTURE(text);
        const auto description = readDescription(text);
        REQUIRE_FALSE(description.has_value());
        CHECK(description.error().code == ErrorCode::InvalidArgument);
    }
}

TEST_CASE("a certificate's fingerprint is the SHA-256 of what its PEM holds") {
    // printf abc | sha256sum
    const auto print = pemFingerprint("-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n");
    REQUIRE(print.has_value());
    CHECK(*print == "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD");
    CHECK_FALSE(pemFingerprint("").has_value());
    CHECK_FALSE(pemFingerprint("-----END CERTIFICATE----------BEGIN CERTIFICATE-----").has_value());
}
