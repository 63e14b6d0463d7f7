// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/executor.h"
#include "base/synchronized.h"
#include "seminar/store/database.h"
#include "seminar/store/sqlite_store.h"

#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace tsudoi::seminar {

/// The store thread and its queue.
///
/// Threads: push and flush are thread-safe; the rest runs on the store thread.
class SqliteStore::Writer {
public:
    using Write = std::function<void(SQLite::Database&)>;

    Writer(std::unique_ptr<SQLite::Database> database, Executor* control, TroubleHandler onTrouble);
    /// Tries once more to write everything, then ends the thread.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void push(Write write);
    void flush();

private:
    struct Item {
        Write write;  ///< empty: only a mark of flush()
        std::shared_ptr<Event> written;
    };
    using Batch = std::vector<Item>;

    void work();
    [[nodiscard]] Batch nextBatch();
    void writeUntilDone(Batch& batch);
    [[nodiscard]] bool written(Batch& batch);
    void writeOneByOne(Batch& batch);
    void report(const std::optional<Error>& trouble);

    static constexpr std::size_t kQueueCapacity = 200'000;
    static constexpr std::size_t kMaxBatch = 1000;

    std::unique_ptr<SQLite::Database> database_;
    Executor* control_;
    TroubleHandler onTrouble_;
    BoundedQueue<Item> queue_{kQueueCapacity};
    Event closing_;
    bool failing_ = false;  ///< reported already
    std::thread thread_;    ///< last: starts when everything above is there
};

}  // namespace tsudoi::seminar
