// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tsudoi::test {

/// \return a whole WebSocket frame as a client sends it, below 4 GB
inline std::string maskedFrame(int opcode, const std::string& payload) {
    std::string out(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(0x80 | payload.size()));
    } else if (payload.size() < 65536) {
        out.append({static_cast<char>(0x80 | 126), static_cast<char>(payload.size() >> 8),
                    static_cast<char>(payload.size() & 0xff)});
    } else {
        out.append({static_cast<char>(0x80 | 127), 0, 0, 0, 0, static_cast<char>(payload.size() >> 24),
                    static_cast<char>(payload.size() >> 16), static_cast<char>(payload.size() >> 8),
                    static_cast<char>(payload.size() & 0xff)});
    }
    const std::string mask = "mask";
    out.append(mask);
    for (std::size_t i = 0; i < payload.size(); ++i) {
        out.push_back(static_cast<char>(payload[i] ^ mask[i % 4]));
    }
    return out;
}

}  // namespace tsudoi::test
