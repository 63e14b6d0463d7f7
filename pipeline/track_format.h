// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <gst/gst.h>

#include <span>
#include <string>

/// From encoder caps to what recorder and players must know.
namespace tsudoi::pipeline {

/// \param codecData  avcC box payload
/// \return           e.g. "avc1.4D4028"; empty when the bytes are no avcC
/// Source: RFC 6381 section 3.3, ISO/IEC 14496-15 section 5.3.3.1.
[[nodiscard]] std::string avcCodec(std::span<const std::byte> codecData);

/// \return the codec_data of caps; empty without
[[nodiscard]] Bytes codecDataOf(const GstCaps* caps);

/// \return the bytes of a sample's buffer, mapped as long as anybody holds them; nothing is copied
[[nodiscard]] SharedBytes bytesOf(GstSample* sample);

}  // namespace tsudoi::pipeline
