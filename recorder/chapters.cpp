// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/chapters.h"

#include <fmt/format.h>

#include <algorithm>

namespace tsudoi::recorder {

namespace {

std::string vttTime(Ticks time) {
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(time).count();
    return fmt::format("{:02}:{:02}:{:02}.{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
}

/// Cue text has no line breaks and no markup.
std::string cueText(const std::string& label) {
    std::string text;
    for (const char c : label) {
        switch (c) {
            case '&': text += "&amp;"; break;
            case '<': text += "&lt;"; break;
            case '>': text += "&gt;"; break;
            case '\n':
            case '\r':
            case '\0': text += ' '; break;
            default: text += c;
        }
    }
    return text;
}

}  // namespace

std::vector<Chapter> chapters(const RecordingView& view) {
    auto marks = view.marks;
    std::ranges::stable_sort(marks, {}, &seminar::Mark::at);
    const auto end = view.edits.inReplay(view.end());
    std::vector<Chapter> result;
    for (const auto& mark : marks) {
        const auto from = view.edits.inReplay(std::min(toTicks(mark.at), view.end()));
        if (!result.empty()) {
            result.back().to = from;
        }
        result.push_back({from, end, mark.label});
    }
    std::erase_if(result, [](const Chapter& chapter) { return chapter.to <= chapter.from; });
    return result;
}

std::string chaptersVtt(const RecordingView& view) {
    std::string text = "WEBVTT\n";
    for (const auto& chapter : chapters(view)) {
        text += fmt::format("\n{} --> {}\n{}\n", vttTime(chapter.from), vttTime(chapter.to), cueText(chapter.label));
    }
    return text;
}

}  // namespace tsudoi::recorder
