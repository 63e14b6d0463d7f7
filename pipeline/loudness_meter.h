// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

namespace tsudoi::pipeline {

/// Loudness of the programme after EBU R 128 (libebur128): momentary, short-term, integrated.
///
/// Threads: thread-bound (tick thread).
class LoudnessMeter {
public:
    struct Reading {
        double momentary = 0;   ///< LUFS, 400 ms
        double shortTerm = 0;   ///< LUFS, 3 s
        double integrated = 0;  ///< LUFS, gated, since restart()
    };

    LoudnessMeter();
    ~LoudnessMeter();
    LoudnessMeter(const LoudnessMeter&) = delete;
    LoudnessMeter& operator=(const LoudnessMeter&) = delete;

    void add(std::span<const float> frames);
    [[nodiscard]] Reading read() const;
    [[nodiscard]] double momentary() const;
    void restart();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::pipeline
