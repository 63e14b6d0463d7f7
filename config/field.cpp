// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/field.h"

#include "config/limits.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tsudoi::config {

namespace {

const Text kSwitch{"true か false を書いてください", "write true or false"};
const Text kList{"文字列の並びを書いてください(例: [\"…\", \"…\"])",
                 "write a list of texts, for example [\"…\", \"…\"]"};

}  // namespace

const Text Value::kTextHowTo{"引用符で囲んだ文字列を書いてください(例: \"…\")", "write a text in quotes"};

void Value::into(std::string& target) const {
    if (auto text = plainText(kTextHowTo)) {
        target = std::move(*text);
    }
}

void Value::into(bool& target) const {
    if (const auto value = node_.value_exact<bool>()) {
        target = *value;
    } else {
        wrongType(kSwitch);
    }
}

void Value::into(int& target, int smallest, int largest) const {
    const auto value = node_.value_exact<std::int64_t>();
    if (value && *value >= smallest && *value <= largest) {
        target = static_cast<int>(*value);
        return;
    }
    wrongType({fmt::format("{} から {} までの整数を書いてください", smallest, largest),
               fmt::format("write a whole number from {} to {}", smallest, largest)});
}

void Value::into(std::vector<std::string>& target) const {
    const toml::array* list = node_.as_array();
    if (list == nullptr ||
        !std::all_of(list->begin(), list->end(), [](const toml::node& entry) { return entry.is_string(); })) {
        wrongType(kList);
        return;
    }
    target.clear();
    for (const toml::node& entry : *list) {
        target.push_back(entry.as_string()->get());
    }
}

void Value::into(std::filesystem::path& target) const {
    const auto text = plainText(kTextHowTo);
    if (!text) {
        return;
    }
    if (text->empty()) {
        notUnderstood(*text, {"パスを書いてください", "write a path"});
        return;
    }
    target = (problems_.file().parent_path() / *text).lexically_normal();
}

const toml::table* Value::table(const Text& howTo) const {
    const toml::table* found = node_.as_table();
    if (found == nullptr) {
        wrongType(howTo);
    }
    return found;
}

const toml::array* Value::tables() const {
    const toml::array* found = node_.as_array();
    if (found == nullptr || !found->is_array_of_tables()) {
        wrongType({fmt::format("[[{}]] と二重の角括弧で書いてください", key_),
                   fmt::format("write [[{}]] with two brackets", key_)});
        return nullptr;
    }
    return found;
}

std::string Value::numberText() const {
    if (const auto whole = node_.value_exact<std::int64_t>()) {
        return fmt::format("{}", *whole);
    }
    if (const auto fraction = node_.value_exact<double>()) {
        return fmt::format("{}", *fraction);
    }
    return {};
}

std::optional<std::string> Value::plainText(const Text& howTo) const {
    const auto* text = node_.as_string();
    if (text == nullptr) {
        wrongType(howTo);
        return std::nullopt;
    }
    const std::string& value = text->get();
    if (value.size() > kMaxTextLength || value.find('\0') != std::string::npos) {
        wrongType({fmt::format("{} バイト以内の文字列にしてください", kMaxTextLength),
                   fmt::format("write at most {} bytes of text", kMaxTextLength)});
        return std::nullopt;
    }
    return value;
}

std::optional<std::size_t> Value::choose(std::span<const std::string_view> names) const {
    const Text howTo{fmt::format("次のどれかを書いてください: {}", fmt::join(names, ", ")),
                     fmt::format("write one of: {}", fmt::join(names, ", "))};
    const auto text = plainText(howTo);
    if (!text) {
        return std::nullopt;
    }
    const auto found = std::find(names.begin(), names.end(), *text);
    if (found != names.end()) {
        return static_cast<std::size_t>(found - names.begin());
    }
    const auto nearest = nearestName(*text, names);
    notUnderstood(*text, nearest ? Text{fmt::format("「{}」ではありませんか。{}", *nearest, howTo.ja),
                                        fmt::format("did you mean \"{}\"? Or {}", *nearest, howTo.en)}
                                 : howTo);
    return std::nullopt;
}

void Value::notUnderstood(const std::string& text, const Text& howTo) const {
    problems_.error(line_, {fmt::format("{} の値「{}」は使えません。{}", key_, text, howTo.ja),
                            fmt::format("{} = \"{}\" is not understood: {}", key_, text, howTo.en)});
}

void Value::wrongType(const Text& howTo) const {
    problems_.error(line_, {fmt::format("{} の値が使えません。{}", key_, howTo.ja),
                            fmt::format("{} has a value that does not fit: {}", key_, howTo.en)});
}

int lineOf(const toml::source_region& source) {
    return static_cast<int>(source.begin.line);
}

Lines linesOf(const toml::table& table) {
    std::map<std::string, int, std::less<>> keys;
    for (const auto& [key, node] : table) {
        keys.emplace(key.str(), lineOf(key.source()));
    }
    return {lineOf(table.source()), std::move(keys)};
}

void reportUnknown(std::string_view section, const toml::key& key, std::span<const std::string_view> known,
                   Problems& problems) {
    const std::string where(section);
    const std::string_view written = key.str();
    Text text{fmt::format("{}「{}」という設定はありません。", where.empty() ? "" : where + " に", written),
              fmt::format("\"{}\" is not a setting{}: ", written, where.empty() ? "" : " of " + where)};
    if (const auto nearest = nearestName(written, known)) {
        text.ja += fmt::format("「{}」ではありませんか。", *nearest);
        text.en += fmt::format("did you mean \"{}\"?", *nearest);
    } else {
        text.ja += fmt::format("使えるもの: {}", fmt::join(known, ", "));
        text.en += fmt::format("there are {}", fmt::join(known, ", "));
    }
    problems.error(lineOf(key.source()), std::move(text));
}

}  // namespace tsudoi::config
