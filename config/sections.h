// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/field.h"
#include "config/settings.h"

#include <span>
#include <string>
#include <vector>

/// One reader per section of the settings file. Only the .cpp files of config/ include this.
namespace tsudoi::config {

void readServer(const Value& value, Settings& settings);
void readStorage(const Value& value, Settings& settings);
void readProgramme(const Value& value, Settings& settings);
void readReplay(const Value& value, Settings& settings);
void readInputs(const Value& value, Settings& settings);
void readIce(const Value& value, Settings& settings);
void readMail(const Value& value, Settings& settings);
void readObsWebsocket(const Value& value, Settings& settings);

/// Their keys as "section.key".
void appendServerKeys(std::vector<std::string>& keys);
void appendProgrammeKeys(std::vector<std::string>& keys);
void appendInputKeys(std::vector<std::string>& keys);
void appendPeerKeys(std::vector<std::string>& keys);

/// Used by programmes that name no renditions.
[[nodiscard]] std::vector<RenditionSettings> defaultRenditions(Size canvas);

/// A section that is a table of fields.
template <typename T>
void readSection(const Value& value, std::span<const Field<T>> fields, T& target) {
    const std::string section = "[" + value.key() + "]";
    if (const toml::table* table =
            value.table({section + " という見出しの下に書いてください", "write its settings below " + section})) {
        readFields<T>(*table, value.key(), section, fields, target, value.problems());
    }
}

template <typename T>
void appendKeys(std::vector<std::string>& keys, const std::string& prefix, std::span<const Field<T>> fields) {
    for (const Field<T>& field : fields) {
        keys.push_back(prefix + "." + std::string(field.name));
    }
}

}  // namespace tsudoi::config
