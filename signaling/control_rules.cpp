// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_rules.h"

#include "base/check.h"
#include "signaling/generated/methods.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <map>
#include <vector>

namespace tsudoi::signaling {

namespace {

using nlohmann::json;

/// Names in messages come from outside; answers stay short.
constexpr std::size_t kMaxPointerLength = 200;
constexpr std::size_t kMaxWhyLength = 300;

/// Cuts between characters of UTF-8.
std::string clipped(std::string text, std::size_t limit) {
    if (text.size() <= limit) {
        return text;
    }
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

std::string escaped(const std::string& name) {
    std::string token;
    for (const char c : name) {
        token += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
    }
    return token;
}

/// valijson names the way as "<root>", "[scene]", "[slots]".
std::string pointerOf(const std::vector<std::string>& context) {
    std::string pointer;
    for (const std::string& step : context) {
        if (step.size() >= 2 && step.front() == '[') {
            pointer += "/" + escaped(step.substr(1, step.size() - 2));
        }
    }
    return pointer;
}

/// A missing or unknown member stands in quotes at the end of the sentence.
std::string memberNamedIn(const std::string& description) {
    for (const std::string_view start : {"Missing required property '", "Object contains a property "}) {
        if (!description.starts_with(start)) {
            continue;
        }
        const std::string_view mark = start.ends_with('\'') ? start : std::string_view("constraints: '");
        const std::size_t begin = description.find(mark);
        const std::size_t end = description.rfind('\'');
        if (begin != std::string::npos && end > begin + mark.size()) {
            return "/" + escaped(description.substr(begin + mark.size(), end - begin - mark.size()));
        }
    }
    return {};
}

Violation violationOf(const valijson::ValidationResults& results) {
    const valijson::ValidationResults::Error* deepest = nullptr;
    for (const auto& error : results) {
        if (deepest == nullptr || error.context.size() > deepest->context.size()) {
            deepest = &error;
        }
    }
    if (deepest == nullptr) {
        return {{}, "does not match the schema"};
    }
    const std::string pointer = pointerOf(deepest->context) + memberNamedIn(deepest->description);
    return {clipped(pointer, kMaxPointerLength), clipped(deepest->description, kMaxWhyLength)};
}

}  // namespace

struct ControlRules::Impl {
    std::map<std::string, valijson::Schema, std::less<>> schemas;
};

ControlRules::ControlRules() : impl_(std::make_unique<Impl>()) {
    json rules = json::parse(protocol::kRules);
    for (const MethodInfo& method : protocol::kMethods) {
        if (impl_->schemas.contains(method.params)) {
            continue;
        }
        rules["$ref"] = "#/definitions/" + std::string(method.params);
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(rules),
                              impl_->schemas[std::string(method.params)]);
    }
}

ControlRules::~ControlRules() = default;

std::optional<Violation> ControlRules::check(std::string_view definition, const json& params) const {
    const auto schema = impl_->schemas.find(definition);
    TSUDOI_CHECK(schema != impl_->schemas.end());
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (validator.validate(schema->second, valijson::adapters::NlohmannJsonAdapter(params), &results)) {
        return std::nullopt;
    }
    return violationOf(results);
}

}  // namespace tsudoi::signaling
