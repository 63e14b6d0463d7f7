// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tsudoi {

/// The deleter of a C handle for std::unique_ptr: std::unique_ptr<X509, Release<X509_free>>.
template <auto release>
struct Release {
    template <typename T>
    void operator()(T* handle) const noexcept {
        release(handle);
    }
};

}  // namespace tsudoi
