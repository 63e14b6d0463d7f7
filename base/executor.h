// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace tsudoi {

/// A call in the future. Destroying it cancels the call.
class Timer {
public:
    virtual ~Timer() = default;

protected:
    Timer() = default;
    Timer(const Timer&) = default;
    Timer& operator=(const Timer&) = default;
};

/// Runs functions one after another on one thread.
///
/// Threads: post is thread-safe; after and every are thread-bound (the executor's own thread).
/// A function posted after stop() is dropped.
class Executor {
public:
    virtual ~Executor() = default;

    virtual void post(std::function<void()> task) = 0;
    [[nodiscard]] virtual std::unique_ptr<Timer> after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
    [[nodiscard]] virtual std::unique_ptr<Timer> every(std::chrono::milliseconds period,
                                                       std::function<void()> task) = 0;

protected:
    Executor() = default;
    Executor(const Executor&) = default;
    Executor& operator=(const Executor&) = default;
};

/// Turns callbacks that outlive their owner into no-ops: keep a Lifetime as the last member, wrap with bind().
///
/// Threads: thread-bound; the wrapped function must run on the thread that destroys the owner.
class Lifetime {
public:
    template <typename F>
    [[nodiscard]] auto bind(F function) const {
        return [alive = std::weak_ptr<const bool>(token_),
                function = std::move(function)]<typename... Args>(Args&&... args) mutable {
            if (!alive.expired()) {
                function(std::forward<Args>(args)...);
            }
        };
    }

private:
    std::shared_ptr<const bool> token_ = std::make_shared<const bool>(true);
};

}  // namespace tsudoi
