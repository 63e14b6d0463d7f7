// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/pulse_sources.h"

#include "base/release.h"

#include <pulse/pulseaudio.h>

#include <chrono>
#include <memory>

namespace tsudoi::hardware {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr std::chrono::seconds kPulsePatience{2};

using MainloopPtr = std::unique_ptr<pa_mainloop, Release<&pa_mainloop_free>>;
using ContextPtr = std::unique_ptr<pa_context, Release<&pa_context_unref>>;
using OperationPtr = std::unique_ptr<pa_operation, Release<&pa_operation_unref>>;

/// One connection, from its first word to its last, in the calling thread.
class Listing {
public:
    std::vector<PulseSource> run();

private:
    template <typename Done>
    bool workUntil(Done&& done);
    static void told(pa_context* context, const pa_source_info* info, int end, void* self) noexcept;

    const Clock::time_point until_ = Clock::now() + kPulsePatience;
    MainloopPtr loop_{pa_mainloop_new()};
    std::vector<PulseSource> found_;
    bool complete_ = false;
};

/// \return false: the time is over or the loop broke
template <typename Done>
bool Listing::workUntil(Done&& done) {
    while (!done()) {
        const auto left = std::chrono::duration_cast<microseconds>(until_ - Clock::now());
        const bool went = left > microseconds(0) &&
                          pa_mainloop_prepare(loop_.get(), static_cast<int>(left.count())) >= 0 &&
                          pa_mainloop_poll(loop_.get()) >= 0 && pa_mainloop_dispatch(loop_.get()) >= 0;
        if (!went) {
            return false;
        }
    }
    return true;
}

void Listing::told(pa_context* /*context*/, const pa_source_info* info, int end, void* self) noexcept {
    auto& listing = *static_cast<Listing*>(self);
    if (end != 0) {
        listing.complete_ = true;
        return;
    }
    listing.found_.push_back({info->name, info->description != nullptr ? info->description : info->name,
                              info->monitor_of_sink != PA_INVALID_INDEX, static_cast<int>(info->sample_spec.rate),
                              info->sample_spec.channels});
}

std::vector<PulseSource> Listing::run() {
    const ContextPtr context(loop_ ? pa_context_new(pa_mainloop_get_api(loop_.get()), "tsudoi") : nullptr);
    if (!context || pa_context_connect(context.get(), nullptr, PA_CONTEXT_NOAUTOSPAWN, nullptr) < 0) {
        return {};
    }
    const auto state = [&] {
        return pa_context_get_state(context.get());
    };
    const bool connected = workUntil([&] { return state() == PA_CONTEXT_READY || !PA_CONTEXT_IS_GOOD(state()); }) &&
                           state() == PA_CONTEXT_READY;
    if (connected) {
        const OperationPtr asked(pa_context_get_source_info_list(context.get(), told, this));
        (void)workUntil([&] { return complete_ || !PA_CONTEXT_IS_GOOD(state()); });
    }
    pa_context_disconnect(context.get());
    return std::move(found_);
}

}  // namespace

std::vector<PulseSource> listPulseSources() {
    return Listing().run();
}

}  // namespace tsudoi::hardware
