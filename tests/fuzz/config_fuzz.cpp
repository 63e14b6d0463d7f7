// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a settings file: either settings within their limits or problems that can be printed.
#include "base/check.h"
#include "config/limits.h"
#include "config/loader.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace config = tsudoi::config;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const config::LoadResult loaded = config::parse(text, "fuzz.toml");
    for (const config::Problem& problem : loaded.problems) {
        TSUDOI_CHECK(!config::describe(problem).empty());
    }
    if (loaded.usable()) {
        const config::Settings& settings = loaded.settings;
        TSUDOI_CHECK(settings.server.networkThreads >= config::kMinNetworkThreads);
        TSUDOI_CHECK(settings.server.networkThreads <= config::kMaxNetworkThreads);
        TSUDOI_CHECK(settings.replay.keep >= config::kMinReplay && settings.replay.keep <= config::kMaxReplay);
        TSUDOI_CHECK(settings.programme.size.width <= config::kLargestPicture.width);
        TSUDOI_CHECK(!settings.programme.renditions.empty());
        TSUDOI_CHECK(settings.inputs.size() <= config::kMaxInputs);
    }
    return 0;
}
