// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/tls.h"

#include "base/random.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <span>
#include <utility>

namespace tsudoi::signaling {

namespace {

struct BioDeleter {
    void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
struct X509Deleter {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};
struct KeyDeleter {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, BioDeleter>;
using Certificate = std::unique_ptr<X509, X509Deleter>;
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;

tl::unexpected<Error> unusable(const std::filesystem::path& file, std::string_view what) {
    ERR_clear_error();
    const std::string path = file.string();
    return fail(ErrorCode::InvalidArgument,
                Text{path + ": " + "証明書または鍵が読めません（PEM 形式のファイルを指定してください）。",
                     path + ": " + std::string(what) + ". Give PEM files that belong together."});
}

std::vector<Certificate> readChain(BIO* bio) {
    std::vector<Certificate> chain;
    while (X509* const next = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr)) {
        chain.emplace_back(next);
    }
    ERR_clear_error();  // the end of the file counts as an error there
    return chain;
}

}  // namespace

struct TlsSecrets::Impl {
    std::vector<Certificate> chain;  // leaf first
    Key key;
};

TlsSecrets::TlsSecrets(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TlsSecrets::~TlsSecrets() = default;

Result<std::shared_ptr<const TlsSecrets>> TlsSecrets::load(const std::filesystem::path& certificate,
                                                           const std::filesystem::path& key) {
    auto impl = std::make_unique<Impl>();
    const Bio chainFile(BIO_new_file(certificate.c_str(), "r"));
    if (chainFile) {
        impl->chain = readChain(chainFile.get());
    }
    if (impl->chain.empty()) {
        return unusable(certificate, "the certificate cannot be read");
    }
    const Bio keyFile(BIO_new_file(key.c_str(), "r"));
    if (keyFile) {
        // An encrypted key must not make OpenSSL ask on the terminal.
        constexpr auto kNoPassphrase = [](char*, int, int, void*) {
            return 0;
        };
        impl->key.reset(PEM_read_bio_PrivateKey(keyFile.get(), nullptr, kNoPassphrase, nullptr));
    }
    if (!impl->key) {
        return unusable(key, "the private key cannot be read");
    }
    if (X509_check_private_key(impl->chain.front().get(), impl->key.get()) != 1) {
        return unusable(key, "the private key does not belong to the certificate");
    }
    return std::shared_ptr<const TlsSecrets>(new TlsSecrets(std::move(impl)));
}

bool TlsSecrets::applyTo(SSL_CTX* context) const {
    bool ok = SSL_CTX_use_cert_and_key(context, impl_->chain.front().get(), impl_->key.get(), nullptr, 1) == 1;
    ok = ok && SSL_CTX_clear_chain_certs(context) == 1;
    for (const auto& issuer : std::span(impl_->chain).subspan(1)) {
        ok = ok && SSL_CTX_add1_chain_cert(context, issuer.get()) == 1;
    }
    return ok;
}

bool hardenTls(SSL_CTX* context) {
    static const std::array<std::byte, 80> ticketKeys = [] {
        std::array<std::byte, 80> keys{};
        randomBytes(keys);
        return keys;
    }();
    auto keys = ticketKeys;
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    // A stalled peer then costs what it has not taken, not a retry of the whole piece.
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_callback_ctrl(context, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, nullptr);  // one certificate for all
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
           SSL_CTX_set_tlsext_ticket_keys(context, keys.data(), keys.size()) == 1;
}

}  // namespace tsudoi::signaling
