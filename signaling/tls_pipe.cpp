// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/tls_pipe.h"

#include "base/check.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace tsudoi::signaling {

namespace {

/// \return bytes taken; -1: the connection is lost
ssize_t sendSome(int socket, std::string_view bytes) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    const bool later = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    return later ? 0 : sent;
}

long control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) noexcept {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

}  // namespace

TlsPipe::~TlsPipe() {
    if (bio_ != nullptr) {
        BIO_set_data(bio_, nullptr);  // the TLS object lives a little longer
    }
}

/// One buffer for all connections of a thread: it is empty between two calls.
std::string& TlsPipe::collected() {
    thread_local std::string buffer;
    return buffer;
}

int TlsPipe::collect(BIO* bio, const char* data, int length) noexcept {
    auto* const self = static_cast<TlsPipe*>(BIO_get_data(bio));
    if (self == nullptr) {
        return -1;
    }
    // Outside write() it is an answer of the protocol itself (alert, key update): it goes with the next bytes.
    (self->collecting_ ? collected() : self->kept_).append(data, static_cast<std::size_t>(length));
    return length;
}

void TlsPipe::install(SSL* ssl) {
    static BIO_METHOD* const method = [] {
        BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "tsudoi pipe");
        TSUDOI_CHECK(made != nullptr);
        BIO_meth_set_write(made, &TlsPipe::collect);
        BIO_meth_set_ctrl(made, &control);
        return made;
    }();
    bio_ = BIO_new(method);
    TSUDOI_CHECK(bio_ != nullptr);
    BIO_set_data(bio_, this);
    BIO_set_init(bio_, 1);
    SSL_set0_wbio(ssl, bio_);
}

bool TlsPipe::encrypt(SSL* ssl, std::span<const std::byte> bytes) {
    if (bio_ == nullptr) {
        install(ssl);
    }
    while (!bytes.empty()) {
        ERR_clear_error();
        std::size_t taken = 0;
        if (SSL_write_ex(ssl, bytes.data(), bytes.size(), &taken) != 1) {
            ERR_clear_error();
            return false;
        }
        bytes = bytes.subspan(taken);
    }
    return true;
}

bool TlsPipe::write(SSL* ssl, int socket, std::span<const std::byte> bytes) {
    if (ssl != nullptr) {
        std::string& records = collected();
        collecting_ = true;
        const bool encrypted = encrypt(ssl, bytes);
        collecting_ = false;
        const bool sent = encrypted && sendAndKeep(socket, records);
        records.clear();
        return sent;
    }
    return sendAndKeep(socket, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

bool TlsPipe::sendAndKeep(int socket, std::string_view bytes) {
    const ssize_t taken = kept_.empty() ? sendSome(socket, bytes) : 0;
    if (taken < 0) {
        return false;
    }
    kept_.append(bytes.substr(static_cast<std::size_t>(taken)));
    return true;
}

bool TlsPipe::flush(int socket) {
    const ssize_t taken = sendSome(socket, kept_);
    if (taken < 0) {
        return false;
    }
    kept_.erase(0, static_cast<std::size_t>(taken));
    if (kept_.empty()) {
        std::string().swap(kept_);  // a slow peer's memory is given back
    }
    return true;
}

void TlsPipe::endTls(SSL* ssl, int socket) {
    if (bio_ == nullptr) {
        install(ssl);
    }
    SSL_shutdown(ssl);
    ERR_clear_error();
    (void)flush(socket);
}

}  // namespace tsudoi::signaling
