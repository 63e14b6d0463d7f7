// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_mask.h"

namespace tsudoi::signaling {

namespace {

constexpr std::size_t kMaxLoggedName = 80;

void replaceAll(std::string& text, const std::string& what, const std::string& with) {
    if (what.empty()) {
        return;
    }
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

/// The last '@' ends user and password, wherever it is: a password may contain '/', '?' and '@'.
std::string withoutUser(std::string_view rest) {
    const std::size_t at = rest.rfind('@');
    if (at == std::string_view::npos) {
        return std::string(rest);
    }
    return std::string(kMask) + std::string(rest.substr(at));
}

void maskFrom(std::string& text, std::size_t position) {
    if (position < text.size()) {
        text.replace(position, std::string::npos, kMask);
    }
}

}  // namespace

std::string maskedUrl(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) {
        return url.empty() ? std::string() : std::string(kMask);
    }
    std::string rest = withoutUser(url.substr(scheme + 3));
    if (const std::size_t query = rest.find_first_of("?#"); query != std::string::npos) {
        maskFrom(rest, query + 1);
    } else if (url.starts_with("rtmp")) {
        if (const std::size_t slash = rest.rfind('/'); slash != std::string::npos) {
            maskFrom(rest, slash + 1);
        }
    }
    return std::string(url.substr(0, scheme + 3)) + rest;
}

Text withoutSecrets(Text text, const seminar::InputSpec& input) {
    const std::string masked = maskedUrl(input.url);
    for (std::string* sentence : {&text.ja, &text.en}) {
        if (masked != input.url) {
            replaceAll(*sentence, input.url, masked);
        }
        replaceAll(*sentence, input.passphrase, std::string(kMask));
    }
    return text;
}

std::string loggable(std::string_view name) {
    std::string line;
    for (const char c : name.substr(0, kMaxLoggedName)) {
        const bool control = static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
        line += control ? '?' : c;
    }
    return line;
}

}  // namespace tsudoi::signaling
