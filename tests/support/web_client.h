// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/unique_fd.h"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tsudoi::test {

/// What a server answered.
struct WebAnswer {
    int status = 0;
    std::map<std::string, std::string> fields;  ///< lower-case names; the last one of a name
    std::string head;
    std::string body;
};

/// One connection to 127.0.0.1, with or without TLS. Deliberately dumb: sends exactly what it is told.
///
/// Threads: thread-bound. Everything gives up after kPatience.
class WebClient {
public:
    static constexpr std::chrono::seconds kPatience{20};

    /// \param version  0: whatever both know; else this TLS version only
    explicit WebClient(std::uint16_t port, bool tls = false, int version = 0)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{kPatience.count(), 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            throw std::runtime_error("cannot connect");
        }
        if (tls) {
            startTls(version);
        }
    }

    /// \return false: the server no longer takes anything
    bool send(std::string_view bytes) {
        if (ssl_) {
            return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
        }
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// Sends a request without a body. \param fields  whole lines with CR LF
    bool request(std::string_view method, std::string_view target, std::string_view fields = {},
                 std::string_view body = {}) {
        std::string text;
        text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        text.append(fields);
        if (!body.empty()) {
            text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
        }
        return send(text.append("\r\n").append(body));
    }

    /// Reads one answer. \param withBody  false: it answers a HEAD \return nullopt: the connection ended first
    std::optional<WebAnswer> answer(bool withBody = true) {
        std::size_t end = 0;
        while ((end = input_.find("\r\n\r\n")) == std::string::npos) {
            if (!readSome()) {
                return std::nullopt;
            }
        }
        WebAnswer result = parse(input_.substr(0, end + 2));
        input_.erase(0, end + 4);
        const auto length = result.fields.find("content-length");
        const bool hasBody = withBody && result.status != 304 && result.status != 204;
        if (hasBody && length != result.fields.end()) {
            auto body = take(std::stoul(length->second));
            if (!body) {
                return std::nullopt;
            }
            result.body = std::move(*body);
        }
        return result;
    }

    std::optional<WebAnswer> get(std::string_view target, std::string_view fields = {}) {
        request("GET", target, fields);
        return answer();
    }
    std::optional<WebAnswer> post(std::string_view target, std::string_view fields, std::string_view body) {
        request("POST", target, fields, body);
        return answer();
    }

    std::optional<std::string> take(std::size_t count) {
        while (input_.size() < count) {
            if (!readSome()) {
                return std::nullopt;
            }
        }
        auto bytes = input_.substr(0, count);
        input_.erase(0, count);
        return bytes;
    }

    /// \return whether the server ended the connection (and sent nothing more)
    bool ended() { return input_.empty() && !readSome(); }
    /// \return whether nothing at all arrives within \p time
    bool silentFor(std::chrono::milliseconds time) {
        pollfd waiting{socket_.get(), POLLIN, 0};
        return input_.empty() && ::poll(&waiting, 1, static_cast<int>(time.count())) == 0;
    }

    [[nodiscard]] SSL* ssl() const { return ssl_.get(); }

private:
    struct SslDeleter {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };

    void startTls(int version) {
        context_.reset(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_min_proto_version(context_.get(), version);
        SSL_CTX_set_max_proto_version(context_.get(), version);
        if (version != 0 && version < TLS1_2_VERSION) {
            SSL_CTX_set_cipher_list(context_.get(), "ALL:@SECLEVEL=0");
        }
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_fd(ssl_.get(), socket_.get());
        const std::string protocols = "\x02h2\x08http/1.1";
        SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(protocols.data()),
                            static_cast<unsigned>(protocols.size()));
        if (SSL_connect(ssl_.get()) != 1) {
            throw std::runtime_error("TLS handshake failed");
        }
    }

    bool readSome() {
        char block[65536];
        const ssize_t got =
            ssl_ ? SSL_read(ssl_.get(), block, sizeof block) : ::recv(socket_.get(), block, sizeof block, 0);
        if (got <= 0) {
            return false;
        }
        input_.append(block, static_cast<std::size_t>(got));
        return true;
    }

    static WebAnswer parse(std::string head) {
        WebAnswer result;
        result.head = std::move(head);
        result.status = result.head.size() > 12 ? std::stoi(result.head.substr(9, 3)) : 0;
        std::size_t at = result.head.find("\r\n") + 2;
        while (at < result.head.size()) {
            const auto end = result.head.find("\r\n", at);
            const auto colon = result.head.find(": ", at);
            std::string name = result.head.substr(at, colon - at);
            std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
            result.fields[name] = result.head.substr(colon + 2, end - colon - 2);
            at = end + 2;
        }
        return result;
    }

    UniqueFd socket_;
    std::unique_ptr<SSL_CTX, SslDeleter> context_;
    std::unique_ptr<SSL, SslDeleter> ssl_;
    std::string input_;
};

}  // namespace tsudoi::test
