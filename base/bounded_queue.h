// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace tsudoi {

/// A queue with a fixed capacity between threads; push never waits.
///
/// Threads: thread-safe. Order: first in, first out.
template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

    /// \return false when the queue is full or closed; the item is then untouched and dropped by the caller
    [[nodiscard]] bool push(T item) noexcept {
        {
            const std::lock_guard lock(mutex_);
            if (closed_ || items_.size() >= capacity_) {
                return false;
            }
            items_.push_back(std::move(item));
        }
        ready_.notify_one();
        return true;
    }

    /// Waits for an item. \return nullopt when the queue is closed and empty
    [[nodiscard]] std::optional<T> pop() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return closed_ || !items_.empty(); });
        return takeFront();
    }

    /// Waits at most \p longest. \return nullopt on time-out, or when closed and empty
    template <typename Duration>
    [[nodiscard]] std::optional<T> popFor(Duration longest) {
        std::unique_lock lock(mutex_);
        ready_.wait_for(lock, longest, [this] { return closed_ || !items_.empty(); });
        return takeFront();
    }

    [[nodiscard]] std::optional<T> tryPop() {
        const std::lock_guard lock(mutex_);
        return takeFront();
    }

    /// Refuses new items; what is in it can still be taken.
    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        ready_.notify_all();
    }

    [[nodiscard]] bool closed() const {
        const std::lock_guard lock(mutex_);
        return closed_;
    }
    [[nodiscard]] std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return items_.size();
    }

private:
    std::optional<T> takeFront() {
        if (items_.empty()) {
            return std::nullopt;
        }
        std::optional<T> item(std::move(items_.front()));
        items_.pop_front();
        return item;
    }

    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<T> items_;
    bool closed_ = false;
};

}  // namespace tsudoi
