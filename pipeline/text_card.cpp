// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/text_card.h"

#include "base/log.h"
#include "pipeline/gst_ptr.h"
#include "pipeline/picture_buffer.h"

#include <gst/app/gstappsink.h>

#include <algorithm>

namespace tsudoi::pipeline {

namespace {

constexpr const char* kFont = "Noto Sans CJK JP";
constexpr GstClockTime kLongest = 10 * GST_SECOND;
/// Height of the title's letters, in shares of the picture's height.
constexpr int kTitleShare = 10;
constexpr int kTextShare = 18;
constexpr int kSmallestLetters = 8;
constexpr Fraction kAnyRate{1, 1};

std::string escaped(const std::string& text) {
    return takeString(g_markup_escape_text(text.c_str(), static_cast<gssize>(text.size())));
}

std::string span(const std::string& text, const char* weight, int pixels) {
    return std::string("<span font=\"") + kFont + " " + weight + " " +
           std::to_string(std::max(pixels, kSmallestLetters)) + "px\">" + escaped(text) + "</span>";
}

std::string markupOf(const TextCard& card, Size size) {
    const int unit = std::min(size.height, size.width * 9 / 16);
    const int large = card.titlePixels > 0 ? card.titlePixels : unit / kTitleShare;
    const int small = card.textPixels > 0 ? card.textPixels : unit / kTextShare;
    const std::string title = card.title.empty() ? "" : span(card.title, "Bold", large);
    const std::string text = card.text.empty() ? "" : span(card.text, "Regular", small);
    return title + (title.empty() || text.empty() ? "" : "\n") + text;
}

Result<ElementPtr> textElement(const TextCard& card, Size size) {
    auto element = makeElement("textoverlay");
    if (element) {
        g_object_set(element->get(), "text", markupOf(card, size).c_str(), "auto-resize", FALSE, "draw-shadow", FALSE,
                     "draw-outline", FALSE, nullptr);
        const char* align = card.align == TextCard::Align::Left ? "left" : "center";
        setProperty(element->get(), "halignment", align);
        setProperty(element->get(), "valignment", "center");
        setProperty(element->get(), "line-alignment", align);
        g_object_set(element->get(), "xpad", card.padding, nullptr);
    }
    return element;
}

struct CardPipeline {
    ElementPtr pipeline;
    GstElement* sink = nullptr;

    ~CardPipeline() {
        if (pipeline) {
            gst_element_set_state(pipeline.get(), GST_STATE_NULL);
        }
    }
};

Status build(CardPipeline& made, const TextCard& card, Size size) {
    made.pipeline = sunkObject(gst_pipeline_new(nullptr));
    GstBin* bin = GST_BIN(made.pipeline.get());
    auto source = addElement(bin, "videotestsrc");
    auto filter = addElement(bin, "capsfilter");
    auto text = textElement(card, size);
    auto sink = addElement(bin, "appsink");
    if (!source || !filter || !text || !sink) {
        return fail(text ? Error::plain(ErrorCode::Unavailable, "a GStreamer element is missing") : text.error());
    }
    made.sink = *sink;
    gst_bin_add(bin, text->get());
    setProperty(*source, "pattern", "solid-color");
    g_object_set(*source, "foreground-color", card.ground, "num-buffers", 1, nullptr);
    g_object_set(*filter, "caps", pictureCaps(size, kAnyRate).get(), nullptr);
    g_object_set(*sink, "sync", FALSE, nullptr);
    return linkChain({*source, *filter, text->get(), *sink});
}

}  // namespace

TextCard nameCard(const std::string& inputName) {
    return {inputName, "信号なし", 0xFF1B1B1B};
}

TextCard slateCard(const seminar::Slate& slate) {
    const auto words = [&slate]() -> std::string {
        switch (slate.kind) {
            case seminar::SlateKind::Starting: return "まもなく開始します";
            case seminar::SlateKind::Break: return "休憩中です";
            case seminar::SlateKind::Ended: return "終了しました";
            case seminar::SlateKind::Trouble: break;
        }
        return "しばらくお待ちください";
    };
    TextCard card;
    card.title = words();
    card.text = slate.text;
    return card;
}

/// True at any time, and it tells those who set the screen up that it works.
TextCard nobodyCard() {
    return {"", "オンラインの登壇者がここに映ります", 0xFF101418};
}

double widthInLetters(const std::string& text) {
    constexpr double kLatinWidth = 0.6;
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) {
            width += byte < 0x80U ? kLatinWidth : 1.0;
        }
    }
    return width;
}

PicturePtr drawCard(const TextCard& card, Size size) {
    CardPipeline made;
    if (auto built = build(made, card, size); !built) {
        log::error("a card cannot be drawn: {}", built.error().text.en);
        return nullptr;
    }
    gst_element_set_state(made.pipeline.get(), GST_STATE_PLAYING);
    const SamplePtr sample(gst_app_sink_try_pull_sample(GST_APP_SINK(made.sink), kLongest));
    PicturePtr picture = sample ? pictureOf(sample.get()) : nullptr;
    if (!picture) {
        log::error("a card cannot be drawn: no picture came");
    }
    return picture;
}

}  // namespace tsudoi::pipeline
