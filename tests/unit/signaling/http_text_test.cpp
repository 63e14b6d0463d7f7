// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/http_text.h"

#include "signaling/byte_range.h"
#include "signaling/media_query.h"
#include "signaling/route.h"
#include "signaling/same_origin.h"

#include <doctest/doctest.h>

#include <string>

namespace tsudoi::signaling {

TEST_CASE("cookies are found by their whole name") {
    CHECK(cookieValue("a=1; __Host-tsudoi=xyz; b=2", "__Host-tsudoi") == "xyz");
    CHECK(cookieValue("x__Host-tsudoi=1", "__Host-tsudoi").empty());
    CHECK(cookieValue("tsudoi", "tsudoi").empty());
    CHECK(cookieValue("a=1;a=2", "a") == "1");
    CHECK(cookieValue("", "a").empty());
}

TEST_CASE("accepted codings, with their quality") {
    CHECK(acceptsCoding("gzip, deflate, br", "gzip"));
    CHECK(acceptsCoding("GZIP;q=0.5", "gzip"));
    CHECK_FALSE(acceptsCoding("gzip;q=0", "gzip"));
    CHECK_FALSE(acceptsCoding("gzip; q=0.000", "gzip"));
    CHECK_FALSE(acceptsCoding("x-gzip", "gzip"));
    CHECK_FALSE(acceptsCoding("", "gzip"));
}

TEST_CASE("ETags are compared weakly, in lists and as a star") {
    CHECK(etagListed("\"a\"", "\"a\""));
    CHECK(etagListed("\"x\", W/\"a\"", "\"a\""));
    CHECK(etagListed(" * ", "\"a\""));
    CHECK_FALSE(etagListed("\"ab\"", "\"a\""));
    CHECK_FALSE(etagListed("a", "\"a\""));
}

TEST_CASE("queries") {
    const auto items = parseQuery("a=1&b=%41%26&c&&d=");
    REQUIRE(items);
    REQUIRE(items->size() == 4);
    CHECK((*items)[1].value == "A&");
    CHECK((*items)[2].name == "c");
    CHECK_FALSE(parseQuery("a=%4"));
    CHECK_FALSE(parseQuery("a&a&a&a&a&a&a&a&a&a&a&a&a&a&a&a&a"));
}

TEST_CASE("dates and base64 as the standards print them") {
    CHECK(httpDate(std::chrono::system_clock::from_time_t(784111777)) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("UTF-8 is told from what only looks like it") {
    CHECK(isUtf8("plain, 日本語, 🎥"));
    for (const char* bad :
         {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe6\x97", "\x80", "\xff", "\xf0\x80\x80\x80"}) {
        CHECK_FALSE(isUtf8(bad));
    }
}

TEST_CASE("byte ranges") {
    const auto range = [](std::string_view header, std::uint64_t size = 100) {
        const auto result = parseRange(header, size);
        if (const auto* const part = std::get_if<ByteRange>(&result)) {
            return std::to_string(part->offset) + "+" + std::to_string(part->length);
        }
        return std::string(std::holds_alternative<WholeBody>(result) ? "whole" : "none");
    };
    CHECK(range("bytes=0-9") == "0+10");
    CHECK(range("Bytes=10-") == "10+90");
    CHECK(range("bytes=-5") == "95+5");
    CHECK(range("bytes=-500") == "0+100");
    CHECK(range("bytes=90-500") == "90+10");
    CHECK(range("bytes=99-99") == "99+1");
    CHECK(range("bytes=100-") == "none");
    CHECK(range("bytes=-0") == "none");
    CHECK(range("bytes=0-", 0) == "none");
    for (const char* odd : {"bytes=5-4", "bytes=0-1,5-6", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "items=0-1",
                            "bytes=0-99999999999999999999", "bytes= 1 - 2", ""}) {
        CAPTURE(odd);
        CHECK(range(odd) == "whole");
    }
}

TEST_CASE("delivery directives") {
    CHECK(parseMediaQuery("") == MediaQuery{});
    CHECK(parseMediaQuery("_HLS_msn=12&_HLS_part=0&_HLS_skip=YES") == MediaQuery{12, 0, true});
    CHECK(parseMediaQuery("_HLS_skip=v2") == MediaQuery{{}, {}, true});
    CHECK(parseMediaQuery("other=1&_HLS_future=x") == MediaQuery{});
    for (const char* wrong : {"_HLS_part=0", "_HLS_msn=", "_HLS_msn=+1", "_HLS_msn=1.0", "_HLS_msn=9007199254740992",
                              "_HLS_skip=", "_HLS_skip=YES&_HLS_skip=YES", "_HLS_msn=1&_HLS_msn=1", "_HLS_msn=%"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseMediaQuery(wrong));
    }
}

TEST_CASE("addresses of the contract") {
    const auto kind = [](std::string_view path) {
        return route(path).kind;
    };
    CHECK(route("/s/demo") == Route{RouteKind::Page, "watch.html", SeminarId("demo"), ""});
    CHECK(route("/studio").name == "studio.html");
    CHECK(route("/assets/a-1.js").name == "assets/a-1.js");
    CHECK(route("/media/demo/1080p/3.1.m4s") == Route{RouteKind::Media, "", SeminarId("demo"), "1080p/3.1.m4s"});
    CHECK(route("/api/office/people.csv").name == "office/people.csv");
    CHECK(kind("/control") == RouteKind::Control);
    CHECK(kind("/api/session") == RouteKind::Session);
    CHECK(kind("/healthz") == RouteKind::Health);
    for (const char* none : {"/s/", "/s/Demo", "/s/-a", "/s/demo/", "/media/", "/media/demo", "/media/demo/",
                             "/media/A/x", "/api/", "/control/", "/watch.html", "/studio/", "/x"}) {
        CAPTURE(none);
        CHECK(kind(none) == RouteKind::NotFound);
    }
}

TEST_CASE("a page of ours is told from one elsewhere") {
    const auto own = [](std::vector<HeaderField> fields, std::string_view publicUrl = "https://seminar.example",
                        bool secure = false) {
        HttpRequest request;
        request.fields = std::move(fields);
        return fromOwnPage(request, publicUrl, secure);
    };
    CHECK(own({{"host", "a:1"}}));
    CHECK(own({{"host", "a:1"}, {"origin", "https://a:1"}}));
    CHECK(own({{"host", "internal"}, {"origin", "https://Seminar.example"}}));
    CHECK(own({{"host", "a"}, {"sec-fetch-site", "same-origin"}}));
    CHECK_FALSE(own({{"host", "a"}, {"sec-fetch-site", "cross-site"}}));
    CHECK_FALSE(own({{"host", "a"}, {"sec-fetch-site", "same-site"}}));
    CHECK_FALSE(own({{"host", "a"}, {"origin", "https://b"}}));
    CHECK_FALSE(own({{"host", "a:1"}, {"origin", "https://a:2"}}));
    CHECK_FALSE(own({{"host", "a"}, {"origin", "null"}}));
    CHECK_FALSE(own({{"origin", "https://"}}));
    CHECK(own({{"host", "a"}, {"origin", "http://a"}}, ""));
    CHECK(own({{"host", "a"}, {"origin", "https://a"}}, "", true));
    CHECK_FALSE(own({{"host", "a"}, {"origin", "http://a"}}, "", true));
    CHECK_FALSE(own({{"host", "a"}, {"origin", "ftp://a"}}, ""));
}

}  // namespace tsudoi::signaling
