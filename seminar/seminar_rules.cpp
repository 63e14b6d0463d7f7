// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/seminar_rules.h"

#include "base/characters.h"
#include "base/random.h"

#include <algorithm>
#include <array>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kMaxTitle = 600;  // bytes: 200 Japanese characters
constexpr std::size_t kMaxSpeakers = 1500;
constexpr std::size_t kMaxContact = 300;
constexpr std::size_t kMinPasscode = 4;
constexpr std::size_t kMaxPasscode = 64;
constexpr std::size_t kMaxLabel = 300;

constexpr std::string_view kReadable = "abcdefghijkmnpqrstuvwxyz23456789";
static_assert(kReadable.size() == 32);
constexpr std::size_t kRandomIdLength = 10;

Status invalid(std::string ja, std::string en) {
    return fail(ErrorCode::InvalidArgument, Text{std::move(ja), std::move(en)});
}

}  // namespace

Status validate(const Seminar& seminar) {
    if (!isAddressId(seminar.id.str())) {
        return invalid("セミナーの ID は半角の英小文字、数字、ハイフンで 64 文字までです。",
                       "A seminar's id has up to 64 characters out of a-z, 0-9 and hyphen.");
    }
    if (seminar.title.empty() || seminar.title.size() > kMaxTitle) {
        return invalid("題名は 1 文字以上、約 200 文字までです。", "The title is missing or too long.");
    }
    if (seminar.speakers.size() > kMaxSpeakers || seminar.contactName.size() > kMaxContact ||
        seminar.contactPhone.size() > kMaxContact) {
        return invalid("登壇者または連絡先が長すぎます。", "The speakers or the contact are too long.");
    }
    if (hasControls(seminar.title) || hasControls(seminar.speakers, LineBreaks::Allowed) ||
        hasControls(seminar.contactName) || hasControls(seminar.contactPhone)) {
        return invalid("題名や連絡先に改行などの制御文字は使えません。",
                       "Title and contact may not hold control characters.");
    }
    if (seminar.meeting && seminar.policy != AccessPolicy::Personal) {
        return invalid(
            "打ち合わせには視聴者がいないので、合言葉や限定公開は選べません。参加者は一人ずつ招いてください。",
            "A meeting has no audience and so neither passcode nor open address. Invite each participant.");
    }
    if (seminar.deviceLimit < 1 || seminar.deviceLimit > kMaxDeviceLimit) {
        return invalid("同時に視聴できる端末は 1 から 20 台です。", "The number of devices at once is from 1 to 20.");
    }
    if (seminar.replayKeep.count() < 1 || seminar.replayKeep > kMaxReplayKeep) {
        return invalid("見逃し配信の期間は 1 秒から 10 年です。", "The replay is kept from 1 second to 10 years.");
    }
    return {};
}

Status validatePasscode(const std::string& passcode) {
    if (characters(passcode) < kMinPasscode || characters(passcode) > kMaxPasscode || hasControls(passcode)) {
        return invalid("合言葉は半角 4 から 64 文字です。", "A passcode has 4 to 64 characters.");
    }
    return {};
}

Status validateLabel(const std::string& label) {
    if (label.empty() || label.size() > kMaxLabel || hasControls(label)) {
        return invalid("見出しは 1 文字以上、約 100 文字までです。", "The label is missing or too long.");
    }
    return {};
}

SeminarId randomSeminarId() {
    std::array<std::byte, kRandomIdLength> bytes{};
    randomBytes(bytes);
    std::string id;
    for (const std::byte byte : bytes) {
        id += kReadable[std::to_integer<std::size_t>(byte) % kReadable.size()];
    }
    return SeminarId(id);
}

}  // namespace tsudoi::seminar
