// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/gst_ptr.h"
#include "pipeline/gst_registration.h"
#include "pipeline/input_lateness.h"
#include "pipeline/input_outlet.h"
#include "pipeline/input_timing.h"
#include "seminar/programme.h"

#include <atomic>
#include <memory>
#include <optional>

namespace tsudoi::pipeline {

/// From a pipeline's own running time to programme time.
///
/// Threads: thread-safe.
class DueClock {
public:
    /// \param conversation  nothing waits for the pipeline's latency
    DueClock(std::shared_ptr<GstClock> clock, GstClockTime programmeBase, bool conversation = false)
        : clock_(std::move(clock)),
          programmeBase_(programmeBase),
          conversation_(conversation),
          ownBase_(programmeBase) {}

    void setOwnBase(GstClockTime base) noexcept { ownBase_ = base; }
    /// Everything is due later by this than its running time says (negative: earlier).
    void setShift(MediaTime shift) noexcept { shift_ = shift.count(); }
    [[nodiscard]] MediaTime shift() const noexcept { return MediaTime(shift_); }

    /// \return when the sample is due at its sink (latency included, but in a conversation), as programme time; nullopt
    /// without a time stamp
    [[nodiscard]] std::optional<MediaTime> due(GstSample* sample, GstElement* sink) const noexcept;
    /// \return programme time now
    [[nodiscard]] MediaTime now() const noexcept;
    /// \return the running time of a sample
    [[nodiscard]] static std::optional<MediaTime> runningTime(GstSample* sample) noexcept;

private:
    const std::shared_ptr<GstClock> clock_;
    const GstClockTime programmeBase_;
    const bool conversation_;
    std::atomic<GstClockTime> ownBase_;
    std::atomic<std::int64_t> shift_{0};
};

/// What the ends of one incarnation share.
struct InputEndsContext {
    GstBin* pipeline = nullptr;  ///< stopped before an end is destroyed
    Size canvas;
    Fraction frameRate;
    seminar::Interlacing interlacing = seminar::Interlacing::Auto;
    bool turns = false;         ///< the source may ask for turning (films and photographs of phones)
    bool conversation = false;  ///< every picture goes on at once, whatever the frame rate
    std::shared_ptr<InputOutlet> outlet;
    std::shared_ptr<DueClock> dueClock;
    std::shared_ptr<LatenessWatch> lateness;  ///< null: lateness is not this source's fault
};

/// \return running time of what an appsink holds while paused
[[nodiscard]] std::optional<MediaTime> prerolledTime(GstElement* appsink);

/// Puts the bin of an end into the pipeline and lets it run. \return its way in, for \p inside
[[nodiscard]] PadPtr enterPipeline(GstBin* pipeline, ElementPtr bin, GstElement* inside);

/// Brings decoded pictures to the canvas format at their own size and hands them to the outlet:
/// queue ! [deinterlace] ! videoconvertscale ! size ! [videoflip] ! videorate ! rate ! appsink.
///
/// Threads: made on the incarnation's thread or a streaming thread; works on streaming threads.
class VideoEnd {
public:
    [[nodiscard]] static Result<std::unique_ptr<VideoEnd>> create(const InputEndsContext& context);
    ~VideoEnd();
    VideoEnd(const VideoEnd&) = delete;
    VideoEnd& operator=(const VideoEnd&) = delete;
    /// \return the pad to link decoded video to; borrowed
    [[nodiscard]] GstPad* entry() const noexcept { return entry_.get(); }
    /// \return running time of the first sample while paused; nullopt: none came
    [[nodiscard]] std::optional<MediaTime> prerolled() const;
    /// Takes over a new shift of the due clock.
    void followShift();

private:
    explicit VideoEnd(const InputEndsContext& context) : context_(context) {}
    Result<GstElement*> build(GstBin* bin);
    Result<GstElement*> addDeinterlacer(GstBin* bin);
    [[nodiscard]] CapsPtr deliveredFormat() const;
    void watchDecoded(GstElement* first);
    void listenTo(GstElement* sink);
    GstPadProbeReturn seen(GstEvent* event);
    void chooseSize();
    GstFlowReturn deliver(GstSample* sample, GstElement* sink) noexcept;
    static GstFlowReturn newSample(gpointer sink, gpointer self) noexcept;

    InputEndsContext context_;
    PadPtr entry_;
    GstElement* size_ = nullptr;  ///< capsfilter, owned by the bin
    CapsPtr caps_;                ///< of the decoder; streaming thread only
    bool quarterTurn_ = false;    ///< streaming thread only
    Size delivered_;              ///< streaming thread only
    CapsPtr deliveredCaps_;       ///< streaming thread only
    GstElement* sink_ = nullptr;  ///< appsink, owned by the bin
    PadProbe probe_;
};

/// Brings decoded sound to 48 kHz interleaved float stereo and hands it to the outlet.
///
/// Threads: as VideoEnd.
class AudioEnd {
public:
    [[nodiscard]] static Result<std::unique_ptr<AudioEnd>> create(const InputEndsContext& context);
    ~AudioEnd();
    AudioEnd(const AudioEnd&) = delete;
    AudioEnd& operator=(const AudioEnd&) = delete;
    [[nodiscard]] GstPad* entry() const noexcept { return entry_.get(); }
    /// \return running time of the first sample while paused; nullopt: none came
    [[nodiscard]] std::optional<MediaTime> prerolled() const;
    /// Takes over a new shift of the due clock.
    void followShift();

private:
    explicit AudioEnd(const InputEndsContext& context) : context_(context) {}
    Result<GstElement*> build(GstBin* bin);
    GstFlowReturn deliver(GstSample* sample, GstElement* sink) noexcept;
    static GstFlowReturn newSample(gpointer sink, gpointer self) noexcept;

    InputEndsContext context_;
    PadPtr entry_;
    GstElement* sink_ = nullptr;  ///< appsink, owned by the bin
};

}  // namespace tsudoi::pipeline
