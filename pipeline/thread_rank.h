// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gst/gst.h>

/// Who runs first when the machine is short of processor time: another program may be busy on it, a browser for one.
/// Without the right to better nice values (packaging/tsudoi.service has it) all are alike.
namespace tsudoi::pipeline {

/// Nice values; threads that such a thread makes inherit its value.
inline constexpr int kDrawNice = -11;     ///< the programme's picture; also the tick without real-time priority
inline constexpr int kEncoderNice = -10;  ///< what the audience gets
inline constexpr int kInputNice = -8;     ///< receiving and decoding: a packet that waits is speech that is missing
inline constexpr int kReturnPictureNice = -5;
inline constexpr int kStudioPicturesNice = 10;  ///< the first to go without

/// Gives the calling thread a nice value; goes on without when the system refuses.
void rankThread(int nice);
/// Names the calling thread and gives it a nice value.
void makeThread(const char* name, int nice);
/// Names the calling thread and asks for real-time priority, else for a better nice value; goes on without when the
/// system refuses both.
void makeUrgent(const char* name);

/// For a pipeline's bus: gives every streaming thread the nice value when it begins, which it tells by itself; does
/// nothing for other messages. Threads: the one that posts.
void rankStreamingThread(GstMessage* message, int nice);

}  // namespace tsudoi::pipeline
