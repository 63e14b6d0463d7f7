// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/synchronized.h"
#include "seminar/ports.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <variant>

namespace tsudoi::recorder {

/// What the recorder thread is told, in order.
struct QueuedPacket {
    std::uint64_t run = 0;   ///< of the sink it came through; older runs are ignored
    bool afterLoss = false;  ///< packets before it were given up because the queue was full
    EncodedPacket packet;
};
using QueueItem = std::variant<QueuedPacket, std::function<void()>>;

/// Packets may fill the queue to kPackets, so that there is always room for a command.
struct RecorderQueue {
    static constexpr std::size_t kPackets = 4096;  ///< about 20 s of a ladder of three
    static constexpr std::size_t kCommands = 256;
    BoundedQueue<QueueItem> items{kPackets + kCommands};
};

/// Streaming threads' end of the queue. When the recorder cannot keep up (a disk that hangs) everything is given up
/// until the queue has half emptied; the recorder then goes on at the next keyframe that all renditions have.
///
/// Threads: thread-safe, never waits.
class QueueSink final : public seminar::PacketSink {
public:
    QueueSink(std::shared_ptr<RecorderQueue> queue, std::uint64_t run) : queue_(std::move(queue)), run_(run) {}

    void push(EncodedPacket packet) noexcept override {
        // The lock keeps a packet of another track from slipping in between a loss and its announcement.
        losing_.with([&](bool& losing) {
            const auto filled = queue_->items.size();
            if (filled >= (losing ? RecorderQueue::kPackets / 2 : RecorderQueue::kPackets)) {
                losing = true;
                return;
            }
            losing = !queue_->items.push(QueuedPacket{run_, losing, std::move(packet)});
        });
    }

private:
    std::shared_ptr<RecorderQueue> queue_;
    const std::uint64_t run_;
    Synchronized<bool> losing_{false};
};

}  // namespace tsudoi::recorder
