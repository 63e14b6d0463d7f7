// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorder/recording_library.h"
#include "tests/support/clip_encoder.h"
#include "tests/support/manual_executor.h"
#include "tests/support/temporary_directory.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace tsudoi::test {

class RecordedEvents final : public seminar::RecorderEvents {
public:
    void recordingStarted(const SeminarId&) override { ++started; }
    void recordingChanged(const SeminarId&, const seminar::RecordingStatus& status) override { last = status; }
    void recordingEnded(const SeminarId&) override { ++ended; }
    int started = 0;
    int ended = 0;
    seminar::RecordingStatus last;
};

/// A library in a folder, with everything a test wants to do with it.
class LibraryFixture {
public:
    static constexpr std::chrono::seconds kLongest{20};

    explicit LibraryFixture(const std::filesystem::path& folder,
                            std::shared_ptr<recorder::Disk> disk = recorder::makePosixDisk(),
                            std::uint64_t minimumFree = 0)
        : library(recorder::RecordingLibrary::create({folder, minimumFree}, control, std::move(disk)).value()) {
        library->setEvents(events);
    }

    std::shared_ptr<seminar::PacketSink> begin(const seminar::ProgrammeSpec& programme = smallProgramme(),
                                               WallTime epoch = WallTime(std::chrono::hours(500'000))) {
        return library->begin({seminar, programme, epoch}).value();
    }
    static void push(seminar::PacketSink& sink, std::vector<EncodedPacket> packets) {
        for (auto& packet : packets) {
            sink.push(std::move(packet));
        }
    }
    bool end() {
        const int before = events.ended;
        library->end(seminar);
        return control.runUntil([&] { return events.ended > before; }, kLongest);
    }
    seminar::MediaReply read(const std::string& path) const { return library->read({seminar, path, {}, {}, false}); }
    /// \return the body as text (media: as bytes); empty when it is not there
    std::string text(const std::string& path) const { return bodyText(read(path)); }
    static std::string bodyText(const seminar::MediaReply& reply) {
        if (reply.kind != seminar::MediaReply::Kind::Ready) {
            return {};
        }
        if (const auto* bytes = std::get_if<SharedBytes>(&reply.body.body)) {
            return {reinterpret_cast<const char*>(bytes->bytes().data()), bytes->size()};
        }
        const auto& range = std::get<seminar::FileRange>(reply.body.body);
        std::string text(range.length, '\0');
        const auto got = ::pread(range.fd, text.data(), text.size(), static_cast<off_t>(range.offset));
        text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
        return text;
    }
    bool waitForText(const std::string& path, const std::string& piece) {
        return control.runUntil([&] { return text(path).find(piece) != std::string::npos; }, kLongest);
    }

    SeminarId seminar{"kouen"};
    tests::ManualExecutor control;
    RecordedEvents events;
    std::unique_ptr<recorder::RecordingLibrary> library;
};

}  // namespace tsudoi::test
