// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/picture_scaler.h"

#include "base/check.h"
#include "pipeline/picture_blend.h"

#include <algorithm>

extern "C" {
#include <libswscale/swscale.h>
}

namespace tsudoi::pipeline {

namespace {

struct SwsFree {
    void operator()(SwsContext* context) const noexcept { sws_freeContext(context); }
};
using SwsPtr = std::unique_ptr<SwsContext, SwsFree>;

/// Making much smaller, the area mean is the cheapest and misses no source pixel; a little smaller,
/// bilinear; making larger, bicubic keeps the edges of letters.
SwsPtr makeContext(Size from, Size to) {
    const bool larger = to.width > from.width || to.height > from.height;
    const bool muchSmaller = from.width >= 2 * to.width && from.height >= 2 * to.height;
    const int flags = larger ? SWS_BICUBIC : (muchSmaller ? SWS_AREA : SWS_BILINEAR);
    return SwsPtr(sws_getContext(from.width, from.height, AV_PIX_FMT_YUV420P, to.width, to.height, AV_PIX_FMT_YUV420P,
                                 flags, nullptr, nullptr, nullptr));
}

/// 1080p to 540p, the most frequent case: three times cheaper than the general filter.
bool halves(const Rect& source, Size target) {
    return source.width == 2 * target.width && source.height == 2 * target.height && target.width % 2 == 0 &&
           target.height % 2 == 0;
}

std::array<const std::uint8_t*, 4> sourcePlanes(const Picture& picture, const Rect& source) {
    std::array<const std::uint8_t*, 4> planes{};
    for (std::size_t i = 0; i < kPlanes; ++i) {
        const int half = i == 0 ? 1 : 2;
        const Plane& plane = picture.planes.at(i);
        planes.at(i) = plane.data + std::ptrdiff_t{source.y / half} * plane.stride + source.x / half;
    }
    return planes;
}

void scale(SwsContext* context, const Picture& picture, const Rect& source, Picture& out) {
    const auto from = sourcePlanes(picture, source);
    std::array<std::uint8_t*, 4> to{};
    std::array<int, 4> fromStrides{};
    std::array<int, 4> toStrides{};
    for (std::size_t i = 0; i < kPlanes; ++i) {
        to.at(i) = out.planes.at(i).data;
        fromStrides.at(i) = picture.planes.at(i).stride;
        toStrides.at(i) = out.planes.at(i).stride;
    }
    sws_scale(context, from.data(), fromStrides.data(), 0, source.height, to.data(), toStrides.data());
}

}  // namespace

struct PictureScaler::Entry {
    Rect source;
    Size target;
    SwsPtr context;
    PicturePool pool;
    PicturePtr from;  ///< what result was made of; held so that its address stays its own
    PicturePtr result;
    std::uint64_t usedAt = 0;

    Entry(const Rect& rect, Size size)
        : source(rect), target(size), context(makeContext({rect.width, rect.height}, size)), pool(size) {}
};

PictureScaler::PictureScaler() = default;
PictureScaler::~PictureScaler() = default;

/// Two inputs of the same shape take turns otherwise: an entry used in this frame already is left.
PictureScaler::Entry& PictureScaler::entryFor(const PicturePtr& picture, const Rect& source, Size target) {
    Entry* idle = nullptr;
    for (const auto& entry : entries_) {
        if (entry->source != source || entry->target != target) {
            continue;
        }
        if (entry->from == picture) {
            return *entry;
        }
        if (idle == nullptr && entry->usedAt != frame_) {
            idle = entry.get();
        }
    }
    if (idle == nullptr) {
        idle = entries_.emplace_back(std::make_unique<Entry>(source, target)).get();
        TSUDOI_CHECK(idle->context != nullptr);
    }
    return *idle;
}

PicturePtr PictureScaler::scaled(const PicturePtr& picture, const Rect& source, Size target) {
    if (source == Rect{0, 0, target.width, target.height} && picture->size == target) {
        return picture;
    }
    Entry& entry = entryFor(picture, source, target);
    entry.usedAt = frame_;
    if (entry.from != picture) {
        const auto fresh = entry.pool.acquire();
        if (halves(source, target)) {
            halve(*picture, {source.x, source.y}, *fresh);
        } else {
            scale(entry.context.get(), *picture, source, *fresh);
        }
        entry.result = fresh;
        entry.from = picture;
    }
    return entry.result;
}

PicturePtr PictureScaler::scaledOnce(const PicturePtr& picture, const Rect& source, Size target) {
    const SwsPtr context = makeContext({source.width, source.height}, target);
    TSUDOI_CHECK(context != nullptr);
    auto fresh = makePicture(target);
    scale(context.get(), *picture, source, *fresh);
    return fresh;
}

void PictureScaler::endFrame() {
    std::erase_if(entries_, [this](const auto& entry) { return entry->usedAt + kKeepFrames < frame_; });
    ++frame_;
}

}  // namespace tsudoi::pipeline
