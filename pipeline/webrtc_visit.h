// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/gst_ptr.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tsudoi::pipeline {

/// How WebRTC peers reach this machine.
struct IceOptions {
    std::vector<std::string> localAddresses;  ///< IP addresses to listen on; empty: every interface but loopback
    std::string stun;                         ///< "stun://host:port"; empty: none
};

/// What the end of a WebRTC peer tells its input. Called on streaming threads and those of webrtcbin.
struct WebrtcHandlers {
    std::function<bool(GstPad*)> stream;      ///< an RTP stream came; false: nobody wants it
    std::function<void(const Text&)> broken;  ///< nothing more will come, and why
    std::function<void()> called;             ///< heed() has something to do
};

/// Our end of the connection to a WebRTC peer, inside an input's pipeline.
///
/// Threads: thread-bound (the thread that owns the pipeline; it may block there). The pipeline is stopped before an end
/// is destroyed.
class WebrtcEnd {
public:
    virtual ~WebrtcEnd() = default;
    /// The pipeline plays. Blocks for at most a few seconds.
    virtual Status negotiate() = 0;
    /// The peer said something meanwhile.
    virtual Status heed() { return {}; }
    /// \return since when nothing was heard of the peer, not even a report; zero before it came
    [[nodiscard]] virtual std::chrono::nanoseconds silence() const { return {}; }
    /// Before the pipeline stops: nothing is sent any more.
    virtual void hangUp() noexcept {}
};

/// Somebody who wants to be an input's WebRTC peer, on the way to it.
///
/// Threads: thread-safe.
class WebrtcVisit {
public:
    virtual ~WebrtcVisit() = default;
    /// Puts our end into a pipeline. Called once, on the thread that owns it. \error Unavailable: GStreamer lacks an
    /// element
    [[nodiscard]] virtual Result<std::unique_ptr<WebrtcEnd>> open(GstBin* pipeline, WebrtcHandlers handlers) = 0;
    /// The peer cannot come in.
    virtual void refuse(const Error& why) = 0;
};

/// Gives a session description to somebody who waits for it, exactly once: one that is dropped says that the input
/// ended.
///
/// Threads: thread-safe.
class DescriptionReply {
public:
    using Taken = std::function<void(Result<std::string>)>;

    /// \param taken  called from any thread; must only hand over
    explicit DescriptionReply(Taken taken) : taken_(std::move(taken)) {}
    ~DescriptionReply() {
        give(fail(ErrorCode::Unavailable, Text{"入力が終了したため接続できません。もう一度お試しください。",
                                               "The input ended meanwhile; try again."}));
    }
    DescriptionReply(const DescriptionReply&) = delete;
    DescriptionReply& operator=(const DescriptionReply&) = delete;

    void give(Result<std::string> description) {
        if (!done_.exchange(true)) {
            taken_(std::move(description));
        }
    }

private:
    const Taken taken_;
    std::atomic<bool> done_{false};
};

}  // namespace tsudoi::pipeline
