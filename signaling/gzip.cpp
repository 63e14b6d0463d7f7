// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/gzip.h"

#include "base/check.h"

#include <zlib.h>

namespace tsudoi::signaling {

Bytes gzip(std::span<const std::byte> bytes) {
    constexpr int kGzipWindow = 15 + 16;  // 15 bits, +16: gzip header
    z_stream stream{};
    TSUDOI_CHECK(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, 9, Z_DEFAULT_STRATEGY) == Z_OK);
    Bytes out(deflateBound(&stream, bytes.size()));
    // zlib's interface is not const-correct; it does not write to its input.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    TSUDOI_CHECK(result == Z_STREAM_END);
    return out;
}

}  // namespace tsudoi::signaling
