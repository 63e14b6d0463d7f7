// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/loader.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

using namespace tsudoi::config;

namespace {

const std::filesystem::path kExample = TSUDOI_SOURCE_DIR "/config/tsudoi.example.toml";

std::string example() {
    std::ostringstream text;
    text << std::ifstream(kExample).rdbuf();
    return text.str();
}

/// The same text with its commented settings switched on: lines like "# key = value" and "# [section]".
std::string withEverySetting() {
    static const std::regex kSetting(R"(^# (\[.*\]|[a-z_]+ = .*)$)", std::regex::multiline);
    return std::regex_replace(example(), kSetting, "$1");
}

}  // namespace

TEST_CASE("the example loads without a word") {
    const LoadResult loaded = load(kExample);
    for (const Problem& problem : loaded.problems) {
        FAIL_CHECK(describe(problem));
    }
}

TEST_CASE("the example shows every key") {
    std::string section;
    std::string seen;
    std::istringstream lines(withEverySetting());
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (std::regex_match(line, match, std::regex(R"(\[\[?([a-z_.]+)\]\]?)"))) {
            section = match[1];
        } else if (std::regex_search(line, match, std::regex(R"(^([a-z_]+) = )"))) {
            seen += " " + section + "." + match[1].str() + " ";
            if (match[1] == "tls") {
                seen += " server.tls.certificate  server.tls.key ";
            }
        }
    }
    seen += " programme.rendition ";
    for (const std::string& key : knownKeys()) {
        CAPTURE(key);
        CHECK(seen.find(" " + key + " ") != std::string::npos);
    }
}

TEST_CASE("the commented settings of the example are right as well") {
    const LoadResult loaded = parse(withEverySetting(), kExample);
    for (const Problem& problem : loaded.problems) {
        const bool missingFile = problem.text.en.find("there is no file") != std::string::npos;
        CHECK_MESSAGE((problem.warning || missingFile), describe(problem));
    }
}
