// SPDX-License-Identifier: GPL-3.0-or-later
// [programme] and [[programme.rendition]].
#include "base/ids.h"
#include "config/limits.h"
#include "config/sections.h"
#include "config/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace tsudoi::config {

namespace {

const Text kSizeHowTo{"\"1920x1080\" のように書いてください", "write a size like \"1920x1080\""};
const Text kBitrateHowTo{"\"3000k\"、\"3M\" のように書いてください", "write a bit rate like \"3000k\" or \"3M\""};
const Text kFrameRateHowTo{"30、25、29.97、\"30000/1001\" のように書いてください",
                           "write a rate like 30, 25, 29.97 or \"30000/1001\""};

/// The section while it is being read; renditions are checked against the canvas when all of it is there.
struct Draft {
    ProgrammeSettings programme;
    std::vector<Lines> renditionLines;
};

constexpr std::array<Field<RenditionSettings>, 4> kRenditionFields{{
    {"name",
     [](const Value& value, RenditionSettings& rendition) {
         value.into(rendition.name);
     }},
    {"size",
     [](const Value& value, RenditionSettings& rendition) {
         Size size;
         value.into(size, parsePictureSize, kSizeHowTo);
         rendition.size = size;
     }},
    {"video_bitrate",
     [](const Value& value, RenditionSettings& rendition) {
         value.into(rendition.videoBitrate, parseBitrate, kBitrateHowTo);
     }},
    {"audio_bitrate",
     [](const Value& value, RenditionSettings& rendition) {
         value.into(rendition.audioBitrate, parseBitrate, kBitrateHowTo);
     }},
}};

void readFrameRate(const Value& value, Draft& draft) {
    const std::string number = value.numberText();  // 30 and 29.97 may stand without quotes
    if (number.empty()) {
        value.into(draft.programme.frameRate, parseFrameRate, kFrameRateHowTo);
    } else {
        draft.programme.frameRate = parseFrameRate(number).value_or(Fraction{0, 1});
    }
}

void readRenditions(const Value& value, Draft& draft) {
    const toml::array* tables = value.tables();
    if (tables == nullptr) {
        return;
    }
    draft.programme.renditions.clear();
    for (const toml::node& entry : *tables) {
        RenditionSettings rendition;
        rendition.audioBitrate = kDefaultAudioBitrate;
        draft.renditionLines.push_back(readFields<RenditionSettings>(
            *entry.as_table(), "rendition", "[[programme.rendition]]", kRenditionFields, rendition, value.problems()));
        draft.programme.renditions.push_back(std::move(rendition));
    }
}

constexpr std::array<Field<Draft>, 3> kProgrammeFields{{
    {"size",
     [](const Value& value, Draft& draft) {
         value.into(draft.programme.size, parsePictureSize, kSizeHowTo);
     }},
    {"frame_rate", readFrameRate},
    {"rendition", readRenditions},
}};

bool isPictureSize(Size size) {
    return size.width % 2 == 0 && size.height % 2 == 0 && size.width >= kSmallestPicture.width &&
           size.height >= kSmallestPicture.height && size.width <= kLargestPicture.width &&
           size.height <= kLargestPicture.height;
}

void checkPictureSize(Size size, std::string_view key, int line, Problems& problems) {
    if (!isPictureSize(size)) {
        problems.error(line, {fmt::format("{} は {}x{} から {}x{} までの偶数にしてください(例: \"1920x1080\")", key,
                                          kSmallestPicture.width, kSmallestPicture.height, kLargestPicture.width,
                                          kLargestPicture.height),
                              fmt::format("{} must have even numbers from {}x{} to {}x{}, for example \"1920x1080\"",
                                          key, kSmallestPicture.width, kSmallestPicture.height, kLargestPicture.width,
                                          kLargestPicture.height)});
    }
}

void checkFrameRate(Fraction rate, int line, Problems& problems) {
    const std::int64_t smallest = std::int64_t{kMinFrameRate} * rate.denominator;
    const std::int64_t largest = std::int64_t{kMaxFrameRate} * rate.denominator;
    if (rate.numerator < smallest || rate.numerator > largest) {
        problems.error(line, {fmt::format("programme.frame_rate は {} から {} までです。{}", kMinFrameRate,
                                          kMaxFrameRate, kFrameRateHowTo.ja),
                              fmt::format("programme.frame_rate must be from {} to {}: {}", kMinFrameRate,
                                          kMaxFrameRate, kFrameRateHowTo.en)});
    }
}

void checkBitrate(std::int64_t rate, std::int64_t smallest, std::int64_t largest, std::string_view key, int line,
                  Problems& problems) {
    if (rate < smallest || rate > largest) {
        problems.error(
            line, {fmt::format("rendition.{} は \"{}k\" から \"{}k\" までにしてください", key, smallest / 1000,
                               largest / 1000),
                   fmt::format("rendition.{} must be from \"{}k\" to \"{}k\"", key, smallest / 1000, largest / 1000)});
    }
}

void checkPicture(const RenditionSettings& rendition, Size canvas, const Lines& lines, Problems& problems) {
    checkPictureSize(*rendition.size, "rendition.size", lines.of("size"), problems);
    if (rendition.size->width > canvas.width || rendition.size->height > canvas.height) {
        problems.error(lines.of("size"), {"rendition.size は programme.size より大きくできません",
                                          "rendition.size must not be larger than programme.size"});
    }
    if (!lines.has("video_bitrate")) {
        problems.error(lines.table(), {"この rendition に video_bitrate がありません(例: video_bitrate = \"3000k\")",
                                       "this rendition lacks video_bitrate, for example "
                                       "video_bitrate = \"3000k\""});
        return;
    }
    checkBitrate(rendition.videoBitrate, kMinVideoBitrate, kMaxVideoBitrate, "video_bitrate", lines.of("video_bitrate"),
                 problems);
}

void checkRendition(const RenditionSettings& rendition, Size canvas, const Lines& lines, Problems& problems) {
    if (!isAddressId(rendition.name)) {
        problems.error(
            lines.of("name"),
            {"rendition には name が必要です。英小文字・数字・ハイフンで書いてください(例: name = \"1080p\")",
             "a rendition needs a name of small letters, digits and hyphens, for example "
             "name = \"1080p\""});
    }
    if (rendition.size) {
        checkPicture(rendition, canvas, lines, problems);
    } else if (lines.has("video_bitrate")) {
        problems.error(lines.of("video_bitrate"),
                       {"video_bitrate には size も必要です。音声だけなら video_bitrate を消してください",
                        "video_bitrate needs a size beside it; for sound only remove video_bitrate"});
    }
    checkBitrate(rendition.audioBitrate, kMinAudioBitrate, kMaxAudioBitrate, "audio_bitrate", lines.of("audio_bitrate"),
                 problems);
}

void checkLadder(const Draft& draft, const Lines& section, Problems& problems) {
    const auto& renditions = draft.programme.renditions;
    if (renditions.size() > kMaxRenditions) {
        problems.error(section.of("rendition"), {fmt::format("rendition は {} 個までです", kMaxRenditions),
                                                 fmt::format("at most {} renditions are possible", kMaxRenditions)});
    }
    if (std::none_of(renditions.begin(), renditions.end(),
                     [](const RenditionSettings& rendition) { return rendition.size.has_value(); })) {
        problems.error(section.of("rendition"),
                       {"少なくとも 1 つの rendition に size を書いてください(例: size = \"1920x1080\")",
                        "at least one rendition needs a size, for example size = \"1920x1080\""});
    }
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < renditions.size(); ++i) {
        checkRendition(renditions[i], draft.programme.size, draft.renditionLines[i], problems);
        if (!names.insert(renditions[i].name).second) {
            problems.error(
                draft.renditionLines[i].of("name"),
                {fmt::format("rendition の name「{}」が 2 回あります。別の名前にしてください", renditions[i].name),
                 fmt::format("two renditions are named \"{}\": give one another name", renditions[i].name)});
        }
    }
}

}  // namespace

std::vector<RenditionSettings> defaultRenditions(Size canvas) {
    const std::vector<RenditionSettings> wanted{
        {"1080p", Size{1920, 1080}, 3'000'000, 96'000},
        {"540p", Size{960, 540}, 900'000, 96'000},
        {"audio", std::nullopt, 0, 64'000},
    };
    if (canvas == Size{1920, 1080}) {
        return wanted;
    }
    // Another canvas: its own size first, at the same bits per picture point.
    std::vector<RenditionSettings> ladder;
    const double share = static_cast<double>(canvas.width) * canvas.height / (1920.0 * 1080.0);
    const auto rate = std::clamp(static_cast<std::int64_t>(3'000'000 * share), std::int64_t{200'000}, kMaxVideoBitrate);
    ladder.push_back({fmt::format("{}p", canvas.height), canvas, rate, 96'000});
    if (canvas.width > 960 && canvas.height > 540) {
        ladder.push_back(wanted[1]);
    }
    ladder.push_back(wanted[2]);
    return ladder;
}

void readProgramme(const Value& value, Settings& settings) {
    const toml::table* table =
        value.table({"[programme] という見出しの下に書いてください", "write its settings below [programme]"});
    if (table == nullptr) {
        return;
    }
    Draft draft{settings.programme, {}};
    const Lines lines =
        readFields<Draft>(*table, "programme", "[programme]", kProgrammeFields, draft, value.problems());
    checkPictureSize(draft.programme.size, "programme.size", lines.of("size"), value.problems());
    checkFrameRate(draft.programme.frameRate, lines.of("frame_rate"), value.problems());
    if (lines.has("rendition") && draft.renditionLines.size() == draft.programme.renditions.size()) {
        checkLadder(draft, lines, value.problems());
    }
    settings.programme = std::move(draft.programme);
}

void appendProgrammeKeys(std::vector<std::string>& keys) {
    appendKeys<Draft>(keys, "programme", kProgrammeFields);
    appendKeys<RenditionSettings>(keys, "programme.rendition", kRenditionFields);
}

}  // namespace tsudoi::config
