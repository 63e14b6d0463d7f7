// SPDX-License-Identifier: GPL-3.0-or-later
// hls-check URL [--cookie NAME=VALUE] [--seconds N] [--insecure] [--sound-only]
// Watches a running stream and prints every broken rule; exit status 1 when there is one.
#include "tests/support/hls_stream_check.h"

#include <CLI/CLI.hpp>

#include <curl/curl.h>

#include <cstdio>
#include <memory>

namespace {

using tsudoi::test::hls::Response;

struct CurlDeleter {
    void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
};

std::size_t takeBody(char* data, std::size_t size, std::size_t count, void* opaque) noexcept {
    static_cast<Response*>(opaque)->body.append(data, size * count);
    return size * count;
}

std::size_t takeHeader(char* data, std::size_t size, std::size_t count, void* opaque) noexcept {
    const std::string line(data, size * count);
    const auto colon = line.find(':');
    if (colon != std::string::npos) {
        std::string name = line.substr(0, colon);
        for (auto& c : name) {
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
        const auto value = line.find_first_not_of(" \t", colon + 1);
        const auto end = line.find_last_not_of("\r\n");
        static_cast<Response*>(opaque)->headers[name] =
            value == std::string::npos || value > end ? "" : line.substr(value, end - value + 1);
    }
    return size * count;
}

/// Fetches over one keep-alive connection.
class Client {
public:
    Client(std::string base, std::string cookie, bool insecure) : base_(std::move(base)), curl_(curl_easy_init()) {
        curl_easy_setopt(curl_.get(), CURLOPT_WRITEFUNCTION, &takeBody);
        curl_easy_setopt(curl_.get(), CURLOPT_HEADERFUNCTION, &takeHeader);
        curl_easy_setopt(curl_.get(), CURLOPT_ACCEPT_ENCODING, "gzip");
        curl_easy_setopt(curl_.get(), CURLOPT_TIMEOUT, 20L);
        if (!cookie.empty()) {
            curl_easy_setopt(curl_.get(), CURLOPT_COOKIE, cookie.c_str());
        }
        if (insecure) {
            curl_easy_setopt(curl_.get(), CURLOPT_SSL_VERIFYPEER, 0L);
            curl_easy_setopt(curl_.get(), CURLOPT_SSL_VERIFYHOST, 0L);
        }
    }

    Response get(const std::string& path) {
        Response response;
        curl_easy_setopt(curl_.get(), CURLOPT_URL, (base_ + path).c_str());
        curl_easy_setopt(curl_.get(), CURLOPT_WRITEDATA, &response);
        curl_easy_setopt(curl_.get(), CURLOPT_HEADERDATA, &response);
        const auto code = curl_easy_perform(curl_.get());
        if (code != CURLE_OK) {
            std::fprintf(stderr, "%s: %s\n", path.c_str(), curl_easy_strerror(code));
            return response;
        }
        long status = 0;
        curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
        response.status = static_cast<int>(status);
        return response;
    }

private:
    std::string base_;
    std::unique_ptr<CURL, CurlDeleter> curl_;
};

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Checks a running HLS stream against the rules");
    std::string url;
    std::string cookie;
    int seconds = 15;
    bool insecure = false;
    bool soundOnly = false;
    app.add_option("url", url, "multivariant playlist")->required();
    app.add_option("--cookie", cookie, "NAME=VALUE of the viewer's session");
    app.add_option("--seconds", seconds, "how long to watch");
    app.add_flag("--insecure", insecure, "accept any certificate");
    app.add_flag("--sound-only", soundOnly, "the playlist is the sound-only one");
    CLI11_PARSE(app, argc, argv);

    const auto slash = url.rfind('/') + 1;
    Client client(url.substr(0, slash), cookie, insecure);
    tsudoi::test::hls::StreamChecker checker([&](const std::string& path) { return client.get(path); },
                                             url.substr(slash), soundOnly);
    const auto problems = checker.run(std::chrono::seconds(seconds));
    for (const auto& problem : problems) {
        std::printf("%s\n", problem.c_str());
    }
    std::printf("%zu playlists, %zu parts, %zu problems\n", checker.playlistsSeen(), checker.partsSeen(),
                problems.size());
    return problems.empty() ? 0 : 1;
}
