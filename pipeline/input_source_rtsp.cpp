// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_problem.h"
#include "pipeline/input_source.h"
#include "pipeline/rtp_decode.h"

namespace tsudoi::pipeline {

namespace {

constexpr const char* kLatencyMs = "200";
constexpr const char* kTimeoutUs = "5000000";

void streamAdded(GstElement* source, GstPad* pad, gpointer ports) noexcept {
    const auto bin = ObjectPtr<GstObject>(gst_object_get_parent(GST_OBJECT(source)));
    if (bin) {
        decodeRtp(GST_BIN(bin.get()), pad, RtpPeer::Camera, *static_cast<InputPorts*>(ports));
    }
}

}  // namespace

/// TCP first, because it is complete; every other attempt UDP, because some senders can do nothing else.
Status buildRtspSource(const seminar::InputSpec& spec, int attempt, InputPorts& ports) {
    const auto source = addElement(ports.context().pipeline, "rtspsrc");
    if (!source) {
        return fail(source.error());
    }
    if (!gst_uri_handler_set_uri(GST_URI_HANDLER(*source), spec.url.c_str(), nullptr)) {
        return fail(ErrorCode::InvalidArgument, addressProblem(spec));
    }
    setProperty(*source, "protocols", attempt % 2 == 0 ? "tcp" : "udp+udp-mcast");
    setProperty(*source, "latency", kLatencyMs);
    setProperty(*source, "drop-on-latency", "true");
    setProperty(*source, "tcp-timeout", kTimeoutUs);
    ports.connect(*source, "pad-added", G_CALLBACK(streamAdded));
    return {};
}

}  // namespace tsudoi::pipeline
