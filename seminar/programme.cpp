// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/programme.h"

#include <algorithm>
#include <utility>

namespace tsudoi::seminar {

namespace {

template <typename E, std::size_t N>
using Names = std::array<std::pair<E, std::string_view>, N>;

constexpr Names<InputKind, 10> kInputKinds{{
    {InputKind::Test, "test"},
    {InputKind::File, "file"},
    {InputKind::Image, "image"},
    {InputKind::Device, "device"},
    {InputKind::Rtsp, "rtsp"},
    {InputKind::Srt, "srt"},
    {InputKind::Rtmp, "rtmp"},
    {InputKind::Whip, "whip"},
    {InputKind::Panelist, "panelist"},
    {InputKind::Share, "share"},
}};
constexpr Names<Interlacing, 3> kInterlacings{{
    {Interlacing::Auto, "auto"},
    {Interlacing::Progressive, "progressive"},
    {Interlacing::Interlaced, "interlaced"},
}};
constexpr Names<AudioFollow, 3> kFollows{{
    {AudioFollow::Off, "off"},
    {AudioFollow::Fade, "fade"},
    {AudioFollow::Cut, "cut"},
}};
constexpr Names<TransitionKind, 6> kTransitions{{
    {TransitionKind::Cut, "cut"},
    {TransitionKind::Fade, "fade"},
    {TransitionKind::FadeBlack, "fade-black"},
    {TransitionKind::Wipe, "wipe"},
    {TransitionKind::Push, "push"},
    {TransitionKind::Move, "move"},
}};
constexpr Names<SlateKind, 4> kSlates{{
    {SlateKind::Starting, "starting"},
    {SlateKind::Break, "break"},
    {SlateKind::Ended, "ended"},
    {SlateKind::Trouble, "trouble"},
}};
constexpr Names<InputState, 4> kInputStates{{
    {InputState::Starting, "starting"},
    {InputState::Live, "live"},
    {InputState::Hold, "hold"},
    {InputState::Lost, "lost"},
}};
constexpr Names<ScreenPicture, 2> kScreenPictures{{
    {ScreenPicture::Programme, "programme"},
    {ScreenPicture::Panelists, "panelists"},
}};

template <typename E, std::size_t N>
std::string_view nameIn(const Names<E, N>& names, E value) noexcept {
    for (const auto& [known, name] : names) {
        if (known == value) {
            return name;
        }
    }
    return {};
}

template <typename E, std::size_t N>
std::optional<E> valueIn(const Names<E, N>& names, std::string_view wanted) noexcept {
    for (const auto& [value, name] : names) {
        if (name == wanted) {
            return value;
        }
    }
    return std::nullopt;
}

/// \return the place of a bit rate in the list, after adding it when it is new
std::uint8_t placeOf(std::int64_t bitrate, std::vector<std::int64_t>& rates) {
    const auto found = std::ranges::find(rates, bitrate);
    const auto place = static_cast<std::uint8_t>(found - rates.begin());
    if (found == rates.end()) {
        rates.push_back(bitrate);
    }
    return place;
}

}  // namespace

std::string_view inputKindName(InputKind kind) noexcept {
    return nameIn(kInputKinds, kind);
}
std::optional<InputKind> inputKindByName(std::string_view name) noexcept {
    return valueIn(kInputKinds, name);
}

std::string_view audioFollowName(AudioFollow follow) noexcept {
    return nameIn(kFollows, follow);
}
std::optional<AudioFollow> audioFollowByName(std::string_view name) noexcept {
    return valueIn(kFollows, name);
}

std::string_view interlacingName(Interlacing interlacing) noexcept {
    return nameIn(kInterlacings, interlacing);
}
std::optional<Interlacing> interlacingByName(std::string_view name) noexcept {
    return valueIn(kInterlacings, name);
}

std::string_view transitionName(TransitionKind kind) noexcept {
    return nameIn(kTransitions, kind);
}
std::optional<TransitionKind> transitionByName(std::string_view name) noexcept {
    return valueIn(kTransitions, name);
}

std::string_view slateName(SlateKind kind) noexcept {
    return nameIn(kSlates, kind);
}
std::optional<SlateKind> slateByName(std::string_view name) noexcept {
    return valueIn(kSlates, name);
}

std::string_view inputStateName(InputState state) noexcept {
    return nameIn(kInputStates, state);
}

std::string_view screenPictureName(ScreenPicture picture) noexcept {
    return nameIn(kScreenPictures, picture);
}
std::optional<ScreenPicture> screenPictureByName(std::string_view name) noexcept {
    return valueIn(kScreenPictures, name);
}

void ProgrammeSpec::assignTracks() {
    std::uint8_t pictures = 0;
    std::vector<std::int64_t> soundRates;
    for (RenditionSpec& rendition : renditions) {
        rendition.audio = {TrackKind::Audio, placeOf(rendition.audioBitrate, soundRates)};
        if (rendition.size) {
            rendition.video = {TrackKind::Video, pictures++};
        }
    }
}

}  // namespace tsudoi::seminar
