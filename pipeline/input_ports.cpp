// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_ports.h"

#include "base/log.h"

#include <algorithm>
#include <string_view>

namespace tsudoi::pipeline {

namespace {

std::string mediaType(GstPad* pad) {
    CapsPtr caps(gst_pad_get_current_caps(pad));
    if (!caps) {
        // of a decoder that has not run yet: what it can make
        caps.reset(gst_pad_query_caps(pad, nullptr));
    }
    if (!caps || gst_caps_is_empty(caps.get()) || gst_caps_is_any(caps.get())) {
        return {};
    }
    return gst_structure_get_name(gst_caps_get_structure(caps.get(), 0));
}

void padAdded(GstElement* /*decoder*/, GstPad* pad, gpointer self) noexcept {
    static_cast<InputPorts*>(self)->take(pad);
}
void noMorePads(GstElement* /*decoder*/, gpointer self) noexcept {
    static_cast<InputPorts*>(self)->complete();
}

}  // namespace

template <typename End>
GstPad* InputPorts::makeEnd(std::unique_ptr<End>& slot) {
    if (slot) {
        return nullptr;  // a second picture or sound track
    }
    auto end = End::create(context_);
    if (!end) {
        context_.outlet->report({InputEvent::Kind::Failed, {}, end.error().text});
        return nullptr;
    }
    slot = std::move(*end);
    return slot->entry();
}

GstPad* InputPorts::entryFor(GstPad* pad) {
    const std::string type = mediaType(pad);
    return ends_.with([&](Ends& ends) -> GstPad* {
        if (type == "video/x-raw") {
            return makeEnd(ends.video);
        }
        return type == "audio/x-raw" ? makeEnd(ends.audio) : nullptr;
    });
}

void InputPorts::take(GstPad* pad) noexcept {
    GstPad* entry = entryFor(pad);
    if (entry && GST_PAD_LINK_FAILED(gst_pad_link(pad, entry))) {
        log::warn("an input brings a format that cannot be used");
    }
}

void InputPorts::connect(GstElement* element, const char* signal, GCallback handler) {
    ends_.with([&](Ends& ends) { ends.connections.emplace_back(element, signal, handler, this); });
}

void InputPorts::follow(GstElement* decoder) {
    connect(decoder, "pad-added", G_CALLBACK(padAdded));
    connect(decoder, "no-more-pads", G_CALLBACK(noMorePads));
}

std::optional<MediaTime> InputPorts::prerolled() const {
    return ends_.with([](const Ends& ends) {
        auto first = ends.video ? ends.video->prerolled() : std::nullopt;
        const auto sound = ends.audio ? ends.audio->prerolled() : std::nullopt;
        return first && sound ? std::min(first, sound) : (first ? first : sound);
    });
}

void InputPorts::followShift() {
    ends_.with([](Ends& ends) {
        if (ends.video) {
            ends.video->followShift();
        }
        if (ends.audio) {
            ends.audio->followShift();
        }
    });
}

void InputPorts::complete() noexcept {
    if (!ends_.with([](const Ends& ends) { return ends.video || ends.audio; })) {
        context_.outlet->report({InputEvent::Kind::Failed,
                                 {},
                                 {"映像も音声も見つかりません。別のファイルか形式をお試しください。",
                                  "There is no picture or sound in it. Try another file or format."}});
    }
}

}  // namespace tsudoi::pipeline
