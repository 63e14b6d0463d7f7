// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/studio_pictures.h"

#include "pipeline/multiview_layout.h"
#include "pipeline/picture_encoder.h"
#include "pipeline/picture_scaler.h"
#include "pipeline/programme_clock.h"
#include "pipeline/thread_rank.h"
#include "pipeline/video_mixer.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

namespace {

using Kind = seminar::PictureId::Kind;

constexpr std::chrono::milliseconds kJpegPeriod{100};
constexpr int kInputsEvery = 2;
/// Encoders for sizes that inputs had once are let go.
constexpr std::size_t kMostSizes = 8;

/// \return of how many frames one is taken to have \p wanted a second or a few more; 29.97 counts as 30
int everyFrame(Fraction rate, int wanted) {
    constexpr std::int64_t percent = 100;
    constexpr std::int64_t enough = 99;
    const std::int64_t every = percent * rate.numerator / (enough * wanted * rate.denominator);
    return static_cast<int>(std::max<std::int64_t>(every, 1));
}

Fraction multiviewRate(Fraction rate) {
    return {rate.numerator, rate.denominator * everyFrame(rate, StudioPictures::kMultiviewRate)};
}

Rect whole(Size size) {
    return {0, 0, size.width, size.height};
}

}  // namespace

/// The video of all pictures, as long as somebody wants it.
class StudioPictures::Multiview {
public:
    Multiview(const ProgrammeDesk& desk, Size canvas, Fraction rate) : desk_(desk), canvas_(canvas), rate_(rate) {}

    void show(seminar::PictureSink& sink, const PicturePtr& programme, std::uint64_t request) {
        const Tiles tiles = arrange(programme);
        const bool keyframe = std::exchange(request_, request) != request;
        const auto encoded = encoder_->encode(mixer_->drawTiles(tiles), keyframe || fresh_);
        mixer_->endFrame();
        if (encoded) {
            fresh_ = false;
            sink.multiview(map_, encoded->bytes, encoded->keyframe);
        }
    }

private:
    /// Finds out which picture goes where; when that changed, what follows starts anew.
    Tiles arrange(const PicturePtr& programme) {
        std::vector<std::pair<InputId, Size>> inputs;
        std::map<InputId, PicturePtr> pictures;
        const auto channels = desk_.channels();
        for (const auto& [id, channel] : *channels) {
            if (PicturePtr picture = channel->glance()) {
                inputs.emplace_back(id, picture->size);
                pictures[id] = std::move(picture);
            }
        }
        auto map = multiviewOf(canvas_, inputs);
        if (!map_ || *map_ != map) {
            const bool otherSize = !map_ || map_->size != map.size;
            map_ = std::make_shared<const seminar::Multiview>(std::move(map));
            fresh_ = true;
            if (otherSize) {
                mixer_.emplace(map_->size);
                encoder_.emplace(multiviewEncoder(map_->size, rate_));
            }
        }
        return tilesOfMap(programme, pictures);
    }

    Tiles tilesOfMap(const PicturePtr& programme, const std::map<InputId, PicturePtr>& pictures) const {
        Tiles tiles;
        for (const auto& [id, box] : map_->cells) {
            if (id.kind == Kind::Preview) {
                for (Tile tile : desk_.previewTiles({box.width, box.height})) {
                    tile.box.x += box.x;
                    tile.box.y += box.y;
                    tiles.push_back(std::move(tile));
                }
            } else {
                tiles.push_back({id.kind == Kind::Programme ? programme : pictures.at(id.input), box});
            }
        }
        return tiles;
    }

    const ProgrammeDesk& desk_;
    const Size canvas_;
    const Fraction rate_;
    std::shared_ptr<const seminar::Multiview> map_;
    std::optional<VideoMixer> mixer_;
    std::optional<PictureEncoder> encoder_;
    std::uint64_t request_ = 0;
    bool fresh_ = true;  ///< the next frame must be a keyframe
};

/// Small pictures one by one, as long as somebody wants them.
class StudioPictures::Jpegs {
public:
    Jpegs(const ProgrammeDesk& desk, Size canvas)
        : desk_(desk), preview_(thumbnailSize(canvas, kMonitorWidth)), mixer_(preview_) {}

    /// \return how long there is nothing to do
    std::chrono::nanoseconds show(seminar::PictureSink& sink, const PicturePtr& programme) {
        const auto now = monotonicNow();
        if (now >= due_) {
            due_ = std::max(due_ + kJpegPeriod, now);
            showAll(sink, programme);
        }
        return std::max<std::chrono::nanoseconds>(due_ - monotonicNow(), std::chrono::nanoseconds(1));
    }

private:
    PictureEncoder& encoderFor(Size size) {
        const auto found =
            std::ranges::find_if(encoders_, [size](const auto& encoder) { return encoder.size() == size; });
        if (found != encoders_.end()) {
            return *found;
        }
        if (encoders_.size() >= kMostSizes) {
            encoders_.erase(encoders_.begin());
        }
        return encoders_.emplace_back(jpegEncoder(size));
    }
    void show(seminar::PictureSink& sink, const seminar::PictureId& id, const PicturePtr& picture, int width) {
        const Size size = thumbnailSize(picture->size, width);
        if (const auto jpeg = encoderFor(size).encode(scaler_.scaled(picture, whole(picture->size), size))) {
            sink.picture(id, jpeg->bytes);
        }
    }
    void showAll(seminar::PictureSink& sink, const PicturePtr& programme) {
        if (programme) {
            show(sink, {Kind::Programme, {}}, programme, kMonitorWidth);
        }
        show(sink, {Kind::Preview, {}}, mixer_.drawTiles(desk_.previewTiles(preview_)), kMonitorWidth);
        mixer_.endFrame();
        if (round_++ % kInputsEvery == 0) {
            const auto channels = desk_.channels();
            for (const auto& [id, channel] : *channels) {
                if (const PicturePtr picture = channel->glance()) {
                    show(sink, {Kind::Input, id}, picture, kInputWidth);
                }
            }
        }
        scaler_.endFrame();
    }

    const ProgrammeDesk& desk_;
    const Size preview_;
    VideoMixer mixer_;
    PictureScaler scaler_;
    std::vector<PictureEncoder> encoders_;
    std::chrono::nanoseconds due_{};
    int round_ = 0;
};

StudioPictures::StudioPictures(const ProgrammeDesk& desk, Size canvas, Fraction rate)
    : desk_(desk), canvas_(canvas), rate_(rate), thread_([this] { run(); }) {}

StudioPictures::~StudioPictures() {
    wake_.close();
    thread_.join();
}

void StudioPictures::watch(std::shared_ptr<seminar::PictureSink> sink, seminar::PictureForms forms) {
    watch_.with([&](Watch& current) {
        current.sink.swap(sink);
        current.forms = forms;
        ++current.request;
    });
    multiviewWanted_ = forms.multiview;
    (void)wake_.push(Wake::Watch);
}

void StudioPictures::setProgramme(PicturePtr picture) {
    programme_.set(std::move(picture));
    if (multiviewWanted_ && frames_++ % everyFrame(rate_, spare_ ? kSpareRate : kMultiviewRate) == 0) {
        (void)wake_.push(Wake::Frame);  // full: the thread has not come to the one before
    }
}

void StudioPictures::run() {
    makeThread("studio-pictures", kStudioPicturesNice);
    std::optional<Multiview> multiview;
    std::optional<Jpegs> jpegs;
    std::optional<Wake> wake = Wake::Watch;
    while (!wake_.closed()) {
        const Watch watch = watch_.copy();
        if (!watch.sink || !watch.forms.multiview) {
            multiview.reset();
        } else if (!multiview) {
            multiview.emplace(desk_, canvas_, multiviewRate(rate_));
        }
        if (!watch.sink || !watch.forms.jpegs) {
            jpegs.reset();
        } else if (!jpegs) {
            jpegs.emplace(desk_, canvas_);
        }
        if (multiview && wake == Wake::Frame) {
            multiview->show(*watch.sink, programme_.get(), watch.request);
        }
        wake = jpegs ? wake_.popFor(jpegs->show(*watch.sink, programme_.get())) : wake_.pop();
    }
}

}  // namespace tsudoi::pipeline
