// SPDX-License-Identifier: GPL-3.0-or-later
#include "seminar/input_rules.h"

#include "base/characters.h"
#include "seminar/studio.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace tsudoi::seminar {

namespace {

constexpr std::size_t kMaxName = 100;
constexpr std::size_t kMaxField = 2048;
/// libsrt accepts no others (SRTO_PASSPHRASE).
constexpr std::size_t kMinPassphrase = 10;
constexpr std::size_t kMaxPassphrase = 79;

Status invalid(std::string ja, std::string en) {
    return fail(ErrorCode::InvalidArgument, Text{std::move(ja), std::move(en)});
}

const std::string& shownName(const InputSpec& spec) {
    return spec.name.empty() ? spec.id.str() : spec.name;
}

/// Every text has a limit and is one line; the id stands in addresses.
Status validateTexts(const InputSpec& spec) {
    if (!isAddressId(spec.id.str())) {
        return invalid("入力の ID は半角の英小文字、数字、ハイフンで 64 文字までです。",
                       "An input's id has up to 64 characters out of a-z, 0-9 and hyphen.");
    }
    if (characters(spec.name) > kMaxName) {
        return invalid("入力の名前 (name) が長すぎます。", "The input's name is too long.");
    }
    for (const std::string* field : {&spec.path, &spec.url, &spec.videoDevice, &spec.audioDevice, &spec.passphrase}) {
        if (field->size() > kMaxField) {
            return invalid("入力の設定が長すぎます。", "One of the input's fields is too long.");
        }
    }
    for (const std::string* field :
         {&spec.name, &spec.path, &spec.url, &spec.videoDevice, &spec.audioDevice, &spec.passphrase}) {
        if (hasControls(*field)) {
            return invalid("入力の設定に改行などの制御文字は使えません。",
                           "An input's fields may not hold control characters.");
        }
    }
    return {};
}

Status validateUrl(const InputSpec& spec, std::string_view scheme, std::string_view secure) {
    const std::string plainStart = std::string(scheme) + "://";
    const std::string secureStart = std::string(secure) + "://";
    const bool plain = spec.url.starts_with(plainStart) && spec.url.size() > plainStart.size();
    const bool encrypted = !secure.empty() && spec.url.starts_with(secureStart) && spec.url.size() > secureStart.size();
    if (plain || encrypted) {
        return {};
    }
    return invalid("url には " + plainStart + " で始まるアドレスが必要です。",
                   "The url must begin with " + plainStart + " and name a host.");
}

Status validateSrt(const InputSpec& spec) {
    if (const Status url = validateUrl(spec, "srt", ""); !url) {
        return url;
    }
    const std::size_t length = spec.passphrase.size();
    if (length != 0 && (length < kMinPassphrase || length > kMaxPassphrase)) {
        return invalid("passphrase は 10 から 79 文字です。", "The passphrase has 10 to 79 characters.");
    }
    return {};
}

Status validateKey(const InputSpec& spec) {
    const std::size_t length = spec.passphrase.size();
    if (length >= kMinPassphrase && length <= kMaxPassphrase && isVisibleAscii(spec.passphrase)) {
        return {};
    }
    return invalid("送信キー (passphrase) は空白なしの半角 10 から 79 文字です。",
                   "The sender's key (passphrase) has 10 to 79 ASCII characters without spaces.");
}

/// A sentence that stands inside another one.
std::string withoutStop(const std::string& sentence, std::string_view stop) {
    return sentence.ends_with(stop) ? sentence.substr(0, sentence.size() - stop.size()) : sentence;
}

}  // namespace

InputId freeInputId(InputKind kind, const std::map<InputId, InputSpec>& taken) {
    const std::string stem = kind == InputKind::Device ? "camera" : std::string(inputKindName(kind));
    int number = 1;
    while (taken.contains(InputId(stem + "-" + std::to_string(number)))) {
        ++number;
    }
    return InputId(stem + "-" + std::to_string(number));
}

bool mayHavePicture(const InputSpec& spec) {
    return !isOfPanel(spec.kind) && (spec.kind != InputKind::Device || !spec.videoDevice.empty());
}

Status validate(const SourceSettings& settings) {
    const bool gainInRange =
        std::isfinite(settings.gainDb) && settings.gainDb >= kMinGainDb && settings.gainDb <= kMaxGainDb;
    if (!gainInRange) {
        return invalid("音量は -60 から +20 dB です。", "The gain is from -60 to +20 dB.");
    }
    if (settings.delay.count() < 0 || settings.delay > kMaxDelay) {
        return invalid("遅延は 0 から 2000 ミリ秒です。", "The delay is from 0 to 2000 ms.");
    }
    const double gate = settings.shape.gateDb;
    if (gate != 0 && !(gate >= kMinGateDb && gate <= kMaxGateDb)) {
        return invalid("ゲートは -80 から -10 dB、または 0（なし）です。",
                       "The gate is from -80 to -10 dB, or 0 for none.");
    }
    if (!(std::abs(settings.pan) <= 1)) {
        return invalid("左右は -1（左）から 1（右）です。", "The pan is from -1 (left) to 1 (right).");
    }
    return {};
}

Text lostInputText(const InputSpec& spec, const std::optional<Text>& problem) {
    const std::string& name = shownName(spec);
    const std::string ja = problem ? "（" + withoutStop(problem->ja, "。") + "）" : "";
    const std::string en = problem ? " (" + withoutStop(problem->en, ".") + ")" : "";
    if (spec.kind == InputKind::Whip) {
        return {"「" + name + "」の映像が届いていません" + ja + "。送信が始まると自動でつながります。",
                "Nothing comes from \"" + name + "\"" + en + ". It connects by itself when the sender starts."};
    }
    return {"「" + name + "」の信号がありません" + ja + "。自動で再接続しています。",
            "No signal from \"" + name + "\"" + en + ". Reconnecting by itself."};
}

Text configuredText(const InputSpec& spec) {
    const std::string& name = shownName(spec);
    return {"「" + name + "」は設定ファイルの入力です。ここでの変更は再起動すると元に戻ります。",
            "\"" + name + "\" comes from the settings file. A restart undoes what is changed here."};
}

Status validate(const InputSpec& spec) {
    if (const Status texts = validateTexts(spec); !texts) {
        return texts;
    }
    switch (spec.kind) {
        case InputKind::File:
        case InputKind::Image:
            return spec.path.empty() ? invalid("path（ファイルの場所）が必要です。", "The path of the file is missing.")
                                     : Status{};
        case InputKind::Device:
            return spec.videoDevice.empty() && spec.audioDevice.empty()
                       ? invalid("video か audio の機器を選んでください。", "Choose a video or an audio device.")
                       : Status{};
        case InputKind::Rtsp: return validateUrl(spec, "rtsp", "rtsps");
        case InputKind::Srt: return validateSrt(spec);
        case InputKind::Rtmp: return validateUrl(spec, "rtmp", "rtmps");
        case InputKind::Whip: return validateKey(spec);
        case InputKind::Panelist:
        case InputKind::Share:
        case InputKind::Test: break;
    }
    return {};
}

Status validate(const Slate& slate) {
    if (characters(slate.text) > kMaxSlateText || hasControls(slate.text, LineBreaks::Allowed)) {
        return invalid("カードの文章は 200 文字までです。", "The text of a slate has up to 200 characters.");
    }
    return {};
}

Status validate(const Title& title) {
    const auto fits = [](const std::string& line) {
        return characters(line) <= kMaxTitleText && !hasControls(line);
    };
    if (title.text.empty() || !fits(title.text) || !fits(title.more)) {
        return invalid("テロップは改行なしの 1 から 200 文字です。", "A title has 1 to 200 characters in one line.");
    }
    return {};
}

Scene withKnownInputs(Scene scene, const std::map<InputId, InputSpec>& inputs) {
    std::erase_if(scene.slots, [&](const auto& slot) { return !inputs.contains(slot.second); });
    return validate(scene) ? scene : Scene{};
}

Scene firstPicture(const std::vector<InputId>& order, const std::map<InputId, InputSpec>& inputs, std::size_t skip) {
    for (const InputId& id : order) {
        if (mayHavePicture(inputs.at(id)) && skip-- == 0) {
            return {LayoutKind::Full, {{"main", id}}};
        }
    }
    return {};
}

Status validate(const Scene& scene, const std::map<InputId, InputSpec>& inputs) {
    if (const Status valid = validate(scene); !valid) {
        return valid;
    }
    for (const auto& [slot, input] : scene.slots) {
        if (!input.empty() && !inputs.contains(input)) {
            return noSuchInput(input);
        }
    }
    return {};
}

Status noSuchInput(const InputId& id) {
    return fail(ErrorCode::NotFound,
                Text{"入力「" + id.str() + "」はありません。", "There is no input \"" + id.str() + "\"."});
}

}  // namespace tsudoi::seminar
