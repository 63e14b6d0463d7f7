// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Thread words used in class comments (after libcamera):
///   reentrant     any number of threads, each with its own object
///   thread-safe   any number of threads on one object
///   thread-bound  only from the one thread that the comment names
///
/// With clang the macros make a call from elsewhere a compile error (preset "clang").
#if defined(__clang__)
#define TSUDOI_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define TSUDOI_THREAD_ATTRIBUTE(x)
#endif

#define TSUDOI_CAPABILITY(name) TSUDOI_THREAD_ATTRIBUTE(capability(name))
#define TSUDOI_SCOPED_CAPABILITY TSUDOI_THREAD_ATTRIBUTE(scoped_lockable)
#define TSUDOI_GUARDED_BY(x) TSUDOI_THREAD_ATTRIBUTE(guarded_by(x))
#define TSUDOI_REQUIRES(...) TSUDOI_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define TSUDOI_ACQUIRE(...) TSUDOI_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define TSUDOI_RELEASE(...) TSUDOI_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
#define TSUDOI_ASSERT_CAPABILITY(x) TSUDOI_THREAD_ATTRIBUTE(assert_capability(x))
#define TSUDOI_NO_THREAD_SAFETY_ANALYSIS TSUDOI_THREAD_ATTRIBUTE(no_thread_safety_analysis)

namespace tsudoi {

/// A thread as a capability: functions marked TSUDOI_REQUIRES(kControlThread) may be called only where
/// kControlThread.assertHere() or another such function stands above them.
class TSUDOI_CAPABILITY("thread role") ThreadRole {
public:
    void assertHere() const TSUDOI_ASSERT_CAPABILITY(this) {}
};

inline constexpr ThreadRole kControlThread{};

}  // namespace tsudoi

#define TSUDOI_CONTROL_THREAD TSUDOI_REQUIRES(::tsudoi::kControlThread)
