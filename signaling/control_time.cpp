// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_time.h"

#include <fmt/format.h>

#include <chrono>

namespace tsudoi::signaling {

namespace {

namespace chrono = std::chrono;

constexpr int kFirstYear = 1970;
/// The system clock's nanoseconds end in 2262.
constexpr int kLastYear = 2261;

/// Reads a text from the left, piece by piece.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    std::optional<int> digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (i >= rest_.size() || rest_[i] < '0' || rest_[i] > '9') {
                return std::nullopt;
            }
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    /// \return the character, when it is one of these
    char oneOf(std::string_view allowed) {
        if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
            return '\0';
        }
        const char found = rest_.front();
        rest_.remove_prefix(1);
        return found;
    }
    [[nodiscard]] bool done() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

std::optional<chrono::sys_days> readDate(Reader& reader) {
    const auto year = reader.digits(4);
    const bool dash1 = reader.oneOf("-") != '\0';
    const auto month = reader.digits(2);
    const bool dash2 = reader.oneOf("-") != '\0';
    const auto day = reader.digits(2);
    if (!year || !dash1 || !month || !dash2 || !day || *year < kFirstYear || *year > kLastYear) {
        return std::nullopt;
    }
    const chrono::year_month_day date{chrono::year(*year), chrono::month(static_cast<unsigned>(*month)),
                                      chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(chrono::sys_days(date)) : std::nullopt;
}

std::optional<chrono::minutes> readHoursAndMinutes(Reader& reader) {
    const auto hours = reader.digits(2);
    const bool colon = reader.oneOf(":") != '\0';
    const auto minutes = reader.digits(2);
    if (!hours || !colon || !minutes || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    return chrono::hours(*hours) + chrono::minutes(*minutes);
}

/// Digits after the first three do not count.
std::optional<chrono::milliseconds> readSeconds(Reader& reader) {
    const bool colon = reader.oneOf(":") != '\0';
    const auto seconds = reader.digits(2);
    if (!colon || !seconds || *seconds > 60) {
        return std::nullopt;
    }
    chrono::milliseconds time = chrono::seconds(*seconds);
    if (reader.oneOf(".") == '\0') {
        return time;
    }
    int scale = 100;
    bool any = false;
    while (const auto digit = reader.digits(1)) {
        time += chrono::milliseconds(*digit * scale);
        scale /= 10;
        any = true;
    }
    return any ? std::optional(time) : std::nullopt;
}

std::optional<chrono::minutes> readZone(Reader& reader) {
    const char sign = reader.oneOf("Zz+-");
    if (sign == 'Z' || sign == 'z') {
        return chrono::minutes(0);
    }
    const auto offset = sign == '\0' ? std::nullopt : readHoursAndMinutes(reader);
    if (!offset) {
        return std::nullopt;
    }
    return sign == '-' ? -*offset : *offset;
}

}  // namespace

std::string toRfc3339(WallTime time) {
    const auto milliseconds = chrono::floor<chrono::milliseconds>(time);
    const auto day = chrono::floor<chrono::days>(milliseconds);
    const chrono::year_month_day date(day);
    const chrono::hh_mm_ss clock(milliseconds - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::optional<WallTime> fromRfc3339(std::string_view text) {
    Reader reader(text);
    const auto date = readDate(reader);
    const bool separated = reader.oneOf("Tt ") != '\0';
    const auto minutes = readHoursAndMinutes(reader);
    const auto seconds = readSeconds(reader);
    const auto zone = readZone(reader);
    if (!date || !separated || !minutes || !seconds || !zone || !reader.done()) {
        return std::nullopt;
    }
    return WallTime(*date + *minutes + *seconds - *zone);
}

}  // namespace tsudoi::signaling
