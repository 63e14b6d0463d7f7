// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "pipeline/audio_mixer.h"
#include "pipeline/frame_plan.h"
#include "pipeline/scene_timeline.h"
#include "pipeline/source_channel.h"
#include "pipeline/title_fader.h"
#include "seminar/programme.h"

#include <optional>
#include <vector>

namespace tsudoi::pipeline {

/// \return a scene's boxes filled with the Shot that \p shotOf gives for each input
template <typename ShotOf>
[[nodiscard]] Tiles tilesOf(const seminar::Scene& scene, Size canvas, ShotOf&& shotOf) {
    const bool named = scene.names && seminar::hasTiles(scene.layout);
    Tiles tiles;
    for (const seminar::Box& box : seminar::boxesOf(scene, canvas)) {
        const auto slot = scene.slots.find(box.slot);
        const bool taken = slot != scene.slots.end() && !slot->second.empty();
        const Shot shot = taken ? shotOf(slot->second) : Shot{};
        tiles.push_back({.picture = shot.picture,
                         .box = box.rect,
                         .fit = box.fit,
                         .input = taken ? slot->second : InputId(),
                         .framing = box.framing,
                         .tag = named ? shot.tag : nullptr,
                         .lines = canvas.height});
    }
    return tiles;
}

/// Where the operator's commands meet the beat: turns ticks into frame plans and blocks of sound.
///
/// A command counts from the next frame on. Slate on or off is decided for picture and sound in one
/// place: the frame's own time tells the sound mixer from which sample on.
///
/// Place in the flow: control thread, inputs -> [ProgrammeDesk] -> FrameComposer, EncoderBank.
/// Threads: frame, panel, block, minus and takeMeters from the tick thread; everything else is thread-safe.
class ProgrammeDesk {
public:
    ProgrammeDesk(Size canvas, Fraction rate);

    void setChannels(std::shared_ptr<const Channels> channels) { channels_.set(std::move(channels)); }
    void setTalkers(std::shared_ptr<const AudioMixer::Talkers> talkers) { talkers_.set(std::move(talkers)); }
    void take(seminar::Scene scene, const seminar::Transition& transition);
    /// By hand, from 0 to 1 of the way.
    void move(seminar::Scene scene, seminar::TransitionKind kind, double progress);
    void preview(seminar::Scene scene);
    void slate(bool shown);
    /// \param picture  null: none
    void title(PicturePtr picture) { title_.set(std::move(picture)); }
    void setSlateCard(PicturePtr card) { slateCard_.set(std::move(card)); }
    /// What the panelists' picture is while none of them is on stage.
    void setNobodyCard(PicturePtr card) { nobodyCard_.set(std::move(card)); }
    void restartLoudness() { restartLoudness_ = true; }

    [[nodiscard]] FramePlan frame(std::int64_t number);
    /// \return the panelists on stage (or the slate) on a canvas of another size, never empty; after frame() of the
    ///         same number
    [[nodiscard]] Tiles panel(Size canvas) const;
    const AudioBlock& block(std::int64_t tick);
    /// What panelists, rooms and operators hear; after block() of the same tick.
    const AudioMixer& minus(std::int64_t tick);
    /// Of the sound since the last call; and a look at some of the pictures that come, at each in one of kLookEvery
    /// calls.
    [[nodiscard]] seminar::Meters takeMeters();
    static constexpr int kLookEvery = 10;

    /// \return the preview scene on a canvas of another size
    [[nodiscard]] Tiles previewTiles(Size canvas) const;
    [[nodiscard]] std::shared_ptr<const Channels> channels() const { return channels_.get(); }

private:
    struct Take {
        seminar::Scene scene;
        seminar::Transition transition;
        std::optional<int> byHand{};  ///< progress, of kArrived
    };
    struct Commands {
        std::vector<Take> takes;
        bool slate = false;
    };
    using Shown = std::map<InputId, Shot>;
    void obey(FramePlan& plan);
    [[nodiscard]] Shown select(MediaTime pts) const;
    void noteSeen(const Tiles& tiles) const;

    const Size canvas_;
    const Fraction rate_;
    Synchronized<Commands> commands_;
    Synchronized<seminar::Scene> preview_;
    Published<Channels> channels_;
    Published<AudioMixer::Talkers> talkers_;
    Published<Picture> slateCard_;
    Published<Picture> nobodyCard_;
    Published<Picture> title_;
    std::atomic<bool> restartLoudness_{false};

    // tick thread
    SceneTimeline timeline_;
    TitleFader titles_;
    bool slateShown_ = false;
    Shown shown_;  ///< by the last frame
    AudioMixer mixer_;
    AudioMixer::Strips strips_;
    int reports_ = 0;  ///< of the meters since the pictures were looked at
};

}  // namespace tsudoi::pipeline
