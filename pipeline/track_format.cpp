// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/track_format.h"

#include "pipeline/gst_ptr.h"

#include <array>
#include <cstdio>
#include <memory>

namespace tsudoi::pipeline {

namespace {

constexpr std::size_t kSmallestAvcC = 7;

struct MappedBytes {
    BufferPtr buffer;
    GstMapInfo map{};

    ~MappedBytes() {
        if (map.memory != nullptr) {
            gst_buffer_unmap(buffer.get(), &map);
        }
    }
};

SharedBytes mappedBytes(GstBuffer* buffer) {
    auto owner = std::make_shared<MappedBytes>();
    owner->buffer = sharedMini(buffer);
    if (gst_buffer_map(buffer, &owner->map, GST_MAP_READ) == FALSE) {
        return {};
    }
    const std::span bytes(reinterpret_cast<const std::byte*>(owner->map.data), owner->map.size);
    return {std::move(owner), bytes};
}

}  // namespace

std::string avcCodec(std::span<const std::byte> codecData) {
    if (codecData.size() < kSmallestAvcC || codecData[0] != std::byte{1}) {
        return {};
    }
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "avc1.%02X%02X%02X", std::to_integer<unsigned>(codecData[1]),
                  std::to_integer<unsigned>(codecData[2]), std::to_integer<unsigned>(codecData[3]));
    return text.data();
}

Bytes codecDataOf(const GstCaps* caps) {
    const GValue* value = gst_structure_get_value(gst_caps_get_structure(caps, 0), "codec_data");
    if (value == nullptr || !GST_VALUE_HOLDS_BUFFER(value)) {
        return {};
    }
    const SharedBytes mapped = mappedBytes(gst_value_get_buffer(value));
    return {mapped.bytes().begin(), mapped.bytes().end()};
}

SharedBytes bytesOf(GstSample* sample) {
    return mappedBytes(gst_sample_get_buffer(sample));
}

}  // namespace tsudoi::pipeline
