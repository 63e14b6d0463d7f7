// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"

#include <array>
#include <cstdint>
#include <memory>

extern "C" {
typedef struct _GstBuffer GstBuffer;
typedef struct _GstSample GstSample;
}

namespace tsudoi::pipeline {

/// Planes of I420: full size, then twice half size.
inline constexpr std::size_t kPlanes = 3;
/// Limited range black.
inline constexpr std::array<std::uint8_t, kPlanes> kBlack{16, 128, 128};

struct Plane {
    std::uint8_t* data = nullptr;
    int stride = 0;
};

/// One picture in memory: I420, BT.709, limited range, progressive, square pixels.
///
/// Shared by reference and never written to once it left the one who made it. Threads: thread-safe
/// then.
struct Picture {
    Size size;
    std::array<Plane, kPlanes> planes;
    std::shared_ptr<void> owner;   ///< keeps the memory
    GstBuffer* buffer = nullptr;   ///< borrowed from owner, when the memory came in as one
    std::uint64_t background = 0;  ///< of a canvas: which areas of it are known to be black
};
using PicturePtr = std::shared_ptr<const Picture>;

/// \return the size of one plane
[[nodiscard]] constexpr Size planeSize(Size picture, std::size_t plane) noexcept {
    return plane == 0 ? picture : Size{(picture.width + 1) / 2, (picture.height + 1) / 2};
}

/// \return a new picture with undefined content, rows aligned for SIMD with room behind the last
[[nodiscard]] std::shared_ptr<Picture> makePicture(Size size);
/// \return a black one
[[nodiscard]] PicturePtr blackPicture(Size size);

/// Memory for canvases, used again as soon as nobody holds the picture. Threads: thread-safe.
class PicturePool {
public:
    explicit PicturePool(Size size);
    [[nodiscard]] std::shared_ptr<Picture> acquire();

private:
    struct Shared;
    Size size_;
    std::shared_ptr<Shared> shared_;
};

/// \return the sample's picture without copying; nullptr when it is not I420
[[nodiscard]] PicturePtr pictureOf(GstSample* sample);

}  // namespace tsudoi::pipeline
