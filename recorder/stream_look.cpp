// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/stream_look.h"

#include "recorder/libav_codec.h"
#include "recorder/mp4_source.h"

#include <algorithm>
#include <cmath>

namespace tsudoi::recorder {

namespace {

std::int64_t pixels(const RenditionView& rendition) {
    return rendition.about.size ? std::int64_t{rendition.about.size->width} * rendition.about.size->height : 0;
}

/// \return the smallest one with a picture; the first one when none has; nullptr: there are none
const RenditionView* smallest(const RecordingView& view) {
    const RenditionView* best = nullptr;
    for (const RenditionView& rendition : view.renditions) {
        const bool first = best == nullptr || !best->about.hasVideo();
        if (first || (rendition.about.hasVideo() && pixels(rendition) < pixels(*best))) {
            best = &rendition;
        }
    }
    return best;
}

/// \return nullptr: the newest whole segment is not all there, or (while the disk refuses it) in memory only
const Segment* newestWhole(const RenditionView& rendition) {
    const auto& segments = rendition.segments;
    const auto newest = std::find_if(segments.rbegin(), segments.rend(), [](const auto& one) { return one->complete; });
    if (newest == segments.rend() || (*newest)->length() == 0) {
        return nullptr;
    }
    const bool readable =
        std::ranges::none_of((*newest)->parts, [](const Part& part) { return part.gap || part.offset == 0; });
    return readable ? newest->get() : nullptr;
}

Result<CodecPtr> decoderOf(const AVStream& stream) {
    const AVCodec* const codec = avcodec_find_decoder(stream.codecpar->codec_id);
    CodecPtr decoder = contextFor(codec);
    if (!decoder || avcodec_parameters_to_context(decoder.get(), stream.codecpar) < 0 ||
        avcodec_open2(decoder.get(), codec, nullptr) < 0) {
        return fail(ErrorCode::Unavailable, "no decoder for what is published");
    }
    return decoder;
}

/// Decodes packets of one track and looks at what comes out.
class Track {
public:
    Track(int stream, CodecPtr decoder) : stream_(stream), decoder_(std::move(decoder)) {}

    [[nodiscard]] int stream() const noexcept { return stream_; }
    /// \param packet  nullptr: the last one is through
    /// \param look    called with each frame
    template <typename Look>
    void decode(const AVPacket* packet, Look&& look) {
        if (avcodec_send_packet(decoder_.get(), packet) < 0) {
            return;
        }
        while (avcodec_receive_frame(decoder_.get(), frame_.get()) >= 0) {
            look(*frame_);
        }
    }

private:
    int stream_;
    CodecPtr decoder_;
    FramePtr frame_{av_frame_alloc()};
};

/// \return a track of this kind; nullopt: there is none
Result<std::optional<Track>> trackOf(const AVFormatContext& media, AVMediaType kind) {
    for (unsigned i = 0; i < media.nb_streams; ++i) {
        const AVStream& stream = *media.streams[i];
        if (stream.codecpar->codec_type != kind) {
            continue;
        }
        auto decoder = decoderOf(stream);
        if (!decoder) {
            return fail(decoder.error());
        }
        return std::optional<Track>(std::in_place, static_cast<int>(i), std::move(*decoder));
    }
    return std::optional<Track>();
}

float peakOf(const AVFrame& frame) {
    float peak = 0;
    if (frame.format != AV_SAMPLE_FMT_FLTP) {
        return peak;
    }
    for (int channel = 0; channel < frame.ch_layout.nb_channels; ++channel) {
        const auto* const samples = reinterpret_cast<const float*>(frame.extended_data[channel]);
        for (int i = 0; i < frame.nb_samples; ++i) {
            peak = std::max(peak, std::abs(samples[i]));
        }
    }
    return peak;
}

double decibels(float value) {
    return value > 0 ? std::max(20.0 * std::log10(static_cast<double>(value)), seminar::kSilenceDb)
                     : seminar::kSilenceDb;
}

Status readAll(Mp4Source& source, std::optional<Track>& video, std::optional<Track>& audio, seminar::StreamLook& look) {
    const PacketPtr packet(av_packet_alloc());
    float peak = 0;
    const auto hear = [&peak](const AVFrame& frame) {
        peak = std::max(peak, peakOf(frame));
    };
    const auto see = [&look](const AVFrame& frame) {
        look.picture = lookAt(frame.data[0], frame.linesize[0], {frame.width, frame.height});
    };
    for (;;) {
        const auto more = source.read(*packet);
        if (!more) {
            return fail(more.error());
        }
        if (!*more) {
            break;
        }
        if (audio && packet->stream_index == audio->stream()) {
            audio->decode(packet.get(), hear);
        } else if (video && packet->stream_index == video->stream() && !look.picture) {
            video->decode(packet.get(), see);
            video->decode(nullptr, see);
        }
        av_packet_unref(packet.get());
    }
    if (audio) {
        look.peakDb = decibels(peak);
    }
    return video && !look.picture ? fail(ErrorCode::Corrupt, "no picture can be decoded") : Status();
}

}  // namespace

Result<seminar::StreamLook> lookAtStream(const RecordingView& view) {
    const RenditionView* const rendition = smallest(view);
    if (rendition == nullptr || rendition->segments.empty()) {
        return fail(ErrorCode::NotFound, "nothing is published yet");
    }
    seminar::StreamLook look;
    look.published = toMediaTime(view.end());
    const Segment* const segment = newestWhole(*rendition);
    if (segment == nullptr || segment->file < 1 || segment->file > rendition->files.size()) {
        return look;  // nothing can be said of what is in it
    }
    ExportPiece piece;
    piece.file = segment->file;
    piece.offset = segment->parts.front().offset;
    piece.length = segment->length();
    auto source = Mp4Source::open(*rendition->files[segment->file - 1], piece);
    if (!source) {
        return fail(source.error());
    }
    auto video = trackOf((*source)->context(), AVMEDIA_TYPE_VIDEO);
    auto audio = trackOf((*source)->context(), AVMEDIA_TYPE_AUDIO);
    if (!video || !audio) {
        return fail(video ? audio.error() : video.error());
    }
    if (const Status read = readAll(**source, *video, *audio, look); !read) {
        return fail(read.error());
    }
    return look;
}

}  // namespace tsudoi::recorder
