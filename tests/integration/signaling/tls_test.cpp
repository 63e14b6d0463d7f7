// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/self_signed.h"
#include "tests/support/server_rig.h"

#include <doctest/doctest.h>
#include <openssl/x509v3.h>

#include <sys/stat.h>

namespace tsudoi::test {

namespace {

signaling::ServerOptions tlsOptions(const TemporaryDirectory& folder) {
    signaling::ServerOptions options;
    options.networkThreads = 2;
    options.dataDirectory = folder.path();
    options.publicUrl = "https://seminar.example:8443";
    return options;
}

struct X509Deleter {
    void operator()(X509* certificate) const { X509_free(certificate); }
};
std::unique_ptr<X509, X509Deleter> certificateOf(const WebClient& client) {
    return std::unique_ptr<X509, X509Deleter>(SSL_get1_peer_certificate(client.ssl()));
}

std::string serialOf(const WebClient& client) {
    const auto certificate = certificateOf(client);
    std::uint64_t serial = 0;
    ASN1_INTEGER_get_uint64(&serial, X509_get0_serialNumber(certificate.get()));
    return std::to_string(serial);
}

}  // namespace

TEST_CASE("the first start makes a certificate that fits; the next one keeps it") {
    TemporaryDirectory folder;
    std::string serial;
    {
        ServerRig rig(tlsOptions(folder));
        CHECK(rig.server->url() == "https://seminar.example:8443");
        WebClient client(rig.port(), true);
        CHECK(client.get("/healthz")->body == "ok\n");
        CHECK(client.get("/healthz")->fields.at("strict-transport-security").starts_with("max-age="));
        const auto certificate = certificateOf(client);
        for (const char* host : {"localhost", "seminar.example"}) {
            CHECK(X509_check_host(certificate.get(), host, 0, 0, nullptr) == 1);
        }
        CHECK(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0) == 1);
        CHECK(EVP_PKEY_get_base_id(X509_get0_pubkey(certificate.get())) == EVP_PKEY_EC);
        serial = serialOf(client);
    }
    struct stat status {};
    REQUIRE(::stat((folder.path() / "self-signed.key").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    ServerRig again(tlsOptions(folder));
    CHECK(serialOf(WebClient(again.port(), true)) == serial);
}

TEST_CASE("only http/1.1 is agreed on, and nothing older than TLS 1.2") {
    TemporaryDirectory folder;
    ServerRig rig(tlsOptions(folder));
    WebClient client(rig.port(), true);
    const unsigned char* protocol = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(client.ssl(), &protocol, &length);
    CHECK(std::string(reinterpret_cast<const char*>(protocol), length) == "http/1.1");
    CHECK(SSL_version(client.ssl()) >= TLS1_2_VERSION);
    CHECK_THROWS(WebClient(rig.port(), true, TLS1_1_VERSION));
    WebClient older(rig.port(), true, TLS1_2_VERSION);
    CHECK(older.get("/healthz")->status == 200);
}

TEST_CASE("large parts, many at once, arrive whole over TLS") {
    TemporaryDirectory folder;
    ServerRig rig(tlsOptions(folder));
    rig.shelf.set("big.m4s", [](const auto&) { return readyBytes(3'000'001); });
    const auto cookie = rig.signIn();
    const std::string expected = [] {
        const auto reply = readyBytes(3'000'001);
        const auto bytes = std::get<SharedBytes>(reply.body.body).bytes();
        return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }();
    std::vector<std::unique_ptr<WebClient>> clients;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(std::make_unique<WebClient>(rig.port(), true));
        clients.back()->request("GET", "/media/demo/big.m4s", cookie);
        clients.back()->request("GET", "/healthz");
    }
    for (auto& client : clients) {  // one after the other: the rest has to wait in the server meanwhile
        const auto answer = client->answer();
        REQUIRE(answer);
        CHECK(answer->body == expected);
        CHECK(client->answer()->body == "ok\n");
    }
}

TEST_CASE("a changed certificate is used for new connections, old ones go on") {
    TemporaryDirectory folder;
    TemporaryDirectory second;
    REQUIRE(signaling::selfSigned(folder.path(), {}));
    REQUIRE(signaling::selfSigned(second.path(), {}));
    auto options = tlsOptions(folder);
    options.tls = signaling::TlsFiles{folder.path() / "self-signed.crt", folder.path() / "self-signed.key"};
    ServerRig rig(options);
    WebClient old(rig.port(), true);
    const auto before = serialOf(old);
    CHECK(old.get("/healthz")->status == 200);
    // Half a change must not break anything.
    std::filesystem::copy_file(second.path() / "self-signed.crt", options.tls->certificate,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy_file(second.path() / "self-signed.key", options.tls->key,
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(eventually([&] { return serialOf(WebClient(rig.port(), true)) != before; }));
    CHECK(old.get("/healthz")->status == 200);
    std::ofstream(options.tls->certificate) << "garbage";
    const auto current = serialOf(WebClient(rig.port(), true));
    CHECK(current != before);
}

TEST_CASE("a peer that speaks plain HTTP to the TLS port, or says nothing, harms nobody") {
    TemporaryDirectory folder;
    ServerRig rig(tlsOptions(folder));
    WebClient plain(rig.port());
    plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    plain.answer();
    WebClient silent(rig.port());
    CHECK(WebClient(rig.port(), true).get("/healthz")->status == 200);
}

TEST_CASE("certificate files that do not belong together are refused at the start") {
    TemporaryDirectory folder;
    TemporaryDirectory second;
    REQUIRE(signaling::selfSigned(folder.path(), {}));
    REQUIRE(signaling::selfSigned(second.path(), {}));
    auto options = tlsOptions(folder);
    options.tls = signaling::TlsFiles{folder.path() / "self-signed.crt", second.path() / "self-signed.key"};
    CHECK_THROWS_WITH(ServerRig{options}, doctest::Contains("does not belong to the certificate"));
    options.tls->key = folder.path() / "missing.key";
    CHECK_THROWS_WITH(ServerRig{options}, doctest::Contains("cannot be read"));
}

}  // namespace tsudoi::test
