// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/parameter_sets.h"

#include <cstring>

namespace tsudoi::recorder {

namespace {

constexpr std::size_t kFixedPart = 5;  // version, profile, compatibility, level, length size
constexpr unsigned kSpsCountMask = 0x1f;

/// Takes \p count sets of 2-byte length and bytes. \return false: the box is too short
bool takeSets(std::span<const std::byte>& from, unsigned count, Bytes& into) {
    for (unsigned i = 0; i < count; ++i) {
        if (from.size() < 2) {
            return false;
        }
        const auto length = std::to_integer<std::size_t>(from[0]) << 8 | std::to_integer<std::size_t>(from[1]);
        from = from.subspan(2);
        if (from.size() < length) {
            return false;
        }
        for (const int shift : {24, 16, 8, 0}) {
            into.push_back(static_cast<std::byte>(length >> shift & 0xff));
        }
        into.insert(into.end(), from.begin(), from.begin() + static_cast<std::ptrdiff_t>(length));
        from = from.subspan(length);
    }
    return true;
}

}  // namespace

Result<Bytes> parameterSets(std::span<const std::byte> avcC) {
    const auto broken = [] {
        return fail(ErrorCode::Corrupt, "the avcC box cannot be read");
    };
    if (avcC.size() < kFixedPart + 2) {
        return broken();
    }
    auto rest = avcC.subspan(kFixedPart);
    Bytes sets;
    for (const unsigned mask : {kSpsCountMask, 0xffU}) {
        if (rest.empty()) {
            return broken();
        }
        const auto count = std::to_integer<unsigned>(rest[0]) & mask;
        rest = rest.subspan(1);
        if (!takeSets(rest, count, sets)) {
            return broken();
        }
    }
    return sets;
}

Status prependParameterSets(AVPacket& packet, std::span<const std::byte> avcC) {
    const auto sets = parameterSets(avcC);
    if (!sets) {
        return fail(sets.error());
    }
    const PacketPtr joined(av_packet_alloc());
    if (auto status = checkAv(av_new_packet(joined.get(), packet.size + static_cast<int>(sets->size())), "packet");
        !status) {
        return status;
    }
    std::memcpy(joined->data, sets->data(), sets->size());
    std::memcpy(joined->data + sets->size(), packet.data, static_cast<std::size_t>(packet.size));
    if (auto status = checkAv(av_packet_copy_props(joined.get(), &packet), "packet"); !status) {
        return status;
    }
    av_packet_unref(&packet);
    av_packet_move_ref(&packet, joined.get());
    return {};
}

}  // namespace tsudoi::recorder
