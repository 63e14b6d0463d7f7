// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace tsudoi::hardware {

/// An H.264 encoder element of this machine.
struct Encoder {
    std::string element;  ///< GStreamer factory, e.g. "vah264enc"
    std::string name;     ///< for people
    bool hardware = false;
    bool working = false;              ///< encoded pictures in the trial
    std::string reason;                ///< not working: what happened
    std::chrono::milliseconds took{};  ///< of the trial
};

/// How long a trial of one encoder may take; a GPU may need to wake up.
inline constexpr std::chrono::seconds kEncoderTrial{4};

/// Every H.264 encoder element that is installed, best first (hardware before software), each tried with a few frames.
/// x264enc is the floor and stands last among the usual ones.
///
/// Threads: reentrant. Takes up to kEncoderTrial for each encoder: at the start or in a worker.
[[nodiscard]] std::vector<Encoder> listEncoders();

/// Encodes a few pictures with one element. \return how it went; a hang counts as not working
[[nodiscard]] Encoder tryEncoder(const std::string& element);

}  // namespace tsudoi::hardware
