// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_pictures.h"

#include "base/check.h"
#include "base/synchronized.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace tsudoi::signaling {

namespace {

constexpr char kPictureVersion = 1;
constexpr char kMultiviewVersion = 2;
constexpr std::size_t kMaxNameLength = 255;
constexpr std::size_t kMaxMapLength = 65535;

}  // namespace

class PictureDesk::Fan final : public seminar::PictureSink {
public:
    explicit Fan(ControlSender& sender) : sender_(sender) {}

    void setWatchers(const std::map<ConnectionId, PictureForm>& watchers) {
        watchers_.with([&watchers](std::vector<Watcher>& current) {
            std::vector<Watcher> next;
            for (const auto& [id, form] : watchers) {
                const auto known = std::ranges::find(current, id, &Watcher::id);
                const bool begun = known != current.end() && known->form == form && known->begun;
                next.push_back({id, form, begun});
            }
            current.swap(next);
        });
    }

    void picture(const seminar::PictureId& id, SharedBytes jpeg) noexcept override {
        const std::string name = pictureName(id);
        for (const ConnectionId watcher : of(PictureForm::Jpegs, true)) {
            sender_.sendNewestBinary(watcher, name, pictureHeader(name), jpeg);
        }
    }

    void multiview(std::shared_ptr<const seminar::Multiview> map, SharedBytes h264, bool keyframe) noexcept override {
        const std::string header = multiviewHeader(*map, keyframe);
        for (const ConnectionId watcher : of(PictureForm::Multiview, keyframe)) {
            sender_.sendStream(watcher, header, h264, keyframe);
        }
    }

private:
    struct Watcher {
        ConnectionId id;
        PictureForm form{};
        bool begun = false;
    };

    /// \param first  whether somebody can begin with this one
    std::vector<ConnectionId> of(PictureForm form, bool first) {
        return watchers_.with([&](std::vector<Watcher>& all) {
            std::vector<ConnectionId> ids;
            for (Watcher& watcher : all) {
                if (watcher.form == form && (watcher.begun = watcher.begun || first)) {
                    ids.push_back(watcher.id);
                }
            }
            return ids;
        });
    }

    ControlSender& sender_;
    Synchronized<std::vector<Watcher>> watchers_;
};

PictureDesk::PictureDesk(seminar::Programme& programme, ControlSender& sender)
    : programme_(programme), fan_(std::make_shared<Fan>(sender)) {}

PictureDesk::~PictureDesk() {
    fan_->setWatchers({});
    if (!watchers_.empty()) {
        programme_.watchPictures(nullptr, {});
    }
}

void PictureDesk::watch(ConnectionId who, std::optional<PictureForm> form) {
    if (form) {
        watchers_[who] = *form;
    } else if (watchers_.erase(who) == 0) {
        return;
    }
    fan_->setWatchers(watchers_);
    const auto wanted = [this](PictureForm any) {
        return std::ranges::any_of(watchers_, [any](const auto& watcher) { return watcher.second == any; });
    };
    programme_.watchPictures(watchers_.empty() ? nullptr : fan_,
                             {.multiview = wanted(PictureForm::Multiview), .jpegs = wanted(PictureForm::Jpegs)});
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

std::string multiviewHeader(const seminar::Multiview& map, bool keyframe) {
    std::string text;
    if (keyframe) {
        nlohmann::json cells = nlohmann::json::object();
        for (const auto& [id, box] : map.cells) {
            cells[pictureName(id)] = {box.x, box.y, box.width, box.height};
        }
        text = nlohmann::json{{"size", {map.size.width, map.size.height}}, {"cells", std::move(cells)}}.dump();
    }
    TSUDOI_CHECK(text.size() <= kMaxMapLength);
    std::string header{kMultiviewVersion, static_cast<char>(keyframe ? 1 : 0), static_cast<char>(text.size() >> 8U),
                       static_cast<char>(text.size() & 0xFFU)};
    return header += text;
}

}  // namespace tsudoi::signaling
