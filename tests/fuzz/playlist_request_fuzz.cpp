// SPDX-License-Identifier: GPL-3.0-or-later
// Any path with any directives: the shelf answers something sensible and nothing it does not have.
#include "base/check.h"
#include "recorder/media_path.h"
#include "recorder/shelf.h"
#include "tests/support/recorder_samples.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace {

using namespace tsudoi;

const recorder::RecordingView& sampleView(bool ended) {
    const auto make = [](bool end) {
        test::SampleRecording recording;
        recording.addSegment(true);
        recording.addSegment();
        recording.addPart(true, false);
        if (end) {
            recording.timeline.closeSegment();
            recording.timeline.setEnded(true, recording.timeline.withoutSlates());
        }
        return recording.timeline.view();
    };
    static const auto live = make(false);
    static const auto over = make(true);
    return ended ? *over : *live;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::uint64_t msn = 0;
    std::uint64_t part = 0;
    constexpr std::size_t kFixed = 1 + sizeof msn + sizeof part;
    if (size < kFixed) {
        return 0;
    }
    const unsigned flags = data[0];
    std::memcpy(&msn, data + 1, sizeof msn);
    std::memcpy(&part, data + 1 + sizeof msn, sizeof part);
    seminar::MediaRequest request;
    request.path.assign(reinterpret_cast<const char*>(data) + kFixed, size - kFixed);
    request.msn = (flags & 1) != 0 ? std::optional(msn) : std::nullopt;
    request.part = (flags & 2) != 0 ? std::optional(part) : std::nullopt;
    request.skip = (flags & 4) != 0;
    const auto reply = recorder::readShelf(sampleView((flags & 8) != 0), request);
    if (reply.kind == seminar::MediaReply::Kind::Ready) {
        TSUDOI_CHECK(recorder::parseMediaPath(request.path).has_value());
        TSUDOI_CHECK(!reply.body.contentType.empty());
    }
    return 0;
}
