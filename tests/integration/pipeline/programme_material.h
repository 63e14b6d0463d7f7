// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/geometry.h"
#include "pipeline/gst_ptr.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <string>

/// Films and images with known content, made on the spot.
namespace tsudoi::pipeline::test {

inline void runToEnd(const std::string& description) {
    gstInit();
    GError* error = nullptr;
    const ElementPtr pipeline = sunkObject(gst_parse_launch(description.c_str(), &error));
    const ErrorPtr problem(error);
    REQUIRE_MESSAGE(!problem, (problem ? problem->message : ""));
    const BusPtr bus(gst_element_get_bus(pipeline.get()));
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    const MessagePtr end(gst_bus_timed_pop_filtered(bus.get(), 60 * GST_SECOND,
                                                    static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR)));
    REQUIRE(end);
    CHECK(GST_MESSAGE_TYPE(end.get()) == GST_MESSAGE_EOS);
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
}

/// An image of one grey; \p grey as in RGB.
inline std::string greyImage(const std::string& path, Size size, unsigned grey) {
    const unsigned argb = 0xFF000000U | grey << 16U | grey << 8U | grey;
    runToEnd("videotestsrc num-buffers=1 pattern=solid-color foreground-color=" + std::to_string(argb) +
             " ! video/x-raw,format=RGB,width=" + std::to_string(size.width) +
             ",height=" + std::to_string(size.height) + " ! pngenc ! filesink location=" + path);
    return path;
}

/// A film of \p seconds: grey picture with a 1 kHz tone of amplitude 0.5.
inline std::string toneFilm(const std::string& path, int seconds) {
    runToEnd("videotestsrc num-buffers=" + std::to_string(seconds * 30) +
             " pattern=solid-color foreground-color=0xFFB4B4B4 ! "
             "video/x-raw,format=I420,width=320,height=180,framerate=30/1 ! "
             "x264enc speed-preset=ultrafast key-int-max=30 ! h264parse ! mux. "
             "audiotestsrc wave=sine freq=1000 volume=0.5 samplesperbuffer=480 num-buffers=" +
             std::to_string(seconds * 100) +
             " ! audio/x-raw,rate=48000,channels=2 ! avenc_aac bitrate=128000 ! mux. "
             "matroskamux name=mux ! filesink location=" +
             path);
    return path;
}

/// A film with a flash and a beep of 100 ms that begin together at every full second but the first.
inline std::string flashAndBeepFilm(const std::string& path, int seconds) {
    const std::string length = std::to_string(seconds);
    const std::string command =
        "ffmpeg -nostdin -loglevel error -y -f lavfi -i color=black:s=320x180:r=30:d=" + length +
        " -f lavfi -i \"aevalsrc='if(gte(t,1)*lt(mod(t,1),0.1),0.5*sin(2*PI*1000*t),0)':s=48000:d=" + length +
        "\" -vf \"drawbox=t=fill:color=white:enable='gte(n,30)*lt(mod(n,30),3)'\" "
        "-c:v libx264 -preset ultrafast -tune zerolatency -g 30 -pix_fmt yuv420p -c:a pcm_s16le " +
        path;
    REQUIRE(std::system(command.c_str()) == 0);
    return path;
}

}  // namespace tsudoi::pipeline::test
