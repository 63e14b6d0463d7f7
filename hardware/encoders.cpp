// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/encoders.h"

#include "base/synchronized.h"
#include "hardware/gst_handle.h"

#include <array>
#include <atomic>
#include <memory>
#include <thread>

namespace tsudoi::hardware {

namespace {

struct Known {
    const char* element;
    bool hardware;
};

/// Best first. openh264enc has no B-frames or look-ahead worth having; it stands behind x264enc.
constexpr std::array kKnown = std::to_array<Known>({
    {"nvh264enc", true},
    {"nvcudah264enc", true},
    {"qsvh264enc", true},
    {"vah264enc", true},
    {"vah264lpenc", true},
    {"vaapih264enc", true},
    {"amfh264enc", true},
    {"v4l2h264enc", true},
    {"x264enc", false},
    {"openh264enc", false},
});

constexpr int kTrialFrames = 15;
constexpr int kTrialWidth = 640;  // some encoders refuse very small pictures
constexpr int kTrialHeight = 368;

bool installed(const char* element) {
    // Through the factory, not through the registry's version check, which some plugins with their own numbers fail.
    return ElementFactoryPtr(gst_element_factory_find(element)) != nullptr;
}

std::string longName(const char* element) {
    const ElementFactoryPtr factory(gst_element_factory_find(element));
    const gchar* name =
        factory ? gst_element_factory_get_metadata(factory.get(), GST_ELEMENT_METADATA_LONGNAME) : nullptr;
    return name ? name : element;
}

ElementPtr trialPipeline(const std::string& element, std::string& reason) {
    const std::string text = "videotestsrc num-buffers=" + std::to_string(kTrialFrames) +
                             " ! video/x-raw,format=NV12,width=" + std::to_string(kTrialWidth) +
                             ",height=" + std::to_string(kTrialHeight) + ",framerate=30/1 ! videoconvert ! " + element +
                             " ! h264parse ! fakesink name=out sync=false signal-handoffs=true";
    GError* raw = nullptr;
    ElementPtr pipeline = sunkObject(gst_parse_launch(text.c_str(), &raw));
    const ErrorPtr error(raw);
    if (error) {
        reason = error->message;
        return nullptr;
    }
    return pipeline;
}

/// What the trial's own thread found out.
struct Trial {
    Event done;
    Synchronized<std::string> reason{std::string("no answer within the time")};
};

std::string outcome(GstElement* pipeline) {
    const BusPtr bus(gst_element_get_bus(pipeline));
    const MessagePtr message(gst_bus_timed_pop_filtered(
        bus.get(), GST_CLOCK_TIME_NONE, static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR)));
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_EOS) {
        return {};
    }
    GError* raw = nullptr;
    gst_message_parse_error(message.get(), &raw, nullptr);
    const ErrorPtr error(raw);
    return error->message;
}

void encodeSome(const std::string& element, Trial& trial) {
    std::string reason;
    if (const auto pipeline = trialPipeline(element, reason)) {
        const ElementPtr out(gst_bin_get_by_name(GST_BIN(pipeline.get()), "out"));
        std::atomic<int> units{0};
        g_signal_connect(out.get(), "handoff", G_CALLBACK(+[](GstElement*, GstBuffer*, GstPad*, gpointer count) {
                             ++*static_cast<std::atomic<int>*>(count);
                         }),
                         &units);
        gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
        reason = outcome(pipeline.get());
        gst_element_set_state(pipeline.get(), GST_STATE_NULL);
        if (reason.empty() && units < kTrialFrames) {
            reason = "pictures are missing";
        }
    }
    trial.reason.with([&](std::string& kept) { kept = reason; });
    trial.done.set();
}

}  // namespace

Encoder tryEncoder(const std::string& element) {
    gstInit();
    Encoder encoder{.element = element, .name = longName(element.c_str())};
    for (const Known& known : kKnown) {
        encoder.hardware = encoder.hardware || (element == known.element && known.hardware);
    }
    const auto start = std::chrono::steady_clock::now();
    const auto trial = std::make_shared<Trial>();
    // A driver may hang for ever: then the thread is left behind with everything it owns.
    std::thread([trial, element] { encodeSome(element, *trial); }).detach();
    trial->done.waitFor(kEncoderTrial);
    encoder.reason = trial->reason.copy();
    encoder.working = encoder.reason.empty();
    encoder.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    return encoder;
}

std::vector<Encoder> listEncoders() {
    gstInit();
    std::vector<Encoder> encoders;
    for (const Known& known : kKnown) {
        if (installed(known.element)) {
            encoders.push_back(tryEncoder(known.element));
        }
    }
    return encoders;
}

}  // namespace tsudoi::hardware
