// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/device_formats.h"

#include <algorithm>
#include <string_view>

namespace tsudoi::hardware {

namespace {

std::string encodingOf(std::string_view type) {
    if (type == "video/x-raw" || type == "audio/x-raw") {
        return "raw";
    }
    if (type == "image/jpeg") {
        return "mjpeg";
    }
    return type == "video/x-h264" ? "h264" : std::string(type);
}

int largestInt(const GValue* value) {
    if (!value) {
        return 0;
    }
    if (G_VALUE_HOLDS_INT(value)) {
        return g_value_get_int(value);
    }
    if (GST_VALUE_HOLDS_INT_RANGE(value)) {
        return gst_value_get_int_range_max(value);
    }
    int largest = 0;
    for (guint i = 0; GST_VALUE_HOLDS_LIST(value) && i < gst_value_list_get_size(value); ++i) {
        largest = std::max(largest, largestInt(gst_value_list_get_value(value, i)));
    }
    return largest;
}

Fraction largestFraction(const GValue* value) {
    if (!value) {
        return {0, 1};
    }
    if (GST_VALUE_HOLDS_FRACTION(value)) {
        return {gst_value_get_fraction_numerator(value), gst_value_get_fraction_denominator(value)};
    }
    if (GST_VALUE_HOLDS_FRACTION_RANGE(value)) {
        return largestFraction(gst_value_get_fraction_range_max(value));
    }
    Fraction largest{0, 1};
    for (guint i = 0; GST_VALUE_HOLDS_LIST(value) && i < gst_value_list_get_size(value); ++i) {
        const Fraction rate = largestFraction(gst_value_list_get_value(value, i));
        if (static_cast<long>(rate.numerator) * largest.denominator >
            static_cast<long>(largest.numerator) * rate.denominator) {
            largest = rate;
        }
    }
    return largest;
}

/// Ranges without a real end ("any size") are not a size.
int within(int value, int most) {
    return value > most ? 0 : value;
}

DeviceFormat formatOf(const GstStructure* caps) {
    constexpr int kWidest = 16384;
    constexpr int kFastest = 1'000'000;
    constexpr int kMostChannels = 256;
    DeviceFormat format;
    format.encoding = encodingOf(gst_structure_get_name(caps));
    format.size = {within(largestInt(gst_structure_get_value(caps, "width")), kWidest),
                   within(largestInt(gst_structure_get_value(caps, "height")), kWidest)};
    format.frameRate = largestFraction(gst_structure_get_value(caps, "framerate"));
    if (format.frameRate.numerator > kFastest) {
        format.frameRate = {0, 1};
    }
    format.sampleRate = within(largestInt(gst_structure_get_value(caps, "rate")), kFastest);
    format.channels = within(largestInt(gst_structure_get_value(caps, "channels")), kMostChannels);
    return format;
}

}  // namespace

std::vector<DeviceFormat> formatsOf(const GstCaps* caps) {
    std::vector<DeviceFormat> formats;
    for (guint i = 0; caps && i < gst_caps_get_size(caps) && formats.size() < kMostFormats; ++i) {
        DeviceFormat format = formatOf(gst_caps_get_structure(caps, i));
        if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
            formats.push_back(std::move(format));
        }
    }
    return formats;
}

}  // namespace tsudoi::hardware
