// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_stream.h"

#include "signaling/control_patch.h"

namespace tsudoi::signaling {

using nlohmann::json;

SharedText StateStream::advance(json next) {
    json patch = mergeDiff(shared_, next);
    if (patch.empty()) {
        return nullptr;
    }
    shared_ = std::move(next);
    const std::uint64_t base = revision_++;
    return notificationText(method_, {{"revision", revision_}, {"base", base}, {"patch", std::move(patch)}});
}

json StateStream::snapshot(const json& personal) const {
    json whole = shared_;
    whole.merge_patch(personal);
    return {{"revision", revision_}, {"snapshot", std::move(whole)}};
}

SharedText StateStream::snapshotText(const json& personal) const {
    return notificationText(method_, snapshot(personal));
}

}  // namespace tsudoi::signaling
