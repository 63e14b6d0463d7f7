// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/peer_call.h"

#include "pipeline/conversation_end.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tsudoi::pipeline {

namespace {

bool isCandidate(std::string_view text) {
    return text.starts_with("candidate:") && text.size() <= PeerCall::kMaxCandidateLength &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

}  // namespace

Error PeerCall::noSuchPanelist() {
    return {ErrorCode::NotFound, {"このパネリストはありません。", "There is no such panelist."}};
}

Error PeerCall::nothingOffered() {
    return {ErrorCode::WrongState,
            {"接続が始まっていません。ページを再読み込みしてください。", "No connection was begun; reload the page."}};
}

Status PeerCall::answer(const std::string& description) {
    auto read = readDescription(description);
    if (!read) {
        return fail(read.error());
    }
    if (auto fits = ConversationEnd::checkAnswer(*read, peer_.kind); !fits) {
        return fits;
    }
    const bool first = mail_.with([&](Mail& mail) {
        if (!std::exchange(mail.answered, true)) {
            mail.answer = std::move(*read);
            return true;
        }
        return false;
    });
    if (!first) {
        return fail(ErrorCode::WrongState,
                    Text{"この接続にはすでに応答があります。", "This connection has been answered already."});
    }
    call();
    return {};
}

Status PeerCall::candidate(unsigned mline, const std::string& text) {
    if (mline >= ConversationEnd::mediaLines(peer_.kind) || !isCandidate(text)) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"接続先 (ICE candidate) が正しくありません。", "This is no ICE candidate."});
    }
    const bool useful = text.find(".local") == std::string::npos;
    const bool room = mail_.with([&](Mail& mail) {
        if (++mail.candidatesSeen > kMaxCandidates) {
            return false;
        }
        if (useful) {
            mail.candidates.push_back({mline, text});
        }
        return true;
    });
    if (!room) {
        return fail(ErrorCode::TooMany, Text{"接続先が多すぎます。", "There are too many ICE candidates."});
    }
    call();
    return {};
}

void PeerCall::call() {
    if (const auto called = mail_.with([](Mail& mail) { return mail.called; })) {
        called();
    }
}

void PeerCall::onCall(std::function<void()> called) {
    mail_.with([&](Mail& mail) { mail.called = std::move(called); });
}

std::optional<SessionDescription> PeerCall::takeAnswer() {
    return mail_.with([](Mail& mail) {
        mail.answerTaken = mail.answerTaken || mail.answer;
        return std::exchange(mail.answer, std::nullopt);
    });
}

std::vector<IceCandidate> PeerCall::takeCandidates() {
    return mail_.with([](Mail& mail) {
        std::vector<IceCandidate> taken;
        if (mail.answerTaken) {
            taken.swap(mail.candidates);
        }
        return taken;
    });
}

}  // namespace tsudoi::pipeline
