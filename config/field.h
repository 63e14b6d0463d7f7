// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "config/nearest_name.h"
#include "config/problems.h"

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How a table of the settings file becomes a struct: a list of fields, each a name and a function that reads it.
/// Only the .cpp files of config/ include this.
namespace tsudoi::config {

/// One value of the file on its way into the settings. What does not fit is reported; the target keeps its default.
class Value {
public:
    /// \param key  as people know it: "server.listen"
    Value(std::string key, const toml::node& node, int line, Problems& problems)
        : key_(std::move(key)), node_(node), line_(line), problems_(problems) {}

    void into(std::string& target) const;
    void into(bool& target) const;
    void into(int& target, int smallest, int largest) const;
    void into(std::vector<std::string>& target) const;
    /// A relative path counts from the settings file's folder.
    void into(std::filesystem::path& target) const;

    /// \param howTo  the rest of "is not understood": what to write instead
    template <typename T>
    void into(T& target, std::optional<T> (*parse)(std::string_view), const Text& howTo) const {
        if (const auto text = plainText(howTo)) {
            if (auto value = parse(*text)) {
                target = std::move(*value);
            } else {
                notUnderstood(*text, howTo);
            }
        }
    }

    /// The same for a parser that says itself what to write.
    template <typename T>
    void into(T& target, Result<T> (*parse)(std::string_view)) const {
        if (const auto text = plainText(kTextHowTo)) {
            if (auto value = parse(*text)) {
                target = std::move(*value);
            } else {
                notUnderstood(*text, value.error().text);
            }
        }
    }

    template <typename T>
    void intoOneOf(T& target, std::span<const std::pair<std::string_view, T>> choices) const {
        std::vector<std::string_view> names;
        for (const auto& [name, value] : choices) {
            names.push_back(name);
        }
        if (const auto index = choose(names)) {
            target = choices[*index].second;
        }
    }

    /// \return the table; nullptr: reported
    [[nodiscard]] const toml::table* table(const Text& howTo) const;
    /// \return the tables of [[key]]; nullptr: reported
    [[nodiscard]] const toml::array* tables() const;

    [[nodiscard]] const std::string& key() const { return key_; }
    [[nodiscard]] int line() const { return line_; }
    [[nodiscard]] Problems& problems() const { return problems_; }
    [[nodiscard]] bool isText() const { return node_.is_string(); }
    [[nodiscard]] std::string numberText() const;

private:
    static const Text kTextHowTo;
    [[nodiscard]] std::optional<std::string> plainText(const Text& howTo) const;
    [[nodiscard]] std::optional<std::size_t> choose(std::span<const std::string_view> names) const;
    void notUnderstood(const std::string& text, const Text& howTo) const;
    void wrongType(const Text& howTo) const;

    std::string key_;
    const toml::node& node_;
    int line_;
    Problems& problems_;
};

template <typename T>
struct Field {
    std::string_view name;
    void (*read)(const Value& value, T& target);
};

/// Where the keys of one table stand.
class Lines {
public:
    Lines(int table, std::map<std::string, int, std::less<>> keys) : table_(table), keys_(std::move(keys)) {}

    [[nodiscard]] bool has(std::string_view key) const { return keys_.contains(key); }
    /// \return the key's line; of a missing one the table's
    [[nodiscard]] int of(std::string_view key) const {
        const auto found = keys_.find(key);
        return found == keys_.end() ? table_ : found->second;
    }
    [[nodiscard]] int table() const { return table_; }

private:
    int table_;
    std::map<std::string, int, std::less<>> keys_;
};

[[nodiscard]] int lineOf(const toml::source_region& source);
[[nodiscard]] Lines linesOf(const toml::table& table);

/// Reports a key that is none of \p known, with the nearest of them.
/// \param section  as in the file, "[server]"; empty: the file itself
void reportUnknown(std::string_view section, const toml::key& key, std::span<const std::string_view> known,
                   Problems& problems);

template <typename T>
std::vector<std::string_view> namesOf(std::span<const Field<T>> fields) {
    std::vector<std::string_view> names;
    for (const Field<T>& field : fields) {
        names.push_back(field.name);
    }
    return names;
}

/// \param prefix   of the keys in messages, "server"
/// \param section  as in the file, "[server]"
template <typename T>
Lines readFields(const toml::table& table, std::string_view prefix, std::string_view section,
                 std::span<const Field<T>> fields, T& target, Problems& problems) {
    for (const auto& [key, node] : table) {
        const Field<T>* field = nullptr;
        for (const Field<T>& candidate : fields) {
            field = candidate.name == key.str() ? &candidate : field;
        }
        if (field == nullptr) {
            reportUnknown(section, key, namesOf(fields), problems);
            continue;
        }
        std::string name = prefix.empty() ? std::string() : std::string(prefix) + ".";
        name += key.str();
        field->read(Value(std::move(name), node, lineOf(key.source()), problems), target);
    }
    return linesOf(table);
}

}  // namespace tsudoi::config
