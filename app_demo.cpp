// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_demo.h"

#include "base/random.h"
#include "base/unique_fd.h"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace tsudoi::app {

namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr const char* kKeysFile = "demo-keys";
const PersonId kDemoPerson{"demo-attendee"};
constexpr const char* kDemoPanelist = "panelist-demo";
const PersonId kDemoScreen{"screen-demo"};

Status keep(const std::filesystem::path& file, const DemoKeys& keys) {
    const UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly));
    const std::string text = keys.studio + "\n" + keys.watch + "\n" + keys.join + "\n" + keys.venue + "\n";
    if (!fd || ::write(fd.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        return fail(ErrorCode::Io, "cannot write " + file.string() + ": " + std::strerror(errno));
    }
    return {};
}

seminar::Seminar demoSeminar() {
    seminar::Seminar demo;
    demo.id = SeminarId(kDemoSeminar);
    demo.title = "集い デモセミナー";
    demo.speakers = "テスト映像による配信";
    demo.contactName = "デモ事務局";
    demo.contactPhone = "000-000-0000";
    demo.policy = seminar::AccessPolicy::Personal;
    demo.startsAt = std::chrono::system_clock::now();
    return demo;
}

/// An expired demo is over for good: a new one takes its place.
Status makeDemo(seminar::Office& office) TSUDOI_CONTROL_THREAD {
    const SeminarId id(kDemoSeminar);
    const seminar::Seminar* known = office.find(id);
    if (known != nullptr && known->state == seminar::SeminarState::Expired) {
        if (auto removed = office.remove(id); !removed) {
            return removed;
        }
        known = nullptr;
    }
    if (known != nullptr) {
        return {};
    }
    if (auto made = office.create(demoSeminar(), {}); !made) {
        return fail(made.error());
    }
    return office.publish(id);
}

/// Somebody in a browser may join the demo.
Status inviteDemoPanelist(seminar::Panel& panel, const DemoKeys& keys) TSUDOI_CONTROL_THREAD {
    panel.tidy();  // of a demo that expired
    const InputId id(kDemoPanelist);
    if (panel.find(id)) {
        return {};
    }
    auto invited = panel.invite({.seminar = SeminarId(kDemoSeminar),
                                 .name = "パネリスト（デモ）",
                                 .affiliation = "",
                                 .id = id,
                                 .key = keys.join});
    return invited ? Status() : Status(fail(invited.error()));
}

/// A screen whose link was taken back comes again with the next start.
Status openDemoScreen(seminar::RoomScreens& screens, const DemoKeys& keys) TSUDOI_CONTROL_THREAD {
    if (screens.find(kDemoScreen)) {
        return {};
    }
    auto opened = screens.open({.seminar = SeminarId(kDemoSeminar), .name = "", .id = kDemoScreen, .key = keys.venue});
    return opened ? Status() : Status(fail(opened.error()));
}

}  // namespace

Result<DemoKeys> demoKeys(const std::filesystem::path& directory) {
    const std::filesystem::path file = directory / kKeysFile;
    DemoKeys keys;
    std::ifstream kept(file);
    const std::array all{&keys.studio, &keys.watch, &keys.join, &keys.venue};
    bool whole = true;
    for (std::string* key : all) {
        if (!std::getline(kept, *key) || key->empty()) {
            *key = randomKey();
            whole = false;
        }
    }
    if (whole) {
        return keys;
    }
    if (auto written = keep(file, keys); !written) {
        return fail(written.error());
    }
    return keys;
}

std::vector<seminar::InputSpec> demoInputs() {
    seminar::InputSpec lecturer;
    lecturer.id = InputId("lecturer");
    lecturer.name = "講師カメラ（テスト）";
    lecturer.path = "ball";
    seminar::InputSpec slides;
    slides.id = InputId("slides");
    slides.name = "スライド（テスト）";
    slides.path = "smpte";
    return {lecturer, slides};
}

Status beginDemo(const DemoParts& parts, const DemoKeys& keys) {
    auto& [office, access, panel, screens] = parts;
    if (auto made = makeDemo(office); !made) {
        return made;
    }
    const SeminarId id(kDemoSeminar);
    access.keepKey(keys.studio, seminar::Role::Admin, {}, {});
    access.keepKey(keys.watch, seminar::Role::Attendee, id, kDemoPerson);
    if (auto invited = inviteDemoPanelist(panel, keys); !invited) {
        return invited;
    }
    if (auto opened = openDemoScreen(screens, keys); !opened) {
        return opened;
    }
    const seminar::SeminarState state = office.find(id)->state;
    if (state == seminar::SeminarState::Open || state == seminar::SeminarState::Draft) {
        return office.start(id);
    }
    return {};
}

}  // namespace tsudoi::app
