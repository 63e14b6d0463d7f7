// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"

#include <functional>
#include <thread>

namespace tsudoi {

/// One thread for slow things (scrypt, opening devices, deleting files), fed by a bounded queue.
///
/// Threads: thread-safe. Destruction runs what is queued, then joins.
class Worker {
public:
    static constexpr std::size_t kDefaultCapacity = 1024;

    explicit Worker(std::size_t capacity = kDefaultCapacity) : tasks_(capacity), thread_([this] { work(); }) {}
    ~Worker() {
        tasks_.close();
        thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// \return false: the queue is full, the task was not taken
    [[nodiscard]] bool post(std::function<void()> task) { return tasks_.push(std::move(task)); }

private:
    void work() {
        while (auto task = tasks_.pop()) {
            (*task)();
        }
    }

    BoundedQueue<std::function<void()>> tasks_;
    std::thread thread_;
};

}  // namespace tsudoi
