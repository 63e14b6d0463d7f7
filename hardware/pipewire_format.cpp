// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/pipewire_format.h"

#include <spa/param/audio/format-utils.h>
#include <spa/param/format-utils.h>
#include <spa/param/video/format-utils.h>
#include <spa/pod/iter.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace tsudoi::hardware {

namespace {

/// A range is (default, smallest, largest[, step]); of it the step is no value.
constexpr std::uint32_t kRangeValues = 3;

template <typename T>
std::span<const T> valuesOf(const spa_pod* format, std::uint32_t key, std::uint32_t type) {
    const spa_pod_prop* const property = spa_pod_find_prop(format, nullptr, key);
    if (property == nullptr) {
        return {};
    }
    std::uint32_t count = 0;
    std::uint32_t choice = 0;
    const spa_pod* const values = spa_pod_get_values(&property->value, &count, &choice);
    if (values->type != type || values->size < sizeof(T)) {
        return {};
    }
    if (choice == SPA_CHOICE_Range || choice == SPA_CHOICE_Step) {
        count = std::min(count, kRangeValues);
    }
    return {static_cast<const T*>(SPA_POD_BODY_CONST(values)), count};
}

Size largestSize(const spa_pod* format) {
    Size largest;
    for (const spa_rectangle& one : valuesOf<spa_rectangle>(format, SPA_FORMAT_VIDEO_size, SPA_TYPE_Rectangle)) {
        const Size size{static_cast<int>(one.width), static_cast<int>(one.height)};
        if (std::int64_t{size.width} * size.height > std::int64_t{largest.width} * largest.height) {
            largest = size;
        }
    }
    return largest;
}

Fraction highestRate(const spa_pod* format) {
    Fraction highest{0, 1};
    for (const spa_fraction& one : valuesOf<spa_fraction>(format, SPA_FORMAT_VIDEO_framerate, SPA_TYPE_Fraction)) {
        const Fraction rate{static_cast<int>(one.num), static_cast<int>(one.denom)};
        if (rate.denominator > 0 &&
            std::int64_t{rate.numerator} * highest.denominator > std::int64_t{highest.numerator} * rate.denominator) {
            highest = rate;
        }
    }
    return highest;
}

int largestNumber(const spa_pod* format, std::uint32_t key) {
    const auto values = valuesOf<std::int32_t>(format, key, SPA_TYPE_Int);
    return values.empty() ? 0 : *std::ranges::max_element(values);
}

std::string encodingOf(std::uint32_t subtype) {
    switch (subtype) {
        case SPA_MEDIA_SUBTYPE_raw: return "raw";
        case SPA_MEDIA_SUBTYPE_mjpg: return "mjpeg";
        case SPA_MEDIA_SUBTYPE_h264: return "h264";
        default: return "other";
    }
}

}  // namespace

std::optional<DeviceFormat> formatOf(const spa_pod* param) {
    std::uint32_t type = 0;
    std::uint32_t subtype = 0;
    if (param == nullptr || spa_format_parse(param, &type, &subtype) < 0) {
        return std::nullopt;
    }
    DeviceFormat format{.encoding = encodingOf(subtype), .size = {}, .frameRate = {0, 1}};
    if (type == SPA_MEDIA_TYPE_video) {
        format.size = largestSize(param);
        format.frameRate = highestRate(param);
        return format;
    }
    if (type == SPA_MEDIA_TYPE_audio) {
        format.sampleRate = largestNumber(param, SPA_FORMAT_AUDIO_rate);
        format.channels = largestNumber(param, SPA_FORMAT_AUDIO_channels);
        return format;
    }
    return std::nullopt;
}

}  // namespace tsudoi::hardware
