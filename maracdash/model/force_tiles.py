"""Places of tiles: rows from the north, columns from the west; forces without a place of their own stand by region."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maracdash.model.areas import Area

COLUMNS = 7.0
"""Width of the map in tiles, beyond which a region's block begins a new line."""
MIN_BLOCK = 2
"""Width of a region's block in tiles, so that its name has room above it."""
GAP = 0.25
CAPTION_HEIGHT = 0.5
"""Room of a region's name, in tiles."""


@dataclass(frozen=True, kw_only=True)
class TilePlace:
    """Top left corner of a tile, in tiles, and a name short enough to stand in it; empty for the force's own."""

    row: float
    column: float
    short: str = ""


@dataclass(frozen=True, kw_only=True)
class TileCaption:
    """Name of a region above the block of its forces, and the width of the block."""

    name: str
    row: float
    column: float
    width: int


@dataclass(frozen=True, kw_only=True)
class TileLayout:
    """Places by the force's code, and the names of regions."""

    places: Mapping[str, TilePlace]
    captions: tuple[TileCaption, ...] = ()


def lay_tiles(regions: Sequence[tuple[str, Sequence[Area]]], known: Mapping[str, TilePlace]) -> TileLayout:
    """Lay a tile for every force of the regions (name, forces): where it is known to stand, else in its region's block.

    Blocks stand below the known places, from left to right, as broad as high, in the order given.
    """
    forces = {force.code for _, inside in regions for force in inside}
    places = {code: place for code, place in known.items() if code in forces}
    captions = []
    row, column, shelf = max((place.row + 1 + GAP for place in places.values()), default=0.0), 0.0, 0.0
    for name, inside in regions:
        rest = [force for force in inside if force.code not in known]
        width = max(MIN_BLOCK, math.ceil(math.sqrt(len(rest))))
        if not rest:
            continue
        if column and column + width > COLUMNS:
            row, column, shelf = row + shelf + GAP, 0.0, 0.0
        captions.append(TileCaption(name=name, row=row, column=column, width=width))
        places |= _lay_block(rest, row + CAPTION_HEIGHT, column, width)
        shelf = max(shelf, CAPTION_HEIGHT + math.ceil(len(rest) / width))
        column += width + GAP
    return TileLayout(places=places, captions=tuple(captions))


def _lay_block(forces: Sequence[Area], row: float, column: float, width: int) -> dict[str, TilePlace]:
    return {
        force.code: TilePlace(row=row + number // width, column=column + number % width)
        for number, force in enumerate(forces)
    }
