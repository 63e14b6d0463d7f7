// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/hls_stream_check.h"
#include "tests/support/recorder_fixture.h"

#include <chrono>
#include <thread>

namespace tsudoi::test {

/// Asks the shelf as the network threads do: a request that has to wait is asked again until its time is over.
inline hls::Response fetchFromShelf(const seminar::MediaShelf& shelf, const SeminarId& seminar,
                                    const std::string& address) {
    using Kind = seminar::MediaReply::Kind;
    seminar::MediaRequest request{seminar, address.substr(0, address.find('?')), {}, {}, false};
    const auto query = address.find('?') == std::string::npos ? "" : address.substr(address.find('?') + 1);
    const auto number = [&](const std::string& name) -> std::optional<std::uint64_t> {
        const auto at = query.find(name + "=");
        return at == std::string::npos ? std::nullopt
                                       : std::optional<std::uint64_t>(std::stoull(query.substr(at + name.size() + 1)));
    };
    request.msn = number("_HLS_msn");
    request.part = number("_HLS_part");
    request.skip = query.find("_HLS_skip=YES") != std::string::npos;
    const auto begin = std::chrono::steady_clock::now();
    auto reply = shelf.read(request);
    while (reply.kind == Kind::Wait && std::chrono::steady_clock::now() - begin < 5 * reply.longest) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        reply = shelf.read(request);
    }
    const std::map<Kind, int> statuses{{Kind::Ready, 200},    {Kind::Wait, 503},        {Kind::BadRequest, 400},
                                       {Kind::NotFound, 404}, {Kind::Unavailable, 503}, {Kind::Gone, 410}};
    return {statuses.at(reply.kind), {}, LibraryFixture::bodyText(reply)};
}

}  // namespace tsudoi::test
