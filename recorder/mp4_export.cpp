// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder/mp4_export.h"

#include "recorder/chapters.h"
#include "recorder/mp4_source.h"
#include "recorder/parameter_sets.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>

namespace tsudoi::recorder {

namespace {

constexpr AVRational kTickBase{1, 90000};

struct OutputCloser {
    void operator()(AVFormatContext* context) const noexcept {
        avio_closep(&context->pb);
        avformat_free_context(context);
    }
};

std::span<const std::byte> extradata(const AVStream& stream) {
    return {reinterpret_cast<const std::byte*>(stream.codecpar->extradata),
            static_cast<std::size_t>(stream.codecpar->extradata_size)};
}

/// One output file, filled piece by piece.
class Mp4Writer {
public:
    explicit Mp4Writer(std::string path) : path_(std::move(path)) {}

    Status open(const AVFormatContext& like, const std::vector<Chapter>& chapters);
    Status append(Mp4Source& source, const ExportPiece& piece, Ticks at);
    Status finish() { return checkAv(av_write_trailer(context_.get()), "write the MP4"); }

private:
    Status addStreams(const AVFormatContext& like);
    void addChapters(const std::vector<Chapter>& chapters);
    AVStream* streamFor(const AVStream& input) const;
    Status write(AVPacket& packet, const AVStream& input, AVStream& output, Ticks shift);

    std::string path_;
    std::unique_ptr<AVFormatContext, OutputCloser> context_;
    std::map<int, std::int64_t> nextDts_;  ///< by output stream: end of what is written
};

Status Mp4Writer::addStreams(const AVFormatContext& like) {
    for (unsigned i = 0; i < like.nb_streams; ++i) {
        const auto& input = *like.streams[i];
        auto* output = avformat_new_stream(context_.get(), nullptr);
        if (output == nullptr) {
            return fail(ErrorCode::Unavailable, "out of memory");
        }
        if (auto status = checkAv(avcodec_parameters_copy(output->codecpar, input.codecpar), "copy parameters");
            !status) {
            return status;
        }
        output->codecpar->codec_tag = 0;
        output->time_base = input.time_base;
        output->avg_frame_rate = input.avg_frame_rate;
    }
    return {};
}

void Mp4Writer::addChapters(const std::vector<Chapter>& chapters) {
    if (chapters.empty()) {
        return;
    }
    context_->chapters = static_cast<AVChapter**>(av_calloc(chapters.size(), sizeof(AVChapter*)));
    for (const auto& chapter : chapters) {
        auto* made = static_cast<AVChapter*>(av_mallocz(sizeof(AVChapter)));
        made->id = context_->nb_chapters;
        made->time_base = kTickBase;
        made->start = chapter.from.count();
        made->end = chapter.to.count();
        av_dict_set(&made->metadata, "title", chapter.label.c_str(), 0);
        context_->chapters[context_->nb_chapters++] = made;
    }
}

Status Mp4Writer::open(const AVFormatContext& like, const std::vector<Chapter>& chapters) {
    AVFormatContext* made = nullptr;
    if (auto status = checkAv(avformat_alloc_output_context2(&made, nullptr, "mp4", path_.c_str()), "MP4"); !status) {
        return status;
    }
    context_.reset(made);
    if (auto status = addStreams(like); !status) {
        return status;
    }
    addChapters(chapters);
    if (auto status = checkAv(avio_open(&context_->pb, path_.c_str(), AVIO_FLAG_WRITE), path_.c_str()); !status) {
        return status;
    }
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "faststart", 0);
    const int code = avformat_write_header(context_.get(), &options);
    av_dict_free(&options);
    return checkAv(code, "begin the MP4");
}

AVStream* Mp4Writer::streamFor(const AVStream& input) const {
    for (unsigned i = 0; i < context_->nb_streams; ++i) {
        if (context_->streams[i]->codecpar->codec_id == input.codecpar->codec_id) {
            return context_->streams[i];
        }
    }
    return nullptr;
}

Status Mp4Writer::write(AVPacket& packet, const AVStream& input, AVStream& output, Ticks shift) {
    packet.pts += av_rescale_q(shift.count(), kTickBase, input.time_base);
    packet.dts += av_rescale_q(shift.count(), kTickBase, input.time_base);
    av_packet_rescale_ts(&packet, input.time_base, output.time_base);
    auto& next = nextDts_[output.index];
    if (packet.dts < next) {
        av_packet_unref(&packet);  // sound that reaches over a cut
        return {};
    }
    next = packet.dts + std::max<std::int64_t>(1, packet.duration);
    if (input.codecpar->codec_id == AV_CODEC_ID_H264 && (packet.flags & AV_PKT_FLAG_KEY) != 0 &&
        !std::ranges::equal(extradata(input), extradata(output))) {
        if (auto status = prependParameterSets(packet, extradata(input)); !status) {
            return status;
        }
    }
    packet.stream_index = output.index;
    packet.pos = -1;
    return checkAv(av_interleaved_write_frame(context_.get(), &packet), "write the MP4");
}

Status Mp4Writer::append(Mp4Source& source, const ExportPiece& piece, Ticks at) {
    const PacketPtr packet(av_packet_alloc());
    while (true) {
        const auto more = source.read(*packet);
        if (!more) {
            return fail(more.error());
        }
        if (!*more) {
            return {};
        }
        const auto& input = *source.context().streams[packet->stream_index];
        auto* output = streamFor(input);
        if (output == nullptr) {
            av_packet_unref(packet.get());
            continue;
        }
        if (auto status = write(*packet, input, *output, at - piece.start); !status) {
            return status;
        }
    }
}

const RenditionView* best(const RecordingView& view) {
    for (const auto& rendition : view.renditions) {
        if (rendition.about.hasVideo() && !rendition.segments.empty()) {
            return &rendition;
        }
    }
    return view.renditions.empty() || view.renditions.front().segments.empty() ? nullptr : &view.renditions.front();
}

Status writePieces(const RecordingView& view, const RenditionView& rendition, const std::string& path) {
    Mp4Writer writer(path);
    Ticks at{};
    bool opened = false;
    for (const auto& piece : exportPieces(view, rendition)) {
        auto source = Mp4Source::open(*rendition.files[piece.file - 1], piece);
        if (!source) {
            return fail(source.error());
        }
        if (!opened) {
            if (auto status = writer.open((*source)->context(), chapters(view)); !status) {
                return status;
            }
            opened = true;
        }
        if (auto status = writer.append(**source, piece, at); !status) {
            return status;
        }
        at += piece.end - piece.start;
    }
    if (!opened) {
        return fail(ErrorCode::NotFound, Text{"録画された映像がありません。", "Nothing was recorded."});
    }
    return writer.finish();
}

}  // namespace

std::vector<ExportPiece> exportPieces(const RecordingView& view, const RenditionView& rendition) {
    std::vector<ExportPiece> pieces;
    for (const auto& segment : rendition.segments) {
        const bool lost = std::ranges::all_of(segment->parts, &Part::gap);
        const bool unwritten =
            std::ranges::any_of(segment->parts, [](const Part& part) { return !part.gap && part.offset == 0; });
        if (lost || unwritten || view.edits.leavesOut({segment->start(), segment->end()})) {
            continue;
        }
        const auto first = std::ranges::find_if(segment->parts, [](const Part& part) { return !part.gap; });
        const ExportPiece piece{segment->file, first->offset, segment->length(), segment->start(), segment->end()};
        const bool joins = !pieces.empty() && pieces.back().file == piece.file &&
                           pieces.back().offset + pieces.back().length == piece.offset &&
                           pieces.back().end == piece.start;
        if (joins) {
            pieces.back().length += piece.length;
            pieces.back().end = piece.end;
        } else {
            pieces.push_back(piece);
        }
    }
    return pieces;
}

Status writeMp4(const RecordingView& view, const std::string& path) {
    const auto* rendition = best(view);
    if (rendition == nullptr) {
        return fail(ErrorCode::NotFound, Text{"録画された映像がありません。", "Nothing was recorded."});
    }
    const auto unfinished = path + ".part";
    auto status = writePieces(view, *rendition, unfinished);
    std::error_code error;
    if (!status) {
        std::filesystem::remove(unfinished, error);
        return status;
    }
    std::filesystem::rename(unfinished, path, error);
    return error ? Status{fail(ErrorCode::Io, path + ": " + error.message())} : Status{};
}

}  // namespace tsudoi::recorder
