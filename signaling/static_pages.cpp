// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/static_pages.h"

#include "signaling/gzip.h"
#include "signaling/http_text.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <utility>

namespace tsudoi::signaling {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSmallestWorthPacking = 512;

struct FileType {
    std::string_view extension;
    std::string_view contentType;
    bool packable;  ///< shrinks under gzip
};

constexpr std::array kTypes{
    FileType{".html", "text/html; charset=utf-8", true},
    FileType{".js", "text/javascript; charset=utf-8", true},
    FileType{".css", "text/css; charset=utf-8", true},
    FileType{".json", "application/json", true},
    FileType{".webmanifest", "application/manifest+json", true},
    FileType{".svg", "image/svg+xml", true},
    FileType{".txt", "text/plain; charset=utf-8", true},
    FileType{".wasm", "application/wasm", true},
    FileType{".ico", "image/x-icon", false},
    FileType{".png", "image/png", false},
    FileType{".jpg", "image/jpeg", false},
    FileType{".webp", "image/webp", false},
    FileType{".woff2", "font/woff2", false},
    FileType{".mp3", "audio/mpeg", false},
};

const FileType* typeOf(const fs::path& file) {
    const auto extension = file.extension().string();
    const auto* const found = std::ranges::find(kTypes, extension, &FileType::extension);
    return found == kTypes.end() ? nullptr : found;
}

Result<Bytes> readFile(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    Bytes bytes;
    std::array<char, 65536> block{};
    while (stream.read(block.data(), block.size()) || stream.gcount() > 0) {
        const auto part = std::as_bytes(std::span(block)).first(static_cast<std::size_t>(stream.gcount()));
        bytes.insert(bytes.end(), part.begin(), part.end());
    }
    if (!stream.eof()) {
        return fail(ErrorCode::Io, "cannot read " + file.string());
    }
    return bytes;
}

/// FNV-1a: tells versions apart, guards nothing.
std::string etagOf(const Bytes& bytes) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const std::byte one : bytes) {
        hash = (hash ^ std::to_integer<std::uint64_t>(one)) * 1099511628211ULL;
    }
    return std::to_string(hash) + "-" + std::to_string(bytes.size());
}

SharedBytes packed(const fs::path& sibling) {
    std::error_code error;
    if (!fs::is_regular_file(sibling, error)) {
        return {};
    }
    auto bytes = readFile(sibling);
    return bytes ? SharedBytes(std::move(*bytes)) : SharedBytes();
}

SharedBytes gzipOf(const fs::path& file, const FileType& type, const Bytes& plain) {
    auto sibling = packed(file.string() + ".gz");
    if (sibling.size() > 0 || !type.packable || plain.size() < kSmallestWorthPacking) {
        return sibling;
    }
    return SharedBytes(gzip(plain));
}

Result<StaticFile> loadFile(const fs::path& file, const FileType& type, bool hashedName) {
    auto bytes = readFile(file);
    if (!bytes) {
        return fail(std::move(bytes.error()));
    }
    StaticFile result;
    result.etag = etagOf(*bytes);
    result.gzip = gzipOf(file, type, *bytes);
    result.brotli = packed(file.string() + ".br");
    result.plain = SharedBytes(std::move(*bytes));
    result.contentType = type.contentType;
    result.cacheControl = hashedName ? "public, max-age=31536000, immutable" : "no-cache";
    return result;
}

/// Names and full paths of the files of one folder, without the packed siblings.
Result<std::vector<std::pair<std::string, fs::path>>> list(const fs::path& folder, const std::string& prefix) {
    std::vector<std::pair<std::string, fs::path>> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (entry->is_regular_file(error) && std::ranges::all_of(name, isVisible)) {
            files.emplace_back(prefix + name, entry->path());
        }
    }
    if (error) {
        return fail(ErrorCode::Io, "cannot read the folder " + folder.string() + ": " + error.message());
    }
    return files;
}

}  // namespace

Representation StaticFile::representation() const {
    return {plain, gzip, brotli, contentType, cacheControl, etag};
}

Result<std::unique_ptr<const StaticPages>> StaticPages::load(const fs::path& directory) {
    auto pages = std::make_unique<StaticPages>();
    if (directory.empty()) {
        return pages;
    }
    auto files = list(directory, "");
    if (!files) {
        return fail(std::move(files.error()));
    }
    std::error_code error;
    if (fs::is_directory(directory / "assets", error)) {
        auto assets = list(directory / "assets", "assets/");
        if (!assets) {
            return fail(std::move(assets.error()));
        }
        files->insert(files->end(), assets->begin(), assets->end());
    }
    for (const auto& [name, path] : *files) {
        const FileType* const type = typeOf(path);
        if (type == nullptr) {
            continue;
        }
        auto file = loadFile(path, *type, name.starts_with("assets/"));
        if (!file) {
            return fail(std::move(file.error()));
        }
        pages->files_.emplace(name, std::move(*file));
    }
    return pages;
}

const StaticFile* StaticPages::find(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

}  // namespace tsudoi::signaling
