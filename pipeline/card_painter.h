// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "base/worker.h"
#include "pipeline/source_channel.h"
#include "pipeline/text_card.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tsudoi::pipeline {

/// Draws name cards and slate cards on a worker and remembers the slate's, so that a card that was
/// shown before is there at once.
///
/// Threads: thread-bound (control thread); results are handed over on the worker.
class CardPainter {
public:
    explicit CardPainter(Size canvas) : canvas_(canvas) {}

    /// Gives \p channel its name card. \param size  of the input's picture; empty: the canvas'
    void paintName(const std::string& name, Size size, std::weak_ptr<SourceChannel> channel);

    /// Gives \p channel the tag with its name for the tiles of a panel.
    void paintTag(const std::string& name, std::weak_ptr<SourceChannel> channel);

    using CardReady = std::function<void(PicturePtr)>;
    /// \return the card when it is known; else nullptr, and \p ready gets it unless another slate
    ///         was asked for meanwhile
    [[nodiscard]] PicturePtr slate(const seminar::Slate& slate, CardReady ready);
    /// Gives \p ready the title, or nullptr for none, unless another one was asked for meanwhile.
    void paintTitle(const std::optional<seminar::Title>& title, CardReady ready);
    /// Gives \p ready the card for while no panelist is on stage.
    void paintNobody(Size size, CardReady ready);
    /// Draws the four cards without a text of their own in advance.
    void prepare();

private:
    static constexpr std::size_t kMostCards = 12;
    using Key = std::pair<seminar::SlateKind, std::string>;
    struct Slates {
        std::map<Key, PicturePtr> known;
        Key wanted;
    };
    void drawSlate(const seminar::Slate& slate, const CardReady& ready);

    Size canvas_;
    Synchronized<Slates> slates_;
    std::atomic<std::int64_t> titles_{0};  ///< asked for
    Worker worker_;                        ///< last: its tasks use the above
};

}  // namespace tsudoi::pipeline
