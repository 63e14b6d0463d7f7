// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_pictures.h"

#include "base/synchronized.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tsudoi::signaling {

namespace {
constexpr char kPictureVersion = 1;
constexpr std::size_t kMaxNameLength = 255;
}  // namespace

class PictureDesk::Fan final : public seminar::PictureSink {
public:
    explicit Fan(ControlSender& sender) : sender_(sender) {}

    void setWatchers(std::vector<ConnectionId> watchers) {
        watchers_.with([&watchers](auto& current) { current.swap(watchers); });
    }

    void picture(const seminar::PictureId& id, SharedBytes jpeg) noexcept override {
        const std::string name = pictureName(id);
        for (const ConnectionId watcher : watchers_.copy()) {
            sender_.sendNewestBinary(watcher, name, pictureHeader(name), jpeg);
        }
    }

private:
    ControlSender& sender_;
    Synchronized<std::vector<ConnectionId>> watchers_;
};

PictureDesk::PictureDesk(seminar::Programme& programme, ControlSender& sender)
    : programme_(programme), fan_(std::make_shared<Fan>(sender)) {}

PictureDesk::~PictureDesk() {
    fan_->setWatchers({});
    if (!watchers_.empty()) {
        programme_.watchPictures(nullptr);
    }
}

void PictureDesk::watch(ConnectionId who, bool on) {
    const bool before = !watchers_.empty();
    if (on) {
        watchers_.insert(who);
    } else {
        watchers_.erase(who);
    }
    fan_->setWatchers({watchers_.begin(), watchers_.end()});
    const bool after = !watchers_.empty();
    if (before != after) {
        programme_.watchPictures(after ? fan_ : nullptr);
    }
}

std::string pictureName(const seminar::PictureId& id) {
    switch (id.kind) {
        case seminar::PictureId::Kind::Programme: return "programme";
        case seminar::PictureId::Kind::Preview: return "preview";
        case seminar::PictureId::Kind::Input: break;
    }
    return "input:" + id.input.str();
}

std::string pictureHeader(const std::string& name) {
    const std::string shown = name.substr(0, kMaxNameLength);
    std::string header{kPictureVersion, static_cast<char>(shown.size())};
    return header += shown;
}

}  // namespace tsudoi::signaling
