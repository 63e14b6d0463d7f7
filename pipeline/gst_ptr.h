// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "hardware/gst_handle.h"

#include <string_view>

/// Owners of GStreamer handles under this room's name; registrations are in gst_registration.h.
namespace tsudoi::pipeline {

using hardware::BufferPtr;
using hardware::BusPtr;
using hardware::CapsPtr;
using hardware::ClockPtr;
using hardware::ElementPtr;
using hardware::ErrorPtr;
using hardware::EventPtr;
using hardware::GlibString;
using hardware::gstInit;
using hardware::MessagePtr;
using hardware::MiniObjectPtr;
using hardware::ObjectPtr;
using hardware::PadPtr;
using hardware::QueryPtr;
using hardware::SamplePtr;
using hardware::sharedMini;
using hardware::sharedObject;
using hardware::StructurePtr;
using hardware::sunkObject;
using hardware::TagListPtr;
using hardware::takeString;

/// \error Unavailable: no such element on this machine (the text names it and its Debian package
/// family)
[[nodiscard]] Result<ElementPtr> makeElement(const char* factory);

/// Makes an element and gives it to a bin. \return a borrowed pointer; the bin owns it
/// \error Unavailable: no such element on this machine
[[nodiscard]] Result<GstElement*> addElement(GstBin* bin, const char* factory);

/// Sets a property from text, as gst-launch does ("leaky" = "downstream"). The element must have
/// it.
void setProperty(GstElement* element, const char* name, std::string_view value);
/// The same, but does nothing when this version of the element does not have the property.
void setPropertyIfPresent(GstElement* element, const char* name, std::string_view value);

/// Links neighbours in the order given. \error Internal: two of them do not fit (both are named)
[[nodiscard]] Status linkChain(std::initializer_list<GstElement*> chain);

/// \return caps parsed from text; the text must be right
[[nodiscard]] CapsPtr capsFromText(const char* text);

}  // namespace tsudoi::pipeline
