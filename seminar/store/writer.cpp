// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/store/writer.h"

#include "base/log.h"

#include <utility>

namespace tsudoi::seminar {

SqliteStore::Writer::Writer(std::unique_ptr<SQLite::Database> database, Executor* control, TroubleHandler onTrouble)
    : database_(std::move(database)),
      control_(control),
      onTrouble_(std::move(onTrouble)),
      thread_([this] { work(); }) {}

SqliteStore::Writer::~Writer() {
    closing_.set();
    queue_.close();
    thread_.join();
}

void SqliteStore::Writer::push(Write write) {
    if (!queue_.push({std::move(write), nullptr})) {
        log::error("store: too many writes wait for the disk; one was dropped");
    }
}

void SqliteStore::Writer::flush() {
    auto mark = std::make_shared<Event>();
    if (!queue_.push({nullptr, mark}) || !mark->waitFor(kFlushLimit)) {
        log::error("store: not everything could be written in time");
    }
}

void SqliteStore::Writer::work() {
    for (Batch batch = nextBatch(); !batch.empty(); batch = nextBatch()) {
        writeUntilDone(batch);
        for (const Item& item : batch) {
            if (item.written) {
                item.written->set();
            }
        }
    }
}

/// Waits for one write, then takes whatever else waits: under load one fsync serves many.
SqliteStore::Writer::Batch SqliteStore::Writer::nextBatch() {
    Batch batch;
    for (auto item = queue_.pop(); item; item = queue_.tryPop()) {
        batch.push_back(std::move(*item));
        if (batch.size() >= kMaxBatch) {
            break;
        }
    }
    return batch;
}

void SqliteStore::Writer::writeUntilDone(Batch& batch) {
    while (!written(batch)) {
        if (closing_.waitFor(kRetryPause)) {
            if (!written(batch)) {
                log::error("store: {} writes are lost, the disk refused them", batch.size());
            }
            return;
        }
    }
}

/// \return false: it may work later
bool SqliteStore::Writer::written(Batch& batch) {
    const Status done = store::inTransaction(*database_, [&](SQLite::Database& inside) {
        for (const Item& item : batch) {
            if (item.write) {
                item.write(inside);
            }
        }
    });
    if (!done && store::mayWorkLater(done.error().code)) {
        if (!std::exchange(failing_, true)) {
            log::error("store: {}", done.error().text.en);
            report(done.error());
        }
        return false;
    }
    if (!done) {
        writeOneByOne(batch);
    }
    if (std::exchange(failing_, false)) {
        report(std::nullopt);
    }
    return true;
}

void SqliteStore::Writer::writeOneByOne(Batch& batch) {
    for (const Item& item : batch) {
        const Status done = item.write ? store::inTransaction(*database_, item.write) : Status{};
        if (!done) {
            log::error("store: a write was left out: {}", done.error().text.en);
        }
    }
}

void SqliteStore::Writer::report(const std::optional<Error>& trouble) {
    if (control_ != nullptr && onTrouble_) {
        control_->post([report = onTrouble_, trouble] { report(trouble); });
    } else if (onTrouble_) {
        onTrouble_(trouble);
    }
}

}  // namespace tsudoi::seminar
