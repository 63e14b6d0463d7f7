// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/gzip.h"

#include <zlib.h>

namespace tsudoi::recorder {

namespace {
constexpr int kLevel = 4;
constexpr int kGzipWindow = 15 + 16;  // 16: a gzip header instead of zlib's
constexpr int kMemoryLevel = 8;
}  // namespace

Bytes gzip(std::span<const std::byte> bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
        return {};
    }
    Bytes result(deflateBound(&stream, static_cast<uLong>(bytes.size())));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    result.resize(done ? stream.total_out : 0);
    deflateEnd(&stream);
    return result;
}

}  // namespace tsudoi::recorder
