// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/thread_rank.h"

#include "base/synchronized.h"
#include "hardware/gst_handle.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/gst_registration.h"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace tsudoi::pipeline {

namespace {

/// Worse than normal: everybody may ask for it.
constexpr int kNice = 3;

int niceHere() {
    return getpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)));
}

}  // namespace

TEST_CASE("a pipeline's streaming threads get their rank, and nobody else does") {
    hardware::gstInit();
    GError* error = nullptr;
    const ElementPtr pipeline = sunkObject(gst_parse_launch("fakesrc ! queue ! fakesink name=end", &error));
    REQUIRE(error == nullptr);
    const BusTap tap(pipeline.get(), [](GstMessage* message) { rankStreamingThread(message, kNice); });
    const ElementPtr end(gst_bin_get_by_name(GST_BIN(pipeline.get()), "end"));
    const PadPtr pad(gst_element_get_static_pad(end.get(), "sink"));
    std::atomic<int> found{0};
    Event seen;
    const PadProbe probe(pad.get(), GST_PAD_PROBE_TYPE_BUFFER, [&](GstPad*, GstPadProbeInfo*) {
        found = niceHere();
        seen.set();
        return GST_PAD_PROBE_OK;
    });
    const int own = niceHere();
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    CHECK(seen.waitFor(std::chrono::seconds(10)));
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
    CHECK(found == kNice);
    CHECK(niceHere() == own);
}

TEST_CASE("what a thread starts has the thread's rank") {
    int inherited = 0;
    std::thread([&] {
        rankThread(kNice);
        std::thread([&] { inherited = niceHere(); }).join();
    }).join();
    CHECK(inherited == kNice);
}

}  // namespace tsudoi::pipeline
