// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "recorder/ticks.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// The sidecar index (docs/recording-format.md): what of the media files is valid.
namespace tsudoi::recorder {

/// One part of one rendition as the index knows it.
struct IndexRecord {
    std::uint8_t rendition = 0;
    bool segmentStart = false;
    bool discontinuity = false;
    bool independent = false;
    bool slate = false;
    bool gap = false;
    bool labelled = false;
    std::uint16_t file = 1;
    std::uint32_t msn = 0;
    std::uint16_t part = 0;
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    Ticks start{};
    Ticks duration{};
    std::int64_t audioEnd = 0;  ///< samples since the start of the recording, end of the last sound in the part
    std::int64_t wallUs = 0;    ///< what a wall clock showed at its start, µs since 1970

    friend bool operator==(const IndexRecord&, const IndexRecord&) = default;
};

inline constexpr std::size_t kIndexHeaderSize = 16;
inline constexpr std::size_t kIndexRecordSize = 64;

[[nodiscard]] std::array<std::byte, kIndexHeaderSize> encodeIndexHeader(std::uint8_t renditions);
/// \return the number of renditions; nullopt: not an index of ours
[[nodiscard]] std::optional<std::uint8_t> decodeIndexHeader(std::span<const std::byte> bytes);

void encodeIndexRecord(const IndexRecord& record, std::span<std::byte, kIndexRecordSize> into);
/// \return nullopt: the CRC does not match
[[nodiscard]] std::optional<IndexRecord> decodeIndexRecord(std::span<const std::byte, kIndexRecordSize> from);

/// A part of all renditions: the unit that is valid as a whole or not at all.
using IndexGroup = std::vector<IndexRecord>;

/// The longest valid prefix: whole groups whose records continue one another. Pure.
/// \param fileSizes  size of a media file, by rendition and file number; a part beyond it ends the prefix
struct IndexContents {
    std::uint8_t renditions = 0;
    std::vector<IndexGroup> groups;
    std::uint64_t size = 0;  ///< bytes of the index that are valid
};
class FileSizes {
public:
    virtual ~FileSizes() = default;
    [[nodiscard]] virtual std::uint64_t size(std::uint8_t rendition, std::uint16_t file) const = 0;
};
[[nodiscard]] IndexContents readIndex(std::span<const std::byte> bytes, const FileSizes& sizes);

}  // namespace tsudoi::recorder
