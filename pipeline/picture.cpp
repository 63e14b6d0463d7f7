// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/picture.h"

#include "base/synchronized.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

namespace tsudoi::pipeline {

namespace {

constexpr std::size_t kRowAlignment = 64;
/// SIMD scalers may write past the end of the last row.
constexpr std::size_t kTail = 256;

constexpr std::size_t aligned(std::size_t bytes) noexcept {
    return (bytes + kRowAlignment - 1) / kRowAlignment * kRowAlignment;
}

std::shared_ptr<void> allocate(std::size_t bytes) {
    void* memory = std::aligned_alloc(kRowAlignment, aligned(bytes + kTail));
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return {memory, std::free};
}

/// SIMD that runs over the end of a chroma row must not reach the next plane: every plane has a
/// tail.
std::size_t planeBytes(Size size) {
    return aligned(static_cast<std::size_t>(size.width)) * static_cast<std::size_t>(size.height) + kTail;
}

void fill(Picture& picture, Size size) {
    picture.size = size;
    std::array<std::size_t, kPlanes> offsets{};
    std::size_t total = 0;
    for (std::size_t i = 0; i < kPlanes; ++i) {
        offsets.at(i) = total;
        total += aligned(planeBytes(planeSize(size, i)));
    }
    picture.owner = allocate(total);
    auto* base = static_cast<std::uint8_t*>(picture.owner.get());
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const auto width = static_cast<std::size_t>(planeSize(size, i).width);
        picture.planes.at(i) = {base + offsets.at(i), static_cast<int>(aligned(width))};
    }
}

}  // namespace

std::shared_ptr<Picture> makePicture(Size size) {
    auto picture = std::make_shared<Picture>();
    fill(*picture, size);
    return picture;
}

PicturePtr blackPicture(Size size) {
    auto picture = makePicture(size);
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const Plane& plane = picture->planes.at(i);
        const auto height = static_cast<std::size_t>(planeSize(size, i).height);
        std::memset(plane.data, kBlack.at(i), static_cast<std::size_t>(plane.stride) * height);
    }
    return picture;
}

struct PicturePool::Shared {
    Synchronized<std::vector<std::unique_ptr<Picture>>> free;
};

PicturePool::PicturePool(Size size) : size_(size), shared_(std::make_shared<Shared>()) {}

std::shared_ptr<Picture> PicturePool::acquire() {
    auto picture = shared_->free.with([](auto& free) {
        std::unique_ptr<Picture> last;
        if (!free.empty()) {
            last = std::move(free.back());
            free.pop_back();
        }
        return last;
    });
    if (!picture) {
        picture = std::make_unique<Picture>();
        fill(*picture, size_);
    }
    const auto giveBack = [shared = shared_](Picture* used) {
        shared->free.with([used](auto& free) { free.emplace_back(used); });
    };
    return {picture.release(), giveBack};
}

}  // namespace tsudoi::pipeline
