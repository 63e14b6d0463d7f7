// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "seminar/programme.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

/// Real H.264 and AAC packets for tests, small and quick, as the pipeline delivers them.
namespace tsudoi::test {

struct CodecDeleter {
    void operator()(AVCodecContext* codec) const noexcept { avcodec_free_context(&codec); }
    void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
};
template <typename T>
using CodecPtr = std::unique_ptr<T, CodecDeleter>;

inline Bytes copyBytes(const std::uint8_t* data, int size) {
    const auto* begin = reinterpret_cast<const std::byte*>(data);
    return {begin, begin + size};
}

/// avcC from Annex B extradata with one SPS and one PPS (ISO/IEC 14496-15 5.3.3.1).
inline Bytes avcCFromAnnexB(const std::uint8_t* data, int size) {
    std::vector<Bytes> units;
    for (int i = 0; i + 3 < size; ++i) {
        if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
            units.emplace_back();
            i += 2;
        } else if (!units.empty()) {
            units.back().push_back(static_cast<std::byte>(data[i]));
        }
    }
    for (int i = std::max(0, size - 3); i < size && !units.empty(); ++i) {
        units.back().push_back(static_cast<std::byte>(data[i]));
    }
    Bytes sps;
    Bytes pps;
    for (auto& unit : units) {
        while (!unit.empty() && unit.back() == std::byte{0}) {
            unit.pop_back();  // the leading zero of a four-byte start code
        }
        const auto type = unit.empty() ? 0 : std::to_integer<int>(unit[0]) & 0x1f;
        (type == 7 ? sps : type == 8 ? pps : unit) = unit;
    }
    Bytes box{std::byte{1}, sps.at(1), sps.at(2), sps.at(3), std::byte{0xff}, std::byte{0xe1}};
    const auto add = [&](const Bytes& set) {
        box.push_back(static_cast<std::byte>(set.size() >> 8));
        box.push_back(static_cast<std::byte>(set.size() & 0xff));
        box.insert(box.end(), set.begin(), set.end());
    };
    add(sps);
    box.push_back(std::byte{1});
    add(pps);
    return box;
}

/// Start codes become 4-byte lengths.
inline Bytes avcFromAnnexB(const std::uint8_t* data, int size) {
    Bytes out;
    int begin = -1;
    const auto flush = [&](int end) {
        if (begin < 0) {
            return;
        }
        while (end > begin && data[end - 1] == 0) {
            --end;
        }
        const auto type = end > begin ? data[begin] & 0x1f : 0;
        if (end > begin && type != 7 && type != 8 && type != 9) {
            const auto length = static_cast<std::uint32_t>(end - begin);
            for (const int shift : {24, 16, 8, 0}) {
                out.push_back(static_cast<std::byte>(length >> shift & 0xff));
            }
            const auto* unit = reinterpret_cast<const std::byte*>(data + begin);
            out.insert(out.end(), unit, unit + length);
        }
    };
    for (int i = 0; i + 2 < size; ++i) {
        if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
            flush(i);
            begin = i + 3;
            i += 2;
        }
    }
    flush(size);
    return out;
}

/// libx264 and aac talk a lot.
inline const bool kQuietCodecs = [] {
    av_log_set_level(AV_LOG_ERROR);
    return true;
}();

class VideoTrackEncoder {
public:
    VideoTrackEncoder(TrackId id, Size size, Fraction rate, std::int64_t bitrate,
                      const std::string& preset = "ultrafast")
        : id_(id), size_(size), rate_(rate) {
        const auto* codec = avcodec_find_encoder_by_name("libx264");
        codec_.reset(avcodec_alloc_context3(codec));
        codec_->width = size.width;
        codec_->height = size.height;
        codec_->pix_fmt = AV_PIX_FMT_YUV420P;
        codec_->time_base = {rate.denominator, rate.numerator};
        codec_->framerate = {rate.numerator, rate.denominator};
        codec_->bit_rate = bitrate;
        codec_->gop_size = static_cast<int>(std::lround(2.0 * rate.numerator / rate.denominator));
        codec_->max_b_frames = 0;
        codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
        codec_->thread_count = 1;
        av_opt_set(codec_->priv_data, "preset", preset.c_str(), 0);
        av_opt_set(codec_->priv_data, "tune", "zerolatency", 0);
        av_opt_set(codec_->priv_data, "x264-params", "scenecut=0", 0);
        if (avcodec_open2(codec_.get(), codec, nullptr) < 0) {
            throw std::runtime_error("libx264 does not open");
        }
        auto format = std::make_shared<TrackFormat>();
        format->kind = TrackKind::Video;
        format->codecData = avcCFromAnnexB(codec_->extradata, codec_->extradata_size);
        char name[32];
        std::snprintf(name, sizeof name, "avc1.%02X%02X%02X", std::to_integer<unsigned>(format->codecData[1]),
                      std::to_integer<unsigned>(format->codecData[2]), std::to_integer<unsigned>(format->codecData[3]));
        format->codec = name;
        format->bitrate = bitrate;
        format->size = size;
        format->frameRate = rate;
        format_ = std::move(format);
    }

    /// \param number  of the frame; its picture shows it
    EncodedPacket encode(std::int64_t number, MediaTime start, bool slate = false) {
        const CodecPtr<AVFrame> frame(av_frame_alloc());
        frame->width = size_.width;
        frame->height = size_.height;
        frame->format = AV_PIX_FMT_YUV420P;
        frame->pts = encoded_++;
        av_frame_get_buffer(frame.get(), 0);
        paint(*frame, number, nothing);
        avcodec_send_frame(codec_.get(), frame.get());
        const CodecPtr<AVPacket> packet(av_packet_alloc());
        if (avcodec_receive_packet(codec_.get(), packet.get()) < 0) {
            throw std::runtime_error("libx264 gave no packet");
        }
        EncodedPacket result;
        result.track = id_;
        result.format = format_;
        result.pts = result.dts = start + frames(number);
        result.duration = frames(number + 1) - frames(number);
        result.keyframe = (packet->flags & AV_PKT_FLAG_KEY) != 0;
        result.slate = slate;
        result.data = SharedBytes(avcFromAnnexB(packet->data, packet->size));
        return result;
    }

    bool nothing = false;  ///< black

    [[nodiscard]] MediaTime frames(std::int64_t count) const {
        return MediaTime((count * 1'000'000'000 * rate_.denominator + rate_.numerator / 2) / rate_.numerator);
    }

private:
    static void paint(AVFrame& frame, std::int64_t number, bool black) {
        for (int y = 0; y < frame.height; ++y) {
            auto* row = frame.data[0] + y * frame.linesize[0];
            for (int x = 0; x < frame.width; ++x) {
                row[x] = black ? std::uint8_t{16} : static_cast<std::uint8_t>(x + y + 3 * number);
            }
        }
        for (const int plane : {1, 2}) {
            std::fill_n(frame.data[plane], frame.linesize[plane] * frame.height / 2, std::uint8_t{128});
        }
    }

    TrackId id_;
    Size size_;
    Fraction rate_;
    std::int64_t encoded_ = 0;
    CodecPtr<AVCodecContext> codec_;
    std::shared_ptr<const TrackFormat> format_;
};

class AudioTrackEncoder {
public:
    AudioTrackEncoder(TrackId id, std::int64_t bitrate) : id_(id) {
        const auto* codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
        codec_.reset(avcodec_alloc_context3(codec));
        codec_->sample_rate = 48000;
        codec_->sample_fmt = AV_SAMPLE_FMT_FLTP;
        codec_->bit_rate = bitrate;
        av_channel_layout_default(&codec_->ch_layout, 2);
        codec_->time_base = {1, 48000};
        codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        if (avcodec_open2(codec_.get(), codec, nullptr) < 0) {
            throw std::runtime_error("aac does not open");
        }
        auto format = std::make_shared<TrackFormat>();
        format->kind = TrackKind::Audio;
        format->codec = "mp4a.40.2";
        format->codecData = copyBytes(codec_->extradata, codec_->extradata_size);
        format->bitrate = bitrate;
        format->sampleRate = 48000;
        format->channels = 2;
        format_ = std::move(format);
    }

    /// Feeds the next 1024 samples of a tone; \return what comes out (the first call: nothing)
    std::vector<EncodedPacket> encode(MediaTime start) {
        const CodecPtr<AVFrame> frame(av_frame_alloc());
        frame->nb_samples = 1024;
        frame->format = AV_SAMPLE_FMT_FLTP;
        frame->sample_rate = 48000;
        av_channel_layout_copy(&frame->ch_layout, &codec_->ch_layout);
        av_frame_get_buffer(frame.get(), 0);
        for (int i = 0; i < 1024; ++i) {
            const double level = nothing ? 0.0 : 0.2;
            const auto value =
                static_cast<float>(level * std::sin(2 * std::numbers::pi * 440 * double(samples_ + i) / 48000));
            reinterpret_cast<float*>(frame->data[0])[i] = value;
            reinterpret_cast<float*>(frame->data[1])[i] = value;
        }
        frame->pts = samples_;
        samples_ += 1024;
        avcodec_send_frame(codec_.get(), frame.get());
        std::vector<EncodedPacket> out;
        const CodecPtr<AVPacket> packet(av_packet_alloc());
        while (avcodec_receive_packet(codec_.get(), packet.get()) == 0) {
            EncodedPacket result;
            result.track = id_;
            result.format = format_;
            result.pts = result.dts = start + MediaTime(packet->pts * 1'000'000'000 / 48000);
            result.duration = MediaTime(1024LL * 1'000'000'000 / 48000);
            result.keyframe = true;
            result.data = SharedBytes(copyBytes(packet->data, packet->size));
            out.push_back(std::move(result));
            av_packet_unref(packet.get());
        }
        return out;
    }
    bool nothing = false;  ///< silent

    [[nodiscard]] MediaTime fed() const { return MediaTime(samples_ * 1'000'000'000 / 48000); }

private:
    TrackId id_;
    std::int64_t samples_ = 0;
    CodecPtr<AVCodecContext> codec_;
    std::shared_ptr<const TrackFormat> format_;
};

/// A ladder like the default one, but tiny: two pictures and sound only.
inline seminar::ProgrammeSpec smallProgramme(Fraction rate = {30, 1}) {
    const auto rendition = [](const char* name, std::optional<Size> size, std::int64_t video, std::int64_t audio,
                              std::uint8_t videoIndex, std::uint8_t audioIndex) {
        return seminar::RenditionSpec{RenditionName(name),
                                      size,
                                      video,
                                      audio,
                                      TrackId{TrackKind::Video, videoIndex},
                                      TrackId{TrackKind::Audio, audioIndex}};
    };
    seminar::ProgrammeSpec spec;
    spec.canvas = {320, 180};
    spec.frameRate = rate;
    spec.renditions = {rendition("big", Size{320, 180}, 200'000, 64'000, 0, 0),
                       rendition("small", Size{160, 90}, 80'000, 64'000, 1, 0),
                       rendition("audio", std::nullopt, 0, 32'000, 0, 1)};
    return spec;
}

/// Encodes a programme's tracks side by side.
class ClipEncoder {
public:
    /// \param start   programme time of the first frame
    /// \param preset  of x264; another one makes another init segment
    explicit ClipEncoder(const seminar::ProgrammeSpec& spec, MediaTime start = {},
                         const std::string& preset = "ultrafast")
        : start_(start) {
        std::vector<TrackId> seen;
        const auto isNew = [&](TrackId id) {
            const bool fresh = std::find(seen.begin(), seen.end(), id) == seen.end();
            seen.push_back(id);
            return fresh;
        };
        for (const auto& rendition : spec.renditions) {
            if (rendition.size && isNew(rendition.video)) {
                video_.push_back(std::make_unique<VideoTrackEncoder>(rendition.video, *rendition.size, spec.frameRate,
                                                                     rendition.videoBitrate, preset));
            }
            if (isNew(rendition.audio)) {
                audio_.push_back(std::make_unique<AudioTrackEncoder>(rendition.audio, rendition.audioBitrate));
            }
        }
    }

    /// From now on black and silent.
    void showNothing() {
        for (auto& encoder : video_) {
            encoder->nothing = true;
        }
        for (auto& encoder : audio_) {
            encoder->nothing = true;
        }
    }
    /// \return the packets of the next frame in the order a pipeline delivers them (sound a little later)
    std::vector<EncodedPacket> frame(bool slate = false) {
        std::vector<EncodedPacket> packets;
        for (auto& encoder : video_) {
            packets.push_back(encoder->encode(number_, start_, slate));
        }
        ++number_;
        const auto until = video_.empty() ? MediaTime(number_ * 33'333'333) : video_.front()->frames(number_);
        for (auto& encoder : audio_) {
            while (encoder->fed() < until) {
                for (auto& packet : encoder->encode(start_)) {
                    packets.push_back(std::move(packet));
                }
            }
        }
        return packets;
    }
    std::vector<EncodedPacket> frames(int count, bool slate = false) {
        std::vector<EncodedPacket> packets;
        for (int i = 0; i < count; ++i) {
            for (auto& packet : frame(slate)) {
                packets.push_back(std::move(packet));
            }
        }
        return packets;
    }

private:
    MediaTime start_;
    std::int64_t number_ = 0;
    std::vector<std::unique_ptr<VideoTrackEncoder>> video_;
    std::vector<std::unique_ptr<AudioTrackEncoder>> audio_;
};

}  // namespace tsudoi::test
