// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/gst_registration.h"

#include "base/race_hint.h"

#include <utility>

namespace tsudoi::pipeline {

// ---------------------------------------------------------------- SignalConnection

SignalConnection::SignalConnection(gpointer object, const char* signal, GCallback handler, gpointer data)
    : object_(sharedObject(G_OBJECT(object))) {
    handsOver(data);
    id_ = g_signal_connect(object, signal, handler, data);
}

SignalConnection::SignalConnection(SignalConnection&& other) noexcept
    : object_(std::move(other.object_)), id_(std::exchange(other.id_, 0)) {}

SignalConnection& SignalConnection::operator=(SignalConnection&& other) noexcept {
    if (this != &other) {
        disconnect();
        object_ = std::move(other.object_);
        id_ = std::exchange(other.id_, 0);
    }
    return *this;
}

void SignalConnection::disconnect() noexcept {
    if (object_ && id_ != 0) {
        g_signal_handler_disconnect(object_.get(), id_);
    }
    id_ = 0;
    object_.reset();
}

// ---------------------------------------------------------------- PadProbe

namespace {

GstPadProbeReturn callProbe(GstPad* pad, GstPadProbeInfo* info, gpointer handler) noexcept {
    const Callback running(handler);
    return (*static_cast<PadProbe::Handler*>(handler))(pad, info);
}
void deleteProbe(gpointer handler) noexcept {
    takesOver(handler);
    delete static_cast<PadProbe::Handler*>(handler);
}

}  // namespace

PadProbe::PadProbe(GstPad* pad, GstPadProbeType mask, Handler handler) : pad_(sharedObject(pad)) {
    auto* given = new Handler(std::move(handler));
    handsOver(given);
    id_ = gst_pad_add_probe(pad, mask, callProbe, given, deleteProbe);
}

PadProbe::PadProbe(PadProbe&& other) noexcept : pad_(std::move(other.pad_)), id_(std::exchange(other.id_, 0)) {}

PadProbe& PadProbe::operator=(PadProbe&& other) noexcept {
    if (this != &other) {
        remove();
        pad_ = std::move(other.pad_);
        id_ = std::exchange(other.id_, 0);
    }
    return *this;
}

void PadProbe::remove() noexcept {
    if (pad_ && id_ != 0) {
        gst_pad_remove_probe(pad_.get(), id_);
    }
    id_ = 0;
    pad_.reset();
}

// ---------------------------------------------------------------- BusTap

namespace {

GstBusSyncReply callTap(GstBus* /*bus*/, GstMessage* message, gpointer handler) noexcept {
    const Callback running(handler);
    (*static_cast<BusTap::Handler*>(handler))(message);
    gst_message_unref(message);  // GST_BUS_DROP: the handler owns the message
    return GST_BUS_DROP;
}
void deleteTap(gpointer handler) noexcept {
    takesOver(handler);
    delete static_cast<BusTap::Handler*>(handler);
}

}  // namespace

BusTap::BusTap(GstElement* pipeline, Handler handler) : bus_(gst_element_get_bus(pipeline)) {
    auto* given = new Handler(std::move(handler));
    handsOver(given);
    gst_bus_set_sync_handler(bus_.get(), callTap, given, deleteTap);
}

BusTap& BusTap::operator=(BusTap&& other) noexcept {
    if (this != &other) {
        remove();
        bus_ = std::move(other.bus_);
    }
    return *this;
}

void BusTap::remove() noexcept {
    if (bus_) {
        gst_bus_set_sync_handler(bus_.get(), nullptr, nullptr, nullptr);
        bus_.reset();
    }
}

}  // namespace tsudoi::pipeline
