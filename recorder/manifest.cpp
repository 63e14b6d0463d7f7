// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/manifest.h"

#include <nlohmann/json.hpp>

namespace tsudoi::recorder {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;
constexpr std::size_t kMaxRenditions = 64;

json renditionToJson(const Manifest::Rendition& rendition) {
    const auto& about = rendition.about;
    json files = json::array();
    for (const auto& file : rendition.files) {
        files.push_back({{"video", file.video}, {"audio", file.audio}});
    }
    json result{
        {"name", about.name.str()},           {"frameRate", {about.frameRate.numerator, about.frameRate.denominator}},
        {"videoBitrate", about.videoBitrate}, {"audioBitrate", about.audioBitrate},
        {"sampleRate", about.sampleRate},     {"files", files}};
    if (about.size) {
        result["size"] = {about.size->width, about.size->height};
    }
    return result;
}

Manifest::Rendition renditionFromJson(const json& document) {
    Manifest::Rendition rendition;
    auto& about = rendition.about;
    about.name = RenditionName(document.at("name").get<std::string>());
    about.frameRate = {document.at("frameRate").at(0).get<int>(), document.at("frameRate").at(1).get<int>()};
    about.videoBitrate = document.at("videoBitrate").get<std::int64_t>();
    about.audioBitrate = document.at("audioBitrate").get<std::int64_t>();
    about.sampleRate = document.at("sampleRate").get<int>();
    if (document.contains("size")) {
        about.size = Size{document["size"].at(0).get<int>(), document["size"].at(1).get<int>()};
    }
    for (const auto& file : document.at("files")) {
        rendition.files.push_back({file.at("video").get<std::string>(), file.at("audio").get<std::string>()});
    }
    return rendition;
}

bool plausible(const Manifest::Rendition& rendition) {
    const auto& about = rendition.about;
    return isAddressId(about.name.str()) && about.frameRate.numerator >= 0 && about.frameRate.denominator > 0 &&
           about.sampleRate > 0;
}

Manifest parse(const json& document) {
    Manifest manifest;
    manifest.ended = document.at("ended").get<bool>();
    for (const auto& rendition : document.at("renditions")) {
        manifest.renditions.push_back(renditionFromJson(rendition));
    }
    for (const auto& mark : document.at("marks")) {
        manifest.marks.push_back({MediaTime(mark.at("atNs").get<std::int64_t>()), mark.at("label").get<std::string>()});
    }
    return manifest;
}

}  // namespace

std::string toJson(const Manifest& manifest) {
    json renditions = json::array();
    for (const auto& rendition : manifest.renditions) {
        renditions.push_back(renditionToJson(rendition));
    }
    json marks = json::array();
    for (const auto& mark : manifest.marks) {
        marks.push_back({{"atNs", mark.at.count()}, {"label", mark.label}});
    }
    const json document{{"version", kVersion}, {"ended", manifest.ended}, {"renditions", renditions}, {"marks", marks}};
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Manifest> manifestFromJson(std::string_view text) {
    const auto broken = [] {
        return fail(ErrorCode::Corrupt, "recording.json cannot be read");
    };
    try {
        const auto document = json::parse(text);
        if (document.at("version").get<int>() != kVersion) {
            return broken();
        }
        auto manifest = parse(document);
        if (manifest.renditions.empty() || manifest.renditions.size() > kMaxRenditions) {
            return broken();
        }
        for (const auto& rendition : manifest.renditions) {
            if (!plausible(rendition)) {
                return broken();
            }
        }
        return manifest;
    } catch (const json::exception&) {
        return broken();
    }
}

}  // namespace tsudoi::recorder
