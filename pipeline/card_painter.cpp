// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/card_painter.h"

#include "pipeline/name_tag.h"
#include "pipeline/title_card.h"

#include <utility>

namespace tsudoi::pipeline {

void CardPainter::paintName(const std::string& name, Size size, std::weak_ptr<SourceChannel> channel) {
    const Size wanted = size.width < 2 || size.height < 2 ? canvas_ : size;
    (void)worker_.post([name, wanted, channel = std::move(channel)] {
        if (const auto held = channel.lock()) {
            held->setCard(drawCard(nameCard(name), wanted));
        }
    });
}

void CardPainter::paintTag(const std::string& name, std::weak_ptr<SourceChannel> channel) {
    (void)worker_.post([name, channel = std::move(channel)] {
        if (const auto held = channel.lock()) {
            held->setTag(drawNameTag(name));
        }
    });
}

void CardPainter::paintNobody(Size size, CardReady ready) {
    (void)worker_.post([size, ready = std::move(ready)] { ready(drawCard(nobodyCard(), size)); });
}

void CardPainter::paintTitle(const std::optional<seminar::Title>& title, CardReady ready) {
    (void)worker_.post([this, title, number = ++titles_, ready = std::move(ready)] {
        const PicturePtr drawn = title ? drawTitle(*title, canvas_) : nullptr;
        if (number == titles_) {
            ready(drawn);
        }
    });
}

PicturePtr CardPainter::slate(const seminar::Slate& slate, CardReady ready) {
    const Key key{slate.kind, slate.text};
    PicturePtr known = slates_.with([&key](Slates& slates) {
        slates.wanted = key;
        const auto found = slates.known.find(key);
        return found != slates.known.end() ? found->second : nullptr;
    });
    if (!known) {
        (void)worker_.post([this, slate, ready = std::move(ready)] { drawSlate(slate, ready); });
    }
    return known;
}

void CardPainter::drawSlate(const seminar::Slate& slate, const CardReady& ready) {
    const Key key{slate.kind, slate.text};
    const PicturePtr card = drawCard(slateCard(slate), canvas_);
    const bool wanted = slates_.with([&](Slates& slates) {
        if (slates.known.size() >= kMostCards) {
            slates.known.clear();
        }
        slates.known[key] = card;
        return slates.wanted == key;
    });
    if (wanted && ready) {
        ready(card);
    }
}

void CardPainter::prepare() {
    using seminar::SlateKind;
    for (const SlateKind kind : {SlateKind::Starting, SlateKind::Break, SlateKind::Ended, SlateKind::Trouble}) {
        (void)worker_.post([this, kind] { drawSlate({kind, {}}, {}); });
    }
}

}  // namespace tsudoi::pipeline
