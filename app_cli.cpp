// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_cli.h"

#include "config/nearest_name.h"
#include "config/values.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <sstream>
#include <string_view>
#include <utility>

namespace tsudoi {

namespace {

constexpr const char* kConfigHelp = "settings file (TOML)";
constexpr const char* kDataHelp = "data directory, instead of the one in the settings";
constexpr std::array<std::string_view, 5> kCommands{"serve", "check", "devices", "staff", "export"};
const std::map<std::string, seminar::Role> kRoles{
    {"operator", seminar::Role::Operator}, {"organiser", seminar::Role::Organiser}, {"admin", seminar::Role::Admin}};

/// The grammar and the values it fills. CLI11 keeps pointers into this object, so it stays where it is.
class Grammar {
public:
    Grammar() {
        app_.set_version_flag("--version", "tsudoi " TSUDOI_VERSION);
        app_.require_subcommand(1);
        addServe();
        addCheck();
        addDevices();
        addStaff();
        addExport();
    }
    Grammar(const Grammar&) = delete;
    Grammar& operator=(const Grammar&) = delete;
    ~Grammar() = default;

    tl::expected<Command, CommandLineAnswer> parse(std::vector<std::string> arguments) {
        if (!arguments.empty() && !arguments.front().starts_with('-') &&
            std::find(kCommands.begin(), kCommands.end(), arguments.front()) == kCommands.end()) {
            return tl::unexpected(unknownCommand(arguments.front()));
        }
        std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
        try {
            app_.parse(std::move(arguments));
        } catch (const CLI::ParseError& error) {
            return tl::unexpected(answer(error));
        }
        return chosen();
    }

private:
    void addServe() {
        serveCommand_ = app_.add_subcommand("serve", "run the server");
        serveCommand_->add_option("--config", serve_.config, kConfigHelp);
        serveCommand_->add_option("--data", serve_.data, kDataHelp);
        serveCommand_->add_flag("--demo", serve_.demo,
                                "a seminar that is live on moving test inputs, and links that open it");
        serveCommand_
            ->add_option("--listen", serve_.listen, "HOST:PORT to listen on, instead of the one in the settings")
            ->check(
                [](const std::string& text) {
                    const auto listen = config::parseListen(text);
                    return listen ? std::string() : listen.error().text.en;
                },
                "");
    }

    void addCheck() {
        checkCommand_ = app_.add_subcommand("check", "read a settings file and print every problem");
        checkCommand_->add_option("FILE", check_.file, kConfigHelp)->required();
    }

    void addDevices() {
        devicesCommand_ = app_.add_subcommand("devices", "list cameras, microphones and encoders of this machine");
        devicesCommand_->add_flag("--json", devices_.json, "as JSON");
    }

    void addStaff() {
        staffCommand_ = app_.add_subcommand("staff", "staff accounts");
        staffCommand_->require_subcommand(1);
        CLI::App* add = staffAction("add", StaffAction::Add,
                                    "add an account or give it a new password; the password is read "
                                    "from the terminal or from standard input");
        add->add_option("NAME", staff_.name, "log-in name")->required();
        add->add_option_function<std::string>(
               "--role", [this](const std::string& role) { staff_.role = kRoles.at(role); },
               "what the account may do (default: operator)")
            ->check(CLI::IsMember(kRoles))
            ->type_name("");
        staffAction("list", StaffAction::List, "list the accounts");
        staffAction("remove", StaffAction::Remove, "remove an account")
            ->add_option("NAME", staff_.name, "log-in name")
            ->required();
    }

    CLI::App* staffAction(const std::string& name, StaffAction action, const std::string& help) {
        CLI::App* command = staffCommand_->add_subcommand(name, help);
        command->callback([this, action] { staff_.action = action; });
        command->add_option("--config", staff_.config, kConfigHelp);
        command->add_option("--data", staff_.data, kDataHelp);
        return command;
    }

    void addExport() {
        exportCommand_ = app_.add_subcommand("export", "write a recording as one ordinary MP4");
        exportCommand_->add_option("SEMINAR", export_.seminar, "as in its address /s/SEMINAR")->required();
        exportCommand_->add_option("--to", export_.to, "FILE.mp4 to write")->required();
        exportCommand_->add_option("--config", export_.config, kConfigHelp);
        exportCommand_->add_option("--data", export_.data, kDataHelp);
    }

    static CommandLineAnswer unknownCommand(const std::string& name) {
        const auto nearest = config::nearestName(name, kCommands);
        std::string errors = "There is no command \"" + name + "\".";
        if (nearest) {
            errors += " Did you mean \"" + std::string(*nearest) + "\"?";
        }
        return {kExitUsage, {}, errors + "\nRun with --help for more information.\n"};
    }

    CommandLineAnswer answer(const CLI::ParseError& error) {
        std::ostringstream output;
        std::ostringstream errors;
        const bool asked = app_.exit(error, output, errors) == 0;  // --help and --version
        return {asked ? kExitDone : kExitUsage, output.str(), errors.str()};
    }

    [[nodiscard]] Command chosen() const {
        if (serveCommand_->parsed()) {
            return serve_;
        }
        if (checkCommand_->parsed()) {
            return check_;
        }
        if (devicesCommand_->parsed()) {
            return devices_;
        }
        if (staffCommand_->parsed()) {
            return staff_;
        }
        return export_;
    }

    CLI::App app_{"Tsudoi: a server for hybrid seminars", "tsudoi"};
    CLI::App* serveCommand_ = nullptr;
    CLI::App* checkCommand_ = nullptr;
    CLI::App* devicesCommand_ = nullptr;
    CLI::App* staffCommand_ = nullptr;
    CLI::App* exportCommand_ = nullptr;
    ServeOptions serve_;
    CheckOptions check_;
    DevicesOptions devices_;
    StaffOptions staff_;
    ExportOptions export_;
};

}  // namespace

tl::expected<Command, CommandLineAnswer> parseCommandLine(const std::vector<std::string>& arguments) {
    return std::make_unique<Grammar>()->parse(arguments);
}

}  // namespace tsudoi
