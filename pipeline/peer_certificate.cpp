// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/peer_certificate.h"

#include "base/release.h"
#include "pipeline/gst_ptr.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <memory>
#include <span>

namespace tsudoi::pipeline {

namespace {

constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view kEnd = "-----END CERTIFICATE-----";
constexpr std::size_t kSha256Bytes = 32;

std::string sha256Text(std::span<const guchar> bytes) {
    const std::unique_ptr<GChecksum, Release<g_checksum_free>> checksum(g_checksum_new(G_CHECKSUM_SHA256));
    g_checksum_update(checksum.get(), bytes.data(), static_cast<gssize>(bytes.size()));
    std::array<guint8, kSha256Bytes> digest{};
    gsize length = digest.size();
    g_checksum_get_digest(checksum.get(), digest.data(), &length);
    return fmt::format("{:02X}", fmt::join(digest, ":"));
}

template <typename T>
ObjectPtr<T> objectOf(gpointer from, const char* property) {
    T* raw = nullptr;
    g_object_get(from, property, &raw, nullptr);
    return ObjectPtr<T>(raw);
}

}  // namespace

std::optional<std::string> pemFingerprint(std::string_view pem) {
    const auto begin = pem.find(kBegin);
    const auto end = pem.find(kEnd);
    if (begin == pem.npos || end == pem.npos || end < begin + kBegin.size()) {
        return std::nullopt;
    }
    const std::string body(pem.substr(begin + kBegin.size(), end - begin - kBegin.size()));
    gsize length = 0;
    const std::unique_ptr<guchar, decltype(&g_free)> der(g_base64_decode(body.c_str(), &length), &g_free);
    if (length == 0) {
        return std::nullopt;
    }
    return sha256Text({der.get(), length});
}

std::optional<std::string> peerFingerprint(GstElement* webrtc) {
    GObject* raw = nullptr;
    g_signal_emit_by_name(webrtc, "get-transceiver", 0, &raw);
    const ObjectPtr<GObject> transceiver(raw);
    const auto receiver = transceiver ? objectOf<GObject>(transceiver.get(), "receiver") : nullptr;
    const auto transport = receiver ? objectOf<GObject>(receiver.get(), "transport") : nullptr;
    if (!transport) {
        return std::nullopt;
    }
    gchar* pem = nullptr;
    g_object_get(transport.get(), "remote-certificate", &pem, nullptr);
    const std::string text = pem ? takeString(pem) : std::string();
    return pemFingerprint(text);
}

}  // namespace tsudoi::pipeline
