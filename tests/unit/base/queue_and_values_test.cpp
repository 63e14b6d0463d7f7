// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bounded_queue.h"
#include "base/executor.h"
#include "base/ids.h"
#include "base/media.h"
#include "base/random.h"
#include "base/result.h"
#include "base/synchronized.h"
#include "base/unique_fd.h"

#include <doctest/doctest.h>

#include <fcntl.h>

#include <array>
#include <set>
#include <unordered_set>

using namespace tsudoi;
using namespace std::chrono_literals;

TEST_CASE("a full queue refuses, an empty one waits only as long as told") {
    BoundedQueue<int> queue(2);
    CHECK(queue.push(1));
    CHECK(queue.push(2));
    CHECK_FALSE(queue.push(3));
    CHECK(queue.size() == 2);
    CHECK(queue.pop() == 1);
    CHECK(queue.tryPop() == 2);
    CHECK_FALSE(queue.tryPop().has_value());
    CHECK_FALSE(queue.popFor(1ms).has_value());
}

TEST_CASE("a closed queue gives out what it has and takes nothing") {
    BoundedQueue<int> queue(2);
    CHECK(queue.push(1));
    queue.close();
    CHECK(queue.closed());
    CHECK_FALSE(queue.push(2));
    CHECK(queue.pop() == 1);
    CHECK_FALSE(queue.pop().has_value());
}

TEST_CASE("ids in addresses are lower-case letters, digits and hyphens") {
    CHECK(isAddressId("demo"));
    CHECK(isAddressId("2026-spring"));
    CHECK(isAddressId(std::string(kMaxAddressIdLength, 'a')));
    for (const char* wrong : {"", "-x", "Demo", "a b", "a/b", "..", "a.b", "日本"}) {
        CAPTURE(wrong);
        CHECK_FALSE(isAddressId(wrong));
    }
    CHECK_FALSE(isAddressId(std::string(kMaxAddressIdLength + 1, 'a')));
}

TEST_CASE("ids of one kind can be compared and hashed") {
    const std::unordered_set<SeminarId> ids{SeminarId("a"), SeminarId("b"), SeminarId("a")};
    CHECK(ids.size() == 2);
    CHECK(SeminarId("a") < SeminarId("b"));
    CHECK(SeminarId().empty());
}

TEST_CASE("every error code has an id of its own") {
    std::set<std::string_view> ids;
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        ids.insert(errorId(static_cast<ErrorCode>(i)));
    }
    CHECK(ids.size() == static_cast<std::size_t>(ErrorCode::Internal) + 1);
    CHECK(errorId(ErrorCode::WrongState) == "wrong-state");
}

TEST_CASE("random keys are 128 bits in base64url and do not repeat") {
    std::set<std::string> keys;
    for (int i = 0; i < 1000; ++i) {
        const std::string key = randomKey();
        CHECK(key.size() == 22);
        CHECK(key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
              std::string::npos);
        keys.insert(key);
    }
    CHECK(keys.size() == 1000);
    CHECK(randomText(0).empty());
    CHECK(randomText(1).size() == 2);
    CHECK(randomText(3).size() == 4);
}

TEST_CASE("a callback that outlives its owner does nothing") {
    int calls = 0;
    std::function<void(int)> callback;
    {
        const Lifetime lifetime;
        callback = lifetime.bind([&calls](int by) { calls += by; });
        callback(2);
    }
    callback(40);
    CHECK(calls == 2);
}

TEST_CASE("shared bytes outlive the one who made them") {
    SharedBytes copy;
    {
        const SharedBytes bytes(Bytes{std::byte{1}, std::byte{2}});
        copy = bytes;
    }
    REQUIRE(copy.size() == 2);
    CHECK(copy.bytes()[1] == std::byte{2});
}

TEST_CASE("a reader keeps the published version that it took") {
    Published<int> published(std::make_shared<const int>(1));
    const auto first = published.get();
    published.set(std::make_shared<const int>(2));
    CHECK(*first == 1);
    CHECK(*published.get() == 2);
}

TEST_CASE("a descriptor is closed with its owner and only once") {
    int number = -1;
    {
        UniqueFd first(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        REQUIRE(first);
        number = first.get();
        const UniqueFd second = std::move(first);
        CHECK(second.get() == number);
        CHECK(::fcntl(number, F_GETFD) >= 0);
    }
    CHECK(::fcntl(number, F_GETFD) == -1);
}
