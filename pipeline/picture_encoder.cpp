// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/picture_encoder.h"

#include "base/log.h"
#include "pipeline/encoder_elements.h"
#include "pipeline/picture_buffer.h"
#include "pipeline/programme_time.h"
#include "pipeline/thread_rank.h"
#include "pipeline/track_format.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

constexpr std::chrono::seconds kLongest{2};
constexpr const char* kJpegQuality = "75";
constexpr Fraction kJpegRate{10, 1};
/// An operator's line of sight, not the audience's: sharp enough to read names, cheap enough for Wi-Fi.
constexpr int kMultiviewKilobits = 2500;
constexpr std::chrono::seconds kMultiviewGop{2};

Result<std::vector<ElementPtr>> jpegElements() {
    std::vector<ElementPtr> chain;
    for (const char* name : {"videoconvert", "capsfilter", "jpegenc"}) {
        auto made = makeElement(name);
        if (!made) {
            return fail(made.error());
        }
        chain.push_back(std::move(*made));
    }
    g_object_set(chain[1].get(), "caps", capsFromText("video/x-raw,format=I420,colorimetry=(string)1:4:0:0").get(),
                 nullptr);
    setProperty(chain[2].get(), "quality", kJpegQuality);
    return chain;
}

}  // namespace

PictureEncoder::PictureEncoder(Size size, Fraction rate, Result<std::vector<ElementPtr>> elements, CapsPtr output)
    : size_(size), period_(frameTime(1, rate)) {
    const auto sample = [made = made_](GstSample* given) {
        const bool delta = GST_BUFFER_FLAG_IS_SET(gst_sample_get_buffer(given), GST_BUFFER_FLAG_DELTA_UNIT);
        (void)made->push({bytesOf(given), !delta});
    };
    const auto failed = [](const std::string& why) {
        log::error("a studio picture cannot be made: {}", why);
    };
    auto built = elements ? EncoderPipeline::create(pictureCaps(size, rate), std::move(*elements), std::move(output),
                                                    {sample, failed}, kStudioPicturesNice)
                          : Result<std::unique_ptr<EncoderPipeline>>(fail(elements.error()));
    if (built) {
        pipeline_ = std::move(*built);
    } else {
        log::error("studio pictures cannot be made: {}", built.error().text.en);
    }
}

std::optional<PictureEncoder::Encoded> PictureEncoder::encode(const PicturePtr& picture, bool keyframe) {
    if (!pipeline_ || picture->size != size_) {
        return std::nullopt;
    }
    (void)made_->tryPop();  // what came too late for an earlier one
    if (keyframe) {
        pipeline_->requestKeyframe();
    }
    pipeline_->push(bufferOf(picture, next_, period_));
    next_ += period_;
    return made_->popFor(kLongest);
}

PictureEncoder jpegEncoder(Size size) {
    return {size, kJpegRate, jpegElements(), capsFromText("image/jpeg")};
}

PictureEncoder multiviewEncoder(Size size, Fraction rate) {
    return {size, rate, lowDelayEncoder(kMultiviewKilobits, framesPerGop(kMultiviewGop, rate)),
            capsFromText("video/x-h264,stream-format=byte-stream,alignment=au,profile=constrained-baseline")};
}

}  // namespace tsudoi::pipeline
