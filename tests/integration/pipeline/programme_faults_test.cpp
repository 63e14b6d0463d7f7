// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/programme_time.h"
#include "programme_bench.h"
#include "programme_material.h"
#include "support/temporary_directory.h"

#include <doctest/doctest.h>
#include <gst/video/gstvideoencoder.h>

#include <sys/stat.h>

#include <fstream>

namespace tsudoi::pipeline::test {

namespace {

constexpr Fraction kRate{30, 1};

/// \return frame numbers that are missing between the first and the last packet
std::int64_t missing(const Packets& packets) {
    const std::int64_t first = frameAt(packets.front().pts, kRate);
    const std::int64_t last = frameAt(packets.back().pts, kRate);
    return last - first + 1 - static_cast<std::int64_t>(packets.size());
}

/// \return frames that the machine, not the programme, cost: it was too busy
std::int64_t excused(const ProgrammeStats& stats) {
    return static_cast<std::int64_t>(stats.skipped + stats.shed + stats.leftOut);
}

/// An encoder that gives 40 frames and then breaks, or from then on only swallows.
enum class Breaks { WithError, Silently };

void registerBreaking(const char* name, Breaks how) {
    gstInit();
    if (const auto* known = gst_element_factory_find(name)) {
        gst_object_unref(const_cast<GstElementFactory*>(known));
        return;
    }
    static const auto init = [](GTypeInstance* instance, gpointer) {
        GstBin* bin = GST_BIN(instance);
        const bool error = std::string_view(G_OBJECT_TYPE_NAME(instance)).ends_with("WithError");
        GstElement* encoder = gst_element_factory_make("x264enc", "encoder");
        gst_util_set_object_arg(G_OBJECT(encoder), "tune", "zerolatency");
        gst_util_set_object_arg(G_OBJECT(encoder), "speed-preset", "ultrafast");
        GstElement* breaker = gst_element_factory_make("identity", "breaker");
        g_object_set(breaker, error ? "error-after" : "eos-after", 40, nullptr);
        gst_bin_add_many(bin, encoder, breaker, nullptr);
        gst_element_link(encoder, breaker);
        const auto ghost = [bin](GstElement* element, const char* pad) {
            GstPad* target = gst_element_get_static_pad(element, pad);
            gst_element_add_pad(GST_ELEMENT(bin), gst_ghost_pad_new(pad, target));
            gst_object_unref(target);
        };
        ghost(encoder, "sink");
        ghost(breaker, "src");
    };
    GTypeInfo info{};
    info.class_size = sizeof(GstBinClass);
    info.instance_size = sizeof(GstBin);
    info.instance_init = init;
    info.class_init = [](gpointer type, gpointer) {
        gst_element_class_set_static_metadata(GST_ELEMENT_CLASS(type), "breaking", "Codec/Encoder", "for tests",
                                              "tests");
    };
    const char* typeName = how == Breaks::WithError ? "BreakingWithError" : "BreakingSilently";
    const GType type = g_type_register_static(GST_TYPE_BIN, typeName, &info, GTypeFlags{});
    REQUIRE(gst_element_register(nullptr, name, GST_RANK_NONE, type) != FALSE);
}

void checkFallback(const char* breaking) {
    ProgrammeBench bench(ladderProgramme(), {breaking, "x264enc"});
    REQUIRE(bench.addLive(testInput("camera")));
    bench.engine->showProgramme(fullScene("camera"), {});
    REQUIRE(bench.encode());
    REQUIRE(bench.until([&] { return bench.events.replaced.size() == 2; }));
    CHECK(bench.events.failures.empty());
    const std::size_t before = bench.packets->count(kVideo);
    REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= before + 100; }));
    REQUIRE(bench.finishEncoding());

    std::vector<std::vector<std::int64_t>> beats;
    for (const TrackId track : {kVideo, kSecondVideo}) {
        const Packets packets = bench.packets->of(track);
        int changes = 0;
        auto& beat = beats.emplace_back();
        for (std::size_t i = 1; i < packets.size(); ++i) {
            const bool changed = packets[i].format != packets[i - 1].format;
            changes += changed ? 1 : 0;
            CHECK(packets[i].pts - packets[i - 1].pts < std::chrono::seconds(2));
            if (changed) {
                CHECK(packets[i].keyframe);
            } else if (packets[i].keyframe) {
                beat.push_back(frameAt(packets[i].pts, kRate));
            }
        }
        CHECK(changes == 1);
    }
    CHECK(beats[0] == beats[1]);
}

}  // namespace

TEST_CASE("inputs that vanish, hang, break and come back cost the programme no frame") {
    tsudoi::test::TemporaryDirectory folder;
    const std::string pipe = (folder.path() / "hung.mp4").string();
    const std::string garbage = (folder.path() / "garbage.mp4").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    std::ofstream(garbage) << std::string(100'000, 'x');
    ProgrammeBench bench;
    REQUIRE(bench.addLive(testInput("camera")));
    bench.engine->showProgramme(
        {seminar::LayoutKind::SideBySide, {{"left", InputId("camera")}, {"right", InputId("bad")}}}, {});
    REQUIRE(bench.encode());
    const auto run = [&bench](std::size_t frames) {
        const std::size_t goal = bench.packets->count(kVideo) + frames;
        return bench.until([&] { return bench.packets->count(kVideo) >= goal; });
    };
    for (const std::string& path : {pipe, garbage, std::string("/nonexistent")}) {
        bench.engine->addInput(fileInput("bad", path, true));
        REQUIRE(run(15));
        bench.engine->restartInput(InputId("camera"));
        REQUIRE(run(10));
        bench.engine->removeInput(InputId("bad"));
        REQUIRE(run(5));
    }
    bench.engine->removeInput(InputId("camera"));
    REQUIRE(run(10));
    const ProgrammeStats stats = bench.engine->stats();
    REQUIRE(bench.finishEncoding());
    std::ofstream(pipe).close();  // lets go of whoever still waits for it
    CHECK(missing(bench.packets->of(kVideo)) <= excused(stats));
}

TEST_CASE("an encoder that breaks is replaced and the renditions stay on one beat") {
    registerBreaking("tsudoibreakingenc", Breaks::WithError);
    checkFallback("tsudoibreakingenc");
}

TEST_CASE("an encoder that falls silent is replaced too") {
    registerBreaking("tsudoisilentenc", Breaks::Silently);
    checkFallback("tsudoisilentenc");
}

TEST_CASE("without any working encoder the operator is told") {
    ProgrammeBench bench(smallProgramme(), {"tsudoinosuchenc"});
    bench.engine->startEncoding(bench.packets);
    CHECK(bench.until([&] { return bench.events.failures.size() == 1; }));
}

TEST_CASE("encoding stops and starts again at once, with keyframes first") {
    ProgrammeBench bench;
    REQUIRE(bench.encode());
    for (int i = 0; i < 3; ++i) {
        REQUIRE(bench.until([&] { return bench.packets->count(kVideo) >= 10; }));
        REQUIRE(bench.finishEncoding());
        CHECK(bench.packets->of(kVideo).front().keyframe);
        const std::size_t after = bench.packets->all().size();
        bench.packets = std::make_shared<PacketLog>();
        REQUIRE(bench.encode());
        CHECK(after > 0);
    }
    REQUIRE(bench.finishEncoding());
}

}  // namespace tsudoi::pipeline::test
