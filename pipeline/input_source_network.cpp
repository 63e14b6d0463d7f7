// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_decode.h"
#include "pipeline/input_problem.h"
#include "pipeline/input_source.h"

namespace tsudoi::pipeline {

namespace {

constexpr const char* kSrtPollMs = "1000";
constexpr const char* kRtmpTimeoutSeconds = "5";

Status decodeFrom(GstElement* source, InputPorts& ports) {
    const auto decoder = addDecoder(ports.context().pipeline);
    if (!decoder) {
        return fail(decoder.error());
    }
    ports.follow(*decoder);
    return linkChain({source, *decoder});
}

}  // namespace

/// Reconnecting is the supervisor's work: then the operator sees why, and a listener does not keep an old session.
Status buildSrtSource(const seminar::InputSpec& spec, InputPorts& ports) {
    const auto source = addElement(ports.context().pipeline, "srtsrc");
    if (!source) {
        return fail(source.error());
    }
    if (!gst_uri_handler_set_uri(GST_URI_HANDLER(*source), spec.url.c_str(), nullptr)) {
        return fail(ErrorCode::InvalidArgument, addressProblem(spec));
    }
    if (!spec.passphrase.empty()) {
        setProperty(*source, "passphrase", spec.passphrase);
    }
    setPropertyIfPresent(*source, "auto-reconnect", "false");
    setPropertyIfPresent(*source, "poll-timeout", kSrtPollMs);
    return decodeFrom(*source, ports);
}

Status buildRtmpSource(const seminar::InputSpec& spec, InputPorts& ports) {
    const auto source = addElement(ports.context().pipeline, "rtmp2src");
    if (!source) {
        return fail(source.error());
    }
    if (!gst_uri_handler_set_uri(GST_URI_HANDLER(*source), spec.url.c_str(), nullptr)) {
        return fail(ErrorCode::InvalidArgument, addressProblem(spec));
    }
    setPropertyIfPresent(*source, "timeout", kRtmpTimeoutSeconds);
    return decodeFrom(*source, ports);
}

}  // namespace tsudoi::pipeline
