// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hls_playlist.h"

#include <ctime>
#include <set>

namespace tsudoi::test::hls {

namespace {

double number(const std::string& text) {
    try {
        return std::stod(text);
    } catch (const std::exception&) {
        return -1;
    }
}

/// "2026-11-23T08:15:30.250Z"
std::optional<double> dateTime(const std::string& text) {
    std::tm time{};
    const char* rest = ::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &time);
    if (rest == nullptr || *rest != '.' || text.back() != 'Z') {
        return std::nullopt;
    }
    return static_cast<double>(::timegm(&time)) + number("0" + std::string(rest, 4));
}

const std::set<std::string> kOnceOnly{"#EXTM3U",
                                      "#EXT-X-VERSION",
                                      "#EXT-X-TARGETDURATION",
                                      "#EXT-X-PART-INF",
                                      "#EXT-X-SERVER-CONTROL",
                                      "#EXT-X-PLAYLIST-TYPE",
                                      "#EXT-X-INDEPENDENT-SEGMENTS",
                                      "#EXT-X-MEDIA-SEQUENCE",
                                      "#EXT-X-DISCONTINUITY-SEQUENCE",
                                      "#EXT-X-ENDLIST",
                                      "#EXT-X-SKIP"};

class Reader {
public:
    Playlist read(std::string_view text) {
        if (!text.starts_with("#EXTM3U\n")) {
            problem("does not begin with #EXTM3U");
        }
        while (!text.empty()) {
            const auto end = text.find('\n');
            if (end == std::string_view::npos) {
                problem("the last line is torn");
            }
            line(text.substr(0, end));
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
        if (awaitsUri_) {
            problem("EXTINF without a URI");
        }
        if (!current_.parts.empty() || current_.dateTime || current_.discontinuity) {
            playlist_.open = current_;
        }
        return std::move(playlist_);
    }

private:
    void problem(const std::string& what) { playlist_.problems.push_back(what); }

    void line(std::string_view text) {
        if (text.empty()) {
            return problem("empty line");
        }
        if (text[0] != '#') {
            return uri(std::string(text));
        }
        if (awaitsUri_) {
            problem("a tag stands between EXTINF and its URI");
        }
        const auto colon = text.find(':');
        const std::string name(text.substr(0, colon));
        const std::string value(colon == std::string_view::npos ? "" : text.substr(colon + 1));
        if (kOnceOnly.contains(name) && !seen_.insert(name).second) {
            problem(name + " is repeated");
        }
        if (playlist_.ended) {
            problem(name + " behind the ENDLIST");
        }
        header(name, value) || segmentTag(name, value) || tail(name, value);
    }

    void uri(std::string text) {
        if (!awaitsUri_) {
            problem("URI without EXTINF: " + text);
        }
        if (!playlist_.hints.empty()) {
            problem("a segment stands behind the preload hint");
        }
        awaitsUri_ = false;
        current_.uri = std::move(text);
        playlist_.segments.push_back(current_);
        current_ = Segment{.map = current_.map};
    }

    bool header(const std::string& name, const std::string& value) {
        if (name == "#EXT-X-VERSION") {
            playlist_.version = static_cast<int>(number(value));
        } else if (name == "#EXT-X-TARGETDURATION") {
            playlist_.targetDuration = static_cast<int>(number(value));
        } else if (name == "#EXT-X-PART-INF") {
            playlist_.partTarget = number(parseAttributes(value)["PART-TARGET"]);
        } else if (name == "#EXT-X-SERVER-CONTROL") {
            serverControl(parseAttributes(value));
        } else if (name == "#EXT-X-PLAYLIST-TYPE") {
            playlist_.type = value;
        } else if (name == "#EXT-X-INDEPENDENT-SEGMENTS") {
            playlist_.independentSegments = true;
        } else if (name == "#EXT-X-MEDIA-SEQUENCE") {
            playlist_.mediaSequence = static_cast<std::uint64_t>(number(value));
        } else if (name == "#EXT-X-DISCONTINUITY-SEQUENCE") {
            playlist_.discontinuitySequence = static_cast<std::uint64_t>(number(value));
        } else {
            return name == "#EXTM3U";
        }
        if (!playlist_.segments.empty() || !current_.parts.empty()) {
            problem(name + " behind a segment");
        }
        return true;
    }

    void serverControl(std::map<std::string, std::string> values) {
        playlist_.serverControl = true;
        playlist_.canBlockReload = values["CAN-BLOCK-RELOAD"] == "YES";
        if (values.contains("CAN-SKIP-UNTIL")) {
            playlist_.canSkipUntil = number(values["CAN-SKIP-UNTIL"]);
        }
        if (values.contains("PART-HOLD-BACK")) {
            playlist_.partHoldBack = number(values["PART-HOLD-BACK"]);
        }
    }

    bool segmentTag(const std::string& name, const std::string& value) {
        if (name == "#EXTINF") {
            current_.duration = number(value);
            awaitsUri_ = true;
        } else if (name == "#EXT-X-PART") {
            part(parseAttributes(value));
        } else if (name == "#EXT-X-DISCONTINUITY") {
            current_.discontinuity = true;
        } else if (name == "#EXT-X-GAP") {
            current_.gap = true;
        } else if (name == "#EXT-X-MAP") {
            current_.map = parseAttributes(value)["URI"];
        } else if (name == "#EXT-X-PROGRAM-DATE-TIME") {
            current_.dateTime = dateTime(value);
            if (!current_.dateTime) {
                problem("PROGRAM-DATE-TIME cannot be read: " + value);
            }
        } else {
            return false;
        }
        return true;
    }

    void part(std::map<std::string, std::string> values) {
        if (values["URI"].empty() || values["DURATION"].empty()) {
            problem("a part without URI or DURATION");
        }
        if (!playlist_.hints.empty()) {
            problem("a part stands behind the preload hint");
        }
        current_.parts.push_back(
            {number(values["DURATION"]), values["URI"], values["INDEPENDENT"] == "YES", values["GAP"] == "YES"});
    }

    bool tail(const std::string& name, const std::string& value) {
        auto values = parseAttributes(value);
        if (name == "#EXT-X-SKIP") {
            playlist_.skipped = static_cast<std::uint64_t>(number(values["SKIPPED-SEGMENTS"]));
            if (!playlist_.segments.empty()) {
                problem("SKIP behind a segment");
            }
        } else if (name == "#EXT-X-PRELOAD-HINT") {
            if (values["TYPE"] == "PART") {
                playlist_.hints.push_back(values["URI"]);
            }
        } else if (name == "#EXT-X-RENDITION-REPORT") {
            playlist_.reports.push_back({values["URI"], static_cast<std::uint64_t>(number(values["LAST-MSN"])),
                                         static_cast<std::uint64_t>(number(values["LAST-PART"]))});
        } else if (name == "#EXT-X-ENDLIST") {
            playlist_.ended = true;
        } else {
            problem("unexpected tag " + name);
        }
        return true;
    }

    Playlist playlist_;
    Segment current_;
    bool awaitsUri_ = false;
    std::set<std::string> seen_;
};

}  // namespace

std::map<std::string, std::string> parseAttributes(std::string_view text) {
    std::map<std::string, std::string> values;
    while (!text.empty()) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos) {
            break;
        }
        const std::string name(text.substr(0, equals));
        text.remove_prefix(equals + 1);
        const bool quoted = text.starts_with('"');
        const auto end = quoted ? text.find('"', 1) : text.find(',');
        values[name] = std::string(text.substr(quoted ? 1 : 0, quoted && end != text.npos ? end - 1 : end));
        const auto comma = end == text.npos ? end : text.find(',', end);
        text.remove_prefix(comma == text.npos ? text.size() : comma + 1);
    }
    return values;
}

Playlist parsePlaylist(std::string_view text) {
    return Reader().read(text);
}

}  // namespace tsudoi::test::hls
