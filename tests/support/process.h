// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace tsudoi::test {

struct ProcessResult {
    int status = -1;     ///< exit status; -1: ended by a signal
    std::string output;  ///< standard output and error
};

/// Runs a shell command and waits for it.
inline ProcessResult run(const std::string& command) {
    ProcessResult result;
    auto* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) {
        return result;
    }
    std::array<char, 4096> buffer{};
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        result.output.append(buffer.data(), got);
    }
    const int status = ::pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

}  // namespace tsudoi::test
