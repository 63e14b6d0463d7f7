// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/input_ports.h"

#include <string_view>

namespace tsudoi::pipeline {

/// Who sends RTP, and so what may come.
enum class RtpPeer {
    Camera,   ///< RTSP: many codings; keyframes cannot be asked for
    Browser,  ///< WebRTC: H.264, VP8 and Opus; keyframes are asked for after losses
};

/// \param caps  of an RTP stream: application/x-rtp with encoding-name
[[nodiscard]] bool canDecodeRtp(const GstCaps* caps, RtpPeer peer);

/// Links a fixed chain of depayloader, parser and decoder behind an RTP stream and gives what it decodes to the ports:
/// nothing is plugged automatically from the network. A stream of another coding is left out, which is logged.
/// \param bin   gets the chain
/// \param pad   with caps application/x-rtp
/// \return whether the stream is being decoded
bool decodeRtp(GstBin* bin, GstPad* pad, RtpPeer peer, InputPorts& ports);

}  // namespace tsudoi::pipeline
