// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tsudoi::pipeline {

/// One m-line with what we need of it.
struct MediaSection {
    enum class Kind { Audio, Video } kind = Kind::Audio;
    std::string mid;
    bool rejected = false;  ///< port 0
    bool sends = false;     ///< the peer means to send here (sendonly, sendrecv)

    friend bool operator==(const MediaSection&, const MediaSection&) = default;
};

/// A peer's session description that passed our checks.
struct SessionDescription {
    std::vector<MediaSection> media;
    std::string fingerprint;  ///< SHA-256 of its certificate: 32 upper-case hex bytes with ':'
    std::string text;         ///< only lines that we know, in their order, ended by CRLF
};

/// Reads a description before GStreamer does, because GStreamer 1.22 crashes on some invalid ones and never compares
/// fingerprints. What is unknown is left out of text; what is wrong refuses the whole.
///
/// Wanted: UDP/TLS/RTP/SAVPF only, everything in one BUNDLE group that names each accepted m-line once, rtcp-mux, ICE
/// user and password, and one SHA-256 fingerprint for all. Pure.
/// \error InvalidArgument: not such a description (says what is wrong)
/// Source: RFC 8866 (SDP), RFC 9143 (BUNDLE), RFC 8122 (fingerprint), RFC 8839 (ICE), RFC 9725 4.4 (WHIP).
[[nodiscard]] Result<SessionDescription> readDescription(std::string_view text);

inline constexpr std::size_t kMaxDescriptionLines = 1000;
inline constexpr std::size_t kMaxMediaSections = 8;

}  // namespace tsudoi::pipeline
