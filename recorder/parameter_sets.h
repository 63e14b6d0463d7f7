// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "recorder/libav.h"

#include <span>

namespace tsudoi::recorder {

/// \return SPS and PPS of an avcC box payload, each with a 4-byte length before it (ISO/IEC 14496-15 5.3.3.1)
/// \error Corrupt
[[nodiscard]] Result<Bytes> parameterSets(std::span<const std::byte> avcC);

/// Puts the parameter sets of \p avcC before the packet's own units, for a decoder that was set up with other ones.
[[nodiscard]] Status prependParameterSets(AVPacket& packet, std::span<const std::byte> avcC);

}  // namespace tsudoi::recorder
