// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/gst_ptr.h"

#include <cstdint>

namespace tsudoi::pipeline {

/// Larger pictures are not unpacked; the largest photographs of telephones have 108 million pixels.
inline constexpr std::int64_t kMaxPicturePixels = 120'000'000;

/// Browsers send what their screens have, 5K at most; memory for one picture is 22 MB then, for a decoder's sixteen
/// references 350.
inline constexpr std::int64_t kMaxPeerPixels = 5120 * 2880;

/// \return whether pictures with these caps have more pixels; caps without a size do not
[[nodiscard]] bool isLarger(const GstCaps* caps, std::int64_t pixels) noexcept;

/// Makes a decodebin that only ever plugs the demuxers, parsers and software decoders on our list.
/// Whatever else a file or a peer carries is left out, so the rest of the plugins is not reachable
/// from outside. \error Unavailable: element missing
[[nodiscard]] Result<GstElement*> addDecoder(GstBin* bin);

/// \return whether addDecoder may plug an element of this name
[[nodiscard]] bool isAllowedDecoder(std::string_view factory) noexcept;

}  // namespace tsudoi::pipeline
