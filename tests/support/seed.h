// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

namespace tsudoi::tests {

/// Random numbers for one property test. The seed is printed with the case; TSUDOI_SEED=n runs the same numbers again.
class Seeded {
public:
    Seeded() : seed_(chosen()), engine_(seed_) { MESSAGE("TSUDOI_SEED=" << seed_); }

    /// \return a number from \p low to \p high, both included
    int between(int low, int high) { return std::uniform_int_distribution(low, high)(engine_); }
    bool chance(int percent) { return between(1, 100) <= percent; }
    std::uint32_t seed() const { return seed_; }

private:
    static std::uint32_t chosen() {
        const char* given = std::getenv("TSUDOI_SEED");
        return given != nullptr ? static_cast<std::uint32_t>(std::stoul(given)) : std::random_device{}();
    }

    std::uint32_t seed_;
    std::mt19937 engine_;
};

}  // namespace tsudoi::tests
