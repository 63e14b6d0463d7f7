// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/tile_motion.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tsudoi::pipeline {

namespace {

int along(int from, int to, int way) {
    const auto moved = static_cast<int>(std::int64_t{to - from} * way / kArrived);
    const int at = from + moved;
    return at - at % 2;
}

Rect along(const Rect& from, const Rect& to, int way) {
    return {along(from.x, to.x, way), along(from.y, to.y, way), along(from.width, to.width, way),
            along(from.height, to.height, way)};
}

double along(double from, double to, int way) {
    return from + (to - from) * way / kArrived;
}

/// The part of the picture that is seen moves; mirror and border are those of where it goes.
seminar::Framing along(const seminar::Framing& from, const seminar::Framing& to, int way) {
    seminar::Framing framing = to;
    framing.zoom = along(from.zoom, to.zoom, way);
    framing.panX = along(from.panX, to.panX, way);
    framing.panY = along(from.panY, to.panY, way);
    return framing;
}

/// \return a box without extent; what is in it is not drawn
Rect middleOf(const Rect& box) {
    const int x = box.x + box.width / 2;
    const int y = box.y + box.height / 2;
    return {x - x % 2, y - y % 2, 0, 0};
}

const Tile* findIn(const Tiles& tiles, const InputId& input) {
    const auto found = std::ranges::find(tiles, input, &Tile::input);
    return found != tiles.end() ? &*found : nullptr;
}

struct Glide {
    const Tile* tile;
    Rect from;
    Rect to;
    int layer;  ///< how many of the tiles that both have lie below it
};

/// \return those of \p tiles that \p others have, too, bottom first, and in \p single those that they have not
std::vector<const Tile*> split(const Tiles& tiles, const Tiles& others, std::vector<Glide>& single) {
    std::vector<const Tile*> shared;
    for (const Tile& tile : tiles) {
        if (tile.input.empty()) {
            continue;
        }
        if (findIn(others, tile.input)) {
            shared.push_back(&tile);
        } else {
            single.push_back({&tile, tile.box, tile.box, static_cast<int>(shared.size())});
        }
    }
    return shared;
}

}  // namespace

int eased(int progress) {
    const auto p = std::int64_t{progress};
    return static_cast<int>(p * p * (3 * kArrived - 2 * p) / (std::int64_t{kArrived} * kArrived));
}

Tiles onTheWay(const Tiles& before, const Tiles& after, int progress) {
    std::vector<Glide> goes;
    std::vector<Glide> comes;
    const auto below = split(before, after, goes);
    const auto above = split(after, before, comes);
    for (Glide& glide : goes) {
        glide.to = middleOf(glide.to);
    }
    for (Glide& glide : comes) {
        glide.from = middleOf(glide.from);
    }
    const int way = eased(progress);
    Tiles tiles;
    const auto put = [&](const Tile& tile, const Rect& from, const Rect& to) {
        tiles.push_back(tile);
        tiles.back().box = along(from, to, way);
        tiles.back().glides = from != to;
        return &tiles.back();
    };
    const auto putLayer = [&](const std::vector<Glide>& glides, int layer) {
        for (const Glide& glide : glides) {
            if (glide.layer == layer) {
                put(*glide.tile, glide.from, glide.to);
            }
        }
    };
    const auto& shared = 2 * progress < kArrived ? below : above;
    int layer = 0;
    const auto putSingles = [&] {
        putLayer(goes, layer);
        putLayer(comes, layer++);
    };
    putSingles();
    for (const Tile* tile : shared) {
        const Tile& fresh = *findIn(after, tile->input);
        const Tile& left = *findIn(before, tile->input);
        Tile* moved = put(fresh, left.box, fresh.box);
        if (left.framing != fresh.framing) {
            moved->framing = along(left.framing, fresh.framing, way);
            moved->glides = true;
        }
        putSingles();
    }
    return tiles;
}

}  // namespace tsudoi::pipeline
