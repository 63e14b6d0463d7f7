// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/values.h"

#include <doctest/doctest.h>

#include <string>

using namespace tsudoi;
using namespace tsudoi::config;
using namespace std::chrono_literals;

TEST_CASE("durations are numbers with units, added up") {
    CHECK(parseDuration("7d") == std::chrono::hours(7 * 24));
    CHECK(parseDuration("90m") == 90min);
    CHECK(parseDuration("45s") == 45s);
    CHECK(parseDuration("1h30m") == 90min);
    CHECK(parseDuration("2w") == std::chrono::hours(14 * 24));
    for (const char* wrong : {"", "7", "d", "7 d", "-1d", "1.5h", "7x", "99999999999999999999d", "9000000000d"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseDuration(wrong).has_value());
    }
}

TEST_CASE("bit rates have decimal units") {
    CHECK(parseBitrate("3000k") == 3'000'000);
    CHECK(parseBitrate("3M") == 3'000'000);
    CHECK(parseBitrate("2.5M") == 2'500'000);
    CHECK(parseBitrate("64000") == 64'000);
    for (const char* wrong : {"", "k", "3 M", "3m", "1e3k", "-3M", "0x10", "999999999999999999999M"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseBitrate(wrong).has_value());
    }
}

TEST_CASE("byte sizes have decimal and binary units") {
    CHECK(parseByteSize("10GB") == 10'000'000'000U);
    CHECK(parseByteSize("0GB") == 0U);
    CHECK(parseByteSize("1.5TB") == 1'500'000'000'000U);
    CHECK(parseByteSize("20GiB") == 20ULL * 1024 * 1024 * 1024);
    for (const char* wrong : {"", "10", "10 GB", "10gb", "GB", "99999999999TB"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseByteSize(wrong).has_value());
    }
}

TEST_CASE("picture sizes are width x height") {
    CHECK(parsePictureSize("1920x1080") == Size{1920, 1080});
    for (const char* wrong : {"", "1920", "1920x", "x1080", "1920X1080", "1920x1080p", "99999999999x1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parsePictureSize(wrong).has_value());
    }
}

TEST_CASE("frame rates are whole, exact fractions or the broadcast ones") {
    CHECK(parseFrameRate("30") == Fraction{30, 1});
    CHECK(parseFrameRate("30000/1001") == Fraction{30000, 1001});
    CHECK(parseFrameRate("29.97") == Fraction{30000, 1001});
    CHECK(parseFrameRate("59.94") == Fraction{60000, 1001});
    for (const char* wrong : {"", "30fps", "30/0", "/2", "12.5", "30/"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseFrameRate(wrong).has_value());
    }
}

TEST_CASE("listen addresses are numeric with a port") {
    CHECK(parseListen("0.0.0.0:8443") == Listen{"0.0.0.0", 8443});
    CHECK(parseListen("localhost:80") == Listen{"127.0.0.1", 80});
    CHECK(parseListen("[::1]:8443") == Listen{"::1", 8443});
    CHECK(parseListen("127.0.0.1:0") == Listen{"127.0.0.1", 0});
    for (const char* wrong : {"", "8443", ":8443", "0.0.0.0", "0.0.0.0:", "0.0.0.0:65536", "::1:8443", "example.jp:80",
                              "[::1]", "[127.0.0.1]:80", "1.2.3:80"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseListen(wrong).has_value());
    }
}

TEST_CASE("public addresses are http or https without anything behind the host") {
    CHECK(parsePublicUrl("https://a.example.jp") == "https://a.example.jp");
    CHECK(parsePublicUrl("HTTPS://a.example.jp/") == "https://a.example.jp");
    CHECK(parsePublicUrl("http://127.0.0.1:8080") == "http://127.0.0.1:8080");
    CHECK(parsePublicUrl("http://[::1]:8080") == "http://[::1]:8080");
    for (const char* wrong : {"", "a.example.jp", "ftp://a", "https://", "https://a/b", "https://a?x", "https://u@a",
                              "https://a:0", "https://a:99999", "https://[::1", "https://a b"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parsePublicUrl(wrong).has_value());
    }
}
