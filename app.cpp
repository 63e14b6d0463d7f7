// SPDX-License-Identifier: GPL-3.0-or-later
#include "app.h"

#include "app_demo.h"
#include "app_house.h"
#include "app_pages.h"
#include "base/heap.h"
#include "base/log.h"
#include "base/main_loop.h"
#include "config/loader.h"
#include "config/values.h"

#include <csignal>
#include <cstdlib>
#include <iostream>

namespace tsudoi {

namespace {

namespace fs = std::filesystem;

/// A data directory that goes away with the run.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::string path = (fs::temp_directory_path() / "tsudoi-demo-XXXXXX").string();
        if (::mkdtemp(path.data()) != nullptr) {
            path_ = path;
        }
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        if (!path_.empty()) {
            fs::remove_all(path_, ignored);
        }
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    [[nodiscard]] const fs::path& path() const noexcept { return path_; }

private:
    fs::path path_;
};

/// \return the settings, or nullopt after every problem was printed
std::optional<config::Settings> loadSettings(const ServeOptions& options) {
    if (!options.config) {
        return config::defaultSettings();
    }
    config::LoadResult loaded = config::load(*options.config);
    for (const config::Problem& problem : loaded.problems) {
        std::cerr << config::describe(problem) << '\n';
    }
    if (!loaded.usable()) {
        return std::nullopt;
    }
    return std::move(loaded.settings);
}

/// A demo listens on loopback whatever the file says; --listen wins over both.
Status applyListen(config::ServerSettings& server, const ServeOptions& options) {
    if (!options.demo && !options.listen) {
        return {};
    }
    const auto address = config::parseListen(options.listen.value_or(app::kDemoListen));
    if (!address) {
        return fail(address.error());
    }
    server.listenAddress = address->host;
    server.listenPort = address->port;
    return {};
}

Status prepareDirectory(const fs::path& directory) {
    std::error_code error;
    if (fs::create_directories(directory, error)) {
        fs::permissions(directory, fs::perms::owner_all, error);  // the names in it are nobody else's business
    }
    if (error || ::access(directory.c_str(), W_OK | X_OK) != 0) {
        return fail(ErrorCode::Io,
                    Text{directory.string() + " に書き込めません。--data で書き込めるフォルダーを指定してください。",
                         "cannot write to " + directory.string() + "; name a writable folder with --data"});
    }
    return {};
}

int failed(const Error& error, int status) {
    std::cerr << "tsudoi: " << error.text.ja << '\n' << "tsudoi: " << error.text.en << '\n';
    return status;
}

int run(app::HouseOptions options) {
    MainLoop loop;
    kControlThread.assertHere();
    auto house = app::House::build(std::move(options), loop);
    if (!house) {
        return failed(house.error(), kExitFailed);
    }
    const auto opened = (*house)->open([](const std::string& json) { std::cout << "ready " << json << std::endl; });
    if (!opened) {
        return failed(opened.error(), kExitFailed);
    }
    const auto stop = [&loop] {
        loop.stop();
    };
    const auto onTerm = loop.onSignal(SIGTERM, stop);
    const auto onInt = loop.onSignal(SIGINT, stop);
    loop.run();
    (*house)->close();
    return kExitDone;
}

}  // namespace

int serve(const ServeOptions& options) {
    keepHeapSmall();
    log::toStandardError(spdlog::level::info);
    auto settings = loadSettings(options);
    if (!settings) {
        return kExitUsage;
    }
    if (const auto listen = applyListen(settings->server, options); !listen) {
        return failed(listen.error(), kExitUsage);
    }
    std::optional<TemporaryDirectory> temporary;
    fs::path data = options.data.value_or(settings->storage.directory);
    if (options.demo && !options.data) {
        data = temporary.emplace().path();
    }
    if (const auto prepared = prepareDirectory(data); !prepared) {
        return failed(prepared.error(), kExitFailed);
    }
    return run({.settings = std::move(*settings), .data = data, .pages = app::pagesDirectory(), .demo = options.demo});
}

}  // namespace tsudoi
