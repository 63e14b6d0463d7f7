// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a browser says to our offer, in any order: one answer at most, no candidate before it, and nothing that did
// not pass our checks. Parts are divided by lines of '%'; "a": the rest is an answer, "0" to "9": a candidate of that
// m-line, anything else: what was said so far is taken.
#include "base/check.h"
#include "pipeline/conversation_end.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace tsudoi;
using pipeline::ConversationEnd;
using pipeline::PeerCall;
using seminar::PeerId;

constexpr std::string_view kDivider = "\n%\n";

/// The connection's side, as ConversationEnd::heed.
class Connection {
public:
    explicit Connection(PeerCall& call) : call_(call) {}

    void take() {
        if (const auto answer = call_.takeAnswer()) {
            TSUDOI_CHECK(!answered_);
            answered_ = true;
            TSUDOI_CHECK(ConversationEnd::checkAnswer(*answer, call_.peer().kind).has_value());
            TSUDOI_CHECK(pipeline::readDescription(answer->text).has_value());
        }
        for (const pipeline::IceCandidate& candidate : call_.takeCandidates()) {
            TSUDOI_CHECK(answered_ && ++candidates_ <= PeerCall::kMaxCandidates);
            check(candidate);
        }
    }

private:
    void check(const pipeline::IceCandidate& candidate) const {
        TSUDOI_CHECK(candidate.mline < ConversationEnd::mediaLines(call_.peer().kind));
        TSUDOI_CHECK(candidate.text.starts_with("candidate:"));
        TSUDOI_CHECK(candidate.text.size() <= PeerCall::kMaxCandidateLength);
        TSUDOI_CHECK(candidate.text.find(".local") == std::string::npos);
        TSUDOI_CHECK(std::ranges::all_of(candidate.text, [](char c) { return c >= ' ' && c < 0x7f; }));
    }

    PeerCall& call_;
    bool answered_ = false;
    std::size_t candidates_ = 0;
};

void say(PeerCall& call, Connection& connection, std::string_view part, bool& answered) {
    const char what = part.empty() ? 't' : part.front();
    const std::string rest(part.empty() ? part : part.substr(1));
    if (what == 'a') {
        const bool taken = call.answer(rest).has_value();
        TSUDOI_CHECK(!taken || !answered);
        answered = answered || taken;
    } else if (what >= '0' && what <= '9') {
        (void)call.candidate(static_cast<unsigned>(what - '0'), rest);
    } else {
        connection.take();
    }
}

void converse(PeerId::Kind kind, std::string_view text) {
    const auto call = std::make_shared<PeerCall>(PeerId{kind, "somebody"}, pipeline::IceOptions{}, nullptr,
                                                 [](const Result<std::string>&) {});
    Connection connection(*call);
    bool answered = false;
    while (!text.empty()) {
        const auto end = text.find(kDivider);
        say(*call, connection, text.substr(0, end), answered);
        text.remove_prefix(end == text.npos ? text.size() : end + kDivider.size());
    }
    connection.take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    converse(PeerId::Kind::Panelist, text);
    converse(PeerId::Kind::Screen, text);
    return 0;
}
