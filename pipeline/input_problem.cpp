// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_problem.h"

#include "pipeline/input_address.h"

#include <fmt/format.h>
#include <gst/gst.h>

namespace tsudoi::pipeline {

using seminar::InputKind;
using seminar::InputSpec;

namespace {

bool fromStorage(const InputSpec& spec) {
    return spec.kind == InputKind::File || spec.kind == InputKind::Image;
}
bool fromNetwork(const InputSpec& spec) {
    return spec.kind == InputKind::Rtsp || spec.kind == InputKind::Srt || spec.kind == InputKind::Rtmp ||
           seminar::isVisited(spec.kind);
}

/// Where the source is, in words that may be shown.
std::string place(const InputSpec& spec) {
    if (fromStorage(spec)) {
        return spec.path;
    }
    if (spec.kind == InputKind::Whip) {
        return "/whip/" + spec.id.str();
    }
    if (fromNetwork(spec) && !seminar::isOfPanel(spec.kind)) {
        return shownAddress(spec.url);
    }
    if (spec.kind == InputKind::Test || seminar::isOfPanel(spec.kind)) {
        return spec.name.empty() ? spec.id.str() : spec.name;
    }
    return spec.videoDevice.empty() ? spec.audioDevice : spec.videoDevice;
}

Text say(const char* ja, const char* en, const InputSpec& spec) {
    return {fmt::format(fmt::runtime(ja), place(spec)), fmt::format(fmt::runtime(en), place(spec))};
}

Text cannotOpen(const InputSpec& spec) {
    if (fromStorage(spec)) {
        return say("ファイル {} を開けません。場所と名前、読み取りの許可を確かめてください。",
                   "Cannot open the file {}. Check where it is, its name and that it may be read.", spec);
    }
    if (fromNetwork(spec)) {
        return say("{} に接続できません。送り手の電源、アドレス、ネットワークを確かめてください。",
                   "Cannot connect to {}. Check that the sender is on, its address and the network.", spec);
    }
    return say("機器 {} を使えません。つながっているか、ほかのソフトが使っていないか確かめてください。",
               "Cannot use the device {}. Check that it is plugged in and not used by other software.", spec);
}

Text notAuthorised(const InputSpec& spec) {
    if (!fromNetwork(spec)) {
        return cannotOpen(spec);
    }
    return say("{} に断られました。利用者名、パスワード、パスフレーズを確かめてください。",
               "{} refused us. Check the user name, password or passphrase.", spec);
}

Text badContent(const InputSpec& spec) {
    return say("{} の中身を読めません。壊れているか、対応していない形式か、大きすぎる画像です。",
               "The contents of {} cannot be read. They are damaged, too large, or in a format that is not supported.",
               spec);
}

Text broken(const InputSpec& spec) {
    return fromNetwork(spec) ? say("{} との接続が切れました。自動で接続し直します。",
                                   "The connection to {} broke. Reconnecting by itself.", spec)
                             : say("{} からの読み込みが止まりました。自動でやり直します。",
                                   "Reading from {} failed. Trying again by itself.", spec);
}

Text resourceProblem(int code, const InputSpec& spec) {
    switch (code) {
        case GST_RESOURCE_ERROR_NOT_AUTHORIZED: return notAuthorised(spec);
        case GST_RESOURCE_ERROR_READ:
        case GST_RESOURCE_ERROR_WRITE:
        case GST_RESOURCE_ERROR_SYNC:
        case GST_RESOURCE_ERROR_CLOSE: return broken(spec);
        default: return cannotOpen(spec);
    }
}

}  // namespace

Text problemOf(const GError& error, const InputSpec& spec) {
    if (error.domain == GST_RESOURCE_ERROR) {
        return resourceProblem(error.code, spec);
    }
    if (error.domain == GST_STREAM_ERROR) {
        // "Internal data stream error": the source stopped, whatever the reason.
        return error.code == GST_STREAM_ERROR_FAILED && !fromStorage(spec) ? broken(spec) : badContent(spec);
    }
    return broken(spec);
}

Text noStartProblem(const InputSpec& spec) {
    if (spec.kind == InputKind::Panelist) {
        return say("{} さんの参加を待っています。", "Waiting for {} to join.", spec);
    }
    if (spec.kind == InputKind::Share) {
        return say("{} は共有されていません。", "{} is not shared now.", spec);
    }
    if (isListener(spec) || spec.kind == InputKind::Whip) {
        return say("{} で送り手からの接続を待っています。", "Waiting for the sender to connect to {}.", spec);
    }
    return say("{} から映像も音声も届きません。送り手を確かめてください。",
               "No picture or sound comes from {}. Check the sender.", spec);
}

Text addressProblem(const InputSpec& spec) {
    const char* example = spec.kind == InputKind::Rtsp  ? "rtsp://192.168.1.20/stream"
                          : spec.kind == InputKind::Srt ? "srt://192.168.1.20:7001"
                                                        : "rtmp://192.168.1.20/live/stream";
    return {fmt::format("アドレスを読めません。例: {}", example),
            fmt::format("The address cannot be understood. Example: {}", example)};
}

Text hungProblem(const InputSpec& spec) {
    return say("{} からの信号が止まりました。自動でやり直します。",
               "The signal from {} stopped. Trying again by itself.", spec);
}

Text endedProblem(const InputSpec& spec) {
    return fromNetwork(spec) ? say("{} が送信を終えました。再開を待っています。",
                                   "{} stopped sending. Waiting for it to come back.", spec)
                             : say("{} が終わりました。自動でやり直します。",
                                   "{} came to its end. Starting it again by itself.", spec);
}

Text stuckSendersProblem() {
    return {"前の送り手の切断がまだ終わっていません。数秒待ってからもう一度お試しください。",
            "The senders before are still being disconnected; try again in a few seconds."};
}

Text stuckProblem(const InputSpec& spec) {
    return say("{} が応答しません。抜き差しするか、送り手を再起動してください。",
               "{} does not respond. Unplug it and plug it in again, or restart the sender.", spec);
}

}  // namespace tsudoi::pipeline
