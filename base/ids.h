// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace tsudoi {

/// A text id that cannot be mistaken for another kind of id.
template <typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string value) : value_(std::move(value)) {}

    [[nodiscard]] const std::string& str() const noexcept { return value_; }
    [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string value_;
};

using SeminarId = Id<struct SeminarTag>;        ///< as in /s/{seminar}
using InputId = Id<struct InputTag>;            ///< as in a scene's slots
using PresetId = Id<struct PresetTag>;          ///< a scene that was prepared
using LayoutId = Id<struct LayoutTag>;          ///< a layout that an operator made
using MacroId = Id<struct MacroTag>;            ///< steps that one button does
using PersonId = Id<struct PersonTag>;          ///< an attendee or panelist of one seminar
using StaffName = Id<struct StaffTag>;          ///< log-in name of a staff account
using RenditionName = Id<struct RenditionTag>;  ///< as in /media/{seminar}/{rendition}/

/// Ids that stand in addresses: 1 to 64 characters out of a-z, 0-9 and '-', not starting with '-'.
inline constexpr std::size_t kMaxAddressIdLength = 64;
[[nodiscard]] bool isAddressId(std::string_view text) noexcept;

}  // namespace tsudoi

template <typename Tag>
struct std::hash<tsudoi::Id<Tag>> {
    std::size_t operator()(const tsudoi::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.str()); }
};
