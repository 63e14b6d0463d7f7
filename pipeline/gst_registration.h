// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/gst_ptr.h"

#include <functional>

/// Registrations with GStreamer as objects: destroying one ends it.
namespace tsudoi::pipeline {

/// A connected signal. The object is kept alive until disconnection.
///
/// Threads: thread-bound; a handler that is running when this is destroyed may still finish.
class SignalConnection {
public:
    SignalConnection() = default;
    /// \param handler  a C function of the signal's own shape, noexcept
    SignalConnection(gpointer object, const char* signal, GCallback handler, gpointer data);
    SignalConnection(SignalConnection&& other) noexcept;
    SignalConnection& operator=(SignalConnection&& other) noexcept;
    ~SignalConnection() { disconnect(); }

    void disconnect() noexcept;

private:
    ObjectPtr<GObject> object_;
    gulong id_ = 0;
};

/// A pad probe. Threads: as SignalConnection.
class PadProbe {
public:
    using Handler = std::function<GstPadProbeReturn(GstPad*, GstPadProbeInfo*)>;

    PadProbe() = default;
    /// \param handler  runs on streaming threads; must not throw
    PadProbe(GstPad* pad, GstPadProbeType mask, Handler handler);
    PadProbe(PadProbe&& other) noexcept;
    PadProbe& operator=(PadProbe&& other) noexcept;
    ~PadProbe() { remove(); }

    void remove() noexcept;

private:
    PadPtr pad_;
    gulong id_ = 0;
};

/// Hears a pipeline's bus in whatever thread posts, and lets nothing queue up on the bus.
///
/// Threads: the handler runs on streaming threads and must be quick, must not throw and must not
/// change states. After remove() or destruction no new call begins; one that is running may still
/// finish.
class BusTap {
public:
    using Handler = std::function<void(GstMessage*)>;

    BusTap() = default;
    BusTap(GstElement* pipeline, Handler handler);
    BusTap(BusTap&& other) noexcept = default;
    BusTap& operator=(BusTap&& other) noexcept;
    ~BusTap() { remove(); }

    void remove() noexcept;

private:
    BusPtr bus_;
};

}  // namespace tsudoi::pipeline
