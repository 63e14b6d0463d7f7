// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/session_description.h"

#include "seminar/ports.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

namespace tsudoi::pipeline {

namespace {

constexpr std::size_t kMaxToken = 64;
constexpr std::size_t kMinIceUser = 4;
constexpr std::size_t kMinIcePassword = 22;
constexpr std::size_t kMaxIceText = 256;
constexpr std::size_t kFingerprintLength = 32 * 3 - 1;
constexpr char kDiscardPort = '9';
constexpr std::string_view kTransport = "UDP/TLS/RTP/SAVPF";

/// Attributes that may reach GStreamer.
constexpr std::array kKnown = std::to_array<std::string_view>({
    "bundle-only",
    "candidate",
    "end-of-candidates",
    "extmap",
    "extmap-allow-mixed",
    "fingerprint",
    "fmtp",
    "group",
    "ice-lite",
    "ice-options",
    "ice-pwd",
    "ice-ufrag",
    "inactive",
    "maxptime",
    "mid",
    "msid",
    "msid-semantic",
    "ptime",
    "recvonly",
    "rtcp",
    "rtcp-fb",
    "rtcp-mux",
    "rtcp-rsize",
    "rtpmap",
    "sendonly",
    "sendrecv",
    "setup",
    "ssrc",
    "ssrc-group",
});

tl::unexpected<Error> refuse(const char* ja, const char* en) {
    return fail(ErrorCode::InvalidArgument, Text{ja, en});
}

/// What one part of a description (the session, or one m-line) says.
struct Scope {
    std::string fingerprint;
    std::string iceUser;
    std::string icePassword;
    bool rtcpMux = false;
};

class Reader {
public:
    Result<SessionDescription> read(std::string_view text);

private:
    Status line(std::string_view line);
    Status mediaLine(std::string_view value);
    Status attribute(std::string_view value);
    void acceptBundled();
    Status fingerprint(std::string_view value);
    Status bundle(std::string_view value);
    Status identify(std::string_view value);
    Status check();
    Status checkSection(const MediaSection& section, const Scope& own);
    [[nodiscard]] Scope& scope() { return scopes_.empty() ? session_ : scopes_.back(); }

    SessionDescription result_;
    Scope session_;
    std::vector<Scope> scopes_;  ///< by m-line
    std::vector<std::string> bundle_;
    bool bundled_ = false;
    std::size_t portAt_ = 0;  ///< of the last m-line, in the text
    std::size_t lines_ = 0;
};

std::string_view takeWord(std::string_view& text) {
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    text.remove_prefix(space == text.npos ? text.size() : space + 1);
    return word;
}

/// Names that only the peer's own network knows (.local) would cost a name lookup each.
bool isKnown(std::string_view attribute) {
    const auto name = attribute.substr(0, attribute.find(':'));
    return std::ranges::find(kKnown, name) != kKnown.end() &&
           !(name == "candidate" && attribute.find(".local") != attribute.npos);
}

bool isToken(std::string_view text) {
    return !text.empty() && text.size() <= kMaxToken && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
               c == '.';
    });
}

bool isIceText(std::string_view text, std::size_t shortest) {
    return text.size() >= shortest && text.size() <= kMaxIceText && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
                      c == '/' || c == '-' || c == '_' || c == '=';
           });
}

/// \return upper case; nullopt: not 32 bytes in hex with colons
std::optional<std::string> normalFingerprint(std::string_view text) {
    if (text.size() != kFingerprintLength) {
        return std::nullopt;
    }
    std::string result(text);
    for (std::size_t i = 0; i < result.size(); ++i) {
        char& c = result[i];
        c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
        if (i % 3 == 2 ? c != ':' : !hex) {
            return std::nullopt;
        }
    }
    return result;
}

Result<SessionDescription> Reader::read(std::string_view text) {
    if (text.size() > seminar::kMaxDescription || !text.starts_with("v=0")) {
        return refuse("接続情報 (SDP) ではありません。", "This is no session description (SDP).");
    }
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view one = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (one.ends_with('\r')) {
            one.remove_suffix(1);
        }
        if (auto taken = one.empty() ? Status() : line(one); !taken) {
            return fail(taken.error());
        }
    }
    if (auto right = check(); !right) {
        return fail(right.error());
    }
    result_.fingerprint = scopes_.front().fingerprint;
    return std::move(result_);
}

Status Reader::line(std::string_view line) {
    const bool shaped = line.size() >= 2 && line[1] == '=' && std::ranges::none_of(line, [](char c) {
                            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
                        });
    if (++lines_ > kMaxDescriptionLines || !shaped) {
        return refuse("接続情報 (SDP) の行が正しくありません。",
                      "A line of the session description (SDP) is not valid.");
    }
    const auto value = line.substr(2);
    bool known = true;
    Status taken;
    switch (line.front()) {
        case 'v':
        case 'o':
        case 's':
        case 't':
        case 'c':
        case 'b': break;
        case 'm': taken = mediaLine(value); break;
        case 'a':
            known = isKnown(value);
            taken = known ? attribute(value) : Status();
            known = known && value != "bundle-only";
            break;
        default: known = false; break;
    }
    if (known) {
        result_.text.append(line).append("\r\n");
    }
    return taken;
}

Status Reader::mediaLine(std::string_view value) {
    const auto kind = takeWord(value);
    const auto port = takeWord(value);
    const auto transport = takeWord(value);
    if (kind != "audio" && kind != "video") {
        return refuse("音声と映像だけを送ってください。", "Send sound and picture only: no data channels.");
    }
    if (transport != kTransport || value.empty() || result_.media.size() == kMaxMediaSections) {
        return refuse("WebRTC の音声・映像ではありません。", "This is no sound or picture of WebRTC.");
    }
    MediaSection section;
    section.kind = kind == "audio" ? MediaSection::Kind::Audio : MediaSection::Kind::Video;
    section.rejected = port == "0";
    portAt_ = result_.text.size() + std::string_view("m= ").size() + kind.size();
    section.sends = true;  // sendrecv unless it says otherwise
    result_.media.push_back(std::move(section));
    scopes_.push_back(session_);
    return {};
}

Status Reader::attribute(std::string_view value) {
    const auto colon = value.find(':');
    const auto name = value.substr(0, colon);
    const auto rest = colon == value.npos ? std::string_view() : value.substr(colon + 1);
    if (name == "fingerprint") {
        return fingerprint(rest);
    }
    if (name == "group") {
        return bundle(rest);
    }
    if (name == "mid") {
        return identify(rest);
    }
    if (name == "ice-ufrag") {
        scope().iceUser = rest;
    } else if (name == "ice-pwd") {
        scope().icePassword = rest;
    } else if (name == "rtcp-mux") {
        scope().rtcpMux = true;
    } else if (name == "bundle-only" && !result_.media.empty()) {
        acceptBundled();
    } else if ((name == "recvonly" || name == "inactive") && !result_.media.empty()) {
        result_.media.back().sends = false;
    }
    return {};
}

/// Port 0 with bundle-only is not refused (RFC 9143 7.2.1), which GStreamer does not know: it gets an ordinary port.
void Reader::acceptBundled() {
    if (std::exchange(result_.media.back().rejected, false)) {
        result_.text.replace(portAt_, 1, std::string(1, kDiscardPort));
    }
}

Status Reader::fingerprint(std::string_view value) {
    const auto algorithm = takeWord(value);
    auto normal = normalFingerprint(value);
    if ((algorithm != "sha-256" && algorithm != "SHA-256") || !normal) {
        return refuse("証明書の指紋は sha-256 で送ってください。",
                      "The fingerprint of the certificate must be a sha-256.");
    }
    if (!scope().fingerprint.empty() && scope().fingerprint != *normal) {
        return refuse("証明書の指紋が一つではありません。", "There is more than one fingerprint.");
    }
    scope().fingerprint = std::move(*normal);
    return {};
}

Status Reader::bundle(std::string_view value) {
    if (takeWord(value) != "BUNDLE") {
        return {};
    }
    if (std::exchange(bundled_, true) || !scopes_.empty()) {
        return refuse("BUNDLE が正しくありません。", "The BUNDLE group is not valid.");
    }
    while (!value.empty()) {
        bundle_.emplace_back(takeWord(value));
    }
    return {};
}

Status Reader::identify(std::string_view value) {
    if (result_.media.empty() || !result_.media.back().mid.empty() || !isToken(value)) {
        return refuse("mid が正しくありません。", "A mid is not valid.");
    }
    result_.media.back().mid = value;
    return {};
}

Status Reader::checkSection(const MediaSection& section, const Scope& own) {
    if (section.mid.empty() || (!section.rejected && !own.rtcpMux)) {
        return refuse("mid と rtcp-mux が必要です。", "Every m-line needs a mid and rtcp-mux.");
    }
    if (!isIceText(own.iceUser, kMinIceUser) || !isIceText(own.icePassword, kMinIcePassword)) {
        return refuse("ICE の利用者名かパスワードがありません。", "The ICE user or password is missing.");
    }
    if (own.fingerprint.empty() || own.fingerprint != scopes_.front().fingerprint) {
        return refuse("証明書の指紋がないか、一つではありません。",
                      "The fingerprint is missing, or there is more than one.");
    }
    return {};
}

Status Reader::check() {
    if (result_.media.empty()) {
        return refuse("音声も映像もありません。", "There is neither sound nor picture.");
    }
    std::multiset<std::string> accepted;
    for (std::size_t i = 0; i < scopes_.size(); ++i) {
        if (auto right = checkSection(result_.media[i], scopes_[i]); !right) {
            return right;
        }
        if (!result_.media[i].rejected) {
            accepted.insert(result_.media[i].mid);
        }
    }
    const bool twice = std::ranges::adjacent_find(accepted) != accepted.end();
    if (twice || accepted != std::multiset<std::string>(bundle_.begin(), bundle_.end())) {
        return refuse("すべての音声と映像を一つの BUNDLE にまとめてください。",
                      "Put all sound and picture into one BUNDLE group that names each mid once.");
    }
    return {};
}

}  // namespace

Result<SessionDescription> readDescription(std::string_view text) {
    return Reader().read(text);
}

}  // namespace tsudoi::pipeline
