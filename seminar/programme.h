// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/ids.h"
#include "base/media.h"
#include "base/picture_look.h"
#include "base/result.h"
#include "seminar/scene.h"

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Values that describe the programme: what comes in, what is shown, what is heard. No media library in them.
namespace tsudoi::seminar {

enum class InputKind { Test, File, Image, Device, Rtsp, Srt, Rtmp, Whip, Panelist, Share };
enum class Interlacing { Auto, Progressive, Interlaced };

/// Where an input's picture and sound come from. Secrets inside (url, passphrase): never log, never send to pages.
struct InputSpec {
    InputId id;
    std::string name;
    InputKind kind = InputKind::Test;
    std::string path;         ///< file, image
    bool loop = true;         ///< file
    std::string url;          ///< rtsp, srt, rtmp
    std::string passphrase;   ///< srt; whip: the sender's bearer key
    std::string videoDevice;  ///< device: stable id or display name; empty: no picture
    std::string audioDevice;  ///< device: the same; empty: no sound
    Interlacing interlacing = Interlacing::Auto;
    bool onStage = true;  ///< panelist, share: false in the green room, where the audience neither sees nor hears them
    InputId owner;        ///< share: the panelist whose screen it is

    friend bool operator==(const InputSpec&, const InputSpec&) = default;
};

/// Whether such an input waits for a WebRTC peer to come.
[[nodiscard]] constexpr bool isVisited(InputKind kind) noexcept {
    return kind == InputKind::Whip || kind == InputKind::Panelist || kind == InputKind::Share;
}

/// Whether it comes from a remote speaker, who is in the panel and not in the list of inputs.
[[nodiscard]] constexpr bool isOfPanel(InputKind kind) noexcept {
    return kind == InputKind::Panelist || kind == InputKind::Share;
}

/// Whether such an input may be a microphone in the room, which hears what the room's loudspeakers play.
[[nodiscard]] constexpr bool mayHearRoom(InputKind kind) noexcept {
    return kind == InputKind::Device || kind == InputKind::Rtsp || kind == InputKind::Srt || kind == InputKind::Rtmp ||
           kind == InputKind::Whip;
}

enum class InputState { Starting, Live, Hold, Lost };

/// Whether there is a picture or sound of it, be it an old one.
[[nodiscard]] constexpr bool comes(InputState state) noexcept {
    return state == InputState::Live || state == InputState::Hold;
}

struct InputStatus {
    InputId id;
    InputState state = InputState::Starting;
    std::chrono::milliseconds age{};  ///< since the newest picture (sound-only inputs: sound)
    bool hasVideo = false;
    bool hasAudio = false;
    Size size;                            ///< of its own picture
    int restarts = 0;                     ///< since the input was added
    std::chrono::milliseconds retryIn{};  ///< Lost: until the next start
    std::optional<Text> problem;          ///< Lost: what went wrong, in words

    friend bool operator==(const InputStatus&, const InputStatus&) = default;
};

/// How one scene becomes the other. A transition that interrupts another one starts from the picture that is on air.
enum class TransitionKind {
    Cut,
    Fade,
    FadeBlack,  ///< to black and up again
    Wipe,       ///< a line goes from left to right
    Push,       ///< the new scene comes from the right and pushes the other one out
    Move,       ///< inputs that both scenes show glide from box to box, others shrink away or grow into theirs
};
inline constexpr std::chrono::milliseconds kDefaultFade{500};
inline constexpr std::chrono::milliseconds kMaxTransition{5000};

struct Transition {
    TransitionKind kind = TransitionKind::Cut;
    std::chrono::milliseconds duration{0};

    friend bool operator==(const Transition&, const Transition&) = default;
};

enum class SlateKind { Starting, Break, Ended, Trouble };

/// The card instead of the programme; the room's sound is muted with it.
struct Slate {
    SlateKind kind = SlateKind::Break;
    std::string text;  ///< empty: the kind's own words

    friend bool operator==(const Slate&, const Slate&) = default;
};

/// A lower third over the programme: who speaks, or the question that is being answered.
struct Title {
    std::string text;  ///< large: a name or a question
    std::string more;  ///< smaller, below: an affiliation; may be empty

    friend bool operator==(const Title&, const Title&) = default;
};

inline constexpr double kMinGainDb = -60.0;  ///< and below it is silence
inline constexpr double kMaxGainDb = 20.0;
inline constexpr std::chrono::milliseconds kMaxDelay{2000};

/// What a screen in the room shows. The sound is that of the panelists in both.
enum class ScreenPicture {
    Programme,  ///< what the audience sees
    Panelists,  ///< those who are on stage: the room does not watch itself
};

/// Which panelists an operator speaks to, off air.
struct Talk {
    bool everybody = false;
    InputId panelist;  ///< one of them; empty: none

    [[nodiscard]] bool reaches(const InputId& one) const { return everybody || (panelist == one && !one.empty()); }
    [[nodiscard]] bool reachesAnybody() const { return everybody || !panelist.empty(); }
};

/// What is done to a source's sound before its fader. Nothing chosen: it passes bit by bit.
struct SoundShape {
    bool highPass = false;    ///< takes out rumble and hum
    bool lessNoise = false;   ///< takes out steady noise
    double gateDb = 0;        ///< dBFS below which it is turned down, kMinGateDb to kMaxGateDb; 0: no gate
    bool compressor = false;  ///< brings loud and quiet words nearer to each other
    bool autoLevel = false;   ///< brings speech to the programme's loudness

    friend bool operator==(const SoundShape&, const SoundShape&) = default;
};
inline constexpr double kMinGateDb = -80.0;
inline constexpr double kMaxGateDb = -10.0;

/// Whether a source is heard only while the programme shows its picture.
enum class AudioFollow { Off, Fade, Cut };

/// One strip of the sound mixer.
struct SourceSettings {
    double gainDb = 0.0;
    bool muted = false;
    std::chrono::milliseconds delay{0};
    bool echoCancellation = true;  ///< means something where mayHearRoom()
    SoundShape shape = {};
    double pan = 0;  ///< -1 left, 1 right
    AudioFollow follow = AudioFollow::Off;
    InputId spare = {};  ///< switched over to when this one goes silent while the spare speaks; empty: none

    friend bool operator==(const SourceSettings&, const SourceSettings&) = default;
};

/// dBFS and LUFS; kSilenceDb stands for digital silence.
inline constexpr double kSilenceDb = -120.0;
/// Mains hum in half a second of a sound, dBFS: 50 and 60 Hz, each with two harmonics.
struct Hum {
    double fiftyDb = kSilenceDb;
    double sixtyDb = kSilenceDb;
};
struct SourceMeter {
    std::optional<PictureLook> picture;                    ///< once a second, while it comes
    std::array<double, 2> peakDb{kSilenceDb, kSilenceDb};  ///< before the fader, since the last report
    /// The same as the microphone gave it, before it was shaped.
    std::array<double, 2> arrivedDb{kSilenceDb, kSilenceDb};
    std::optional<Hum> hum;  ///< twice a second, as it came in
};
struct ProgrammeMeter {
    std::optional<PictureLook> picture;  ///< once a second; slate and title included
    std::array<double, 2> peakDb{kSilenceDb, kSilenceDb};
    double truePeakDb = kSilenceDb;      ///< dBTP, highest since the last report
    double momentaryLufs = kSilenceDb;   ///< EBU R 128, 400 ms
    double shortTermLufs = kSilenceDb;   ///< 3 s
    double integratedLufs = kSilenceDb;  ///< since the encoders started
};
struct Meters {
    std::map<InputId, SourceMeter> sources;
    ProgrammeMeter programme;
};

/// Whose small pictures the studio shows.
struct PictureId {
    enum class Kind { Programme, Preview, Input } kind = Kind::Programme;
    InputId input;

    friend auto operator<=>(const PictureId&, const PictureId&) = default;
};

/// Programme, preview and every input in one picture: which lies where.
struct Multiview {
    struct Cell {
        PictureId id;
        Rect box;

        friend bool operator==(const Cell&, const Cell&) = default;
    };
    Size size;
    std::vector<Cell> cells;

    friend bool operator==(const Multiview&, const Multiview&) = default;
};

/// How those who look at the studio's pictures want them.
struct PictureForms {
    bool multiview = false;  ///< one video of all
    bool jpegs = false;      ///< each by itself, for browsers that cannot decode such a video
};

// Names of the enums above: the same in the protocol, the store and the settings file ("rtsp", "auto", "fade",
// "break").
[[nodiscard]] std::string_view inputKindName(InputKind kind) noexcept;
[[nodiscard]] std::optional<InputKind> inputKindByName(std::string_view name) noexcept;
[[nodiscard]] std::string_view audioFollowName(AudioFollow follow) noexcept;
[[nodiscard]] std::optional<AudioFollow> audioFollowByName(std::string_view name) noexcept;
[[nodiscard]] std::string_view interlacingName(Interlacing interlacing) noexcept;
[[nodiscard]] std::optional<Interlacing> interlacingByName(std::string_view name) noexcept;
[[nodiscard]] std::string_view transitionName(TransitionKind kind) noexcept;
[[nodiscard]] std::optional<TransitionKind> transitionByName(std::string_view name) noexcept;
[[nodiscard]] std::string_view slateName(SlateKind kind) noexcept;
[[nodiscard]] std::optional<SlateKind> slateByName(std::string_view name) noexcept;
[[nodiscard]] std::string_view inputStateName(InputState state) noexcept;
[[nodiscard]] std::string_view screenPictureName(ScreenPicture picture) noexcept;
[[nodiscard]] std::optional<ScreenPicture> screenPictureByName(std::string_view name) noexcept;

struct RenditionSpec {
    RenditionName name;
    std::optional<Size> size;  ///< absent: sound only
    std::int64_t videoBitrate = 0;
    std::int64_t audioBitrate = 0;
    TrackId video;  ///< meaningful with size
    TrackId audio;
};

struct ProgrammeSpec {
    Size canvas{1920, 1080};
    Fraction frameRate{30, 1};
    std::vector<RenditionSpec> renditions;  ///< ladder order, best first

    /// Numbers the tracks: video by order, audio by distinct bit rate.
    void assignTracks();
};

/// GOP and segment; every rendition has its keyframe on the same frame.
inline constexpr MediaTime kSegmentDuration = std::chrono::seconds(2);
inline constexpr MediaTime kPartDuration = std::chrono::milliseconds(500);

}  // namespace tsudoi::seminar
