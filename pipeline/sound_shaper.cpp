// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/sound_shaper.h"

#include "pipeline/automatic_level.h"
#include "pipeline/dynamics.h"
#include "pipeline/high_pass.h"
#include "pipeline/noise_suppressor.h"

#include <algorithm>
#include <optional>

namespace tsudoi::pipeline {

namespace {

constexpr std::size_t kBlockValues = std::size_t{kBlockFrames} * kChannels;

/// A stage that comes and goes without a click: over one block both sounds are mixed.
template <typename Stage>
class Fading {
public:
    /// \param shape  called with the stage and a block, when there is anything to do
    template <typename Shape>
    void process(bool wanted, SoundBlock& block, Shape&& shape) {
        const bool was = stage_.has_value();
        if (!wanted && !was) {
            return;
        }
        if (!was) {
            stage_.emplace();
        }
        SoundBlock shaped = block;
        shape(*stage_, shaped);
        if (wanted != was) {
            mix(block, shaped, wanted);
        }
        block = shaped;
        if (!wanted) {
            stage_.reset();
        }
    }

private:
    static void mix(const SoundBlock& plain, SoundBlock& shaped, bool comes) {
        for (std::size_t i = 0; i < shaped.size(); ++i) {
            const float way = static_cast<float>(i / kChannels + 1) / kBlockFrames;
            const float part = comes ? way : 1.0F - way;
            shaped.at(i) = plain.at(i) + (shaped.at(i) - plain.at(i)) * part;
        }
    }

    std::optional<Stage> stage_;
};

}  // namespace

struct SoundShaper::Stages {
    void process(const seminar::SoundShape& shape, SoundBlock& block) {
        const auto plainly = [](auto& stage, SoundBlock& sound) {
            stage.process(sound);
        };
        highPass.process(shape.highPass, block, plainly);
        noise.process(shape.lessNoise, block, plainly);
        gate.process(shape.gateDb < 0, block, [&](Gate& stage, SoundBlock& sound) {
            if (shape.gateDb < 0) {
                stage.threshold(shape.gateDb);
            }
            stage.process(sound);
        });
        compressor.process(shape.compressor, block, plainly);
        level.process(shape.autoLevel, block, plainly);
    }

    Fading<HighPass> highPass;
    Fading<NoiseSuppressor> noise;
    Fading<Gate> gate;
    Fading<Compressor> compressor;
    Fading<AutomaticLevel> level;
};

SoundShaper::SoundShaper(Ring& ring) : ring_(ring) {}
SoundShaper::~SoundShaper() = default;

void SoundShaper::apply(const seminar::SoundShape& shape) {
    wanted_.with([&](seminar::SoundShape& wanted) { wanted = shape; });
}

void SoundShaper::seek(std::int64_t sample) {
    held_.clear();
    ring_.with([sample](AudioRing& ring) { ring.seek(sample); });
}

void SoundShaper::write(std::span<const float> frames) {
    const auto shape = wanted_.with([](const seminar::SoundShape& wanted) { return wanted; });
    const bool wanted = shape != seminar::SoundShape{};
    if (!wanted && !stages_) {
        handOn(frames);
        return;
    }
    if (!stages_) {
        stages_ = std::make_unique<Stages>();
    }
    held_.insert(held_.end(), frames.begin(), frames.end());
    std::size_t done = 0;
    for (; stages_ && held_.size() - done >= kBlockValues; done += kBlockValues) {
        SoundBlock block;
        std::copy_n(held_.begin() + static_cast<std::ptrdiff_t>(done), kBlockValues, block.begin());
        stages_->process(shape, block);
        handOn(block);
        if (!wanted) {
            stages_.reset();  // this block was the way out
        }
    }
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(done));
    if (!stages_) {
        handOn(held_);
        held_.clear();
    }
}

void SoundShaper::handOn(std::span<const float> frames) {
    ring_.with([frames](AudioRing& ring) { ring.write(frames); });
}

}  // namespace tsudoi::pipeline
