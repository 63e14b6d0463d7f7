// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/fragmenter.h"

#include "recorder/libav.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <cstring>
#include <string>

namespace tsudoi::recorder {

namespace {

constexpr int kIoBufferSize = 64 * 1024;
constexpr int kAacFrameSamples = 1024;
// cmaf means empty_moov + default_base_moof and no edit lists; frag_discont keeps the times we give (without it a
// track that starts late is moved to 0); skip_trailer leaves out the mfra box, which would be in no segment.
constexpr const char* kMovFlags = "frag_custom+cmaf+frag_discont+skip_trailer";

int append(void* opaque, std::uint8_t* data, int size) noexcept {
    auto& bytes = *static_cast<Bytes*>(opaque);
    const auto* begin = reinterpret_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), begin, begin + size);
    return size;
}

Status copyExtradata(AVCodecParameters& to, const Bytes& from) {
    to.extradata = static_cast<std::uint8_t*>(av_mallocz(from.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    if (to.extradata == nullptr) {
        return fail(ErrorCode::Unavailable, "out of memory");
    }
    std::memcpy(to.extradata, from.data(), from.size());
    to.extradata_size = static_cast<int>(from.size());
    return {};
}

void describeVideo(AVStream& stream, const TrackFormat& format) {
    auto& codec = *stream.codecpar;
    codec.codec_type = AVMEDIA_TYPE_VIDEO;
    codec.codec_id = AV_CODEC_ID_H264;
    codec.width = format.size.width;
    codec.height = format.size.height;
    codec.sample_aspect_ratio = {1, 1};
    codec.bit_rate = format.bitrate;
    stream.time_base = {1, 90000};
    stream.avg_frame_rate = {format.frameRate.numerator, format.frameRate.denominator};
}

void describeAudio(AVStream& stream, const TrackFormat& format) {
    auto& codec = *stream.codecpar;
    codec.codec_type = AVMEDIA_TYPE_AUDIO;
    codec.codec_id = AV_CODEC_ID_AAC;
    codec.sample_rate = format.sampleRate;
    av_channel_layout_default(&codec.ch_layout, format.channels);
    codec.frame_size = kAacFrameSamples;
    codec.bit_rate = format.bitrate;
    stream.time_base = {1, format.sampleRate};
}

}  // namespace

struct Fragmenter::Impl {
    Bytes written;  ///< what the muxer has written since it was last taken
    AvioPtr io;
    OutputPtr context;
    PacketPtr packet{av_packet_alloc()};
    Bytes init;
    int video = -1;
    int audio = -1;

    Status open(const TrackFormat* videoFormat, const TrackFormat* audioFormat, std::uint32_t index);
    Status addStream(const TrackFormat& format, int& streamIndex);
    Status writeHeader(std::uint32_t index);
    Status write(int stream, const Sample& sample);
    Status flush();
};

Status Fragmenter::Impl::addStream(const TrackFormat& format, int& streamIndex) {
    auto* stream = avformat_new_stream(context.get(), nullptr);
    if (stream == nullptr) {
        return fail(ErrorCode::Unavailable, "out of memory");
    }
    streamIndex = stream->index;
    format.kind == TrackKind::Video ? describeVideo(*stream, format) : describeAudio(*stream, format);
    return copyExtradata(*stream->codecpar, format.codecData);
}

Status Fragmenter::Impl::open(const TrackFormat* videoFormat, const TrackFormat* audioFormat, std::uint32_t index) {
    AVFormatContext* made = nullptr;
    if (auto status = checkAv(avformat_alloc_output_context2(&made, nullptr, "mp4", nullptr), "mp4 muxer"); !status) {
        return status;
    }
    context.reset(made);
    auto* buffer = static_cast<std::uint8_t*>(av_malloc(kIoBufferSize));
    io.reset(avio_alloc_context(buffer, kIoBufferSize, 1, &written, nullptr, &append, nullptr));
    io->seekable = 0;
    context->pb = io.get();
    context->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_BITEXACT;
    if (videoFormat != nullptr) {
        if (auto status = addStream(*videoFormat, video); !status) {
            return status;
        }
    }
    if (audioFormat != nullptr) {
        if (auto status = addStream(*audioFormat, audio); !status) {
            return status;
        }
    }
    return writeHeader(index);
}

Status Fragmenter::Impl::writeHeader(std::uint32_t index) {
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", kMovFlags, 0);
    av_dict_set_int(&options, "fragment_index", index, 0);
    const int code = avformat_write_header(context.get(), &options);
    av_dict_free(&options);
    if (auto status = checkAv(code, "mp4 header"); !status) {
        return status;
    }
    avio_flush(io.get());
    init = std::exchange(written, {});
    return {};
}

Status Fragmenter::Impl::write(int stream, const Sample& sample) {
    const auto bytes = sample.data.bytes();
    packet->data = reinterpret_cast<std::uint8_t*>(const_cast<std::byte*>(bytes.data()));
    packet->size = static_cast<int>(bytes.size());
    packet->stream_index = stream;
    packet->pts = packet->dts = sample.dts;
    packet->duration = sample.duration;
    packet->flags = sample.keyframe || stream == audio ? AV_PKT_FLAG_KEY : 0;
    return checkAv(av_write_frame(context.get(), packet.get()), "mp4 sample");
}

Status Fragmenter::Impl::flush() {
    if (auto status = checkAv(av_write_frame(context.get(), nullptr), "mp4 fragment"); !status) {
        return status;
    }
    avio_flush(io.get());
    return {};
}

Fragmenter::Fragmenter() : impl_(std::make_unique<Impl>()) {}
Fragmenter::~Fragmenter() = default;

Result<std::unique_ptr<Fragmenter>> Fragmenter::create(const TrackFormat* video, const TrackFormat* audio,
                                                       std::uint32_t fragmentIndex) {
    std::unique_ptr<Fragmenter> made(new Fragmenter);
    if (auto status = made->impl_->open(video, audio, fragmentIndex); !status) {
        return fail(status.error());
    }
    return made;
}

const Bytes& Fragmenter::init() const {
    return impl_->init;
}

Result<Bytes> Fragmenter::write(std::span<const Sample> video, std::span<const Sample> audio) {
    if (video.empty() && audio.empty()) {
        return Bytes{};
    }
    // Armed again for every part, so that a hole in the sound or picture stays a hole instead of moving the rest.
    av_opt_set(impl_->context->priv_data, "movflags", "+frag_discont", 0);
    for (const auto& sample : video) {
        if (auto status = impl_->write(impl_->video, sample); !status) {
            return fail(status.error());
        }
    }
    for (const auto& sample : audio) {
        if (auto status = impl_->write(impl_->audio, sample); !status) {
            return fail(status.error());
        }
    }
    if (auto status = impl_->flush(); !status) {
        return fail(status.error());
    }
    return std::exchange(impl_->written, {});
}

}  // namespace tsudoi::recorder
