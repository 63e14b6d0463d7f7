// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_commands.h"
#include "app_data.h"
#include "seminar/store/staff_accounts.h"
#include "signaling/crypto.h"
#include "support/temporary_directory.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

using namespace tsudoi;

namespace {

/// Standard input, output and errors of one command.
struct Console {
    explicit Console(const std::string& input = "") : in(input) {}

    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;

    Streams streams() { return {in, out, err}; }
};

StaffOptions staff(StaffAction action, const test::TemporaryDirectory& data, const std::string& name = "") {
    return {.action = action, .name = name, .role = seminar::Role::Organiser, .config = {}, .data = data.path()};
}

}  // namespace

TEST_CASE("check prints every problem and exits with 2; a good file exits with 0") {
    const test::TemporaryDirectory folder;
    const auto file = folder.path() / "room.toml";
    std::ofstream(file) << "[server]\nlisen = 1\n[replay]\nkeep = \"soon\"\n";
    Console wrong;
    CHECK(runCheck({file}, wrong.streams()) == kExitUsage);
    CHECK(wrong.out.str().find("room.toml:2: \"lisen\"") != std::string::npos);
    CHECK(wrong.out.str().find("room.toml:4: replay.keep") != std::string::npos);
    CHECK(wrong.out.str().find("2 problems") != std::string::npos);

    std::ofstream(file) << "[replay]\nkeep = \"3d\"\n";
    Console right;
    CHECK(runCheck({file}, right.streams()) == kExitDone);
    CHECK(right.out.str().find("ok") != std::string::npos);
}

TEST_CASE("an account is made with a password from standard input, listed and removed") {
    const test::TemporaryDirectory data;
    Console add("correct horse battery\r\n");
    REQUIRE(runStaff(staff(StaffAction::Add, data, "taro"), add.streams()) == kExitDone);
    CHECK(add.out.str().find("correct") == std::string::npos);

    const auto accounts = seminar::allStaff(data.path() / app::kDatabaseFile);
    REQUIRE(accounts.has_value());
    REQUIRE(accounts->size() == 1);
    CHECK(signaling::OpenSslCrypto().passwordMatches("correct horse battery", accounts->front().passwordHash));

    Console list;
    CHECK(runStaff(staff(StaffAction::List, data), list.streams()) == kExitDone);
    CHECK(list.out.str() == "taro\torganiser\n");

    Console remove;
    CHECK(runStaff(staff(StaffAction::Remove, data, "taro"), remove.streams()) == kExitDone);
    Console again;
    CHECK(runStaff(staff(StaffAction::Remove, data, "taro"), again.streams()) == kExitFailed);
    CHECK_FALSE(again.err.str().empty());
}

TEST_CASE("a short password is accepted with advice, an empty one refused") {
    const test::TemporaryDirectory data;
    Console brief("secret\n");
    CHECK(runStaff(staff(StaffAction::Add, data, "hanako"), brief.streams()) == kExitDone);
    CHECK(brief.err.str().find("advised") != std::string::npos);
    Console none("");
    CHECK(runStaff(staff(StaffAction::Add, data, "jiro"), none.streams()) == kExitUsage);
    Console list;
    CHECK(runStaff(staff(StaffAction::List, data), list.streams()) == kExitDone);
    CHECK(list.out.str() == "hanako\torganiser\n");
}

TEST_CASE("export overwrites no film and says when there is nothing to export") {
    const test::TemporaryDirectory folder;
    const auto film = folder.path() / "seminar.mp4";
    const ExportOptions options{.seminar = "demo", .to = film, .config = {}, .data = folder.path()};
    Console empty;
    CHECK(runExport(options, empty.streams()) == kExitFailed);
    CHECK(empty.err.str().find("no recordings") != std::string::npos);

    std::filesystem::create_directory(folder.path() / app::kRecordingsFolder);
    std::ofstream(film) << "a film of last week";
    Console taken;
    CHECK(runExport(options, taken.streams()) == kExitFailed);
    CHECK(taken.err.str().find("exists already") != std::string::npos);
    CHECK(std::filesystem::file_size(film) > 0);

    std::ofstream(film, std::ios::trunc);  // a name that somebody reserved
    Console unknown;
    CHECK(runExport(options, unknown.streams()) == kExitFailed);
    CHECK(unknown.err.str().find("exists already") == std::string::npos);
}

TEST_CASE("the data directory comes from --data, else from the settings") {
    const test::TemporaryDirectory folder;
    const auto file = folder.path() / "room.toml";
    std::ofstream(file) << "[storage]\ndirectory = \"kept\"\n";
    std::ostringstream errors;
    CHECK(dataDirectory(file, std::nullopt, errors) == folder.path() / "kept");
    CHECK(dataDirectory(file, "/elsewhere", errors) == "/elsewhere");
    CHECK(dataDirectory(std::nullopt, std::nullopt, errors) == "/var/lib/tsudoi");
    std::ofstream(file) << "[storage]\ndirectory = 1\n";
    CHECK_FALSE(dataDirectory(file, std::nullopt, errors).has_value());
    CHECK(errors.str().find("room.toml:2: storage.directory") != std::string::npos);
}
