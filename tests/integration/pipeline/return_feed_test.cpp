// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/return_feed.h"

#include "base/synchronized.h"
#include "pipeline/picture_buffer.h"
#include "pipeline/programme_time.h"

#include <doctest/doctest.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace tsudoi;
using namespace tsudoi::pipeline;
using namespace std::chrono_literals;
using seminar::PeerId;
using seminar::ScreenPicture;

namespace {

constexpr Size kCanvas{320, 180};
constexpr Fraction kRate{30, 1};
constexpr int kBright = 200;

PicturePtr plain(Size size, int luma) {
    auto picture = makePicture(size);
    for (std::size_t plane = 0; plane < kPlanes; ++plane) {
        const Size part = planeSize(size, plane);
        const int value = plane == 0 ? luma : kBlack[plane];
        std::fill_n(picture->planes[plane].data, std::ptrdiff_t{picture->planes[plane].stride} * part.height,
                    static_cast<std::uint8_t>(value));
    }
    return picture;
}

struct Got {
    bool keyframe = false;
    MediaTime at{};
    BufferPtr data;
};

class Listener final : public ReturnListener {
public:
    void picture(GstSample* sample, MediaTime at) noexcept override {
        GstBuffer* buffer = gst_sample_get_buffer(sample);
        got_.with([&](std::vector<Got>& got) {
            got.push_back({!GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT), at,
                           BufferPtr(gst_buffer_copy_deep(buffer))});
        });
    }
    void sound(std::span<const float> /*frames*/, MediaTime /*at*/) noexcept override {}

    [[nodiscard]] std::size_t count() const {
        return got_.with([](const auto& got) { return got.size(); });
    }
    [[nodiscard]] std::vector<Got> take() {
        return got_.with([](auto& got) { return std::exchange(got, {}); });
    }

private:
    Synchronized<std::vector<Got>> got_;
};

struct Seen {
    int middle = 0;  ///< luma
    int width = 0;
};

/// \return what is to be seen; fewer than given: some could not be decoded
std::vector<Seen> decoded(const std::vector<Got>& pictures) {
    const ElementPtr pipeline = sunkObject(gst_parse_launch(
        "appsrc name=src format=time max-bytes=0 caps=video/x-h264,stream-format=byte-stream,alignment=au ! h264parse "
        "! avdec_h264 max-threads=1 output-corrupt=false ! video/x-raw,format=I420 ! appsink name=sink sync=false",
        nullptr));
    const ElementPtr source(gst_bin_get_by_name(GST_BIN(pipeline.get()), "src"));
    const ElementPtr sink(gst_bin_get_by_name(GST_BIN(pipeline.get()), "sink"));
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    for (const Got& one : pictures) {
        gst_app_src_push_buffer(GST_APP_SRC(source.get()), gst_buffer_copy(one.data.get()));
    }
    gst_app_src_end_of_stream(GST_APP_SRC(source.get()));
    std::vector<Seen> seen;
    while (const SamplePtr sample{gst_app_sink_try_pull_sample(GST_APP_SINK(sink.get()), 20 * GST_SECOND)}) {
        const PicturePtr picture = pictureOf(sample.get());
        const Plane& luma = picture->planes[0];
        const auto [width, height] = picture->size;
        seen.push_back({luma.data[std::ptrdiff_t{height / 2} * luma.stride + width / 2], width});
    }
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
    return seen;
}

/// A feed that gets a bright programme and dark panelists, as long as somebody wants them.
struct Rig {
    explicit Rig(Size size = kCanvas) : canvas(size) { gstInit(); }

    bool until(const std::function<bool()>& condition) {
        const auto end = std::chrono::steady_clock::now() + 30s;
        while (!condition() && std::chrono::steady_clock::now() < end) {
            FramePlan plan;
            plan.pts = frameTime(++number, kRate);
            if (feed.wantsPanel()) {
                plan.panel = {{dark, {0, 0, canvas.width, canvas.height}, seminar::Fit::Contain}};
            }
            feed.picture(plan, bright);
            std::this_thread::sleep_for(5ms);
        }
        return condition();
    }
    bool getsMore(const Listener& listener, std::size_t more = 10) {
        const std::size_t before = listener.count();
        return until([&] { return listener.count() >= before + more; });
    }

    const Size canvas;
    const PicturePtr bright = plain(canvas, kBright);
    const PicturePtr dark = plain(canvas, 40);
    std::int64_t number = 0;
    Synchronized<std::vector<std::pair<std::string, bool>>> told;
    ReturnFeed feed{canvas, kRate, std::make_shared<RoomSound>(), [this](const PeerId& peer, bool listens) {
                        told.with([&](auto& all) { all.emplace_back(peer.id, listens); });
                    }};
};

const PeerId kHall{PeerId::Kind::Screen, "hall"};
const PeerId kYamada{PeerId::Kind::Panelist, "yamada"};

}  // namespace

TEST_CASE("a screen changes between programme and panelists in the same stream, and the panelists go on") {
    Rig rig;
    const auto hall = std::make_shared<Listener>();
    const auto yamada = std::make_shared<Listener>();
    rig.feed.join(kHall, hall);
    rig.feed.join(kYamada, yamada);
    CHECK_FALSE(rig.feed.wantsPanel());
    REQUIRE(rig.getsMore(*hall));
    rig.feed.choose(kHall, ScreenPicture::Panelists);
    CHECK(rig.feed.wantsPanel());
    REQUIRE(rig.getsMore(*hall));
    rig.feed.choose(kHall, ScreenPicture::Programme);
    CHECK_FALSE(rig.feed.wantsPanel());
    REQUIRE(rig.getsMore(*hall));

    const std::vector<Got> got = hall->take();
    const std::vector<Seen> seen = decoded(got);
    REQUIRE(seen.size() == got.size());
    int changes = 0;
    for (std::size_t i = 0; i < got.size(); ++i) {
        const bool other = i == 0 || (seen[i].middle > kBright / 2) != (seen[i - 1].middle > kBright / 2);
        changes += other ? 1 : 0;
        CHECK((!other || got[i].keyframe));
        CHECK((i == 0 || got[i].at > got[i - 1].at));
    }
    CHECK(changes == 3);
    for (const Seen& one : decoded(yamada->take())) {
        CHECK(one.middle > kBright / 2);
    }
}

TEST_CASE("who joins later does not wait for the next keyframe that comes by itself") {
    constexpr std::size_t kPromptly = 20;  // the pause between two keyframes, and what is on its way
    Rig rig;
    const auto yamada = std::make_shared<Listener>();
    const auto hall = std::make_shared<Listener>();
    rig.feed.join(kYamada, yamada);
    REQUIRE(rig.getsMore(*yamada, 20));
    const std::size_t before = yamada->count();
    rig.feed.join(kHall, hall);
    REQUIRE(rig.getsMore(*hall, 5));
    const std::vector<Got> got = yamada->take();
    const auto next = std::find_if(got.begin() + static_cast<std::ptrdiff_t>(before), got.end(),
                                   [](const Got& one) { return one.keyframe; });
    REQUIRE(next != got.end());
    CHECK(static_cast<std::size_t>(next - got.begin()) <= before + kPromptly);
    CHECK(hall->take().front().keyframe);
}

TEST_CASE("a line that carries little gets a small picture, the others go on, and the full one comes back") {
    Rig rig(Size{1280, 720});
    const auto yamada = std::make_shared<Listener>();
    const auto suzuki = std::make_shared<Listener>();
    const PeerId other{PeerId::Kind::Panelist, "suzuki"};
    rig.feed.join(kYamada, yamada);
    rig.feed.join(other, suzuki);
    REQUIRE(rig.getsMore(*yamada));
    rig.feed.setRung(kYamada, suzuki.get(), ReturnRung::Low);  // of a connection that is not theirs
    REQUIRE(rig.getsMore(*yamada));
    rig.feed.setRung(kYamada, yamada.get(), ReturnRung::Low);
    REQUIRE(rig.getsMore(*yamada));
    rig.feed.setRung(kYamada, yamada.get(), ReturnRung::Full);
    REQUIRE(rig.getsMore(*yamada));

    const std::vector<Got> got = yamada->take();
    const std::vector<Seen> seen = decoded(got);
    REQUIRE(seen.size() == got.size());
    std::vector<int> widths;
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (widths.empty() || widths.back() != seen[i].width) {
            widths.push_back(seen[i].width);
            CHECK(got[i].keyframe);
        }
    }
    CHECK(widths == std::vector{1280, 640, 1280});
    for (const Seen& one : decoded(suzuki->take())) {
        CHECK(one.width == 1280);
    }
}

TEST_CASE("what a screen shows can be chosen before it comes, and one that goes needs no picture any more") {
    Rig rig;
    const auto hall = std::make_shared<Listener>();
    rig.feed.choose(kHall, ScreenPicture::Panelists);
    CHECK_FALSE(rig.feed.wantsPanel());
    rig.feed.join(kHall, hall);
    REQUIRE(rig.getsMore(*hall));
    CHECK(decoded(hall->take()).front().middle < kBright / 2);
    rig.feed.leave(kHall, hall.get());
    CHECK_FALSE(rig.feed.wantsPanel());
    CHECK(rig.told.copy() == std::vector<std::pair<std::string, bool>>{{"hall", true}, {"hall", false}});
}

TEST_CASE("who comes again replaces the earlier connection, whose end is nobody's") {
    Rig rig;
    const auto before = std::make_shared<Listener>();
    const auto after = std::make_shared<Listener>();
    rig.feed.join(kHall, before);
    rig.feed.join(kHall, after);
    rig.feed.leave(kHall, before.get());
    CHECK(rig.feed.hasListeners());
    REQUIRE(rig.getsMore(*after, 1));
    CHECK(after->take().front().keyframe);
    CHECK(before->count() == 0);
    CHECK(rig.told.copy() == std::vector<std::pair<std::string, bool>>{{"hall", true}, {"hall", true}});
}
