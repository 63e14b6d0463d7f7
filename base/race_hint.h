// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

/// Orders that ThreadSanitizer cannot see, because a library makes them with locks of its own (GLib and GStreamer use
/// futexes). Outside of its lane both do nothing.
namespace tsudoi {

/// Everything this thread did before is seen by whoever takes \p object over.
inline void handsOver([[maybe_unused]] const void* object) noexcept {
#if defined(__SANITIZE_THREAD__)
    __tsan_release(const_cast<void*>(object));
#endif
}

inline void takesOver([[maybe_unused]] const void* object) noexcept {
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(const_cast<void*>(object));
#endif
}

/// A callback of a library works on an object: it takes the object over, and hands it over at the end.
class Callback {
public:
    explicit Callback(const void* object) noexcept : object_(object) { takesOver(object_); }
    ~Callback() { handsOver(object_); }
    Callback(const Callback&) = delete;
    Callback& operator=(const Callback&) = delete;

private:
    const void* object_;
};

}  // namespace tsudoi
