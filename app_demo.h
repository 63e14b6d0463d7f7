// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/access_table.h"
#include "seminar/office.h"
#include "seminar/panel.h"
#include "seminar/programme.h"
#include "seminar/room_screens.h"

#include <filesystem>
#include <string>
#include <vector>

/// "serve --demo": one seminar that is live at once, with links that work by just opening them.
namespace tsudoi::app {

inline constexpr const char* kDemoSeminar = "demo";
inline constexpr const char* kDemoListen = "127.0.0.1:8080";

/// The keys of the demo's links. They stay the same over restarts of one data directory.
struct DemoKeys {
    std::string studio;
    std::string watch;
    std::string join;
    std::string venue;
};

/// Reads the keys kept in \p directory, or makes them and keeps them there (readable by the owner only).
/// \error Io: the directory cannot be written
[[nodiscard]] Result<DemoKeys> demoKeys(const std::filesystem::path& directory);

/// The inputs of a demo without a settings file: a moving picture with a tone and a test card.
[[nodiscard]] std::vector<seminar::InputSpec> demoInputs();

struct DemoParts {
    seminar::Office& office;
    seminar::AccessTable& access;
    seminar::Panel& panel;
    seminar::RoomScreens& screens;
};

/// Makes the demo seminar unless the store had it, and starts it unless it went on by itself or is a replay already.
/// \error what Office says
Status beginDemo(const DemoParts& parts, const DemoKeys& keys) TSUDOI_CONTROL_THREAD;

}  // namespace tsudoi::app
