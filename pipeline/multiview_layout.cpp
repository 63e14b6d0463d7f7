// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/multiview_layout.h"

#include "seminar/scene.h"

#include <algorithm>
#include <cstdint>

namespace tsudoi::pipeline {

namespace {

constexpr int kMonitors = 2;
constexpr int kInputsInRow = kMonitors * kMonitorWidth / kInputWidth;

}  // namespace

Size thumbnailSize(Size picture, int width) {
    const std::int64_t height = std::int64_t{picture.height} * width / std::max(picture.width, 1);
    return {width, std::max(static_cast<int>(height - height % 2), 2)};
}

seminar::Multiview multiviewOf(Size canvas, const std::vector<std::pair<InputId, Size>>& inputs) {
    using Kind = seminar::PictureId::Kind;
    const Size monitor = thumbnailSize(canvas, kMonitorWidth);
    const Size cell = thumbnailSize(canvas, kInputWidth);
    seminar::Multiview multiview;
    multiview.cells.push_back({{Kind::Preview, {}}, {0, 0, monitor.width, monitor.height}});
    multiview.cells.push_back({{Kind::Programme, {}}, {monitor.width, 0, monitor.width, monitor.height}});
    int count = 0;
    for (const auto& [id, size] : inputs) {
        const Rect box{count % kInputsInRow * cell.width, monitor.height + count / kInputsInRow * cell.height,
                       cell.width, cell.height};
        multiview.cells.push_back({{Kind::Input, id}, seminar::fitted(size, box, seminar::Fit::Contain)});
        ++count;
    }
    const int rows = (count + kInputsInRow - 1) / kInputsInRow;
    multiview.size = {kMonitors * monitor.width, monitor.height + rows * cell.height};
    return multiview;
}

}  // namespace tsudoi::pipeline
