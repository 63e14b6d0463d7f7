// SPDX-License-Identifier: GPL-3.0-or-later
// tsudoi export
#include "app_commands.h"
#include "app_data.h"
#include "base/main_loop.h"
#include "recorder/recording_library.h"

#include <filesystem>
#include <ostream>
#include <system_error>

namespace tsudoi {

namespace {

namespace fs = std::filesystem;

/// A film that is there stays there. An empty file is only a reserved name.
Status mayWrite(const fs::path& to) {
    std::error_code error;
    const bool taken = fs::exists(to, error) && (!fs::is_regular_file(to, error) || fs::file_size(to, error) > 0);
    if (!taken) {
        return {};
    }
    return fail(ErrorCode::Conflict, Text{to.string() + " はすでにあります。別の名前にするか、先に削除してください。",
                                          to.string() + " exists already; choose another name, or remove it first."});
}

Status exportRecording(const fs::path& data, const SeminarId& seminar, const fs::path& to) {
    const fs::path directory = data / app::kRecordingsFolder;
    std::error_code ignored;
    if (!fs::is_directory(directory, ignored)) {
        return fail(
            ErrorCode::NotFound,
            Text{directory.string() + " に録画がありません。--data か --config で場所を指定してください。",
                 "There are no recordings in " + directory.string() + "; name the place with --data or --config."});
    }
    if (auto writable = mayWrite(to); !writable) {
        return writable;
    }
    MainLoop loop;  // nothing is posted to it: reading needs no control thread
    auto library = recorder::RecordingLibrary::create({.directory = directory}, loop);
    if (!library) {
        return fail(library.error());
    }
    if (const auto opened = (*library)->open(); !opened) {
        return fail(opened.error());
    }
    return (*library)->exportMp4(seminar, to.string());
}

}  // namespace

int runExport(const ExportOptions& options, Streams streams) {
    const auto directory = dataDirectory(options.config, options.data, streams.err);
    if (!directory) {
        return kExitUsage;
    }
    if (const Status done = exportRecording(*directory, SeminarId(options.seminar), options.to); !done) {
        explain(done.error(), streams.err);
        return kExitFailed;
    }
    streams.out << options.to.string() << '\n';
    return kExitDone;
}

}  // namespace tsudoi
