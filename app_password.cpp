// SPDX-License-Identifier: GPL-3.0-or-later
#include "app_password.h"

#include <termios.h>
#include <unistd.h>

#include <istream>
#include <optional>
#include <ostream>
#include <string_view>

namespace tsudoi::app {

namespace {

/// The terminal shows nothing of what is typed while this lives.
class EchoOff {
public:
    EchoOff() {
        if (tcgetattr(STDIN_FILENO, &before_) == 0) {
            termios quiet = before_;
            quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
        }
    }
    ~EchoOff() {
        if (changed_) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        }
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

    [[nodiscard]] bool worked() const noexcept { return changed_; }

private:
    termios before_{};
    bool changed_ = false;
};

std::optional<std::string> readLine(std::istream& in) {
    std::string line;
    if (!std::getline(in, line)) {
        return std::nullopt;
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    return line;
}

Result<std::string> ask(std::istream& in, std::ostream& prompts, std::string_view question) {
    const EchoOff quiet;
    if (!quiet.worked()) {
        return fail(ErrorCode::Io, Text{"端末の表示を止められません。パスワードを標準入力から渡してください。",
                                        "This terminal cannot hide a password; pass it on standard input."});
    }
    prompts << question << std::flush;
    auto line = readLine(in);
    prompts << '\n';
    if (!line) {
        return fail(ErrorCode::Io, Text{"パスワードが入力されませんでした。", "No password was typed."});
    }
    return std::move(*line);
}

Result<std::string> askTwice(std::istream& in, std::ostream& prompts) {
    auto first = ask(in, prompts, "パスワード / Password: ");
    if (!first) {
        return first;
    }
    const auto second = ask(in, prompts, "もう一度 / Again: ");
    if (!second) {
        return second;
    }
    if (*first != *second) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"2 回の入力が違います。もう一度やり直してください。", "The two passwords differ; try again."});
    }
    return first;
}

Status validate(const std::string& password) {
    if (password.empty()) {
        return fail(ErrorCode::InvalidArgument, Text{"パスワードが空です。", "The password is empty."});
    }
    if (password.size() > kMaxPasswordLength) {
        return fail(ErrorCode::InvalidArgument,
                    Text{"パスワードは 256 バイトまでです。", "A password has at most 256 bytes."});
    }
    return {};
}

}  // namespace

Result<std::string> readPassword(std::istream& in, std::ostream& prompts, bool terminal) {
    Result<std::string> password = terminal ? askTwice(in, prompts) : Result<std::string>(readLine(in).value_or(""));
    if (password) {
        if (const Status valid = validate(*password); !valid) {
            return fail(valid.error());
        }
    }
    return password;
}

}  // namespace tsudoi::app
