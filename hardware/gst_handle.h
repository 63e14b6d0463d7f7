// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gst/gst.h>

#include <memory>
#include <string>

/// Owners of GStreamer and GLib handles. pipeline/gst_ptr.h hands them on and adds the
/// registrations.
namespace tsudoi::hardware {

/// Unrefs anything derived from GObject (elements, pads, buses, clocks, devices).
struct ObjectUnref {
    void operator()(gpointer object) const noexcept { g_object_unref(object); }
};
/// Unrefs anything derived from GstMiniObject (buffers, samples, caps, events, messages, queries).
struct MiniObjectUnref {
    template <typename T>
    void operator()(T* object) const noexcept {
        gst_mini_object_unref(GST_MINI_OBJECT_CAST(object));
    }
};
struct StructureFree {
    void operator()(GstStructure* structure) const noexcept { gst_structure_free(structure); }
};
struct ErrorFree {
    void operator()(GError* error) const noexcept { g_error_free(error); }
};
struct GlibFree {
    void operator()(gpointer memory) const noexcept { g_free(memory); }
};

template <typename T>
using ObjectPtr = std::unique_ptr<T, ObjectUnref>;
template <typename T>
using MiniObjectPtr = std::unique_ptr<T, MiniObjectUnref>;

using ElementPtr = ObjectPtr<GstElement>;
using ElementFactoryPtr = ObjectPtr<GstElementFactory>;
using PadPtr = ObjectPtr<GstPad>;
using BusPtr = ObjectPtr<GstBus>;
using ClockPtr = ObjectPtr<GstClock>;
using DevicePtr = ObjectPtr<GstDevice>;
using DeviceMonitorPtr = ObjectPtr<GstDeviceMonitor>;
using BufferPtr = MiniObjectPtr<GstBuffer>;
using SamplePtr = MiniObjectPtr<GstSample>;
using CapsPtr = MiniObjectPtr<GstCaps>;
using EventPtr = MiniObjectPtr<GstEvent>;
using MessagePtr = MiniObjectPtr<GstMessage>;
using QueryPtr = MiniObjectPtr<GstQuery>;
using TagListPtr = MiniObjectPtr<GstTagList>;
using StructurePtr = std::unique_ptr<GstStructure, StructureFree>;
using ErrorPtr = std::unique_ptr<GError, ErrorFree>;
using GlibString = std::unique_ptr<gchar, GlibFree>;

/// \return a second reference to a GObject that somebody else owns
template <typename T>
[[nodiscard]] ObjectPtr<T> sharedObject(T* object) noexcept {
    return ObjectPtr<T>(object ? static_cast<T*>(g_object_ref(object)) : nullptr);
}
/// \return a second reference to a mini object that somebody else owns
template <typename T>
[[nodiscard]] MiniObjectPtr<T> sharedMini(T* object) noexcept {
    if (object) {
        gst_mini_object_ref(GST_MINI_OBJECT_CAST(object));
    }
    return MiniObjectPtr<T>(object);
}
/// \return the only owner of a freshly made object whose reference is still floating
template <typename T>
[[nodiscard]] ObjectPtr<T> sunkObject(T* object) noexcept {
    return ObjectPtr<T>(object ? static_cast<T*>(g_object_ref_sink(object)) : nullptr);
}

/// \return a copy of a string that GLib allocated; empty for null
[[nodiscard]] inline std::string takeString(gchar* text) {
    const GlibString owned(text);
    return owned ? std::string(owned.get()) : std::string();
}

/// Initialises GStreamer, once per process however often it is called.
/// Threads: thread-safe. Call before anything else of this room or of pipeline/.
void gstInit();

}  // namespace tsudoi::hardware
