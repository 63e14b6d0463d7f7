// SPDX-License-Identifier: GPL-3.0-or-later
// [server], [storage] and [replay].
#include "config/limits.h"
#include "config/sections.h"
#include "config/values.h"

#include <fmt/format.h>

#include <array>
#include <system_error>

namespace tsudoi::config {

namespace {

const Text kPublicUrlHowTo{"\"https://seminar.example.jp\" のように、パスを付けずに書いてください",
                           "write it like \"https://seminar.example.jp\", without a path"};
const Text kByteSizeHowTo{"\"10GB\"、\"500MB\" のように書いてください", "write a size like \"10GB\" or \"500MB\""};
const Text kDurationHowTo{"\"7d\"、\"90m\"、\"45s\" のように書いてください",
                          "write a duration like \"7d\", \"90m\" or \"45s\""};
const Text kTlsHowTo{"{ certificate = \"…\", key = \"…\" } と書いてください",
                     "write { certificate = \"…\", key = \"…\" }"};

constexpr std::array<Field<TlsFiles>, 2> kTlsFields{{
    {"certificate",
     [](const Value& value, TlsFiles& tls) {
         value.into(tls.certificate);
     }},
    {"key",
     [](const Value& value, TlsFiles& tls) {
         value.into(tls.key);
     }},
}};

void requireFile(const std::filesystem::path& file, std::string_view key, const Lines& lines, Problems& problems) {
    const std::string name(key);
    if (!lines.has(key)) {
        problems.error(lines.table(), {fmt::format("server.tls に {} がありません。{}", name, kTlsHowTo.ja),
                                       fmt::format("server.tls lacks {}: {}", name, kTlsHowTo.en)});
        return;
    }
    std::error_code ignored;
    if (!file.empty() && !std::filesystem::is_regular_file(file, ignored)) {
        problems.error(
            lines.of(key),
            {fmt::format("server.tls.{} のファイル {} がありません。PEM ファイルのパスを書いてください", name,
                         file.string()),
             fmt::format("server.tls.{}: there is no file {}. Write the path of a PEM file", name, file.string())});
    }
}

void readTls(const Value& value, ServerSettings& server) {
    if (const toml::table* table = value.table(kTlsHowTo)) {
        TlsFiles tls;
        const Lines lines = readFields<TlsFiles>(*table, "server.tls", "server.tls", kTlsFields, tls, value.problems());
        requireFile(tls.certificate, "certificate", lines, value.problems());
        requireFile(tls.key, "key", lines, value.problems());
        server.tls = std::move(tls);
    }
}

constexpr std::array<Field<ServerSettings>, 4> kServerFields{{
    {"listen",
     [](const Value& value, ServerSettings& server) {
         Listen listen{server.listenAddress, server.listenPort};
         value.into(listen, parseListen);
         server.listenAddress = listen.host;
         server.listenPort = listen.port;
     }},
    {"public_url",
     [](const Value& value, ServerSettings& server) {
         value.into(server.publicUrl, parsePublicUrl, kPublicUrlHowTo);
     }},
    {"tls", readTls},
    {"network_threads",
     [](const Value& value, ServerSettings& server) {
         value.into(server.networkThreads, kMinNetworkThreads, kMaxNetworkThreads);
     }},
}};

constexpr std::array<Field<StorageSettings>, 2> kStorageFields{{
    {"directory",
     [](const Value& value, StorageSettings& storage) {
         value.into(storage.directory);
     }},
    {"minimum_free",
     [](const Value& value, StorageSettings& storage) {
         value.into(storage.minimumFree, parseByteSize, kByteSizeHowTo);
     }},
}};

void readKeep(const Value& value, ReplaySettings& replay) {
    value.into(replay.keep, parseDuration, kDurationHowTo);
    if (replay.keep < kMinReplay || replay.keep > kMaxReplay) {
        value.problems().error(value.line(), {"replay.keep は 1 秒から 10 年までにしてください",
                                              "replay.keep must be between one second and ten years"});
    }
}

constexpr std::array<Field<ReplaySettings>, 1> kReplayFields{{{"keep", readKeep}}};

}  // namespace

void readServer(const Value& value, Settings& settings) {
    readSection<ServerSettings>(value, kServerFields, settings.server);
}

void readStorage(const Value& value, Settings& settings) {
    readSection<StorageSettings>(value, kStorageFields, settings.storage);
}

void readReplay(const Value& value, Settings& settings) {
    readSection<ReplaySettings>(value, kReplayFields, settings.replay);
}

void appendServerKeys(std::vector<std::string>& keys) {
    appendKeys<ServerSettings>(keys, "server", kServerFields);
    appendKeys<TlsFiles>(keys, "server.tls", kTlsFields);
    appendKeys<StorageSettings>(keys, "storage", kStorageFields);
    appendKeys<ReplaySettings>(keys, "replay", kReplayFields);
}

}  // namespace tsudoi::config
