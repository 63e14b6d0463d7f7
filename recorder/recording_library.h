// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "recorder/disk.h"
#include "seminar/ports.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace tsudoi::recorder {

struct RecorderOptions {
    std::filesystem::path directory;  ///< one folder per seminar below it
    std::uint64_t minimumFree = 0;    ///< bytes; below it no new recording starts
};

/// All recordings of this server: writes them, serves them, forgets them.
///
/// Place in the flow: pipeline -> [RecordingLibrary] -> signaling. The recording is the stream: what is published
/// live is what lies in the files (docs/recording-format.md).
/// Threads: Recorder's and StreamProbe's methods thread-bound (control thread), MediaShelf's thread-safe.
/// Owns the recorder threads. Only one process at a time writes below a directory; a second one (export) can
/// read beside it.
class RecordingLibrary final : public seminar::Recorder, public seminar::MediaShelf, public seminar::StreamProbe {
public:
    [[nodiscard]] static Result<std::unique_ptr<RecordingLibrary>> create(RecorderOptions options, Executor& control,
                                                                          std::shared_ptr<Disk> disk = makePosixDisk());
    ~RecordingLibrary() override;
    RecordingLibrary(const RecordingLibrary&) = delete;
    RecordingLibrary& operator=(const RecordingLibrary&) = delete;

    /// Who is told; until then nobody is. Control thread.
    void setEvents(seminar::RecorderEvents& events);

    [[nodiscard]] Result<std::vector<seminar::RecordingInfo>> open() override;
    Result<std::shared_ptr<seminar::PacketSink>> begin(const seminar::RecordingSpec& spec) override;
    void end(const SeminarId& seminar) override;
    void mark(const SeminarId& seminar, const std::string& label) override;
    void forget(const SeminarId& seminar) override;
    [[nodiscard]] seminar::RecordingStatus room(const seminar::ProgrammeSpec& spec) const override;
    [[nodiscard]] Status exportMp4(const SeminarId& seminar, const std::string& path) override;
    void close() override;

    void look(const SeminarId& seminar, std::function<void(Result<seminar::StreamLook>)> done) override;

    [[nodiscard]] seminar::MediaReply read(const seminar::MediaRequest& request) const override;
    void onPublished(std::function<void()> published) override;

private:
    struct Impl;
    explicit RecordingLibrary(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tsudoi::recorder
