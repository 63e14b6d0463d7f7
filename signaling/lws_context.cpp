// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/lws_context.h"

#include "base/log.h"
#include "base/release.h"

#include <libwebsockets.h>
#include <openssl/ssl.h>

#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>

namespace tsudoi::signaling {

namespace {

constexpr const char* kProtocolName = "tsudoi-raw";
constexpr unsigned kReadBytes = 16 * 1024;
constexpr unsigned kHandshakeSeconds = 10;
constexpr rlim_t kDescriptors = 16 * 1024;

struct PeerId {
    std::uint64_t value = 0;
    bool heard = false;
};

void logLine(int level, const char* line) noexcept {
    std::string_view text(line);
    text = text.substr(0, text.find_last_not_of("\r\n") + 1);
    if ((level & LLL_ERR) != 0) {
        log::error("libwebsockets: {}", text);
    } else {
        log::warn("libwebsockets: {}", text);
    }
}

/// The library allocates tables for every descriptor the process might open, per context: under a limit of a million
/// that is 16 MB each.
void limitDescriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur > kDescriptors) {
        limit.rlim_cur = kDescriptors;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

}  // namespace

struct LwsContext::Impl {
    explicit Impl(LwsEvents& listener, std::chrono::seconds sweepPeriod) : events(listener), sweepEvery(sweepPeriod) {}
    ~Impl() {
        if (context != nullptr) {
            lws_context_destroy(context);
        }
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    static int callback(lws* handle, lws_callback_reasons reason, void* user, void* in, std::size_t length) noexcept;
    static void sweep(lws_sorted_usec_list_t* timer) noexcept;
    bool makeVhost(bool tls);
    void scheduleSweep();
    int loadTls(ssl_ctx_st* fresh);
    int received(const PeerId& peer, const void* bytes, std::size_t length) const;

    LwsEvents& events;
    std::chrono::seconds sweepEvery;
    std::array<lws_protocols, 2> protocols{{{kProtocolName, &Impl::callback, sizeof(PeerId), kReadBytes, 0, nullptr, 0},
                                            {nullptr, nullptr, 0, 0, 0, nullptr, 0}}};
    struct Timer {
        lws_sorted_usec_list_t entry{};  // first, so that its address is the timer's
        Impl* owner = nullptr;
    } timer;
    /// For a client that never is: the library would read all certificates of the system into one of its own, and leak
    /// it.
    std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>> noClient;
    lws_context* context = nullptr;
    lws_vhost* vhost = nullptr;
    ssl_ctx_st* tls = nullptr;
};

int LwsContext::Impl::callback(lws* handle, lws_callback_reasons reason, void* user, void* in,
                               std::size_t length) noexcept {
    auto& self = *static_cast<Impl*>(lws_context_user(lws_get_context(handle)));
    auto* const peer = static_cast<PeerId*>(user);
    switch (reason) {
        case LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS: return self.loadTls(static_cast<ssl_ctx_st*>(user));
        case LWS_CALLBACK_EVENT_WAIT_CANCELLED: self.events.woken(); return 0;
        case LWS_CALLBACK_RAW_RX:
            if (!std::exchange(peer->heard, true)) {
                lws_set_timeout(handle, NO_PENDING_TIMEOUT, 0);  // the one of the handshake
            }
            return self.received(*peer, in, length);
        case LWS_CALLBACK_RAW_WRITEABLE: return self.events.writable(peer->value) ? 0 : -1;
        case LWS_CALLBACK_RAW_CLOSE: self.events.closed(peer->value); return 0;
        default: return 0;
    }
}

int LwsContext::Impl::loadTls(ssl_ctx_st* fresh) {
    tls = fresh;
    return events.applyTls(fresh) ? 0 : 1;
}

int LwsContext::Impl::received(const PeerId& peer, const void* bytes, std::size_t length) const {
    return events.received(peer.value, {static_cast<const char*>(bytes), length}) ? 0 : -1;
}

void LwsContext::Impl::sweep(lws_sorted_usec_list_t* timer) noexcept {
    Impl& self = *reinterpret_cast<Timer*>(timer)->owner;
    self.events.swept();
    self.scheduleSweep();
}

void LwsContext::Impl::scheduleSweep() {
    timer.owner = this;
    lws_sul_schedule(context, 0, &timer.entry, &Impl::sweep, std::chrono::microseconds(sweepEvery).count());
}

bool LwsContext::Impl::makeVhost(bool withTls) {
    lws_context_creation_info info{};
    info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
    info.vhost_name = "tsudoi";
    info.protocols = protocols.data();
    info.alpn = "http/1.1";
    info.options = withTls ? LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX : 0;
    if (withTls) {
        noClient.reset(SSL_CTX_new(TLS_client_method()));
        info.provided_client_ssl_ctx = noClient.get();
    }
    vhost = lws_create_vhost(context, &info);
    return vhost != nullptr && (!withTls || tls != nullptr);
}

LwsContext::LwsContext(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LwsContext::~LwsContext() = default;

Result<std::unique_ptr<LwsContext>> LwsContext::create(LwsEvents& events, bool tls, std::chrono::seconds sweepEvery) {
    limitDescriptors();
    lws_set_log_level(LLL_ERR, logLine);
    auto impl = std::make_unique<Impl>(events, sweepEvery);
    lws_context_creation_info info{};
    info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
    info.user = impl.get();
    info.pt_serv_buf_size = kReadBytes;
    info.timeout_secs = kHandshakeSeconds;
    info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | (tls ? LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT : 0);
    impl->context = lws_create_context(&info);
    if (impl->context == nullptr || !impl->makeVhost(tls)) {
        return fail(ErrorCode::Internal, "libwebsockets cannot make a context");
    }
    impl->scheduleSweep();
    return std::unique_ptr<LwsContext>(new LwsContext(std::move(impl)));
}

bool LwsContext::serviceOnce() {
    return lws_service(impl_->context, 0) >= 0;
}

void LwsContext::wake() {
    lws_cancel_service(impl_->context);
}

ssl_ctx_st* LwsContext::tls() const noexcept {
    return impl_->tls;
}

lws* LwsContext::adopt(UniqueFd socket, std::uint64_t id) {
    lws_sock_file_fd_type descriptor{};
    descriptor.sockfd = socket.release();  // the library closes it, also when it fails
    lws* const handle =
        lws_adopt_descriptor_vhost(impl_->vhost, static_cast<lws_adoption_type>(LWS_ADOPT_SOCKET | LWS_ADOPT_ALLOW_SSL),
                                   descriptor, kProtocolName, nullptr);
    if (handle != nullptr) {
        static_cast<PeerId*>(lws_wsi_user(handle))->value = id;
    }
    return handle;
}

bool LwsWire::write(std::span<const std::byte> bytes) {
    const bool sent = !killed_ && pipe_.write(lws_get_ssl(handle_), lws_get_socket_fd(handle_), bytes);
    if (sent && congested()) {
        wantWritable();
    }
    return sent;
}

bool LwsWire::congested() const {
    return !pipe_.empty();
}

void LwsWire::wantWritable() {
    lws_callback_on_writable(handle_);
}

void LwsWire::pauseReading(bool paused) {
    if (std::exchange(paused_, paused) != paused) {
        lws_rx_flow_control(handle_, paused ? 0 : 1);
    }
}

bool LwsWire::becameWritable() {
    if (congested() && !pipe_.flush(lws_get_socket_fd(handle_))) {
        kill();
        return false;
    }
    if (congested()) {
        wantWritable();
        return false;
    }
    if (ending_) {
        endOfStream();
    }
    return true;
}

void LwsWire::endOfStream() {
    ending_ = congested();
    if (ending_) {
        return;
    }
    if (SSL* const ssl = lws_get_ssl(handle_)) {
        pipe_.endTls(ssl, lws_get_socket_fd(handle_));
    }
    ::shutdown(lws_get_socket_fd(handle_), SHUT_WR);
}

void LwsWire::kill() {
    if (!killed_) {
        killed_ = true;
        lws_set_timeout(handle_, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
    }
}

}  // namespace tsudoi::signaling
