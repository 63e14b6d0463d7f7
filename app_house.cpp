// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_house.h"

#include "app_demo.h"
#include "app_metrics.h"
#include "app_settings.h"
#include "base/log.h"
#include "hardware/devices.h"
#include "pipeline/programme_engine.h"
#include "recorder/recording_library.h"
#include "seminar/absence.h"
#include "seminar/access_table.h"
#include "seminar/auto_director.h"
#include "seminar/macros.h"
#include "seminar/meeting.h"
#include "seminar/office.h"
#include "seminar/picture_guardian.h"
#include "seminar/run_sheet.h"
#include "seminar/sound_guardian.h"
#include "seminar/spare_microphone.h"
#include "seminar/store/sqlite_store.h"
#include "seminar/stream_guardian.h"
#include "seminar/studio.h"
#include "seminar/turn.h"
#include "signaling/control_hub.h"
#include "signaling/crypto.h"
#include "signaling/public_api.h"
#include "signaling/server.h"
#include "signaling/whip_api.h"

#include <nlohmann/json.hpp>

namespace tsudoi::app {

namespace {

constexpr const char* kDatabaseFile = "tsudoi.sqlite";
constexpr const char* kRecordingsFolder = "recordings";
constexpr const char* kStoreAlert = "store";
constexpr std::chrono::seconds kDemoStartLimit{5};
constexpr std::chrono::milliseconds kDemoPoll{50};

signaling::ServerOptions serverOptions(const HouseOptions& options) {
    const config::ServerSettings& server = options.settings.server;
    const bool secure = server.tls || server.publicUrl.starts_with("https://");
    signaling::ServerOptions result;
    result.listenAddress = server.listenAddress;
    result.port = server.listenPort;
    result.networkThreads = server.networkThreads;
    result.publicUrl = server.publicUrl;
    result.plain = (options.demo && !secure) || server.publicUrl.starts_with("http://");
    if (server.tls) {
        result.tls = signaling::TlsFiles{server.tls->certificate, server.tls->key};
    }
    result.dataDirectory = options.data;
    result.pages = options.pages;
    return result;
}

/// Asks the hardware on the worker: probing takes up to seconds.
signaling::DeviceFinder deviceFinder(Worker& worker, Executor& control) {
    return [&worker, &control](auto done) {
        const bool taken = worker.post([&control, done] {
            std::vector<signaling::ControlDevice> found;
            for (const hardware::Device& device : hardware::listDevices()) {
                using Kind = signaling::ControlDevice::Kind;
                found.push_back(
                    {device.id, device.name, device.kind == hardware::DeviceKind::Camera ? Kind::Video : Kind::Audio});
            }
            control.post([done, found = std::move(found)]() mutable { done(std::move(found)); });
        });
        if (!taken) {
            done(fail(ErrorCode::TooMany, "too many requests for devices; try again"));
        }
    };
}

}  // namespace

/// Members stand in the order of construction; the closing order is written in close().
struct House::Impl {
    Impl(HouseOptions given, MainLoop& mainLoop) : options(std::move(given)), loop(mainLoop) {}

    HouseOptions options;
    MainLoop& loop;
    Worker worker;
    signaling::OpenSslCrypto crypto;
    std::unique_ptr<seminar::SqliteStore> store;
    std::unique_ptr<recorder::RecordingLibrary> recordings;
    std::unique_ptr<pipeline::ProgrammeEngine> programme;
    std::unique_ptr<seminar::AccessTable> access;
    std::unique_ptr<seminar::Studio> studio;
    std::unique_ptr<seminar::Office> office;
    std::unique_ptr<seminar::Panel> panel;
    std::unique_ptr<seminar::RoomScreens> screens;
    std::unique_ptr<seminar::Meeting> meeting;
    std::unique_ptr<seminar::SoundGuardian> soundGuardian;
    std::unique_ptr<seminar::SpareMicrophone> spareMicrophone;
    std::unique_ptr<seminar::Absence> absence;
    std::unique_ptr<seminar::PictureGuardian> pictureGuardian;
    std::unique_ptr<seminar::StreamGuardian> streamGuardian;
    std::unique_ptr<seminar::RunSheet> runSheet;
    std::unique_ptr<seminar::Macros> macros;
    std::unique_ptr<seminar::AutoDirector> director;
    std::unique_ptr<seminar::Turn> turn;
    std::unique_ptr<signaling::AccessTableGate> gate;
    std::unique_ptr<signaling::PublicApi> api;
    std::unique_ptr<signaling::WhipApi> whip;
    std::unique_ptr<Metrics> metrics;
    std::unique_ptr<signaling::Server> server;
    std::unique_ptr<signaling::ControlHub> hub;
    DemoKeys demo;
    std::unique_ptr<Timer> readyTimer;
    bool opened = false;

    Status buildRooms() TSUDOI_CONTROL_THREAD;
    void buildDomain() TSUDOI_CONTROL_THREAD;
    Status buildServer() TSUDOI_CONTROL_THREAD;
    Status restore() TSUDOI_CONTROL_THREAD;
    Status openDemo(std::function<void(std::string)> ready) TSUDOI_CONTROL_THREAD;
    void announce(std::function<void(std::string)> ready) TSUDOI_CONTROL_THREAD;
    void close() TSUDOI_CONTROL_THREAD;
};

Status House::Impl::buildRooms() {
    auto madeStore =
        seminar::SqliteStore::open(options.data / kDatabaseFile, &loop, [this](const std::optional<Error>& trouble) {
            kControlThread.assertHere();
            if (studio && trouble) {
                studio->raise({.id = kStoreAlert, .level = seminar::AlertLevel::Alarm, .text = trouble->text});
            } else if (studio) {
                studio->settle(kStoreAlert);
            }
        });
    if (!madeStore) {
        return fail(madeStore.error());
    }
    store = std::move(*madeStore);
    auto madeRecordings = recorder::RecordingLibrary::create(
        {.directory = options.data / kRecordingsFolder, .minimumFree = options.settings.storage.minimumFree}, loop);
    if (!madeRecordings) {
        return fail(madeRecordings.error());
    }
    recordings = std::move(*madeRecordings);
    auto madeProgramme = pipeline::ProgrammeEngine::create(programmeSpec(options.settings.programme), loop,
                                                           iceOptions(options.settings));
    if (!madeProgramme) {
        return fail(madeProgramme.error());
    }
    programme = std::move(*madeProgramme);
    return {};
}

void House::Impl::buildDomain() {
    access = std::make_unique<seminar::AccessTable>(*store, crypto, loop, worker);
    studio = std::make_unique<seminar::Studio>(*programme, *store, loop);
    office = std::make_unique<seminar::Office>(
        seminar::Office::Parts{*programme, *recordings, *access, *studio, *store, loop},
        programmeSpec(options.settings.programme), options.settings.replay.keep);
    panel = std::make_unique<seminar::Panel>(seminar::Panel::Parts{*programme, *access, *studio, *office});
    screens =
        std::make_unique<seminar::RoomScreens>(seminar::RoomScreens::Parts{*programme, *access, *studio, *office});
    meeting = std::make_unique<seminar::Meeting>(seminar::Meeting::Parts{*studio, *office, *panel, loop});
    soundGuardian = std::make_unique<seminar::SoundGuardian>(*studio, *office);
    spareMicrophone = std::make_unique<seminar::SpareMicrophone>(*studio);
    absence = std::make_unique<seminar::Absence>(*studio, *panel);
    pictureGuardian = std::make_unique<seminar::PictureGuardian>(*studio);
    streamGuardian = std::make_unique<seminar::StreamGuardian>(*studio, *office, *recordings, loop);
    runSheet = std::make_unique<seminar::RunSheet>(*studio, *office);
    macros = std::make_unique<seminar::Macros>(seminar::Macros::Parts{*studio, *office, *store, loop});
    director = std::make_unique<seminar::AutoDirector>(*studio, *meeting, *store);
    turn = std::make_unique<seminar::Turn>(seminar::Turn::Parts{*programme, *studio, *office, *panel, *screens});
}

Status House::Impl::buildServer() {
    gate = std::make_unique<signaling::AccessTableGate>(*access);
    api = std::make_unique<signaling::PublicApi>(*office, *access);
    whip = std::make_unique<signaling::WhipApi>(*studio, *programme);
    metrics = std::make_unique<Metrics>(Metrics::Parts{*programme, *office, *access, *studio}, loop);
    auto made = signaling::Server::create(serverOptions(options), {.access = *access,
                                                                   .shelf = *recordings,
                                                                   .crypto = crypto,
                                                                   .gate = *gate,
                                                                   .control = loop,
                                                                   .metrics = [this] { return metrics->text(); },
                                                                   .api = api.get(),
                                                                   .whip = whip.get()});
    if (!made) {
        return fail(made.error());
    }
    server = std::move(*made);
    hub = std::make_unique<signaling::ControlHub>(
        signaling::ControlHub::Parts{.sender = server->sender(),
                                     .access = *access,
                                     .studio = *studio,
                                     .office = *office,
                                     .panel = *panel,
                                     .screens = *screens,
                                     .meeting = *meeting,
                                     .runSheet = *runSheet,
                                     .macros = *macros,
                                     .director = *director,
                                     .programme = *programme,
                                     .control = loop,
                                     .spec = programmeSpec(options.settings.programme),
                                     .publicUrl = server->url(),
                                     .devices = deviceFinder(worker, loop),
                                     .ice = iceServers(options.settings)});
    return {};
}

Status House::Impl::restore() {
    auto stored = store->load();
    if (!stored) {
        return fail(stored.error());
    }
    auto found = recordings->open();
    if (!found) {
        return fail(found.error());
    }
    std::vector<seminar::InputSpec> configured = inputSpecs(options.settings.inputs);
    if (configured.empty() && options.demo) {
        configured = demoInputs();
    }
    recordings->setEvents(*office);
    programme->start(*studio);
    access->restore(*stored);
    studio->restore(*stored, configured);
    macros->restore(stored->studio);
    director->restore(stored->studio);
    office->restore(*stored, *found);
    return {};
}

void House::Impl::announce(std::function<void(std::string)> ready) {
    nlohmann::ordered_json line;
    line["url"] = server->url();
    if (options.demo) {
        line["studio"] = server->url() + "/studio#k=" + demo.studio;
        line["watch"] = server->url() + "/s/" + kDemoSeminar + "#k=" + demo.watch;
        line["join"] = server->url() + "/join#k=" + demo.join;
        line["venue"] = server->url() + "/venue#k=" + demo.venue;
    }
    ready(line.dump());
}

Status House::Impl::openDemo(std::function<void(std::string)> ready) {
    auto keys = demoKeys(options.data);
    if (!keys) {
        return fail(keys.error());
    }
    demo = std::move(*keys);
    if (auto begun = beginDemo({*office, *access, *panel, *screens}, demo); !begun) {
        return begun;
    }
    // The first part takes half a second; a link opened before that would show an empty player.
    const auto deadline = std::chrono::steady_clock::now() + kDemoStartLimit;
    readyTimer = loop.every(kDemoPoll, [this, deadline, ready = std::move(ready)] {
        kControlThread.assertHere();
        const bool published = !office->onAirNow() || office->recording().published.count() > 0;
        if (published || std::chrono::steady_clock::now() > deadline) {
            auto done = std::move(readyTimer);
            announce(ready);
        }
    });
    return {};
}

Result<std::unique_ptr<House>> House::build(HouseOptions options, MainLoop& loop) {
    auto impl = std::make_unique<Impl>(std::move(options), loop);
    if (auto built = impl->buildRooms(); !built) {
        return fail(built.error());
    }
    impl->buildDomain();
    if (auto built = impl->buildServer(); !built) {
        return fail(built.error());
    }
    return std::unique_ptr<House>(new House(std::move(impl)));
}

House::House(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

House::~House() {
    kControlThread.assertHere();
    close();
}

Status House::open(std::function<void(std::string)> ready) {
    if (auto restored = impl_->restore(); !restored) {
        return restored;
    }
    impl_->opened = true;
    impl_->server->start(*impl_->hub);
    if (impl_->options.demo) {
        return impl_->openDemo(std::move(ready));
    }
    impl_->announce(std::move(ready));
    return {};
}

void House::close() {
    impl_->close();
}

/// A seminar on air stays on air in the store and without ENDLIST on disk: the next start goes on with it.
void House::Impl::close() {
    if (!opened) {
        return;
    }
    opened = false;
    readyTimer.reset();
    server->stop();
    hub.reset();
    recordings->close();
    programme.reset();
    store->flush();
}

}  // namespace tsudoi::app
