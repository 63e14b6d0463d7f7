// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"

#include <atomic>
#include <functional>
#include <memory>

namespace tsudoi {

/// The control thread's GLib main loop. Its context is its own; while it runs it is the thread's default one.
///
/// Threads: run() makes the calling thread the control thread; post, stop are thread-safe.
/// Stalls above kStallLimit are logged with their length.
class MainLoop final : public Executor {
public:
    MainLoop();
    ~MainLoop() override;
    MainLoop(const MainLoop&) = delete;
    MainLoop& operator=(const MainLoop&) = delete;

    void run();
    void stop();

    void post(std::function<void()> task) override;
    [[nodiscard]] std::unique_ptr<Timer> after(std::chrono::milliseconds delay, std::function<void()> task) override;
    [[nodiscard]] std::unique_ptr<Timer> every(std::chrono::milliseconds period, std::function<void()> task) override;
    /// Calls \p handler on the control thread for SIGTERM or SIGINT (default dispositions are replaced).
    [[nodiscard]] std::unique_ptr<Timer> onSignal(int signal, std::function<void()> handler);

    static constexpr std::chrono::milliseconds kStallLimit{50};

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi
