// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/main_loop.h"
#include "base/synchronized.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/input_supervisor.h"

#include <doctest/doctest.h>
#include <gst/video/video.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace tsudoi::tests {

using namespace std::chrono_literals;

/// Generous: the machine may be busy. Only a failure takes this long.
inline constexpr auto kPatience = 40s;

template <typename Condition>
[[nodiscard]] bool eventually(Condition&& condition, std::chrono::milliseconds longest = kPatience) {
    const auto end = std::chrono::steady_clock::now() + longest;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= end) {
            return false;
        }
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

/// A main loop on a thread of its own, as the control thread.
class ControlThread {
public:
    ControlThread() : thread_([this] { loop_.run(); }) {}
    ~ControlThread() {
        loop_.stop();
        thread_.join();
    }
    ControlThread(const ControlThread&) = delete;
    ControlThread& operator=(const ControlThread&) = delete;

    void run(const std::function<void()>& task) {
        Event done;
        loop_.post([&] {
            task();
            done.set();
        });
        done.wait();
    }
    [[nodiscard]] Executor& executor() { return loop_; }

private:
    MainLoop loop_;
    std::thread thread_;
};

class TempDir {
public:
    TempDir() {
        std::string name = (std::filesystem::temp_directory_path() / "tsudoi-input-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TempDir() { std::filesystem::remove_all(path_); }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// Runs a shell command that must work.
inline void shell(const std::string& command) {
    INFO(command);
    REQUIRE(std::system(command.c_str()) == 0);
}

/// Makes a film with ffmpeg: everything between the global options and the file name.
inline std::string film(const TempDir& dir, const std::string& name, const std::string& arguments) {
    const std::string path = dir.file(name);
    shell("ffmpeg -nostdin -v error -y " + arguments + " " + path);
    return path;
}

inline const std::string kTestPictures = "-f lavfi -i testsrc2=size=320x180:rate=30";
inline const std::string kTestSound = "-f lavfi -i sine=frequency=440:sample_rate=48000";

/// What came out of an input so far.
struct Heard {
    int pictures = 0;
    int blocks = 0;
    int discontinuities = 0;
    std::uint64_t frames = 0;
    Size size;
    Fraction rate;
    std::string format;
    std::string colorimetry;
    bool interlaced = false;
    MediaTime firstPicture{};
    MediaTime lastPicture{};
    MediaTime firstSound{};
    MediaTime lastSound{};
    MediaTime longestPictureGap{};
    MediaTime worstSoundJump{};  ///< between the end of a block and the begin of the next
    MediaTime latestPicture{};   ///< most that a picture came after it was due
    double left = 0;             ///< RMS of the newest loud enough block
    double right = 0;
    int brightness = 0;  ///< of the middle of the newest picture
};

/// Measures what an input brings.
class Listener final : public pipeline::InputSink {
public:
    explicit Listener(const pipeline::ProgrammeTiming& timing) : timing_(timing) {}

    void video(GstSample* sample, MediaTime at) noexcept override {
        GstVideoInfo info;
        gst_video_info_from_caps(&info, gst_sample_get_caps(sample));
        const int brightness = middle(gst_sample_get_buffer(sample), info);
        const MediaTime now(static_cast<std::int64_t>(gst_clock_get_time(timing_.clock)) -
                            static_cast<std::int64_t>(timing_.baseTime));
        heard_.with([&](Heard& heard) {
            if (heard.pictures++ == 0) {
                heard.firstPicture = at;
            } else {
                heard.longestPictureGap = std::max(heard.longestPictureGap, at - heard.lastPicture);
            }
            heard.lastPicture = at;
            heard.latestPicture = std::max(heard.latestPicture, now - at);
            heard.size = {info.width, info.height};
            heard.rate = {info.fps_n, info.fps_d};
            heard.format = gst_video_format_to_string(info.finfo->format);
            heard.colorimetry = pipeline::takeString(gst_video_colorimetry_to_string(&info.colorimetry));
            heard.interlaced = info.interlace_mode != GST_VIDEO_INTERLACE_MODE_PROGRESSIVE;
            heard.brightness = brightness;
        });
    }
    void audio(std::span<const float> frames, MediaTime at) noexcept override {
        const MediaTime length(static_cast<std::int64_t>(frames.size() / 2) * 1'000'000'000 / 48000);
        heard_.with([&](Heard& heard) {
            if (heard.blocks++ == 0) {
                heard.firstSound = at;
            } else {
                const MediaTime jump = at - heard.lastSound;
                heard.worstSoundJump = std::max(heard.worstSoundJump, jump < MediaTime(0) ? -jump : jump);
            }
            heard.lastSound = at + length;
            heard.frames += frames.size() / 2;
            heard.left = rms(frames, 0);
            heard.right = rms(frames, 1);
        });
    }
    void discontinuity() noexcept override {
        heard_.with([](Heard& heard) { ++heard.discontinuities; });
    }

    [[nodiscard]] Heard heard() const { return heard_.copy(); }
    void forget() {
        heard_.with([](Heard& heard) { heard = Heard{}; });
    }

private:
    static double rms(std::span<const float> frames, std::size_t channel) {
        double sum = 0;
        for (std::size_t i = channel; i < frames.size(); i += 2) {
            sum += static_cast<double>(frames[i]) * static_cast<double>(frames[i]);
        }
        return frames.empty() ? 0 : std::sqrt(sum / (static_cast<double>(frames.size()) / 2));
    }
    static int middle(GstBuffer* buffer, const GstVideoInfo& info) {
        GstVideoFrame frame;
        if (!gst_video_frame_map(&frame, &info, buffer, GST_MAP_READ)) {
            return -1;
        }
        const auto* plane = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0));
        const int value = plane[GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0) * (info.height / 2) + info.width / 2];
        gst_video_frame_unmap(&frame);
        return value;
    }

    const pipeline::ProgrammeTiming timing_;
    Synchronized<Heard> heard_;
};

/// One input with its supervisor, as the programme has it.
class InputRig {
public:
    explicit InputRig(seminar::InputSpec spec, Size canvas = {640, 360}, Fraction rate = {30, 1})
        : clock_((pipeline::gstInit(), gst_system_clock_obtain())),
          timing_{clock_.get(), gst_clock_get_time(clock_.get()), canvas, rate},
          listener_(timing_) {
        if (spec.id.empty()) {
            spec.id = InputId("input");
        }
        control_.run([&] {
            supervisor_ =
                std::make_unique<pipeline::InputSupervisor>(std::move(spec), listener_, timing_, control_.executor(),
                                                            reaper_, [this](const seminar::InputStatus& status) {
                                                                told_.with([&](auto& told) { told.push_back(status); });
                                                            });
        });
    }
    ~InputRig() { remove(); }
    InputRig(const InputRig&) = delete;
    InputRig& operator=(const InputRig&) = delete;

    void remove() {
        control_.run([&] { supervisor_.reset(); });
    }
    [[nodiscard]] seminar::InputStatus status() {
        seminar::InputStatus status;
        control_.run([&] { status = supervisor_->status(); });
        return status;
    }
    [[nodiscard]] seminar::InputState state() const { return supervisor_->state(); }
    [[nodiscard]] Heard heard() const { return listener_.heard(); }
    void forget() { listener_.forget(); }
    [[nodiscard]] bool hears(const std::function<bool(const Heard&)>& condition) {
        return eventually([&] { return condition(heard()); });
    }
    [[nodiscard]] bool becomes(seminar::InputState state) {
        return eventually([&] { return supervisor_->state() == state; });
    }
    [[nodiscard]] std::vector<seminar::InputStatus> told() const { return told_.copy(); }
    [[nodiscard]] pipeline::InputSupervisor& supervisor() { return *supervisor_; }
    [[nodiscard]] ControlThread& control() { return control_; }
    [[nodiscard]] pipeline::InputReaper& reaper() { return reaper_; }

private:
    pipeline::ClockPtr clock_;
    pipeline::ProgrammeTiming timing_;
    Listener listener_;
    Synchronized<std::vector<seminar::InputStatus>> told_;
    pipeline::InputReaper reaper_;
    ControlThread control_;
    std::unique_ptr<pipeline::InputSupervisor> supervisor_;
};

inline seminar::InputSpec fileInput(const std::string& path, bool loop = true) {
    seminar::InputSpec spec;
    spec.kind = seminar::InputKind::File;
    spec.path = path;
    spec.loop = loop;
    return spec;
}

}  // namespace tsudoi::tests
