// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_camera_format.h"

#include <fmt/format.h>

#include <algorithm>

namespace tsudoi::pipeline {

using hardware::DeviceFormat;

namespace {

double perSecond(Fraction rate) {
    return rate.denominator > 0 ? static_cast<double>(rate.numerator) / rate.denominator : 0.0;
}

/// What decoding costs, against a picture that fills the canvas at full rate.
std::optional<double> costOf(const std::string& encoding) {
    if (encoding == "raw") {
        return 0.0;
    }
    if (encoding == "mjpeg") {
        return 0.02;
    }
    return encoding == "h264" ? std::optional(0.04) : std::nullopt;
}

double areaOf(Size size) {
    return static_cast<double>(size.width) * size.height;
}

/// 1 for a raw picture of exactly the canvas; what is beyond the canvas is only work.
std::optional<double> worth(const DeviceFormat& format, Size canvas, Fraction rate) {
    const auto cost = costOf(format.encoding);
    if (!cost || format.size.empty()) {
        return std::nullopt;
    }
    constexpr double kWaste = 0.01;
    const double speed = format.frameRate.numerator > 0 ? perSecond(format.frameRate) / perSecond(rate) : 1.0;
    const double area = areaOf(format.size) / areaOf(canvas);
    return std::min(area, 1.0) * std::min(speed, 1.0) - *cost - kWaste * std::max(area - 1.0, 0.0) -
           kWaste * std::max(speed - 1.0, 0.0);
}

const char* mediaType(const std::string& encoding) {
    return encoding == "raw" ? "video/x-raw" : encoding == "mjpeg" ? "image/jpeg" : "video/x-h264";
}

}  // namespace

std::optional<DeviceFormat> bestCameraFormat(const std::vector<DeviceFormat>& formats, Size canvas, Fraction rate) {
    std::optional<DeviceFormat> best;
    double bestWorth = 0;
    for (const DeviceFormat& format : formats) {
        const auto value = worth(format, canvas, rate);
        if (value && (!best || *value > bestWorth)) {
            best = format;
            bestWorth = *value;
        }
    }
    return best;
}

std::string cameraCaps(const DeviceFormat& format, Fraction rate) {
    const std::string caps = fmt::format("{}, width=(int){}, height=(int){}", mediaType(format.encoding),
                                         format.size.width, format.size.height);
    const std::string exact = fmt::format("{}, framerate=(fraction){}/{}", caps, rate.numerator, rate.denominator);
    const std::string above =
        fmt::format("{}, framerate=(fraction)[{}/{}, 1000/1]", caps, rate.numerator, rate.denominator);
    return format.frameRate.numerator > 0 && perSecond(format.frameRate) < perSecond(rate)
               ? fmt::format("{}, framerate=(fraction){}/{}; {}", caps, format.frameRate.numerator,
                             format.frameRate.denominator, caps)
               : exact + "; " + above + "; " + caps;
}

}  // namespace tsudoi::pipeline
