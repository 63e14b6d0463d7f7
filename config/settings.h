// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Typed settings, read once at the start; config/tsudoi.example.toml explains every key.
/// Plain values: no room but app.cpp sees them; each object gets only its own part.
namespace tsudoi::config {

struct TlsFiles {
    std::filesystem::path certificate;  ///< PEM chain
    std::filesystem::path key;          ///< PEM private key
};

struct ServerSettings {
    std::string listenAddress = "0.0.0.0";
    std::uint16_t listenPort = 8443;
    std::string publicUrl;        ///< as people see it, without a slash at the end; empty: https://{host}:{port}
    std::optional<TlsFiles> tls;  ///< absent: a self-signed certificate is made in the data directory
    int networkThreads = 4;
};

struct StorageSettings {
    std::filesystem::path directory = "/var/lib/tsudoi";
    std::uint64_t minimumFree = 10'000'000'000;  ///< bytes
};

struct RenditionSettings {
    std::string name;
    std::optional<Size> size;       ///< absent: sound only
    std::int64_t videoBitrate = 0;  ///< bit/s
    std::int64_t audioBitrate = 0;  ///< bit/s
};

struct ProgrammeSettings {
    Size size{1920, 1080};
    Fraction frameRate{30, 1};
    std::vector<RenditionSettings> renditions;  ///< defaults: 1080p 3000k/96k, 540p 900k/96k, audio 64k
};

struct ReplaySettings {
    std::chrono::seconds keep = std::chrono::hours(24 * 7);
};

enum class InputKind { Test, File, Image, Device, Rtsp, Srt, Rtmp, Whip, Slides };
enum class Interlacing { Auto, Progressive, Interlaced };

/// One [[input]]. Which fields count depends on the kind.
struct InputSettings {
    std::string id;
    std::string name;
    InputKind kind = InputKind::Test;
    std::filesystem::path path;  ///< file, image, slides
    bool loop = true;            ///< file
    std::string url;             ///< rtsp, srt, rtmp; may hold credentials: never log it
    std::string passphrase;      ///< srt; never log it
    std::string videoDevice;     ///< device: stable id or name as "tsudoi devices" prints it
    std::string audioDevice;     ///< device
    Interlacing interlacing = Interlacing::Auto;
};

struct IceSettings {
    std::vector<std::string> interfaces;
    std::vector<std::string> stun;
    std::vector<std::string> turn;
    std::string turnSecret;
};

struct MailSettings {
    std::string smtp;
    std::string from;
};

struct ObsWebsocketSettings {
    std::string listen;
    std::string password;
};

struct Settings {
    ServerSettings server;
    StorageSettings storage;
    ProgrammeSettings programme;
    ReplaySettings replay;
    std::vector<InputSettings> inputs;
    std::optional<IceSettings> ice;
    std::optional<MailSettings> mail;
    std::optional<ObsWebsocketSettings> obsWebsocket;
};

/// One thing wrong in a settings file.
struct Problem {
    std::filesystem::path file;
    int line = 0;          ///< 1-based; 0: the file as a whole
    Text text;             ///< what is wrong and what to write instead
    bool warning = false;  ///< worth knowing, but the server can start
};

}  // namespace tsudoi::config
