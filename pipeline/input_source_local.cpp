// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/input_decode.h"
#include "pipeline/input_source.h"

#include <functional>

namespace tsudoi::pipeline {

namespace {

/// Small, because a moving test picture costs the CPU in proportion to its size.
constexpr const char* kTestPicture =
    "video/x-raw, format=(string)I420, width=(int)640, height=(int)360, "
    "framerate=(fraction)30/1, colorimetry=(string)bt709";
constexpr const char* kTestSound = "audio/x-raw, format=(string)F32LE, rate=(int)48000, channels=(int)2";
constexpr double kTestVolume = 0.1;

/// Test inputs are told apart by their colour and their tone.
guint testColour(std::size_t hash) {
    constexpr guint kColours[] = {0xff1f4e79, 0xff7a1f1f, 0xff1f6b3a, 0xff5b2a7a, 0xff7a5a1f, 0xff1f6b6b};
    return kColours[hash % std::size(kColours)];
}
double testTone(std::size_t hash) {
    constexpr double kTonesHz[] = {440.0, 523.25, 587.33, 659.25, 783.99, 349.23};
    return kTonesHz[hash % std::size(kTonesHz)];
}

Status buildTestChain(GstBin* bin, GstElement* source, const char* capsText, InputPorts& ports) {
    const auto filter = addElement(bin, "capsfilter");
    if (!filter) {
        return fail(filter.error());
    }
    const auto caps = capsFromText(capsText);
    g_object_set(*filter, "caps", caps.get(), nullptr);
    if (auto linked = linkChain({source, *filter}); !linked) {
        return linked;
    }
    const PadPtr out(gst_element_get_static_pad(*filter, "src"));
    ports.take(out.get());
    return {};
}

}  // namespace

Status buildTestSource(const seminar::InputSpec& spec, InputPorts& ports) {
    GstBin* bin = ports.context().pipeline;
    const auto picture = addElement(bin, "videotestsrc");
    const auto sound = addElement(bin, "audiotestsrc");
    if (!picture || !sound) {
        return fail(picture ? sound.error() : picture.error());
    }
    const std::size_t hash = std::hash<std::string>{}(spec.id.str());
    setProperty(*picture, "pattern", "ball");
    g_object_set(*picture, "is-live", TRUE, "background-color", testColour(hash), nullptr);
    g_object_set(*sound, "is-live", TRUE, "volume", kTestVolume, "freq", testTone(hash), "samplesperbuffer", 480,
                 nullptr);
    if (auto built = buildTestChain(bin, *picture, kTestPicture, ports); !built) {
        return built;
    }
    return buildTestChain(bin, *sound, kTestSound, ports);
}

Status buildFileSource(const seminar::InputSpec& spec, InputPorts& ports) {
    GstBin* bin = ports.context().pipeline;
    const auto source = addElement(bin, "filesrc");
    const auto decoder = addDecoder(bin);
    if (!source || !decoder) {
        return fail(source ? decoder.error() : source.error());
    }
    g_object_set(*source, "location", spec.path.c_str(), nullptr);
    ports.follow(*decoder);
    return linkChain({*source, *decoder});
}

}  // namespace tsudoi::pipeline
