// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/main_loop.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "base/worker.h"
#include "config/settings.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tsudoi::app {

/// What one run of the server is made of.
struct HouseOptions {
    config::Settings settings;
    std::filesystem::path data;   ///< exists and can be written
    std::filesystem::path pages;  ///< empty: no pages
    bool demo = false;
};

/// All objects of the server, built in the order of their arrows and taken down in the closing order.
///
/// Threads: thread-bound (control thread). Owns everything.
class House {
public:
    /// \error what the first object that could not be built says
    [[nodiscard]] static Result<std::unique_ptr<House>> build(HouseOptions options,
                                                              MainLoop& loop) TSUDOI_CONTROL_THREAD;
    ~House();
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    /// Restores what the store kept, starts the threads, makes the demo.
    /// \param ready  called once, with the ready line's JSON, when requests are served (demo: and the stream runs)
    [[nodiscard]] Status open(std::function<void(std::string)> ready) TSUDOI_CONTROL_THREAD;
    /// Stop accepting -> tell clients -> finish the recording's files -> pipelines to NULL -> flush the store.
    void close() TSUDOI_CONTROL_THREAD;

private:
    struct Impl;
    explicit House(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::app
