// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/self_signed.h"

#include "base/ip_address.h"
#include "base/random.h"
#include "base/release.h"
#include "base/unique_fd.h"
#include "signaling/http_text.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <system_error>

namespace tsudoi::signaling {

namespace {

namespace fs = std::filesystem;

using Bio = std::unique_ptr<BIO, Release<BIO_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;

constexpr long kValidSeconds = 10L * 365 * 24 * 3600;

bool isHostName(const std::string& host) {
    return !host.empty() && host.size() < 254 &&
           std::ranges::all_of(host, [](char c) { return isTokenChar(c) && c != '*' && c != '\'' && c != '`'; });
}

std::string machineName() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

std::string alternativeNames(const std::vector<std::string>& hosts) {
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    auto all = hosts;
    all.push_back(machineName());
    for (const auto& host : all) {
        if (isIpAddress(host)) {
            names.append(",IP:").append(host);
        } else if (isHostName(host)) {
            names.append(",DNS:").append(host);
        }
    }
    return names;
}

bool addExtension(X509* certificate, int nid, const std::string& value) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fillIn(X509* certificate, EVP_PKEY* key, const std::string& names) {
    std::array<std::byte, 8> random{};
    randomBytes(random);
    std::uint64_t serial = 0;
    for (const std::byte one : random) {
        serial = serial << 8U | std::to_integer<std::uint64_t>(one);
    }
    X509_NAME* const subject = X509_get_subject_name(certificate);
    const auto* const common = reinterpret_cast<const unsigned char*>("Tsudoi");
    return X509_set_version(certificate, 2) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U) == 1 &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -3600) != nullptr &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), kValidSeconds) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, common, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1 &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_alt_name, names) && X509_sign(certificate, key, EVP_sha256()) > 0;
}

std::string contents(BIO* memory) {
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory, &data);
    return length > 0 ? std::string(data, static_cast<std::size_t>(length)) : std::string();
}

/// Through a temporary name, so that a crash leaves no half file.
bool writeFile(const fs::path& path, const std::string& text, mode_t mode) {
    const fs::path fresh = path.string() + ".new";
    std::error_code ignored;
    fs::remove(fresh, ignored);
    const UniqueFd file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    const bool written = file && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(file.get()) == 0;
    return written && ::rename(fresh.c_str(), path.c_str()) == 0;
}

tl::unexpected<Error> cannotWrite(const fs::path& directory) {
    return fail(ErrorCode::Io, Text{directory.string() + " に証明書を書き込めません。",
                                    "The certificate cannot be written to " + directory.string() + "."});
}

}  // namespace

std::string hostOf(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == url.npos) {
        return {};
    }
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find('/'));
    if (url.starts_with('[')) {
        const auto end = url.find(']');
        return end == url.npos ? std::string() : std::string(url.substr(1, end - 1));
    }
    return std::string(url.substr(0, url.find(':')));
}

Result<SelfSignedFiles> selfSigned(const fs::path& directory, const std::vector<std::string>& hosts) {
    SelfSignedFiles files{directory / "self-signed.crt", directory / "self-signed.key"};
    std::error_code error;
    if (fs::exists(files.certificate, error) && fs::exists(files.key, error)) {
        return files;
    }
    fs::create_directories(directory, error);
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const Bio keyText(BIO_new(BIO_s_mem()));
    const Bio certificateText(BIO_new(BIO_s_mem()));
    const bool made = key && certificate && fillIn(certificate.get(), key.get(), alternativeNames(hosts)) &&
                      PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
                      PEM_write_bio_X509(certificateText.get(), certificate.get()) == 1;
    if (!made) {
        return fail(ErrorCode::Internal, "no self-signed certificate could be made");
    }
    if (!writeFile(files.key, contents(keyText.get()), 0600) ||
        !writeFile(files.certificate, contents(certificateText.get()), 0644)) {
        return cannotWrite(directory);
    }
    return files;
}

}  // namespace tsudoi::signaling
