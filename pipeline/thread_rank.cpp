// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/thread_rank.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tsudoi::pipeline {

namespace {

constexpr int kRealTimePriority = 10;

}  // namespace

void rankThread(int nice) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), nice);
}

void makeThread(const char* name, int nice) {
    pthread_setname_np(pthread_self(), name);
    rankThread(nice);
}

void makeUrgent(const char* name) {
    pthread_setname_np(pthread_self(), name);
    sched_param parameters{};
    parameters.sched_priority = kRealTimePriority;
    if (pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) != 0) {
        rankThread(kDrawNice);
    }
}

void rankStreamingThread(GstMessage* message, int nice) {
    if (GST_MESSAGE_TYPE(message) != GST_MESSAGE_STREAM_STATUS) {
        return;
    }
    GstStreamStatusType type = GST_STREAM_STATUS_TYPE_CREATE;
    gst_message_parse_stream_status(message, &type, nullptr);
    if (type == GST_STREAM_STATUS_TYPE_ENTER) {
        rankThread(nice);
    }
}

}  // namespace tsudoi::pipeline
