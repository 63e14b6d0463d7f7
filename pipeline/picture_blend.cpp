// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/picture_blend.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace tsudoi::pipeline {

namespace {

/// A fixed count lets the compiler vectorise at -O2 without knowing the row's length.
constexpr int kLanes = 32;

void blendLanes(const std::uint8_t* a, const std::uint8_t* b, int opacity, std::uint8_t* out, int count) {
    for (int i = 0; i < count; ++i) {
        out[i] = static_cast<std::uint8_t>((a[i] * (256 - opacity) + b[i] * opacity + 128) >> 8);
    }
}

void blendRow(const std::uint8_t* a, const std::uint8_t* b, int opacity, std::uint8_t* out, int width) {
    int x = 0;
    for (; x + kLanes <= width; x += kLanes) {
        blendLanes(a + x, b + x, opacity, out + x, kLanes);
    }
    blendLanes(a + x, b + x, opacity, out + x, width - x);
}

void halveLanes(const std::uint8_t* upper, const std::uint8_t* lower, std::uint8_t* out, int count) {
    for (int i = 0; i < count; ++i) {
        const int x = 2 * i;
        out[i] = static_cast<std::uint8_t>((upper[x] + upper[x + 1] + lower[x] + lower[x + 1] + 2) >> 2);
    }
}

void halveRow(const std::uint8_t* upper, const std::uint8_t* lower, std::uint8_t* out, int width) {
    int x = 0;
    for (; x + kLanes <= width; x += kLanes) {
        halveLanes(upper + std::ptrdiff_t{2} * x, lower + std::ptrdiff_t{2} * x, out + x, kLanes);
    }
    halveLanes(upper + std::ptrdiff_t{2} * x, lower + std::ptrdiff_t{2} * x, out + x, width - x);
}

std::uint8_t* row(const Plane& plane, int y) {
    return plane.data + std::ptrdiff_t{y} * plane.stride;
}

void fill(Picture& canvas, const Rect& box, const Colour& colour) {
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int half = i == 0 ? 1 : 2;
        for (int y = 0; y < box.height / half; ++y) {
            std::memset(row(canvas.planes.at(i), box.y / half + y) + box.x / half, colour.at(i),
                        static_cast<std::size_t>(box.width / half));
        }
    }
}

}  // namespace

void fillBlack(Picture& canvas) {
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const Size size = planeSize(canvas.size, i);
        for (int y = 0; y < size.height; ++y) {
            std::memset(row(canvas.planes.at(i), y), kBlack.at(i), static_cast<std::size_t>(size.width));
        }
    }
}

void copy(const Picture& from, Position at, Picture& to, const Rect& target) {
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int half = i == 0 ? 1 : 2;
        const auto bytes = static_cast<std::size_t>(target.width / half);
        for (int y = 0; y < target.height / half; ++y) {
            std::memcpy(row(to.planes.at(i), target.y / half + y) + target.x / half,
                        row(from.planes.at(i), at.y / half + y) + at.x / half, bytes);
        }
    }
}

void copyMirrored(const Picture& from, Position at, Picture& to, const Rect& target) {
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int half = i == 0 ? 1 : 2;
        const int width = target.width / half;
        for (int y = 0; y < target.height / half; ++y) {
            const std::uint8_t* source = row(from.planes.at(i), at.y / half + y) + at.x / half;
            std::reverse_copy(source, source + width, row(to.planes.at(i), target.y / half + y) + target.x / half);
        }
    }
}

Colour colourOf(std::uint32_t rgb) {
    const double red = static_cast<double>(rgb >> 16U & 0xFFU) / 255;
    const double green = static_cast<double>(rgb >> 8U & 0xFFU) / 255;
    const double blue = static_cast<double>(rgb & 0xFFU) / 255;
    const double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const auto byte = [](double value) {
        return static_cast<std::uint8_t>(std::lround(value));
    };
    return {byte(16 + 219 * luma), byte(128 + 224 * (blue - luma) / 1.8556), byte(128 + 224 * (red - luma) / 1.5748)};
}

void frame(Picture& canvas, const Rect& box, int width, const Colour& colour) {
    const int edge = std::min({width, box.width / 2, box.height / 2});
    fill(canvas, {box.x, box.y, box.width, edge}, colour);
    fill(canvas, {box.x, box.y + box.height - edge, box.width, edge}, colour);
    fill(canvas, {box.x, box.y, edge, box.height}, colour);
    fill(canvas, {box.x + box.width - edge, box.y, edge, box.height}, colour);
}

void halve(const Picture& from, Position at, Picture& out) {
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int half = i == 0 ? 1 : 2;
        const Size size = planeSize(out.size, i);
        for (int y = 0; y < size.height; ++y) {
            const std::uint8_t* upper = row(from.planes.at(i), at.y / half + 2 * y) + at.x / half;
            halveRow(upper, upper + from.planes.at(i).stride, row(out.planes.at(i), y), size.width);
        }
    }
}

void blend(const Picture& before, const Picture& after, int opacity, Picture& out) {
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const Size size = planeSize(out.size, i);
        for (int y = 0; y < size.height; ++y) {
            blendRow(row(before.planes.at(i), y), row(after.planes.at(i), y), opacity, row(out.planes.at(i), y),
                     size.width);
        }
    }
}

void overlay(const Picture& over, int opacity, Picture& canvas, Position at) {
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int half = i == 0 ? 1 : 2;
        const Size size = planeSize(over.size, i);
        for (int y = 0; y < size.height; ++y) {
            std::uint8_t* below = row(canvas.planes.at(i), at.y / half + y) + at.x / half;
            blendRow(below, row(over.planes.at(i), y), opacity, below, size.width);
        }
    }
}

}  // namespace tsudoi::pipeline
