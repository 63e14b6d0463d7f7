// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bounded_queue.h"
#include "base/main_loop.h"
#include "base/synchronized.h"
#include "base/worker.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

using namespace tsudoi;
using namespace std::chrono_literals;

TEST_CASE("what several threads push arrives once each, in the order of its thread") {
    constexpr int kThreads = 3;
    constexpr int kEach = 2000;
    BoundedQueue<std::pair<int, int>> queue(64);
    std::vector<std::thread> producers;
    for (int t = 0; t < kThreads; ++t) {
        producers.emplace_back([&queue, t] {
            for (int i = 0; i < kEach;) {
                queue.push({t, i}) ? void(++i) : std::this_thread::yield();
            }
        });
    }
    std::vector<int> next(kThreads, 0);
    for (int i = 0; i < kThreads * kEach; ++i) {
        const auto item = queue.popFor(60s);
        REQUIRE(item.has_value());
        REQUIRE(item->second == next[static_cast<std::size_t>(item->first)]++);
    }
    for (std::thread& producer : producers) {
        producer.join();
    }
}

TEST_CASE("closing a queue wakes who waits on it") {
    BoundedQueue<int> queue(1);
    std::thread waiter([&] { CHECK_FALSE(queue.pop().has_value()); });
    queue.close();
    waiter.join();
}

TEST_CASE("a worker runs everything it took before it ends, on one thread") {
    std::vector<int> ran;
    {
        Worker worker;
        for (int i = 0; i < 100; ++i) {
            REQUIRE(worker.post([&ran, i] { ran.push_back(i); }));
        }
    }
    REQUIRE(ran.size() == 100);
    CHECK(std::is_sorted(ran.begin(), ran.end()));
}

TEST_CASE("many read at once, a writer is alone") {
    ReadMostly<std::pair<int, int>> value;
    std::atomic<bool> stop{false};
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!stop) {
                REQUIRE(value.read([](const auto& pair) { return pair.first == pair.second; }));
            }
        });
    }
    for (int i = 0; i < 2000; ++i) {
        value.write([](auto& pair) {
            ++pair.first;
            ++pair.second;
        });
    }
    stop = true;
    for (std::thread& reader : readers) {
        reader.join();
    }
    CHECK(value.read([](const auto& pair) { return pair.second; }) == 2000);
}

TEST_CASE("the main loop runs posts of other threads and timers on its own thread, in order") {
    MainLoop loop;
    const auto here = std::this_thread::get_id();
    std::vector<std::string> ran;
    const auto note = [&](const char* what) {
        CHECK(std::this_thread::get_id() == here);
        ran.emplace_back(what);
    };
    int ticks = 0;
    std::unique_ptr<Timer> ticking = loop.every(1ms, [&] {
        ticking.reset();
        ++ticks;
    });
    const auto late = loop.after(20ms, [&] {
        note("late");
        loop.stop();
    });
    {
        const auto cancelled = loop.after(1ms, [&] { note("cancelled"); });
    }
    std::thread other([&] {
        loop.post([&] { note("first"); });
        loop.post([&] { note("second"); });
    });
    other.join();
    loop.run();
    CHECK(ran == std::vector<std::string>{"first", "second", "late"});
    CHECK(ticks == 1);
}

TEST_CASE("a timer that replaces itself in its own call goes on") {
    MainLoop loop;
    int calls = 0;
    std::unique_ptr<Timer> timer;
    std::function<void()> again = [&] {
        if (++calls == 5) {
            loop.stop();
            return;
        }
        timer = loop.after(1ms, again);
    };
    timer = loop.after(1ms, again);
    loop.run();
    CHECK(calls == 5);
}

TEST_CASE("a signal is handled on the loop's thread") {
    MainLoop loop;
    bool handled = false;
    const auto watch = loop.onSignal(SIGTERM, [&] {
        handled = true;
        loop.stop();
    });
    loop.post([] { ::raise(SIGTERM); });
    loop.run();
    CHECK(handled);
}
