// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>

namespace tsudoi {

/// A value behind a mutex. The only way in is a short function; never call out of the house from it.
///
/// Threads: thread-safe.
template <typename T>
class Synchronized {
public:
    Synchronized() = default;
    explicit Synchronized(T value) : value_(std::move(value)) {}
    /// Makes the value in its place: one that cannot be moved.
    template <typename... Args>
    explicit Synchronized(std::in_place_t /*here*/, Args&&... args) : value_(std::forward<Args>(args)...) {}

    template <typename F>
    auto with(F&& use) {
        const std::lock_guard lock(mutex_);
        return std::forward<F>(use)(value_);
    }
    template <typename F>
    auto with(F&& use) const {
        const std::lock_guard lock(mutex_);
        return std::forward<F>(use)(value_);
    }
    [[nodiscard]] T copy() const {
        const std::lock_guard lock(mutex_);
        return value_;
    }

private:
    mutable std::mutex mutex_;
    T value_{};
};

/// A value that many threads read at the same time and that is seldom written. As with Synchronized, the only way in
/// is a short function.
///
/// Threads: thread-safe.
template <typename T>
class ReadMostly {
public:
    template <typename F>
    auto read(F&& use) const {
        const std::shared_lock lock(mutex_);
        return std::forward<F>(use)(value_);
    }
    template <typename F>
    auto write(F&& use) {
        const std::unique_lock lock(mutex_);
        return std::forward<F>(use)(value_);
    }

private:
    mutable std::shared_mutex mutex_;
    T value_{};
};

/// The newest immutable version of something: one writer replaces, any number of readers take.
///
/// Threads: thread-safe. A reader keeps what it took alive for as long as it likes.
template <typename T>
class Published {
public:
    explicit Published(std::shared_ptr<const T> first = nullptr) : current_(std::move(first)) {}

    [[nodiscard]] std::shared_ptr<const T> get() const {
        const std::lock_guard lock(mutex_);
        return current_;
    }
    void set(std::shared_ptr<const T> next) {
        const std::lock_guard lock(mutex_);
        current_.swap(next);  // the old one is released after the lock
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const T> current_;
};

/// Lets one thread wait until another one says so, once.
///
/// Threads: thread-safe.
class Event {
public:
    void set() {
        {
            const std::lock_guard lock(mutex_);
            set_ = true;
        }
        condition_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        condition_.wait(lock, [this] { return set_; });
    }
    /// \return whether it was set within the time
    template <typename Duration>
    bool waitFor(Duration longest) {
        std::unique_lock lock(mutex_);
        return condition_.wait_for(lock, longest, [this] { return set_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable condition_;
    bool set_ = false;
};

}  // namespace tsudoi
