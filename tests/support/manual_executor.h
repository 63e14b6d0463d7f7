// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/clock.h"
#include "base/executor.h"

#include <atomic>
#include <list>

namespace tsudoi::tests {

/// An executor whose time goes on only when a test says so. The test's thread is its thread.
///
/// Threads: post and the clock are thread-safe, the rest is thread-bound.
class ManualExecutor final : public Executor {
public:
    using Milliseconds = std::chrono::milliseconds;
    using Task = std::function<void()>;

    void post(Task task) override { (void)posted_.push(std::move(task)); }
    [[nodiscard]] std::unique_ptr<Timer> after(Milliseconds delay, Task task) override {
        return add(delay, Milliseconds(0), std::move(task));
    }
    [[nodiscard]] std::unique_ptr<Timer> every(Milliseconds period, Task task) override {
        return add(period, period, std::move(task));
    }

    /// Runs what was posted, until nothing is left.
    void run() {
        while (auto task = posted_.tryPop()) {
            (*task)();
        }
    }

    /// Lets time pass: timers run in their order at their times.
    template <typename Duration>
    void advance(Duration time) {
        const Nanoseconds end = now() + std::chrono::duration_cast<Nanoseconds>(time);
        run();
        while (const auto call = earliest(end)) {
            elapsed_ = call->due.count();
            const Task task = call->task;
            if (call->period > Nanoseconds(0)) {
                call->due += call->period;
            } else {
                calls_.remove(call);
            }
            task();
            run();
        }
        elapsed_ = end.count();
    }

    /// Runs what other threads post until the condition holds. \return false: it did not within the (real) limit
    template <typename Condition>
    [[nodiscard]] bool runUntil(Condition holds, std::chrono::seconds limit = std::chrono::seconds(60)) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (!holds()) {
            if (auto task = posted_.popFor(Milliseconds(20))) {
                (*task)();
            }
            if (std::chrono::steady_clock::now() > end) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] Clock clock() {
        Clock clock;
        clock.wall = [this] {
            return WallTime(std::chrono::hours(24 * 365 * 56)) +
                   std::chrono::duration_cast<WallTime::duration>(now() + jumped());
        };
        clock.steady = [this] {
            return std::chrono::steady_clock::time_point(std::chrono::hours(1) + now());
        };
        return clock;
    }
    /// Sets the wall clock, but not the steady one, forward or back.
    template <typename Duration>
    void jumpWall(Duration time) {
        jumped_ += std::chrono::duration_cast<Nanoseconds>(time).count();
    }
    [[nodiscard]] std::size_t timers() const { return calls_.size(); }

private:
    using Nanoseconds = std::chrono::nanoseconds;

    struct Call {
        Nanoseconds due;
        Nanoseconds period;
        Task task;
    };
    using CallPtr = std::shared_ptr<Call>;

    class ManualTimer final : public Timer {
    public:
        ManualTimer(ManualExecutor& executor, CallPtr call) : executor_(executor), call_(std::move(call)) {}
        ~ManualTimer() override { executor_.calls_.remove(call_); }

    private:
        ManualExecutor& executor_;
        CallPtr call_;
    };

    std::unique_ptr<Timer> add(Milliseconds delay, Milliseconds period, Task task) {
        auto call = std::make_shared<Call>(Call{now() + delay, period, std::move(task)});
        calls_.push_back(call);
        return std::make_unique<ManualTimer>(*this, call);
    }
    CallPtr earliest(Nanoseconds end) const {
        CallPtr first;
        for (const CallPtr& call : calls_) {
            if (call->due <= end && (!first || call->due < first->due)) {
                first = call;
            }
        }
        return first;
    }
    Nanoseconds now() const { return Nanoseconds(elapsed_.load()); }
    Nanoseconds jumped() const { return Nanoseconds(jumped_.load()); }

    BoundedQueue<Task> posted_{1'000'000};
    std::list<CallPtr> calls_;
    std::atomic<Nanoseconds::rep> elapsed_{0};
    std::atomic<Nanoseconds::rep> jumped_{0};
};

}  // namespace tsudoi::tests
