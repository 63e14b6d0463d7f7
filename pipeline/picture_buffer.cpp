// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/picture_buffer.h"

#include "base/race_hint.h"

#include <gst/video/video.h>

namespace tsudoi::pipeline {

namespace {

struct MappedFrame {
    GstVideoFrame frame{};

    ~MappedFrame() {
        if (frame.buffer != nullptr) {
            gst_video_frame_unmap(&frame);
        }
    }
};

std::shared_ptr<MappedFrame> mapped(GstSample* sample) {
    GstVideoInfo info;
    GstCaps* caps = gst_sample_get_caps(sample);
    GstBuffer* buffer = gst_sample_get_buffer(sample);
    if (caps == nullptr || buffer == nullptr || gst_video_info_from_caps(&info, caps) == FALSE) {
        return nullptr;
    }
    auto owner = std::make_shared<MappedFrame>();
    if (GST_VIDEO_INFO_FORMAT(&info) != GST_VIDEO_FORMAT_I420 ||
        gst_video_frame_map(&owner->frame, &info, buffer, GST_MAP_READ) == FALSE) {
        return nullptr;
    }
    return owner;
}

/// Both planes of our own pictures stand in one block; the meta says where.
void describeLayout(GstBuffer* buffer, const Picture& picture) {
    gsize offsets[GST_VIDEO_MAX_PLANES] = {};
    gint strides[GST_VIDEO_MAX_PLANES] = {};
    for (std::size_t i = 0; i < kPlanes; ++i) {
        offsets[i] = static_cast<gsize>(picture.planes.at(i).data - picture.planes[0].data);
        strides[i] = picture.planes.at(i).stride;
    }
    gst_buffer_add_video_meta_full(buffer, GST_VIDEO_FRAME_FLAG_NONE, GST_VIDEO_FORMAT_I420,
                                   static_cast<guint>(picture.size.width), static_cast<guint>(picture.size.height),
                                   kPlanes, offsets, strides);
}

gsize bytesOf(const Picture& picture) {
    const Plane& last = picture.planes.back();
    const int rows = planeSize(picture.size, kPlanes - 1).height;
    return static_cast<gsize>(last.data - picture.planes[0].data) +
           static_cast<gsize>(last.stride) * static_cast<gsize>(rows);
}

BufferPtr wrapped(const PicturePtr& picture) {
    const gsize bytes = bytesOf(*picture);
    auto* held = new PicturePtr(picture);
    handsOver(held);
    BufferPtr buffer(gst_buffer_new_wrapped_full(GST_MEMORY_FLAG_READONLY, picture->planes[0].data, bytes, 0, bytes,
                                                 held, [](gpointer done) {
                                                     takesOver(done);
                                                     delete static_cast<PicturePtr*>(done);
                                                 }));
    describeLayout(buffer.get(), *picture);
    return buffer;
}

}  // namespace

PicturePtr pictureOf(GstSample* sample) {
    auto owner = mapped(sample);
    if (!owner) {
        return nullptr;
    }
    auto picture = std::make_shared<Picture>();
    const GstVideoFrame& frame = owner->frame;
    picture->size = {GST_VIDEO_FRAME_WIDTH(&frame), GST_VIDEO_FRAME_HEIGHT(&frame)};
    for (std::size_t i = 0; i < kPlanes; ++i) {
        picture->planes.at(i) = {static_cast<std::uint8_t*>(frame.data[i]), GST_VIDEO_FRAME_PLANE_STRIDE(&frame, i)};
    }
    picture->buffer = frame.buffer;
    picture->owner = std::move(owner);
    return picture;
}

BufferPtr bufferOf(const PicturePtr& picture, MediaTime pts, MediaTime duration) {
    BufferPtr buffer = picture->buffer != nullptr ? BufferPtr(gst_buffer_copy(picture->buffer)) : wrapped(picture);
    GST_BUFFER_PTS(buffer.get()) = static_cast<GstClockTime>(pts.count());
    GST_BUFFER_DTS(buffer.get()) = GST_CLOCK_TIME_NONE;
    GST_BUFFER_DURATION(buffer.get()) = static_cast<GstClockTime>(duration.count());
    GST_BUFFER_FLAG_UNSET(buffer.get(), GST_BUFFER_FLAG_DISCONT);
    return buffer;
}

CapsPtr pictureCaps(Size size, Fraction rate) {
    return CapsPtr(gst_caps_new_simple(
        "video/x-raw", "format", G_TYPE_STRING, "I420", "width", G_TYPE_INT, size.width, "height", G_TYPE_INT,
        size.height, "framerate", GST_TYPE_FRACTION, rate.numerator, rate.denominator, "interlace-mode", G_TYPE_STRING,
        "progressive", "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, "colorimetry", G_TYPE_STRING, "bt709", nullptr));
}

}  // namespace tsudoi::pipeline
