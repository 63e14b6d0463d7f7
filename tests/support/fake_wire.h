// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signaling/wire.h"

#include <string>

namespace tsudoi::test {

/// A wire that keeps what is written and remembers what was asked of it.
struct FakeWire final : signaling::Wire {
    bool write(std::span<const std::byte> bytes) override {
        out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        full = out.size() >= room;
        return !lost;
    }
    bool congested() const override { return full; }
    void wantWritable() override { wanted = true; }
    void pauseReading(bool pause) override { paused = pause; }
    void endOfStream() override { ended = true; }
    void kill() override { killed = true; }

    std::string out;
    std::size_t room = std::string::npos;
    bool full = false, lost = false, wanted = false, paused = false, ended = false, killed = false;
};

}  // namespace tsudoi::test
