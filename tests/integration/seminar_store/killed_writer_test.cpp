// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bounded_queue.h"
#include "base/unique_fd.h"
#include "seminar/store/sqlite_store.h"
#include "support/store_folder.h"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdint>

using namespace tsudoi;
using namespace tsudoi::seminar;
using namespace std::chrono_literals;
using tests::opened;
using tests::StoreFolder;

namespace {

/// Writes numbered scenes for ever and tells after each flush how far it came.
[[noreturn]] void writeUntilKilled(const std::filesystem::path& database, int toParent) {
    auto store = SqliteStore::open(database, nullptr, {});
    for (std::int32_t number = 1; store; ++number) {
        const InputId input("input-" + std::to_string(number));
        (*store)->saveScene(SceneRole::Programme, {LayoutKind::SideBySide, {{"left", input}, {"right", input}}});
        (*store)->saveTransition({TransitionKind::Fade, std::chrono::milliseconds(number)});
        if (number % 5 == 0) {
            (*store)->flush();
            (void)!::write(toParent, &number, sizeof number);
        }
    }
    ::_exit(1);
}

/// Starts a writer, kills it with SIGKILL once it reached a number. \return the last number it had flushed
std::int32_t killedAfter(const StoreFolder& folder, std::int32_t wanted) {
    int ends[2] = {-1, -1};
    REQUIRE(::pipe(ends) == 0);
    UniqueFd reader(ends[0]);
    UniqueFd writer(ends[1]);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        writeUntilKilled(folder.database(), writer.get());
    }
    writer.reset();
    std::int32_t reached = 0;
    while (reached < wanted && ::read(reader.get(), &reached, sizeof reached) == sizeof reached) {
    }
    ::kill(child, SIGKILL);
    for (std::int32_t more = 0; ::read(reader.get(), &more, sizeof more) == sizeof more;) {
        reached = more;
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    return reached;
}

/// No file of this process may grow beyond a size: as if the disk were full there.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limited = before_;
        limited.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
};

}  // namespace

TEST_CASE("a process killed while writing leaves a whole database with everything it had flushed") {
    StoreFolder folder;
    for (const std::int32_t wanted : {5, 40, 100}) {
        const std::int32_t flushed = killedAfter(folder, wanted);
        REQUIRE(flushed >= wanted);
        const auto store = SqliteStore::open(folder.database(), nullptr, {});
        REQUIRE(store.has_value());
        const auto state = (*store)->load();
        REQUIRE(state.has_value());
        REQUIRE(state->studio.transition.has_value());
        CHECK(state->studio.transition->duration.count() >= flushed);
        REQUIRE(state->studio.programme.has_value());
        CHECK(state->studio.programme->slots.size() == 2);
        CHECK(state->studio.programme->slots.at("left") == state->studio.programme->slots.at("right"));
    }
}

TEST_CASE("a full disk is reported once, and everything is written when there is room again") {
    StoreFolder folder;
    BoundedQueue<std::optional<Error>> errors(100);
    auto store = SqliteStore::open(folder.database(), nullptr,
                                   [&](const std::optional<Error>& error) { (void)errors.push(error); });
    REQUIRE(store.has_value());
    const auto saveMany = [&](int from) {
        for (int i = from; i < from + 50; ++i) {
            Seminar seminar;
            seminar.id = SeminarId("seminar-" + std::to_string(i));
            seminar.title = std::string(4000, 't');
            (*store)->saveSeminar(seminar);
        }
    };
    {
        const FullDisk full(64 * 1024);
        saveMany(0);
        const auto error = errors.popFor(60s);
        REQUIRE(error.has_value());
        REQUIRE(error->has_value());
        CHECK_FALSE((*error)->text.ja.empty());
        saveMany(50);
        CHECK_FALSE(errors.popFor(2 * SqliteStore::kRetryPause + 500ms).has_value());
    }
    (*store)->flush();
    const auto over = errors.popFor(60s);
    REQUIRE(over.has_value());
    CHECK_FALSE(over->has_value());  // nothing: it works again
    const auto state = (*store)->load();
    REQUIRE(state.has_value());
    CHECK(state->seminars.size() == 100);
}
