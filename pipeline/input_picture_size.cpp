// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_picture_size.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tsudoi::pipeline {

namespace {

/// Cameras that lie about their pixels exist; beyond this ratio the claim is not believed.
constexpr double kOddestPixel = 4.0;

double pixelRatio(Fraction aspect) {
    if (aspect.numerator <= 0 || aspect.denominator <= 0) {
        return 1.0;
    }
    const double ratio = static_cast<double>(aspect.numerator) / aspect.denominator;
    return ratio > kOddestPixel || ratio < 1.0 / kOddestPixel ? 1.0 : ratio;
}

int even(double length) {
    return std::max(2, static_cast<int>(std::lround(length / 2.0)) * 2);
}

}  // namespace

Size inputSize(const DecodedPicture& picture, Size canvas) {
    if (picture.quarterTurn) {
        std::swap(canvas.width, canvas.height);
    }
    const double ratio = pixelRatio(picture.pixelAspect);
    const double width = picture.size.width * std::max(ratio, 1.0);
    const double height = picture.size.height * std::max(1.0 / ratio, 1.0);
    const double shrink = std::min({1.0, canvas.width / width, canvas.height / height});
    return {std::min(even(width * shrink), canvas.width), std::min(even(height * shrink), canvas.height)};
}

}  // namespace tsudoi::pipeline
