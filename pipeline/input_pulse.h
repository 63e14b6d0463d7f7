// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace tsudoi::pipeline {

/// When an input last brought something, over all its incarnations; the tick thread reads it.
///
/// Threads: thread-safe.
class InputPulse {
public:
    /// \param soundCounts  sound keeps the picture young (films: their sound may be longer than
    /// their picture)
    explicit InputPulse(bool soundCounts = false) : soundCounts_(soundCounts) {}

    void picture() noexcept { picture_ = now(); }
    void sound() noexcept { sound_ = now(); }
    /// The newest picture never grows old from now on (image, film at its end).
    void setStill(bool still) noexcept { still_ = still; }
    [[nodiscard]] bool still() const noexcept { return still_; }

    /// Age of the newest picture; of the newest sound where there has never been a picture.
    /// \return nullopt when nothing has ever come
    [[nodiscard]] std::optional<std::chrono::nanoseconds> age() const noexcept {
        const std::int64_t picture = picture_;
        const std::int64_t sound = sound_;
        const std::int64_t newest = soundCounts_ ? std::max(picture, sound) : picture != 0 ? picture : sound;
        if (newest == 0) {
            return std::nullopt;
        }
        return std::chrono::nanoseconds(now() - newest);
    }

private:
    [[nodiscard]] static std::int64_t now() noexcept {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
            .count();
    }

    const bool soundCounts_;
    std::atomic<std::int64_t> picture_{0};  ///< ns of steady_clock; 0: never
    std::atomic<std::int64_t> sound_{0};
    std::atomic<bool> still_{false};
};

}  // namespace tsudoi::pipeline
