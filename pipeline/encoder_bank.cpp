// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/encoder_bank.h"

#include "base/log.h"
#include "pipeline/input_reaper.h"

#include <utility>

namespace tsudoi::pipeline {

namespace {

Text replacedText(const EncoderSession::Replacement& done) {
    return {
        "映像エンコーダー「" + done.from + "」が止まったので「" + done.to + "」に切り替えました。配信は続いています。",
        "The video encoder \"" + done.from + "\" stopped; \"" + done.to + "\" has taken over. The stream goes on."};
}

Error noEncoder(const Error& cause) {
    log::error("no encoder works: {}", cause.text.en);
    return {ErrorCode::Unavailable,
            {"使える映像エンコーダーがありません。配信できません。プログラムを再起動してください。",
             "No video encoder works, so nothing can be streamed. Restart the program."}};
}

}  // namespace

EncoderBank::EncoderBank(seminar::ProgrammeSpec spec, std::vector<std::string> candidates, Executor& control,
                         InputReaper& reaper, Events events)
    : spec_(std::move(spec)),
      candidates_(std::move(candidates)),
      control_(control),
      reaper_(reaper),
      events_(std::move(events)) {}

EncoderBank::~EncoderBank() {
    running_.with([](SessionPtr& session) { session.reset(); });
}

void EncoderBank::report(std::function<void(const Events&)> what) {
    control_.post(lifetime_.bind([this, what = std::move(what)] { what(events_); }));
}

void EncoderBank::start(std::shared_ptr<seminar::PacketSink> sink) {
    auto session = std::make_shared<EncoderSession>(spec_, std::move(sink));
    (void)worker_.post([this, session] { open(session); });
}

void EncoderBank::open(const SessionPtr& session) {
    const std::weak_ptr<EncoderSession> weak = session;
    const auto slotFailed = [this, weak](std::size_t slot, const VideoEncoder* encoder) {
        if (!weak.expired()) {
            (void)worker_.post([this, weak, slot, encoder] { replace(weak, slot, encoder); });
        }
    };
    if (auto opened = session->open(candidates_, slotFailed); !opened) {
        report([error = noEncoder(opened.error())](const Events& to) { to.failed(error); });
        return;
    }
    running_.with([&](SessionPtr& running) { running = session; });
    report([](const Events& to) { to.started(); });
}

void EncoderBank::replace(const std::weak_ptr<EncoderSession>& weak, std::size_t slot, const VideoEncoder* encoder) {
    const auto session = weak.lock();
    if (!session) {
        return;
    }
    auto done = session->replace(slot, encoder);
    if (!done) {
        running_.with([](SessionPtr& running) { running.reset(); });
        report([error = noEncoder(done.error())](const Events& to) { to.failed(error); });
        return;
    }
    if (*done) {
        const Text text = replacedText(**done);
        log::warn("{}", text.en);
        bury(std::move((*done)->old));
        report([text](const Events& to) { to.replaced(text); });
    }
}

/// A hung encoder blocks whoever stops it.
void EncoderBank::bury(std::shared_ptr<VideoEncoder> encoder) {
    reaper_.run([encoder = std::move(encoder)]() mutable { encoder.reset(); });
}

void EncoderBank::stop(std::function<void()> done) {
    (void)worker_.post([this, done = std::move(done)] {
        auto session = running_.with([](SessionPtr& running) { return std::exchange(running, nullptr); });
        if (session) {
            session->close();
            reaper_.run([session = std::move(session)]() mutable { session.reset(); });
        }
        report([done](const Events&) { done(); });
    });
}

bool EncoderBank::video(const FramePlan& plan, const PicturePtr& picture) {
    const SessionPtr session = running_.copy();
    return !session || session->video(plan, picture);
}

void EncoderBank::audio(const AudioBlock& block) {
    if (const SessionPtr session = running_.copy()) {
        session->audio(block);
    }
}

}  // namespace tsudoi::pipeline
