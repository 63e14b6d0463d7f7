// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/main_loop.h"
#include "base/synchronized.h"
#include "pipeline/programme_engine.h"
#include "seminar/ports.h"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A whole small programme for tests: control loop, engine, a recorder that keeps packets.
namespace tsudoi::pipeline::test {

using Packets = std::vector<EncodedPacket>;

class PacketLog final : public seminar::PacketSink {
public:
    void push(EncodedPacket packet) noexcept override {
        packets_.with([&](Packets& all) { all.push_back(std::move(packet)); });
    }
    [[nodiscard]] Packets all() const { return packets_.copy(); }
    [[nodiscard]] Packets of(TrackId track) const {
        Packets chosen;
        for (const EncodedPacket& packet : packets_.copy()) {
            if (packet.track == track) {
                chosen.push_back(packet);
            }
        }
        return chosen;
    }
    [[nodiscard]] std::size_t count(TrackId track) const { return of(track).size(); }

private:
    Synchronized<Packets> packets_;
};

class PictureLog final : public seminar::PictureSink {
public:
    void picture(const seminar::PictureId& id, SharedBytes jpeg) noexcept override {
        pictures_.with([&](auto& all) { all[id].push_back(std::move(jpeg)); });
    }
    [[nodiscard]] std::vector<SharedBytes> of(const seminar::PictureId& id) const {
        return pictures_.with([&](const auto& all) {
            const auto found = all.find(id);
            return found != all.end() ? found->second : std::vector<SharedBytes>{};
        });
    }

    struct Frame {
        std::shared_ptr<const seminar::Multiview> map;
        EncodedPacket packet;
    };
    void multiview(std::shared_ptr<const seminar::Multiview> map, SharedBytes h264, bool keyframe) noexcept override {
        frames_.with([&](std::vector<Frame>& all) {
            const MediaTime pts = std::chrono::milliseconds(all.size());  // only the order counts
            all.push_back({std::move(map),
                           {.format = std::make_shared<const TrackFormat>(),
                            .pts = pts,
                            .keyframe = keyframe,
                            .data = std::move(h264)}});
        });
    }
    [[nodiscard]] std::vector<Frame> frames() const { return frames_.copy(); }

private:
    Synchronized<std::map<seminar::PictureId, std::vector<SharedBytes>>> pictures_;
    Synchronized<std::vector<Frame>> frames_;
};

class EventLog final : public seminar::ProgrammeEvents {
public:
    void inputChanged(const seminar::InputStatus& status) override {
        inputs[status.id] = status;
        states[status.id].push_back(status.state);
    }
    void inputRemoved(const InputId& id) override { inputs.erase(id); }
    void metered(const seminar::Meters& measured) override {
        meters = measured;
        ++meterCount;
    }
    void encoderReplaced(const Text& what) override { replaced.push_back(what); }
    void programmeFailed(const Error& error) override { failures.push_back(error); }
    void overloaded(bool /*now*/) override {}
    void peerConnected(const seminar::PeerId& /*peer*/, bool /*now*/) override {}

    std::map<InputId, seminar::InputStatus> inputs;
    std::map<InputId, std::vector<seminar::InputState>> states;
    seminar::Meters meters;
    int meterCount = 0;
    std::vector<Text> replaced;
    std::vector<Error> failures;
};

inline constexpr Size kSmallCanvas{320, 180};
inline constexpr TrackId kVideo{TrackKind::Video, 0};
inline constexpr TrackId kSecondVideo{TrackKind::Video, 1};
inline constexpr TrackId kAudio{TrackKind::Audio, 0};

/// \return one picture rendition of 320x180 with sound and one of sound only
inline seminar::ProgrammeSpec smallProgramme() {
    seminar::ProgrammeSpec spec;
    spec.canvas = kSmallCanvas;
    spec.renditions.push_back({RenditionName("small"), kSmallCanvas, 600'000, 96'000, {}, {}});
    spec.renditions.push_back({RenditionName("audio"), std::nullopt, 0, 64'000, {}, {}});
    spec.assignTracks();
    return spec;
}
/// \return two picture renditions
inline seminar::ProgrammeSpec ladderProgramme() {
    seminar::ProgrammeSpec spec;
    spec.canvas = kSmallCanvas;
    spec.renditions.push_back({RenditionName("large"), kSmallCanvas, 600'000, 96'000, {}, {}});
    spec.renditions.push_back({RenditionName("small"), Size{160, 90}, 200'000, 96'000, {}, {}});
    spec.assignTracks();
    return spec;
}

/// \return a moving test input
inline seminar::InputSpec testInput(const std::string& id) {
    seminar::InputSpec spec;
    spec.id = InputId(id);
    spec.name = id;
    spec.kind = seminar::InputKind::Test;
    return spec;
}
inline seminar::InputSpec fileInput(const std::string& id, const std::string& path, bool loops) {
    seminar::InputSpec spec;
    spec.id = InputId(id);
    spec.name = id;
    spec.kind = seminar::InputKind::File;
    spec.path = path;
    spec.loop = loops;
    return spec;
}
inline seminar::InputSpec imageInput(const std::string& id, const std::string& path) {
    seminar::InputSpec spec = fileInput(id, path, false);
    spec.kind = seminar::InputKind::Image;
    return spec;
}
/// \return that input alone on the canvas
inline seminar::Scene fullScene(const std::string& input) {
    return {seminar::LayoutKind::Full, {{"main", InputId(input)}}};
}

/// Runs the engine on a control loop in the test's own thread.
class ProgrammeBench {
public:
    explicit ProgrammeBench(const seminar::ProgrammeSpec& spec = smallProgramme(),
                            const std::vector<std::string>& encoders = {"x264enc"}) {
        auto made = ProgrammeEngine::create(spec, loop, {}, encoders);
        REQUIRE(made);
        engine = std::move(*made);
        engine->start(events);
    }
    ~ProgrammeBench() { engine->stop(); }
    ProgrammeBench(const ProgrammeBench&) = delete;
    ProgrammeBench& operator=(const ProgrammeBench&) = delete;

    /// Runs the loop until \p condition holds. \return false: it did not within \p longest
    bool until(const std::function<bool()>& condition, std::chrono::seconds longest = std::chrono::seconds(30)) {
        bool held = false;
        const auto limit = loop.after(longest, [this] { loop.stop(); });
        const auto poll = loop.every(std::chrono::milliseconds(5), [&] {
            held = condition();
            if (held) {
                loop.stop();
            }
        });
        loop.run();
        return held;
    }
    /// Adds an input and runs until it shows its own picture.
    bool addLive(const seminar::InputSpec& spec) {
        engine->addInput(spec);
        return until([&] { return events.inputs[spec.id].state == seminar::InputState::Live; });
    }
    bool encode() {
        engine->startEncoding(packets);
        return until([this] { return packets->count(kVideo) > 0; });
    }
    /// Stops the encoders and waits for the last packet.
    bool finishEncoding() {
        bool done = false;
        engine->stopEncoding([&done] { done = true; });
        return until([&done] { return done; });
    }

    MainLoop loop;
    EventLog events;
    std::shared_ptr<PacketLog> packets = std::make_shared<PacketLog>();
    std::unique_ptr<ProgrammeEngine> engine;
};

}  // namespace tsudoi::pipeline::test
