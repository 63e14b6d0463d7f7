// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/gst_ptr.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

extern char** environ;

namespace tsudoi::tests {

/// A port that was free a moment ago. Peers that cannot tell which port they took get this one.
inline int freePort(int type = SOCK_STREAM) {
    const int fd = ::socket(AF_INET, type, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), length);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(fd);
    return ntohs(address.sin_port);
}

/// Does a server accept connections on \p port of this machine now?
inline bool accepts(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    const bool connected = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return connected;
}

/// A program that runs until this object is destroyed.
class Peer {
public:
    Peer() = default;
    explicit Peer(std::vector<std::string> command) {
        std::vector<char*> arguments;
        for (std::string& word : command) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        if (::posix_spawnp(&pid_, arguments.front(), &actions, nullptr, arguments.data(), environ) != 0) {
            pid_ = -1;
        }
        ::posix_spawn_file_actions_destroy(&actions);
    }
    ~Peer() { end(); }
    Peer(Peer&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
    Peer& operator=(Peer&& other) noexcept {
        end();
        pid_ = std::exchange(other.pid_, -1);
        return *this;
    }

    /// Frozen, not gone: its sockets stay open.
    void freeze() const { ::kill(pid_, SIGSTOP); }
    void thaw() const { ::kill(pid_, SIGCONT); }
    void end() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
            pid_ = -1;
        }
    }

private:
    pid_t pid_ = -1;
};

/// A shell command as a peer of its own.
inline Peer shellPeer(const std::string& command) {
    return Peer({"sh", "-c", "exec " + command});
}

/// A pipeline that runs until this object is destroyed.
class Playing {
public:
    explicit Playing(const std::string& description) {
        pipeline::gstInit();
        pipeline_ = pipeline::sunkObject(gst_parse_launch(description.c_str(), nullptr));
        gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
    }
    ~Playing() { gst_element_set_state(pipeline_.get(), GST_STATE_NULL); }
    Playing(const Playing&) = delete;
    Playing& operator=(const Playing&) = delete;

private:
    pipeline::ElementPtr pipeline_;
};

}  // namespace tsudoi::tests
