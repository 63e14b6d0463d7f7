// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/loader.h"

#include "config/limits.h"
#include "config/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace tsudoi::config {

namespace {

constexpr std::array<Field<Settings>, 8> kSections{{
    {"server", readServer},
    {"storage", readStorage},
    {"programme", readProgramme},
    {"replay", readReplay},
    {"input", readInputs},
    {"ice", readIce},
    {"mail", readMail},
    {"obs_websocket", readObsWebsocket},
}};

LoadResult refused(const std::filesystem::path& file, int line, Text text) {
    Problems problems(file);
    problems.error(line, std::move(text));
    return {defaultSettings(), std::move(problems).sorted()};
}

LoadResult syntaxError(const std::filesystem::path& file, const toml::parse_error& error) {
    return refused(
        file, lineOf(error.source()),
        {fmt::format("TOML として読めません({})。文字列は引用符で囲み、1 行に「キー = 値」を 1 つ書いてください",
                     error.description()),
         fmt::format("not TOML here ({}): write one key = value a line, texts in quotes", error.description())});
}

LoadResult readSections(const toml::table& file, const std::filesystem::path& name) {
    LoadResult loaded{defaultSettings(), {}};
    Problems problems(name);
    loaded.settings.programme.renditions.clear();
    readFields<Settings>(file, "", "", kSections, loaded.settings, problems);
    if (loaded.settings.programme.renditions.empty()) {
        loaded.settings.programme.renditions = defaultRenditions(loaded.settings.programme.size);
    }
    loaded.problems = std::move(problems).sorted();
    return loaded;
}

}  // namespace

bool LoadResult::usable() const {
    return std::all_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.warning; });
}

Settings defaultSettings() {
    Settings settings;
    settings.programme.renditions = defaultRenditions(settings.programme.size);
    return settings;
}

LoadResult load(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text;
    text.resize(kMaxFileBytes + 1);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (!stream.is_open() || stream.bad() || (text.empty() && !stream.eof())) {
        return refused(file, 0,
                       {"この設定ファイルを読めません。パスと権限を確かめてください",
                        "this settings file cannot be read: check its path and permissions"});
    }
    return parse(text, file);
}

LoadResult parse(std::string_view text, const std::filesystem::path& file) {
    if (text.size() > kMaxFileBytes) {
        return refused(file, 0,
                       {fmt::format("設定ファイルは {} バイトまでです", kMaxFileBytes),
                        fmt::format("a settings file has at most {} bytes", kMaxFileBytes)});
    }
    try {
        return readSections(toml::parse(text), file);
    } catch (const toml::parse_error& error) {
        return syntaxError(file, error);
    }
}

std::string describe(const Problem& problem) {
    const std::string line = problem.line > 0 ? fmt::format(":{}", problem.line) : "";
    return fmt::format("{}{}: {}{}\n    {}", problem.file.string(), line, problem.warning ? "warning: " : "",
                       problem.text.en, problem.text.ja);
}

std::vector<std::string> knownKeys() {
    std::vector<std::string> keys;
    appendServerKeys(keys);
    appendProgrammeKeys(keys);
    appendInputKeys(keys);
    appendPeerKeys(keys);
    return keys;
}

}  // namespace tsudoi::config
