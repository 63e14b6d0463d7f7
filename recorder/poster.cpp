// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/poster.h"

#include "recorder/libav_codec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <span>

namespace tsudoi::recorder {

namespace {

/// JPEG quality as libavcodec counts it: 2 (best) to 31.
constexpr int kQuality = 5;
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

PacketPtr packetOf(const SharedBytes& data) {
    PacketPtr packet(av_packet_alloc());
    if (!packet || av_new_packet(packet.get(), static_cast<int>(data.size())) < 0) {
        return nullptr;
    }
    std::memcpy(packet->data, data.bytes().data(), data.size());
    return packet;
}

Status giveCodecData(AVCodecContext& decoder, const Bytes& codecData) {
    decoder.extradata = static_cast<std::uint8_t*>(av_mallocz(codecData.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    if (decoder.extradata == nullptr) {
        return fail(ErrorCode::Unavailable, "no memory for a poster");
    }
    std::memcpy(decoder.extradata, codecData.data(), codecData.size());
    decoder.extradata_size = static_cast<int>(codecData.size());
    return {};
}

Result<FramePtr> decode(const EncodedPacket& keyframe) {
    const AVCodec* const codec = avcodec_find_decoder(AV_CODEC_ID_H264);
    const CodecPtr decoder = contextFor(codec);
    const PacketPtr packet = packetOf(keyframe.data);
    FramePtr frame(av_frame_alloc());
    if (!decoder || !packet || !frame) {
        return fail(ErrorCode::Unavailable, "libavcodec has no H.264 decoder");
    }
    if (auto given = giveCodecData(*decoder, keyframe.format->codecData); !given) {
        return fail(given.error());
    }
    int code = avcodec_open2(decoder.get(), codec, nullptr);
    code = code < 0 ? code : avcodec_send_packet(decoder.get(), packet.get());
    code = code < 0 ? code : avcodec_send_packet(decoder.get(), nullptr);
    code = code < 0 ? code : avcodec_receive_frame(decoder.get(), frame.get());
    if (code < 0 || frame->format != AV_PIX_FMT_YUV420P) {
        return fail(ErrorCode::Corrupt, "a keyframe cannot be decoded for the poster");
    }
    return frame;
}

std::uint8_t clipped(float value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

/// One chroma sample and the four luma samples around it: BT.709 in studio range to BT.601 in full range.
void convertBlock(AVFrame& frame, int x, int y) {
    auto* const cb = frame.data[1] + std::ptrdiff_t{y} * frame.linesize[1] + x;
    auto* const cr = frame.data[2] + std::ptrdiff_t{y} * frame.linesize[2] + x;
    const float blue = static_cast<float>(*cb - 128) * (255.0F / 224.0F);
    const float red = static_cast<float>(*cr - 128) * (255.0F / 224.0F);
    const float light = 0.1016F * blue + 0.1962F * red;
    for (int row = 2 * y; row < std::min(2 * y + 2, frame.height); ++row) {
        for (int column = 2 * x; column < std::min(2 * x + 2, frame.width); ++column) {
            auto* const luma = frame.data[0] + std::ptrdiff_t{row} * frame.linesize[0] + column;
            *luma = clipped(static_cast<float>(*luma - 16) * (255.0F / 219.0F) + light);
        }
    }
    *cb = clipped(128.0F + 0.9899F * blue - 0.1107F * red);
    *cr = clipped(128.0F - 0.0725F * blue + 0.9834F * red);
}

void convertColours(AVFrame& frame) {
    for (int y = 0; y < (frame.height + 1) / 2; ++y) {
        for (int x = 0; x < (frame.width + 1) / 2; ++x) {
            convertBlock(frame, x, y);
        }
    }
    frame.format = AV_PIX_FMT_YUVJ420P;
    frame.color_range = AVCOL_RANGE_JPEG;
    frame.colorspace = AVCOL_SPC_SMPTE170M;
}

Result<SharedBytes> encode(AVFrame& frame) {
    const AVCodec* const codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    const CodecPtr encoder = contextFor(codec);
    const PacketPtr packet(av_packet_alloc());
    if (!encoder || !packet) {
        return fail(ErrorCode::Unavailable, "libavcodec has no JPEG encoder");
    }
    encoder->width = frame.width;
    encoder->height = frame.height;
    encoder->pix_fmt = AV_PIX_FMT_YUVJ420P;
    encoder->color_range = AVCOL_RANGE_JPEG;
    encoder->time_base = {1, 1};
    encoder->flags |= AV_CODEC_FLAG_QSCALE;
    encoder->global_quality = FF_QP2LAMBDA * kQuality;
    frame.quality = encoder->global_quality;
    frame.pict_type = AV_PICTURE_TYPE_NONE;
    frame.pts = 0;
    int code = avcodec_open2(encoder.get(), codec, nullptr);
    code = code < 0 ? code : avcodec_send_frame(encoder.get(), &frame);
    code = code < 0 ? code : avcodec_receive_packet(encoder.get(), packet.get());
    if (auto made = checkAv(code, "poster"); !made) {
        return fail(made.error());
    }
    const auto bytes = std::as_bytes(std::span(packet->data, static_cast<std::size_t>(packet->size)));
    return SharedBytes(Bytes(bytes.begin(), bytes.end()));
}

}  // namespace

const EncodedPacket* posterFrame(const AssembledPart& part) {
    const EncodedPacket* best = nullptr;
    std::int64_t fewest = kLargest;
    for (const TrackPart& track : part.tracks) {
        if (!track.format || track.format->kind != TrackKind::Video || track.packets.empty()) {
            continue;
        }
        const EncodedPacket& first = track.packets.front();
        const std::int64_t pixels = std::int64_t{track.format->size.width} * track.format->size.height;
        if (first.keyframe && !first.slate && pixels < fewest) {
            fewest = pixels;
            best = &first;
        }
    }
    return best;
}

Result<SharedBytes> makePoster(const EncodedPacket& keyframe) {
    auto frame = decode(keyframe);
    if (!frame) {
        return fail(frame.error());
    }
    if (const Status writable = checkAv(av_frame_make_writable(frame->get()), "poster"); !writable) {
        return fail(writable.error());
    }
    convertColours(**frame);
    return encode(**frame);
}

}  // namespace tsudoi::recorder
