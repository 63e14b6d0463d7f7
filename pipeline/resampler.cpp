// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/resampler.h"

#include "base/check.h"
#include "pipeline/programme_time.h"

#include <algorithm>
#include <array>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

namespace tsudoi::pipeline {

namespace {

struct SwrFree {
    void operator()(SwrContext* context) const noexcept { swr_free(&context); }
};
using SwrPtr = std::unique_ptr<SwrContext, SwrFree>;

SwrPtr makeContext() {
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    SwrContext* raw = nullptr;
    swr_alloc_set_opts2(&raw, &stereo, AV_SAMPLE_FMT_FLT, kSampleRate, &stereo, AV_SAMPLE_FMT_FLT, kSampleRate, 0,
                        nullptr);
    SwrPtr context(raw);
    TSUDOI_CHECK(context != nullptr);
    // Without this flag equal rates bypass the filter, and compensation later would be a click.
    av_opt_set_int(context.get(), "flags", SWR_FLAG_RESAMPLE, 0);
    av_opt_set_int(context.get(), "filter_size", 32, 0);
    TSUDOI_CHECK(swr_init(context.get()) >= 0);
    return context;
}

}  // namespace

struct Resampler::Impl {
    SwrPtr context = makeContext();
};

Resampler::Resampler() : impl_(std::make_unique<Impl>()) {}
Resampler::~Resampler() = default;

void Resampler::process(std::span<const float> frames, std::vector<float>& out) {
    const int in = static_cast<int>(frames.size() / kChannels);
    const int room = swr_get_out_samples(impl_->context.get(), in);
    const std::size_t start = out.size();
    out.resize(start + static_cast<std::size_t>(room) * kChannels);
    std::array<std::uint8_t*, 1> to{reinterpret_cast<std::uint8_t*>(out.data() + start)};
    std::array<const std::uint8_t*, 1> from{reinterpret_cast<const std::uint8_t*>(frames.data())};
    const int made = swr_convert(impl_->context.get(), to.data(), room, from.data(), in);
    out.resize(start + static_cast<std::size_t>(std::max(made, 0)) * kChannels);
}

void Resampler::setCorrection(int samples) {
    swr_set_compensation(impl_->context.get(), samples, kSampleRate);
}

std::int64_t Resampler::delay() const {
    return swr_get_delay(impl_->context.get(), kSampleRate);
}

void Resampler::reset() {
    impl_->context = makeContext();
}

}  // namespace tsudoi::pipeline
