// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "signaling/tls_pipe.h"
#include "signaling/wire.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

struct lws;
struct ssl_ctx_st;

namespace tsudoi::signaling {

/// What a context reports. All on the thread that runs serviceOnce().
class LwsEvents {
public:
    virtual ~LwsEvents() = default;
    virtual void woken() = 0;
    virtual void swept() = 0;
    /// Certificate and settings for a fresh TLS context (during create).
    virtual bool applyTls(ssl_ctx_st* context) = 0;
    /// \return false: close the connection
    virtual bool received(std::uint64_t id, std::string_view bytes) = 0;
    virtual bool writable(std::uint64_t id) = 0;
    virtual void closed(std::uint64_t id) = 0;
};

/// One libwebsockets context without a listening socket: it polls, does TLS, and gives raw bytes.
///
/// Threads: thread-bound (the thread that calls serviceOnce()), apart from wake(), which is thread-safe.
class LwsContext {
public:
    /// \param events  outlives the context
    [[nodiscard]] static Result<std::unique_ptr<LwsContext>> create(LwsEvents& events, bool tls,
                                                                    std::chrono::seconds sweepEvery);
    ~LwsContext();
    LwsContext(const LwsContext&) = delete;
    LwsContext& operator=(const LwsContext&) = delete;

    /// Waits for events and handles them. \return false: the context is broken
    [[nodiscard]] bool serviceOnce();
    void wake();
    /// Takes a connected socket. \return nullptr: no room for it; else valid until events.closed(id)
    [[nodiscard]] struct lws* adopt(UniqueFd socket, std::uint64_t id);
    [[nodiscard]] ssl_ctx_st* tls() const noexcept;

private:
    struct Impl;
    explicit LwsContext(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// The Wire over one handle of a context.
///
/// It writes to the library's socket and TLS object itself: the library would copy whatever the kernel has no room for,
/// and while it keeps something back it polls for input that it does not read, at full load.
class LwsWire final : public Wire {
public:
    explicit LwsWire(struct lws* handle) : handle_(handle) {}

    [[nodiscard]] bool write(std::span<const std::byte> bytes) override;
    [[nodiscard]] bool congested() const override;
    void wantWritable() override;
    void pauseReading(bool paused) override;
    void endOfStream() override;
    void kill() override;

    /// The kernel has room again. \return false: nothing to do for the connection yet
    [[nodiscard]] bool becameWritable();
    [[nodiscard]] bool killed() const noexcept { return killed_; }

private:
    struct lws* handle_;
    TlsPipe pipe_;
    bool killed_ = false;
    bool paused_ = false;
    bool ending_ = false;  // endOfStream waits for what is kept
};

}  // namespace tsudoi::signaling
