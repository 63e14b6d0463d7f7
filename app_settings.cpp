// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_settings.h"

#include "hardware/network.h"

#include <optional>
#include <string_view>

namespace tsudoi::app {

namespace {

/// Slides come with their own input kind later; the settings loader refuses them until then.
std::optional<seminar::InputKind> kindOf(config::InputKind kind) {
    switch (kind) {
        case config::InputKind::Test: return seminar::InputKind::Test;
        case config::InputKind::File: return seminar::InputKind::File;
        case config::InputKind::Image: return seminar::InputKind::Image;
        case config::InputKind::Device: return seminar::InputKind::Device;
        case config::InputKind::Rtsp: return seminar::InputKind::Rtsp;
        case config::InputKind::Srt: return seminar::InputKind::Srt;
        case config::InputKind::Rtmp: return seminar::InputKind::Rtmp;
        case config::InputKind::Whip: return seminar::InputKind::Whip;
        case config::InputKind::Slides: break;
    }
    return std::nullopt;
}

seminar::Interlacing interlacingOf(config::Interlacing value) {
    switch (value) {
        case config::Interlacing::Progressive: return seminar::Interlacing::Progressive;
        case config::Interlacing::Interlaced: return seminar::Interlacing::Interlaced;
        case config::Interlacing::Auto: break;
    }
    return seminar::Interlacing::Auto;
}

constexpr std::string_view kStun = "stun:";

/// GStreamer wants "stun://host:port".
std::string stunAddress(const std::string& url) {
    const bool short_ = url.starts_with(kStun) && !url.starts_with("stun://");
    return short_ ? "stun://" + url.substr(kStun.size()) : url;
}

bool isLoopback(const std::string& address) {
    return address.starts_with("127.") || address == "::1";
}

}  // namespace

pipeline::IceOptions iceOptions(const config::Settings& settings) {
    pipeline::IceOptions ice;
    if (settings.ice) {
        ice.localAddresses = hardware::interfaceAddresses(settings.ice->interfaces);
        ice.stun = settings.ice->stun.empty() ? std::string() : stunAddress(settings.ice->stun.front());
    }
    if (ice.localAddresses.empty() && isLoopback(settings.server.listenAddress)) {
        ice.localAddresses = {settings.server.listenAddress};
    }
    return ice;
}

signaling::IceServerSettings iceServers(const config::Settings& settings) {
    if (!settings.ice) {
        return {};
    }
    return {settings.ice->stun, settings.ice->turn, settings.ice->turnSecret};
}

seminar::ProgrammeSpec programmeSpec(const config::ProgrammeSettings& settings) {
    seminar::ProgrammeSpec spec;
    spec.canvas = settings.size;
    spec.frameRate = settings.frameRate;
    for (const config::RenditionSettings& rendition : settings.renditions) {
        spec.renditions.push_back({.name = RenditionName(rendition.name),
                                   .size = rendition.size,
                                   .videoBitrate = rendition.videoBitrate,
                                   .audioBitrate = rendition.audioBitrate,
                                   .video = {},
                                   .audio = {}});
    }
    spec.assignTracks();
    return spec;
}

std::vector<seminar::InputSpec> inputSpecs(const std::vector<config::InputSettings>& inputs) {
    std::vector<seminar::InputSpec> specs;
    for (const config::InputSettings& input : inputs) {
        const auto kind = kindOf(input.kind);
        if (!kind) {
            continue;
        }
        specs.push_back({.id = InputId(input.id),
                         .name = input.name.empty() ? input.id : input.name,
                         .kind = *kind,
                         .path = input.path.string(),
                         .loop = input.loop,
                         .url = input.url,
                         .passphrase = input.passphrase,
                         .videoDevice = input.videoDevice,
                         .audioDevice = input.audioDevice,
                         .interlacing = interlacingOf(input.interlacing)});
    }
    return specs;
}

}  // namespace tsudoi::app
