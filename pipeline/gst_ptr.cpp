// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/gst_ptr.h"

#include "base/check.h"

#include <fmt/format.h>

#include <string>

namespace tsudoi::pipeline {

namespace {

bool hasProperty(GstElement* element, const char* name) {
    return g_object_class_find_property(G_OBJECT_GET_CLASS(element), name) != nullptr;
}

std::string nameOf(GstElement* element) {
    return takeString(gst_element_get_name(element));
}

}  // namespace

Result<ElementPtr> makeElement(const char* factory) {
    auto element = sunkObject(gst_element_factory_make(factory, nullptr));
    if (!element) {
        return fail(ErrorCode::Unavailable, Text{fmt::format("GStreamer の部品「{}」がこのコンピューターにありません。"
                                                             "gstreamer1.0-* パッケージを入れてください。",
                                                             factory),
                                                 fmt::format("GStreamer element \"{}\" is missing on this machine. "
                                                             "Install the gstreamer1.0-* packages.",
                                                             factory)});
    }
    return element;
}

Result<GstElement*> addElement(GstBin* bin, const char* factory) {
    auto element = makeElement(factory);
    if (!element) {
        return fail(element.error());
    }
    GstElement* borrowed = element->get();
    TSUDOI_CHECK(gst_bin_add(bin, borrowed));  // the bin takes its own reference
    return borrowed;
}

void setProperty(GstElement* element, const char* name, std::string_view value) {
    TSUDOI_CHECK(hasProperty(element, name));
    gst_util_set_object_arg(G_OBJECT(element), name, std::string(value).c_str());
}

void setPropertyIfPresent(GstElement* element, const char* name, std::string_view value) {
    if (hasProperty(element, name)) {
        setProperty(element, name, value);
    }
}

Status linkChain(std::initializer_list<GstElement*> chain) {
    GstElement* before = nullptr;
    for (GstElement* element : chain) {
        if (before && !gst_element_link(before, element)) {
            return fail(ErrorCode::Internal, fmt::format("cannot link {} to {}", nameOf(before), nameOf(element)));
        }
        before = element;
    }
    return {};
}

CapsPtr capsFromText(const char* text) {
    CapsPtr caps(gst_caps_from_string(text));
    TSUDOI_CHECK(caps);
    return caps;
}

}  // namespace tsudoi::pipeline
