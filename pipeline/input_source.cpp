// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_source.h"

#include "pipeline/input_address.h"
#include "pipeline/input_problem.h"

namespace tsudoi::pipeline {

using seminar::InputKind;
using seminar::InputSpec;

Status buildSource(const InputSpec& spec, int attempt, InputPorts& ports) {
    if (!hasRightScheme(spec)) {
        return fail(ErrorCode::InvalidArgument, addressProblem(spec));
    }
    switch (spec.kind) {
        case InputKind::Test: return buildTestSource(spec, ports);
        case InputKind::File:
        case InputKind::Image: return buildFileSource(spec, ports);
        case InputKind::Device: return buildDeviceSource(spec, attempt, ports);
        case InputKind::Rtsp: return buildRtspSource(spec, attempt, ports);
        case InputKind::Srt: return buildSrtSource(spec, ports);
        case InputKind::Rtmp: return buildRtmpSource(spec, ports);
        case InputKind::Whip:
        case InputKind::Panelist:
        case InputKind::Share: break;  // made from a peer's visit, not from settings
    }
    return fail(ErrorCode::Internal, "an input of no kind");
}

}  // namespace tsudoi::pipeline
