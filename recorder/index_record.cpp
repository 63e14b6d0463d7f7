// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/index_record.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <map>

namespace tsudoi::recorder {

namespace {

constexpr std::array<char, 8> kMagic{'T', 'S', 'U', 'D', 'O', 'I', 'X', '1'};
constexpr std::size_t kCrcSize = 4;
constexpr std::int64_t kMaxTicks = std::int64_t{1} << 53;

enum Flag : std::uint8_t {
    kSegmentStart = 1,
    kDiscontinuity = 2,
    kIndependent = 4,
    kSlate = 8,
    kGap = 16,
    kLabelled = 32,
};

std::uint32_t crc(std::span<const std::byte> bytes) {
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

/// Little-endian fields one after another.
class Packer {
public:
    explicit Packer(std::span<std::byte> into) : into_(into) {}
    void put(std::uint64_t value, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            into_[at_++] = static_cast<std::byte>(value >> (8 * i) & 0xff);
        }
    }

private:
    std::span<std::byte> into_;
    std::size_t at_ = 0;
};

class Unpacker {
public:
    explicit Unpacker(std::span<const std::byte> from) : from_(from) {}
    template <typename T>
    T take(std::size_t size = sizeof(T)) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::to_integer<std::uint64_t>(from_[at_++]) << (8 * i);
        }
        return static_cast<T>(value);
    }

private:
    std::span<const std::byte> from_;
    std::size_t at_ = 0;
};

std::uint8_t flags(const IndexRecord& record) {
    int flags = 0;
    flags |= record.segmentStart ? kSegmentStart : 0;
    flags |= record.discontinuity ? kDiscontinuity : 0;
    flags |= record.independent ? kIndependent : 0;
    flags |= record.slate ? kSlate : 0;
    flags |= record.gap ? kGap : 0;
    flags |= record.labelled ? kLabelled : 0;
    return static_cast<std::uint8_t>(flags);
}

/// Whether a group may follow those before it; keeps where each rendition stands.
class Continuity {
public:
    explicit Continuity(const FileSizes& sizes) : sizes_(sizes) {}

    bool accept(const IndexGroup& group) {
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (group[i].rendition != i || !sameMoment(group[i], group[0]) || !follows(group[i])) {
                return false;
            }
        }
        for (const auto& record : group) {
            last_[record.rendition] = record;
            if (record.offset > 0) {
                ends_[{record.rendition, record.file}] = record.offset + record.length;
            }
        }
        return true;
    }

private:
    static bool sameMoment(const IndexRecord& one, const IndexRecord& other) {
        return one.msn == other.msn && one.part == other.part && one.segmentStart == other.segmentStart &&
               one.wallUs == other.wallUs;
    }

    bool follows(const IndexRecord& record) const {
        const auto before = last_.find(record.rendition);
        if (!sane(record)) {
            return false;
        }
        if (before == last_.end()) {
            return record.segmentStart && record.msn == 0 && record.part == 0 && record.file == 1;
        }
        const auto& last = before->second;
        const bool next = record.segmentStart
                              ? record.msn == last.msn + 1 && record.part == 0
                              : record.msn == last.msn && record.part == last.part + 1 && record.file == last.file;
        const bool ordered = record.start == last.start + last.duration;
        return next && ordered && (record.file == last.file || record.file == last.file + 1);
    }

    /// Numbers that cannot overflow, and bytes that are really there, right after the part before.
    bool sane(const IndexRecord& record) const {
        const auto end = ends_.find({record.rendition, record.file});
        const bool nowhere = record.gap && record.offset == 0;  // before the file was made
        const bool place = nowhere || (end == ends_.end() ? record.offset > 0 : record.offset == end->second);
        return place && record.start.count() >= 0 && record.start.count() < kMaxTicks && record.duration.count() > 0 &&
               record.audioEnd >= 0 && record.audioEnd < kMaxTicks && record.gap == (record.length == 0) &&
               record.offset < (std::uint64_t{1} << 62) &&
               record.offset + record.length <= sizes_.size(record.rendition, record.file);
    }

    const FileSizes& sizes_;
    std::map<std::uint8_t, IndexRecord> last_;
    std::map<std::pair<std::uint8_t, std::uint16_t>, std::uint64_t> ends_;
};

}  // namespace

std::array<std::byte, kIndexHeaderSize> encodeIndexHeader(std::uint8_t renditions) {
    std::array<std::byte, kIndexHeaderSize> header{};
    std::memcpy(header.data(), kMagic.data(), kMagic.size());
    header[kMagic.size()] = static_cast<std::byte>(renditions);
    Packer(std::span(header).last(kCrcSize)).put(crc(std::span(header).first(kIndexHeaderSize - kCrcSize)), kCrcSize);
    return header;
}

std::optional<std::uint8_t> decodeIndexHeader(std::span<const std::byte> bytes) {
    if (bytes.size() < kIndexHeaderSize || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
        return std::nullopt;
    }
    const auto body = bytes.first(kIndexHeaderSize - kCrcSize);
    if (Unpacker(bytes.subspan(body.size())).take<std::uint32_t>() != crc(body)) {
        return std::nullopt;
    }
    return std::to_integer<std::uint8_t>(bytes[kMagic.size()]);
}

void encodeIndexRecord(const IndexRecord& record, std::span<std::byte, kIndexRecordSize> into) {
    std::ranges::fill(into, std::byte{0});
    const auto body = into.subspan(kCrcSize);
    Packer out(body);
    out.put(record.rendition, 1);
    out.put(flags(record), 1);
    out.put(record.file, 2);
    out.put(record.msn, 4);
    out.put(record.part, 2);
    out.put(0, 2);
    out.put(record.offset, 8);
    out.put(record.length, 4);
    out.put(static_cast<std::uint64_t>(record.duration.count()), 4);
    out.put(static_cast<std::uint64_t>(record.start.count()), 8);
    out.put(static_cast<std::uint64_t>(record.audioEnd), 8);
    out.put(static_cast<std::uint64_t>(record.wallUs), 8);
    Packer(into).put(crc(body), kCrcSize);
}

std::optional<IndexRecord> decodeIndexRecord(std::span<const std::byte, kIndexRecordSize> from) {
    const auto body = from.subspan(kCrcSize);
    if (Unpacker(from).take<std::uint32_t>() != crc(body)) {
        return std::nullopt;
    }
    Unpacker in(body);
    IndexRecord record;
    record.rendition = in.take<std::uint8_t>();
    const auto bits = in.take<std::uint8_t>();
    record.segmentStart = (bits & kSegmentStart) != 0;
    record.discontinuity = (bits & kDiscontinuity) != 0;
    record.independent = (bits & kIndependent) != 0;
    record.slate = (bits & kSlate) != 0;
    record.gap = (bits & kGap) != 0;
    record.labelled = (bits & kLabelled) != 0;
    record.file = in.take<std::uint16_t>();
    record.msn = in.take<std::uint32_t>();
    record.part = in.take<std::uint16_t>();
    in.take<std::uint16_t>();
    record.offset = in.take<std::uint64_t>();
    record.length = in.take<std::uint32_t>();
    record.duration = Ticks(in.take<std::uint32_t>());
    record.start = Ticks(in.take<std::int64_t>());
    record.audioEnd = in.take<std::int64_t>();
    record.wallUs = in.take<std::int64_t>();
    return record;
}

IndexContents readIndex(std::span<const std::byte> bytes, const FileSizes& sizes) {
    IndexContents contents;
    const auto renditions = decodeIndexHeader(bytes);
    if (!renditions || *renditions == 0) {
        return contents;
    }
    contents.renditions = *renditions;
    contents.size = kIndexHeaderSize;
    Continuity continuity(sizes);
    const auto groupSize = kIndexRecordSize * *renditions;
    while (bytes.size() - contents.size >= groupSize) {
        IndexGroup group;
        for (std::size_t i = 0; i < *renditions; ++i) {
            const auto at = contents.size + i * kIndexRecordSize;
            const auto record = decodeIndexRecord(bytes.subspan(at).first<kIndexRecordSize>());
            if (!record) {
                return contents;
            }
            group.push_back(*record);
        }
        if (!continuity.accept(group)) {
            return contents;
        }
        contents.groups.push_back(std::move(group));
        contents.size += groupSize;
    }
    return contents;
}

}  // namespace tsudoi::recorder
