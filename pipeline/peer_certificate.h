// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gst/gst.h>

#include <optional>
#include <string>
#include <string_view>

namespace tsudoi::pipeline {

/// \return SHA-256 of the certificate in PEM, as descriptions write it (upper-case hex with ':'); nullopt: no PEM
[[nodiscard]] std::optional<std::string> pemFingerprint(std::string_view pem);

/// \param webrtc  a webrtcbin whose m-lines share one transport
/// \return the fingerprint of the peer's certificate; nullopt: DTLS has not come so far
[[nodiscard]] std::optional<std::string> peerFingerprint(GstElement* webrtc);

}  // namespace tsudoi::pipeline
