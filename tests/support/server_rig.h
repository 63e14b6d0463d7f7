// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/main_loop.h"
#include "base/synchronized.h"
#include "seminar/access.h"
#include "signaling/crypto.h"
#include "signaling/server.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/web_client.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tsudoi::test {

/// Waits until \p condition holds. \return false: not within a generous time
template <typename F>
bool eventually(F condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

/// Says what a test told it to say.
class TableAccess final : public seminar::AccessCheck {
public:
    seminar::MediaAccess mediaAccess(const seminar::KeyHash& session, const SeminarId& seminar) const override {
        ++checks;
        return state.with([&](const State& now) {
            const auto found = now.access.find(seminar.str());
            if (found == now.access.end()) {
                return seminar::MediaAccess::NotFound;
            }
            const bool decides = found->second != seminar::MediaAccess::Allowed;
            return decides || now.sessions.contains(session) ? found->second : seminar::MediaAccess::NotSignedIn;
        });
    }
    std::optional<seminar::Session> session(const seminar::KeyHash& session) const override {
        return state.with([&](const State& now) {
            const auto found = now.sessions.find(session);
            return found == now.sessions.end() ? std::nullopt : std::optional(found->second);
        });
    }

    struct State {
        std::map<std::string, seminar::MediaAccess> access;
        std::map<seminar::KeyHash, seminar::Session> sessions;
    };
    mutable Synchronized<State> state;
    mutable std::atomic<int> checks{0};
};

/// A shelf whose answers are functions.
class TableShelf final : public seminar::MediaShelf {
public:
    seminar::MediaReply read(const seminar::MediaRequest& request) const override {
        const auto answer = answers.with([&](const auto& all) {
            const auto found = all.find(request.path);
            return found == all.end() ? Answer() : found->second;
        });
        return answer ? answer(request) : seminar::MediaReply{};
    }
    void onPublished(std::function<void()> published) override { listener = std::move(published); }

    using Answer = std::function<seminar::MediaReply(const seminar::MediaRequest&)>;
    void set(const std::string& path, Answer answer) {
        answers.with([&](auto& all) { all[path] = std::move(answer); });
    }

    mutable Synchronized<std::map<std::string, Answer>> answers;
    std::function<void()> listener;
};

/// Lets in whoever brings kGoodKey or the passcode "1234".
class TableGate final : public signaling::SessionGate {
public:
    static constexpr const char* kGoodKey = "0123456789abcdefghijkl";

    TableGate(TableAccess& access, const seminar::Crypto& crypto) : access_(access), crypto_(crypto) {}

    void enter(seminar::EntryRequest request, std::function<void(Result<seminar::Entry>)> done) override {
        if (request.key != kGoodKey && request.passcode != "1234" && request.password != "right") {
            done(fail(ErrorCode::NotAllowed, "wrong"));
            return;
        }
        seminar::Entry entry{"cookie-text-0123456789", {}};
        entry.session.hash = crypto_.hashKey(entry.cookie);
        entry.session.name = request.name.empty() ? "山田" : request.name;
        entry.session.seminar = SeminarId("demo");
        access_.state.with([&](auto& now) { now.sessions[entry.session.hash] = entry.session; });
        done(entry);
    }
    void leave(const seminar::KeyHash& session) override {
        access_.state.with([&](auto& now) { now.sessions.erase(session); });
    }

private:
    TableAccess& access_;
    const seminar::Crypto& crypto_;
};

/// Sends every message back; remembers what happened.
class EchoHandler final : public signaling::ControlHandler {
public:
    signaling::ControlSender* sender = nullptr;
    std::function<void(signaling::ConnectionId, const std::string&)> onMessage;

    void opened(signaling::ConnectionId id, std::optional<seminar::Session> session) override {
        state.with([&](State& now) {
            now.opened.push_back(id);
            now.names.push_back(session ? session->name : "");
        });
    }
    void message(signaling::ConnectionId id, std::string text) override {
        if (onMessage) {
            onMessage(id, text);
            return;
        }
        sender->sendText(id, std::make_shared<const std::string>(std::move(text)));
    }
    void closed(signaling::ConnectionId) override {
        state.with([](State& now) { ++now.closed; });
    }

    struct State {
        std::vector<signaling::ConnectionId> opened;
        std::vector<std::string> names;
        int closed = 0;
    };
    Synchronized<State> state;
};

/// A whole server on 127.0.0.1 with fakes behind it, and a control thread of its own.
class ServerRig {
public:
    explicit ServerRig(signaling::ServerOptions options = plainOptions(), signaling::ApiHandler* api = nullptr)
        : gate(access, crypto), loopThread_([this] { loop.run(); }) {
        onControl([&] {
            auto made = signaling::Server::create(
                std::move(options),
                {access, shelf, crypto, gate, loop, [] { return std::string("tsudoi_up 1\n"); }, api});
            if (made) {
                server = std::move(*made);
                handler.sender = &server->sender();
                server->start(handler);
            } else {
                problem = made.error().text.en;
            }
        });
        if (!server) {
            stopLoop();
            throw std::runtime_error(problem);
        }
        allow("demo", seminar::MediaAccess::Allowed);
    }
    ~ServerRig() {
        onControl([&] { server.reset(); });
        stopLoop();
    }
    ServerRig(const ServerRig&) = delete;
    ServerRig& operator=(const ServerRig&) = delete;

    static signaling::ServerOptions plainOptions() {
        signaling::ServerOptions options;
        options.plain = true;
        options.networkThreads = 2;
        return options;
    }

    void onControl(const std::function<void()>& run) {
        Event done;
        loop.post([&] {
            run();
            done.set();
        });
        done.wait();
    }
    void allow(const std::string& seminar, seminar::MediaAccess what) {
        access.state.with([&](auto& now) { now.access[seminar] = what; });
    }
    /// \return a Cookie line of a session that may watch
    std::string signIn() {
        seminar::Session session;
        session.hash = crypto.hashKey("signed-in-cookie-text1");
        session.name = "鈴木";
        access.state.with([&](auto& now) { now.sessions[session.hash] = session; });
        return "Cookie: __Host-tsudoi=signed-in-cookie-text1\r\n";
    }
    [[nodiscard]] std::uint16_t port() const { return server->port(); }

    TableAccess access;
    TableShelf shelf;
    signaling::OpenSslCrypto crypto;
    TableGate gate;
    EchoHandler handler;
    MainLoop loop;
    std::unique_ptr<signaling::Server> server;
    std::string problem;

private:
    void stopLoop() {
        loop.stop();
        loopThread_.join();
    }
    std::thread loopThread_;
};

/// \return a shelf answer with \p size bytes that depend on their position
inline seminar::MediaReply readyBytes(std::size_t size, seminar::CacheRule cache = seminar::CacheRule::Immutable) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::byte>(i * 7 % 251);
    }
    seminar::MediaReply reply;
    reply.kind = seminar::MediaReply::Kind::Ready;
    reply.body.body = SharedBytes(std::move(bytes));
    reply.body.contentType = "video/mp4";
    reply.body.cache = cache;
    reply.body.etag = "e1";
    return reply;
}

}  // namespace tsudoi::test
