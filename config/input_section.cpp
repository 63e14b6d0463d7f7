// SPDX-License-Identifier: GPL-3.0-or-later
// [[input]].
#include "base/characters.h"
#include "base/ids.h"
#include "config/limits.h"
#include "config/sections.h"
#include "config/values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

namespace tsudoi::config {

namespace {

constexpr std::array<std::pair<std::string_view, InputKind>, 9> kKinds{{
    {"device", InputKind::Device},
    {"rtsp", InputKind::Rtsp},
    {"srt", InputKind::Srt},
    {"rtmp", InputKind::Rtmp},
    {"whip", InputKind::Whip},
    {"file", InputKind::File},
    {"image", InputKind::Image},
    {"slides", InputKind::Slides},
    {"test", InputKind::Test},
}};

constexpr std::array<std::pair<std::string_view, Interlacing>, 3> kInterlacing{{
    {"auto", Interlacing::Auto},
    {"progressive", Interlacing::Progressive},
    {"interlaced", Interlacing::Interlaced},
}};

constexpr std::array<Field<InputSettings>, 10> kInputFields{{
    {"id",
     [](const Value& value, InputSettings& input) {
         value.into(input.id);
     }},
    {"name",
     [](const Value& value, InputSettings& input) {
         value.into(input.name);
     }},
    {"kind",
     [](const Value& value, InputSettings& input) {
         value.intoOneOf<InputKind>(input.kind, kKinds);
     }},
    {"path",
     [](const Value& value, InputSettings& input) {
         value.into(input.path);
     }},
    {"loop",
     [](const Value& value, InputSettings& input) {
         value.into(input.loop);
     }},
    {"url",
     [](const Value& value, InputSettings& input) {
         value.into(input.url);
     }},
    {"passphrase",
     [](const Value& value, InputSettings& input) {
         value.into(input.passphrase);
     }},
    {"video",
     [](const Value& value, InputSettings& input) {
         value.into(input.videoDevice);
     }},
    {"audio",
     [](const Value& value, InputSettings& input) {
         value.into(input.audioDevice);
     }},
    {"interlacing",
     [](const Value& value, InputSettings& input) {
         value.intoOneOf<Interlacing>(input.interlacing, kInterlacing);
     }},
}};

/// Which keys count for a kind, apart from id, name and kind.
struct KindRule {
    InputKind kind;
    std::string_view name;
    std::string_view required;  ///< empty: none
    std::string_view example;
    std::array<std::string_view, 3> allowed;
    std::array<std::string_view, 2> schemes;  ///< of url
};

constexpr std::array<KindRule, 9> kRules{{
    {InputKind::Test, "test", "", "", {}, {}},
    {InputKind::File, "file", "path", "path = \"talk.mp4\"", {"path", "loop", "interlacing"}, {}},
    {InputKind::Image, "image", "path", "path = \"title.png\"", {"path"}, {}},
    {InputKind::Slides, "slides", "path", "path = \"slides.pdf\"", {"path"}, {}},
    {InputKind::Device, "device", "", "video = \"…\"", {"video", "audio", "interlacing"}, {}},
    {InputKind::Rtsp, "rtsp", "url", "url = \"rtsp://192.168.0.10/stream\"", {"url", "interlacing"}, {"rtsp", "rtsps"}},
    {InputKind::Srt, "srt", "url", "url = \"srt://192.168.0.10:9000\"", {"url", "passphrase", "interlacing"}, {"srt"}},
    {InputKind::Rtmp,
     "rtmp",
     "url",
     "url = \"rtmp://192.168.0.10/live/room\"",
     {"url", "interlacing"},
     {"rtmp", "rtmps"}},
    {InputKind::Whip, "whip", "passphrase", "passphrase = \"…\"", {"passphrase"}, {}},
}};

const KindRule& ruleOf(InputKind kind) {
    return *std::find_if(kRules.begin(), kRules.end(), [kind](const KindRule& rule) { return rule.kind == kind; });
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void checkAllowedKeys(const KindRule& rule, const Lines& lines, Problems& problems) {
    for (const Field<InputSettings>& field : kInputFields) {
        const bool general = field.name == "id" || field.name == "name" || field.name == "kind";
        if (general || !lines.has(field.name) || contains(rule.allowed, field.name)) {
            continue;
        }
        problems.error(
            lines.of(field.name),
            {fmt::format("kind = \"{}\" の input に {} は使えません。この行を消してください", rule.name, field.name),
             fmt::format("{} does not go with kind = \"{}\": remove this line", field.name, rule.name)});
    }
}

void checkRequiredKeys(const KindRule& rule, const InputSettings& input, const Lines& lines, Problems& problems) {
    const bool deviceNamed = !input.videoDevice.empty() || !input.audioDevice.empty();
    const bool missing =
        rule.kind == InputKind::Device ? !deviceNamed : !rule.required.empty() && !lines.has(rule.required);
    if (!missing) {
        return;
    }
    Text text{fmt::format("kind = \"{}\" の input には {} が必要です", rule.name, rule.example),
              fmt::format("an input of kind = \"{}\" needs {}", rule.name, rule.example)};
    if (rule.kind == InputKind::Device) {
        text.ja += "(または audio)。名前は tsudoi devices で調べられます";
        text.en += " or audio; tsudoi devices prints the names";
    }
    problems.error(lines.table(), std::move(text));
}

/// The address itself is never repeated in a message: it may hold a password.
void checkUrl(const KindRule& rule, const InputSettings& input, const Lines& lines, Problems& problems) {
    if (!lines.has("url") || rule.schemes.front().empty()) {
        return;
    }
    const std::string scheme = urlScheme(input.url);
    if (!contains(rule.schemes, scheme) || scheme.empty() || input.url.size() <= scheme.size() + 3) {
        problems.error(lines.of("url"), {fmt::format("url は {}:// で始まるアドレスにしてください(例: {})",
                                                     rule.schemes.front(), rule.example),
                                         fmt::format("url must be an address that begins with {}://, for example {}",
                                                     rule.schemes.front(), rule.example)});
    }
}

void checkPassphrase(const InputSettings& input, const Lines& lines, Problems& problems) {
    if (!lines.has("passphrase")) {
        return;
    }
    const bool fits = input.passphrase.size() >= kMinPassphrase && input.passphrase.size() <= kMaxPassphrase;
    if (fits && input.kind == InputKind::Whip && !isVisibleAscii(input.passphrase)) {
        problems.error(lines.of("passphrase"), {"whip の passphrase は空白のない半角文字にしてください",
                                                "the passphrase of a whip input must be ASCII without spaces"});
    }
    if (!fits) {
        problems.error(lines.of("passphrase"),
                       {fmt::format("passphrase は {} 文字から {} 文字までです", kMinPassphrase, kMaxPassphrase),
                        fmt::format("passphrase must have {} to {} characters", kMinPassphrase, kMaxPassphrase)});
    }
}

void checkPath(const InputSettings& input, const Lines& lines, Problems& problems) {
    std::error_code ignored;
    if (lines.has("path") && !input.path.empty() && !std::filesystem::exists(input.path, ignored)) {
        problems.warn(lines.of("path"), {fmt::format("ファイル {} がまだありません", input.path.string()),
                                         fmt::format("there is no file {} yet", input.path.string())});
    }
}

void checkId(const InputSettings& input, const Lines& lines, Problems& problems) {
    if (!isAddressId(input.id)) {
        problems.error(lines.of("id"),
                       {"input には id が必要です。英小文字・数字・ハイフンで書いてください(例: id = \"camera-1\")",
                        "an input needs an id of small letters, digits and hyphens, for example "
                        "id = \"camera-1\""});
    }
    if (input.name.size() > kMaxNameLength) {
        problems.error(lines.of("name"), {fmt::format("name は {} バイト以内にしてください", kMaxNameLength),
                                          fmt::format("name must have at most {} bytes", kMaxNameLength)});
    }
}

void checkKind(const InputSettings& input, const Lines& lines, Problems& problems) {
    if (!lines.has("kind")) {
        problems.error(lines.table(), {"input には kind が必要です(例: kind = \"device\")",
                                       "an input needs a kind, for example kind = \"device\""});
        return;
    }
    if (input.kind == InputKind::Slides) {
        problems.error(
            lines.of("kind"),
            {"この版は kind = \"slides\" をまだ表示できません。ページを画像にして kind = \"image\" と書いてください",
             "this version cannot show kind = \"slides\" yet: save the page as a picture and "
             "write kind = \"image\""});
        return;
    }
    const KindRule& rule = ruleOf(input.kind);
    checkAllowedKeys(rule, lines, problems);
    checkRequiredKeys(rule, input, lines, problems);
    checkUrl(rule, input, lines, problems);
    checkPassphrase(input, lines, problems);
    checkPath(input, lines, problems);
}

}  // namespace

void readInputs(const Value& value, Settings& settings) {
    const toml::array* tables = value.tables();
    if (tables == nullptr) {
        return;
    }
    std::set<std::string> ids;
    for (const toml::node& entry : *tables) {
        InputSettings input;
        const Lines lines =
            readFields<InputSettings>(*entry.as_table(), "input", "[[input]]", kInputFields, input, value.problems());
        checkId(input, lines, value.problems());
        checkKind(input, lines, value.problems());
        if (!ids.insert(input.id).second) {
            value.problems().error(lines.of("id"),
                                   {fmt::format("id「{}」の input が 2 つあります。別の id にしてください", input.id),
                                    fmt::format("two inputs have the id \"{}\": give one another id", input.id)});
        }
        settings.inputs.push_back(std::move(input));
    }
    if (settings.inputs.size() > kMaxInputs) {
        value.problems().error(value.line(), {fmt::format("input は {} 個までです", kMaxInputs),
                                              fmt::format("at most {} inputs are possible", kMaxInputs)});
    }
}

void appendInputKeys(std::vector<std::string>& keys) {
    appendKeys<InputSettings>(keys, "input", kInputFields);
}

}  // namespace tsudoi::config
