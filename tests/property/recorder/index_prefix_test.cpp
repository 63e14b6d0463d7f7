// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/index_record.h"
#include "tests/support/recorder_samples.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>

using namespace tsudoi;
using namespace tsudoi::recorder;

namespace {

/// An index of a random recording: groups of three renditions, now and then another file.
struct Sample {
    Bytes bytes;
    std::vector<IndexGroup> groups;
};

Sample makeIndex(tests::Seeded& random) {
    Sample sample;
    const auto header = encodeIndexHeader(3);
    sample.bytes.assign(header.begin(), header.end());
    std::uint32_t msn = 0;
    std::uint16_t part = 0;
    std::uint16_t file = 1;
    std::array<std::uint64_t, 3> offset{700, 710, 720};
    const int count = random.between(1, 40);
    for (int i = 0; i < count; ++i) {
        const bool begins = i == 0 || random.chance(25);
        msn += i > 0 && begins ? 1 : 0;
        part = begins ? 0 : static_cast<std::uint16_t>(part + 1);
        if (i > 0 && begins && random.chance(20)) {
            ++file;
            offset = {700, 710, 720};
        }
        IndexGroup group;
        for (std::uint8_t rendition = 0; rendition < 3; ++rendition) {
            const bool gap = random.chance(5);
            const auto length = gap ? 0U : static_cast<std::uint32_t>(random.between(1, 5000));
            group.push_back({.rendition = rendition,
                             .segmentStart = begins,
                             .independent = begins && !gap,
                             .slate = random.chance(30),
                             .gap = gap,
                             .labelled = i == 0,
                             .file = file,
                             .msn = msn,
                             .part = part,
                             .offset = offset[rendition],
                             .length = length,
                             .start = Ticks(45000 * i),
                             .duration = Ticks(45000),
                             .audioEnd = 24000 * (i + 1),
                             .wallUs = 500'000LL * i});
            offset[rendition] += length;
        }
        for (const auto& record : group) {
            std::array<std::byte, kIndexRecordSize> bytes{};
            encodeIndexRecord(record, bytes);
            sample.bytes.insert(sample.bytes.end(), bytes.begin(), bytes.end());
        }
        sample.groups.push_back(std::move(group));
    }
    return sample;
}

bool isPrefix(const std::vector<IndexGroup>& part, const std::vector<IndexGroup>& whole) {
    return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

const test::SameSizes kEnough(1'000'000'000);

}  // namespace

TEST_CASE("an index comes back as it was written") {
    tests::Seeded random;
    for (int round = 0; round < 50; ++round) {
        const auto sample = makeIndex(random);
        const auto read = readIndex(sample.bytes, kEnough);
        CHECK(read.groups == sample.groups);
        CHECK(read.size == sample.bytes.size());
    }
}

TEST_CASE("wherever an index is cut off, its whole groups are read") {
    tests::Seeded random;
    for (int round = 0; round < 200; ++round) {
        const auto sample = makeIndex(random);
        const auto cut = static_cast<std::size_t>(random.between(0, static_cast<int>(sample.bytes.size())));
        const auto read = readIndex(std::span(sample.bytes).first(cut), kEnough);
        CHECK(isPrefix(read.groups, sample.groups));
        CHECK(read.groups.size() == (cut < kIndexHeaderSize ? 0 : (cut - kIndexHeaderSize) / (3 * kIndexRecordSize)));
    }
}

TEST_CASE("whatever byte is wrong, what is read is what was written") {
    tests::Seeded random;
    for (int round = 0; round < 200; ++round) {
        const auto sample = makeIndex(random);
        auto bytes = sample.bytes;
        const auto at = static_cast<std::size_t>(random.between(0, static_cast<int>(bytes.size()) - 1));
        bytes[at] ^= static_cast<std::byte>(random.between(1, 255));
        const auto read = readIndex(bytes, kEnough);
        CHECK(isPrefix(read.groups, sample.groups));
        CHECK(read.groups.size() < sample.groups.size());
    }
}

TEST_CASE("media files that are shorter than the index says end it") {
    tests::Seeded random;
    for (int round = 0; round < 100; ++round) {
        const auto sample = makeIndex(random);
        const test::SameSizes sizes(static_cast<std::uint64_t>(random.between(0, 30'000)));
        const auto read = readIndex(sample.bytes, sizes);
        CHECK(isPrefix(read.groups, sample.groups));
        for (const auto& group : read.groups) {
            for (const auto& record : group) {
                CHECK(record.offset + record.length <= sizes.size(0, 1));
            }
        }
    }
}
