// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/recording_library.h"

#include "base/log.h"
#include "base/worker.h"
#include "recorder/disk_room.h"
#include "recorder/live_recording.h"
#include "recorder/mp4_export.h"
#include "recorder/shelf.h"
#include "recorder/stream_look.h"

#include <map>
#include <utility>

namespace tsudoi::recorder {

namespace {

/// What readers see: a holder of the newest view, or nullptr for a recording that was forgotten.
using Index = std::map<SeminarId, std::shared_ptr<const ViewHolder>>;
using Listeners = std::vector<std::function<void()>>;

Error diskTooFull() {
    return {ErrorCode::Unavailable,
            {"録画用のディスクの空きが足りないため開始できません。空きを増やすか、古い録画を削除してください。",
             "The disk for recordings is too full to start. Make room or delete old recordings."}};
}

/// Folders of recordings that could not be read: kept until the seminar is forgotten, never written over.
constexpr std::string_view kUnreadable = ".unreadable";

void setAside(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) {
        return;
    }
    auto aside = folder;
    for (int number = 1; aside == folder || std::filesystem::exists(aside, error); ++number) {
        aside = folder.string() + std::string(kUnreadable) + std::to_string(number);
    }
    std::filesystem::rename(folder, aside, error);
    log::error("an unreadable recording was set aside as {}", aside.filename().string());
}

void removeAll(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    if (error) {
        log::error("a recording could not be deleted: {}", error.message());
    }
}

void removeRecording(const std::filesystem::path& folder) {
    removeAll(folder);
    std::error_code error;
    const auto aside = folder.filename().string() + std::string(kUnreadable);
    for (const auto& entry : std::filesystem::directory_iterator(folder.parent_path(), error)) {
        if (entry.path().filename().string().starts_with(aside)) {
            removeAll(entry.path());
        }
    }
}

Error recordingDeleted() {
    return {ErrorCode::Expired, {"この録画はすでに削除されています。", "This recording has been deleted."}};
}

Error unknownRecording() {
    return {ErrorCode::NotFound, {"この録画は見つかりません。", "There is no such recording."}};
}

}  // namespace

struct RecordingLibrary::Impl {
    Lifetime lifetime;  // outlives the worker and the threads, which bind to it
    RecorderOptions options;
    Executor& control;
    std::shared_ptr<Disk> disk;
    seminar::RecorderEvents* events = nullptr;
    Published<Index> index{std::make_shared<const Index>()};
    Published<Listeners> listeners{std::make_shared<const Listeners>()};
    std::map<SeminarId, std::shared_ptr<ViewHolder>> holders;
    std::map<SeminarId, RecordingState> stored;                   ///< read, not written to by this process yet
    std::map<SeminarId, std::unique_ptr<LiveRecording>> written;  ///< with a thread of their own
    Worker worker;                                                ///< deletes files, looks at what is published

    Impl(RecorderOptions given, Executor& executor, std::shared_ptr<Disk> where)
        : options(std::move(given)), control(executor), disk(std::move(where)) {}

    [[nodiscard]] std::filesystem::path folder(const SeminarId& seminar) const {
        return options.directory / seminar.str();
    }
    void show(const SeminarId& seminar, std::shared_ptr<const ViewHolder> holder);
    RecordingHouse house();
    void add(const SeminarId& seminar, RecordingState state);
    LiveRecording* writer(const SeminarId& seminar);
    [[nodiscard]] Status roomForNew() const;
};

void RecordingLibrary::Impl::show(const SeminarId& seminar, std::shared_ptr<const ViewHolder> holder) {
    auto next = std::make_shared<Index>(*index.get());
    (*next)[seminar] = std::move(holder);
    index.set(std::move(next));
}

RecordingHouse RecordingLibrary::Impl::house() {
    RecordingHouse house{.disk = disk, .minimumFree = options.minimumFree, .report = {}, .published = {}};
    house.report = [this](std::function<void(seminar::RecorderEvents&)> tell) {
        control.post(lifetime.bind([this, tell = std::move(tell)] {
            if (events != nullptr) {
                tell(*events);
            }
        }));
    };
    house.published = [this] {
        for (const auto& listener : *listeners.get()) {
            listener();
        }
    };
    return house;
}

void RecordingLibrary::Impl::add(const SeminarId& seminar, RecordingState state) {
    auto holder = std::make_shared<ViewHolder>(state.timeline->view());
    holders[seminar] = holder;
    show(seminar, std::move(holder));
    stored.emplace(seminar, std::move(state));
}

LiveRecording* RecordingLibrary::Impl::writer(const SeminarId& seminar) {
    if (const auto found = written.find(seminar); found != written.end()) {
        return found->second.get();
    }
    auto state = stored.extract(seminar);
    if (state.empty()) {
        return nullptr;
    }
    auto made = std::make_unique<LiveRecording>(house(), seminar, folder(seminar), std::move(state.mapped()),
                                                holders.at(seminar));
    return written.emplace(seminar, std::move(made)).first->second.get();
}

Status RecordingLibrary::Impl::roomForNew() const {
    const auto free = disk->freeBytes(options.directory);
    if (!free) {
        return fail(free.error());
    }
    return *free < options.minimumFree ? Status{fail(diskTooFull())} : Status{};
}

RecordingLibrary::RecordingLibrary(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

RecordingLibrary::~RecordingLibrary() {
    close();
}

Result<std::unique_ptr<RecordingLibrary>> RecordingLibrary::create(RecorderOptions options, Executor& control,
                                                                   std::shared_ptr<Disk> disk) {
    if (auto status = disk->makeDirectory(options.directory); !status) {
        return fail(status.error());
    }
    auto impl = std::make_unique<Impl>(std::move(options), control, std::move(disk));
    return std::unique_ptr<RecordingLibrary>(new RecordingLibrary(std::move(impl)));
}

void RecordingLibrary::setEvents(seminar::RecorderEvents& events) {
    impl_->events = &events;
}

Result<std::vector<seminar::RecordingInfo>> RecordingLibrary::open() {
    std::vector<seminar::RecordingInfo> infos;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(impl_->options.directory, error)) {
        const auto name = entry.path().filename().string();
        if (!entry.is_directory() || !isAddressId(name)) {
            continue;
        }
        const SeminarId seminar(name);
        auto state = readRecording(*impl_->disk, entry.path(), seminar);
        if (!state) {
            log::warn("recording {} cannot be read: {}", name, state.error().text.en);
            continue;
        }
        infos.push_back({seminar, state->manifest.ended, toMediaTime(state->timeline->end())});
        impl_->add(seminar, std::move(*state));
    }
    if (error) {
        return fail(ErrorCode::Io, "recordings: " + error.message());
    }
    return infos;
}

Result<std::shared_ptr<seminar::PacketSink>> RecordingLibrary::begin(const seminar::RecordingSpec& spec) {
    if (!isAddressId(spec.seminar.str()) || spec.programme.renditions.empty()) {
        return fail(ErrorCode::InvalidArgument, "a recording needs a seminar and at least one rendition");
    }
    if (!impl_->holders.contains(spec.seminar)) {
        if (impl_->index.get()->contains(spec.seminar)) {
            return fail(recordingDeleted());
        }
        if (auto status = impl_->roomForNew(); !status) {
            return fail(status.error());
        }
        setAside(impl_->folder(spec.seminar));
        impl_->add(spec.seminar, newRecording(spec.seminar, aboutRenditions(spec.programme)));
    }
    return impl_->writer(spec.seminar)->begin(spec);
}

void RecordingLibrary::end(const SeminarId& seminar) {
    if (auto* writer = impl_->writer(seminar)) {
        writer->end();
    }
}

void RecordingLibrary::mark(const SeminarId& seminar, const std::string& label) {
    if (auto* writer = impl_->writer(seminar)) {
        writer->mark(label);
    }
}

void RecordingLibrary::forget(const SeminarId& seminar) {
    if (!isAddressId(seminar.str())) {
        return;  // names no folder of ours
    }
    impl_->show(seminar, nullptr);
    impl_->holders.erase(seminar);
    impl_->stored.erase(seminar);
    std::shared_ptr<LiveRecording> live;
    if (auto node = impl_->written.extract(seminar); !node.empty()) {
        live = std::move(node.mapped());
    }
    const auto queued = impl_->worker.post([live = std::move(live), folder = impl_->folder(seminar)]() mutable {
        live.reset();
        removeRecording(folder);
    });
    if (!queued) {
        log::error("too many recordings to delete at once; {} stays on disk", seminar.str());
    }
}

seminar::RecordingStatus RecordingLibrary::room(const seminar::ProgrammeSpec& spec) const {
    std::int64_t bits = 0;
    for (const auto& rendition : spec.renditions) {
        bits += rendition.videoBitrate + rendition.audioBitrate;
    }
    const DiskRoom found = diskRoom(*impl_->disk, impl_->options.directory, impl_->options.minimumFree, bits);
    seminar::RecordingStatus status;
    status.freeBytes = found.freeBytes;
    status.freeTime = found.freeTime;
    status.disk = found.low ? seminar::DiskState::Low : seminar::DiskState::Ok;
    return status;
}

Status RecordingLibrary::exportMp4(const SeminarId& seminar, const std::string& path) {
    const auto holder = impl_->holders.find(seminar);
    if (holder == impl_->holders.end()) {
        return fail(unknownRecording());
    }
    return writeMp4(*holder->second->get(), path);
}

void RecordingLibrary::close() {
    for (auto& [seminar, live] : impl_->written) {
        live->close();
    }
}

void RecordingLibrary::look(const SeminarId& seminar, std::function<void(Result<seminar::StreamLook>)> done) {
    const auto holder = impl_->holders.find(seminar);
    if (holder == impl_->holders.end()) {
        done(fail(unknownRecording()));
        return;
    }
    auto answer = impl_->lifetime.bind(std::move(done));
    const bool queued = impl_->worker.post([view = holder->second->get(), &control = impl_->control, answer] {
        control.post([answer, seen = lookAtStream(*view)]() mutable { answer(std::move(seen)); });
    });
    if (!queued) {
        answer(fail(ErrorCode::TooMany, "too much waits for the disk"));
    }
}

seminar::MediaReply RecordingLibrary::read(const seminar::MediaRequest& request) const {
    const auto index = impl_->index.get();
    const auto found = index->find(request.seminar);
    if (found == index->end()) {
        return {};
    }
    if (found->second == nullptr) {
        return {.kind = seminar::MediaReply::Kind::Gone, .body = {}, .longest = {}};
    }
    return readShelf(*found->second->get(), request);
}

void RecordingLibrary::onPublished(std::function<void()> published) {
    auto next = std::make_shared<Listeners>(*impl_->listeners.get());
    next->push_back(std::move(published));
    impl_->listeners.set(std::move(next));
}

}  // namespace tsudoi::recorder
