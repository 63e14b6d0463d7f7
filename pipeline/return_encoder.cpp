// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/return_encoder.h"

#include "base/log.h"
#include "pipeline/encoder_elements.h"
#include "pipeline/picture_buffer.h"
#include "pipeline/programme_time.h"
#include "pipeline/thread_rank.h"

#include <string>
#include <utility>

namespace tsudoi::pipeline {

namespace {

struct Limits {
    Size size;
    int rate;  ///< frames/s
    int kilobits;
};
constexpr Limits kFull{{1280, 720}, 30, 2000};
/// Slides can be read in it, and it fits a telephone's line together with the sound.
constexpr Limits kLow{{640, 360}, 15, 300};
/// A browser that lost a keyframe freezes for seconds before it asks: the next one comes by itself in between.
constexpr int kGop = 60;
constexpr std::chrono::seconds kRetry{1};

int even(int number) {
    return number / 2 * 2;
}

}  // namespace

ReturnVideoFormat ReturnVideoFormat::of(Size canvas, Fraction rate, ReturnRung rung) {
    const auto& [most, fastest, kilobits] = rung == ReturnRung::Low ? kLow : kFull;
    ReturnVideoFormat format{.size = canvas, .rate = {}, .kilobits = kilobits};
    if (canvas.width > most.width || canvas.height > most.height) {
        const bool wide = canvas.width * most.height >= canvas.height * most.width;
        format.size = wide ? Size{most.width, even(canvas.height * most.width / canvas.width)}
                           : Size{even(canvas.width * most.height / canvas.height), most.height};
    }
    while (rate.numerator > fastest * rate.denominator * format.everyFrame) {
        ++format.everyFrame;
    }
    format.rate = {rate.numerator, rate.denominator * format.everyFrame};
    return format;
}

/// Without a size: a peer's stream changes between the rungs.
CapsPtr ReturnVideoFormat::caps() {
    return capsFromText(
        "video/x-h264,stream-format=byte-stream,alignment=au,profile=constrained-baseline,level=(string)3.1");
}

ReturnEncoder::ReturnEncoder(ReturnVideoFormat format, Consumer consumer)
    : format_(format), consumer_(std::move(consumer)), thread_([this] { run(); }) {}

ReturnEncoder::~ReturnEncoder() {
    waiting_.close();
    thread_.join();
}

void ReturnEncoder::push(PicturePtr picture, MediaTime pts) {
    if (count_++ % format_.everyFrame == 0) {
        (void)waiting_.push({std::move(picture), pts});  // full: this frame is left out
    }
}

void ReturnEncoder::run() {
    makeThread("return-picture", kReturnPictureNice);
    while (!waiting_.closed()) {
        if (const auto frame = waiting_.popFor(kIdle)) {
            encode(*frame);
        } else {
            pipeline_.reset();
        }
    }
    pipeline_.reset();
}

/// \return whether there is an encoder; one that failed is made anew after a pause
bool ReturnEncoder::ready() {
    const auto now = std::chrono::steady_clock::now();
    if (broken_.exchange(false)) {
        pipeline_.reset();
        retryAt_ = now + kRetry;
    }
    if (pipeline_ || now < retryAt_) {
        return pipeline_ != nullptr;
    }
    auto elements = lowDelayEncoder(format_.kilobits, kGop);
    auto made = elements ? EncoderPipeline::create(pictureCaps(format_.size, format_.rate), std::move(*elements),
                                                   capsFromText("video/x-h264,stream-format=byte-stream,alignment=au,"
                                                                "profile=constrained-baseline"),
                                                   {consumer_,
                                                    [this](const std::string&) {
                                                        broken_ = true;
                                                    }})
                         : Result<std::unique_ptr<EncoderPipeline>>(fail(elements.error()));
    if (!made) {
        log::warn("panelists get no picture: {}", made.error().text.en);
        retryAt_ = now + kRetry;
        return false;
    }
    pipeline_ = std::move(*made);
    keyframeWanted_ = false;  // the first one is one
    return true;
}

bool ReturnEncoder::mayMakeKeyframe(MediaTime pts) {
    if (pts - lastKeyframe_ < kKeyframePause || !keyframeWanted_.exchange(false)) {
        return false;
    }
    lastKeyframe_ = pts;
    return true;
}

void ReturnEncoder::encode(const Frame& frame) {
    if (!ready()) {
        return;
    }
    const Rect all{0, 0, frame.picture->size.width, frame.picture->size.height};
    const PicturePtr scaled = scaler_.scaled(frame.picture, all, format_.size);
    scaler_.endFrame();
    if (mayMakeKeyframe(frame.pts)) {
        pipeline_->requestKeyframe();
    }
    pipeline_->push(bufferOf(scaled, frame.pts, frameTime(1, format_.rate)));
}

}  // namespace tsudoi::pipeline
