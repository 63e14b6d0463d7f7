// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_cli.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace tsudoi;

namespace {

template <typename T>
T command(const std::vector<std::string>& arguments) {
    const auto parsed = parseCommandLine(arguments);
    REQUIRE(parsed.has_value());
    REQUIRE(std::holds_alternative<T>(*parsed));
    return std::get<T>(*parsed);
}

CommandLineAnswer answer(const std::vector<std::string>& arguments) {
    const auto parsed = parseCommandLine(arguments);
    REQUIRE_FALSE(parsed.has_value());
    return parsed.error();
}

}  // namespace

TEST_CASE("serve takes a config, a data directory, the demo and an address") {
    const auto plain = command<ServeOptions>({"serve"});
    CHECK_FALSE(plain.demo);
    CHECK_FALSE(plain.config.has_value());
    const auto full = command<ServeOptions>(
        {"serve", "--config", "room.toml", "--data", "/srv/t", "--demo", "--listen", "[::1]:8080"});
    CHECK(full.config == "room.toml");
    CHECK(full.data == "/srv/t");
    CHECK(full.demo);
    CHECK(full.listen == "[::1]:8080");
}

TEST_CASE("check needs a file") {
    CHECK(command<CheckOptions>({"check", "a b.toml"}).file == "a b.toml");
    CHECK(answer({"check"}).exitStatus == kExitUsage);
}

TEST_CASE("devices may answer as JSON") {
    CHECK(command<DevicesOptions>({"devices", "--json"}).json);
    CHECK_FALSE(command<DevicesOptions>({"devices"}).json);
}

TEST_CASE("staff accounts have a name, a role and never a password argument") {
    const auto add = command<StaffOptions>({"staff", "add", "taro", "--role", "admin", "--data", "d"});
    CHECK(add.action == StaffAction::Add);
    CHECK(add.name == "taro");
    CHECK(add.role == seminar::Role::Admin);
    CHECK(command<StaffOptions>({"staff", "add", "taro"}).role == seminar::Role::Operator);
    CHECK(command<StaffOptions>({"staff", "list"}).action == StaffAction::List);
    CHECK(command<StaffOptions>({"staff", "remove", "taro"}).action == StaffAction::Remove);
    CHECK(answer({"staff", "add"}).exitStatus == kExitUsage);
    CHECK(answer({"staff", "add", "taro", "--role", "king"}).exitStatus == kExitUsage);
    CHECK(answer({"staff", "add", "taro", "--password", "x"}).exitStatus == kExitUsage);
}

TEST_CASE("export needs a seminar and a file") {
    const auto options = command<ExportOptions>({"export", "demo", "--to", "talk.mp4"});
    CHECK(options.seminar == "demo");
    CHECK(options.to == "talk.mp4");
    CHECK(answer({"export", "demo"}).exitStatus == kExitUsage);
}

TEST_CASE("help and version are answers, not errors") {
    const auto version = answer({"--version"});
    CHECK(version.exitStatus == kExitDone);
    CHECK(version.output == "tsudoi " TSUDOI_VERSION "\n");
    CHECK(answer({"--help"}).exitStatus == kExitDone);
    CHECK(answer({"serve", "--help"}).output.find("--demo") != std::string::npos);
}

TEST_CASE("wrong usage says why and exits with 2") {
    for (const auto& wrong : std::vector<std::vector<std::string>>{
             {}, {"serv"}, {"serve", "x"}, {"serve", "--config"}, {"staff"}, {"serve", "--listen", "everywhere"}}) {
        const auto refused = answer(wrong);
        CHECK(refused.exitStatus == kExitUsage);
        CHECK(refused.output.empty());
        CHECK_FALSE(refused.errors.empty());
    }
    CHECK(answer({"serv"}).errors.find("serve") != std::string::npos);
}
