// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/studio_pictures.h"

#include "pipeline/jpeg_encoder.h"
#include "pipeline/picture_scaler.h"
#include "pipeline/programme_clock.h"
#include "pipeline/thread_rank.h"
#include "pipeline/video_mixer.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

namespace {

constexpr std::chrono::milliseconds kPeriod{100};
constexpr int kInputsEvery = 2;
/// Encoders for sizes that inputs had once are let go.
constexpr std::size_t kMostSizes = 8;

}  // namespace

Size thumbnailSize(Size picture, int width) {
    const std::int64_t height = std::int64_t{picture.height} * width / std::max(picture.width, 1);
    return {width, std::max(static_cast<int>(height - height % 2), 2)};
}

/// What the thread needs while somebody looks; gone when nobody does.
struct StudioPictures::Studio {
    VideoMixer mixer;
    Size preview;
    PictureScaler scaler;
    std::vector<std::unique_ptr<JpegEncoder>> encoders;
    int round = 0;

    explicit Studio(Size previewSize) : mixer(previewSize), preview(previewSize) {}

    JpegEncoder& encoderFor(Size size) {
        const auto found =
            std::ranges::find_if(encoders, [size](const auto& encoder) { return encoder->size() == size; });
        if (found != encoders.end()) {
            return **found;
        }
        if (encoders.size() >= kMostSizes) {
            encoders.erase(encoders.begin());
        }
        return *encoders.emplace_back(std::make_unique<JpegEncoder>(size));
    }
    void show(seminar::PictureSink& sink, const seminar::PictureId& id, const PicturePtr& picture, int width) {
        const Size size = thumbnailSize(picture->size, width);
        const Rect whole{0, 0, picture->size.width, picture->size.height};
        const SharedBytes jpeg = encoderFor(size).encode(scaler.scaled(picture, whole, size));
        if (jpeg.size() > 0) {
            sink.picture(id, jpeg);
        }
    }
    void showAll(seminar::PictureSink& sink, const PicturePtr& programme, const ProgrammeDesk& desk) {
        using Kind = seminar::PictureId::Kind;
        if (programme) {
            show(sink, {Kind::Programme, {}}, programme, kLargeWidth);
        }
        show(sink, {Kind::Preview, {}}, mixer.drawTiles(desk.previewTiles(preview)), kLargeWidth);
        mixer.endFrame();
        if (round++ % kInputsEvery == 0) {
            const auto channels = desk.channels();
            for (const auto& [id, channel] : *channels) {
                if (const PicturePtr picture = channel->glance()) {
                    show(sink, {Kind::Input, id}, picture, kSmallWidth);
                }
            }
        }
        scaler.endFrame();
    }
};

StudioPictures::StudioPictures(const ProgrammeDesk& desk, Size canvas)
    : desk_(desk), canvas_(canvas), thread_([this] { run(); }) {}

StudioPictures::~StudioPictures() {
    wake_.close();
    thread_.join();
}

void StudioPictures::watch(std::shared_ptr<seminar::PictureSink> sink) {
    sink_.with([&](auto& current) { current.swap(sink); });
    (void)wake_.push(true);
}

void StudioPictures::run() {
    makeThread("studio-pictures", kStudioPicturesNice);
    std::unique_ptr<Studio> studio;
    while (!wake_.closed()) {
        const auto sink = sink_.copy();
        if (!sink) {
            studio.reset();
            (void)wake_.pop();
            continue;
        }
        if (!studio) {
            studio = std::make_unique<Studio>(thumbnailSize(canvas_, kLargeWidth));
        }
        const auto begun = monotonicNow();
        studio->showAll(*sink, programme_.get(), desk_);
        const auto rest = begun + kPeriod - monotonicNow();
        (void)wake_.popFor(std::max(rest, std::chrono::nanoseconds(1)));
    }
}

}  // namespace tsudoi::pipeline
