// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/main_loop.h"

#include "base/log.h"
#include "base/race_hint.h"

#include <glib-unix.h>
#include <glib.h>

#include <utility>

namespace tsudoi {

namespace {

using Task = std::function<void()>;
using std::chrono::milliseconds;

/// Runs a task and tells when it held the loop for too long.
void runTimed(const Task& task) {
    const gint64 startUs = g_get_monotonic_time();
    task();
    const milliseconds took{(g_get_monotonic_time() - startUs) / 1000};
    if (took > MainLoop::kStallLimit) {
        log::warn("control thread stalled for {} ms", took.count());
    }
}

/// Gives a task to a source that may run on another thread.
void give(GSource* source, GSourceFunc call, Task task) {
    auto* given = new Task(std::move(task));
    handsOver(given);
    g_source_set_callback(source, call, given, [](gpointer done) noexcept {
        takesOver(done);
        delete static_cast<Task*>(done);
    });
}

gboolean runAndKeep(gpointer task) noexcept {
    takesOver(task);
    runTimed(*static_cast<Task*>(task));
    handsOver(task);
    return G_SOURCE_CONTINUE;
}

gboolean runOnce(gpointer task) noexcept {
    takesOver(task);
    runTimed(*static_cast<Task*>(task));
    handsOver(task);
    return G_SOURCE_REMOVE;
}

/// A GSource that is destroyed with this object.
class SourceTimer final : public Timer {
public:
    SourceTimer(GMainContext* context, GSource* source, GSourceFunc call, Task task) : source_(source) {
        give(source_, call, std::move(task));
        g_source_attach(source_, context);
    }
    ~SourceTimer() override {
        g_source_destroy(source_);
        g_source_unref(source_);
    }
    SourceTimer(const SourceTimer&) = delete;
    SourceTimer& operator=(const SourceTimer&) = delete;

private:
    GSource* source_;
};

guint asInterval(milliseconds time) {
    return static_cast<guint>(std::max<milliseconds::rep>(time.count(), 0));
}

}  // namespace

/// A context of its own: what is posted to this loop is run by this loop only, and stop() cannot come before run().
struct MainLoop::Impl {
    Impl() = default;
    ~Impl() {
        g_main_loop_unref(loop);
        g_main_context_unref(context);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    GMainContext* context = g_main_context_new();
    GMainLoop* loop = g_main_loop_new(context, FALSE);
};

MainLoop::MainLoop() : impl_(std::make_unique<Impl>()) {}

MainLoop::~MainLoop() = default;

void MainLoop::run() {
    g_main_context_push_thread_default(impl_->context);
    g_main_loop_run(impl_->loop);
    g_main_context_pop_thread_default(impl_->context);
}

void MainLoop::stop() {
    post([this] { g_main_loop_quit(impl_->loop); });
}

void MainLoop::post(Task task) {
    GSource* source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    give(source, runOnce, std::move(task));
    g_source_attach(source, impl_->context);
    g_source_unref(source);
}

std::unique_ptr<Timer> MainLoop::after(milliseconds delay, Task task) {
    return std::make_unique<SourceTimer>(impl_->context, g_timeout_source_new(asInterval(delay)), runOnce,
                                         std::move(task));
}

std::unique_ptr<Timer> MainLoop::every(milliseconds period, Task task) {
    return std::make_unique<SourceTimer>(impl_->context, g_timeout_source_new(asInterval(period)), runAndKeep,
                                         std::move(task));
}

std::unique_ptr<Timer> MainLoop::onSignal(int signal, Task handler) {
    return std::make_unique<SourceTimer>(impl_->context, g_unix_signal_source_new(signal), runAndKeep,
                                         std::move(handler));
}

}  // namespace tsudoi
