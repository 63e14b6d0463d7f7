// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/certificate_source.h"

#include "base/log.h"

#include <sys/stat.h>

#include <utility>

namespace tsudoi::signaling {

namespace {

/// Changes whenever the file was written or replaced, also through a symbolic link (as certbot does).
std::string stampOf(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) {
        return "-";
    }
    return std::to_string(status.st_ino) + "." + std::to_string(status.st_size) + "." +
           std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace

CertificateSource::CertificateSource(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)), seen_(fingerprint()) {}

Result<std::unique_ptr<CertificateSource>> CertificateSource::open(std::filesystem::path certificate,
                                                                   std::filesystem::path key) {
    std::unique_ptr<CertificateSource> source(new CertificateSource(std::move(certificate), std::move(key)));
    auto secrets = TlsSecrets::load(source->certificate_, source->key_);
    if (!secrets) {
        return fail(std::move(secrets.error()));
    }
    source->secrets_ = std::move(*secrets);
    return source;
}

std::string CertificateSource::fingerprint() const {
    return stampOf(certificate_) + " " + stampOf(key_);
}

bool CertificateSource::refresh() {
    auto now = fingerprint();
    if (now == seen_) {
        return false;
    }
    seen_ = std::move(now);
    auto secrets = TlsSecrets::load(certificate_, key_);
    if (!secrets) {
        log::warn("the changed certificate is not used: {}", secrets.error().text.en);
        return false;
    }
    secrets_ = std::move(*secrets);
    log::info("the certificate was read again");
    return true;
}

}  // namespace tsudoi::signaling
