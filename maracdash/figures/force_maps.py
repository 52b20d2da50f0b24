"""The map of police forces: a tile of equal size for each, its colour a step of blue, its figure written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from maracdash.figures import text_metrics, theme
from maracdash.figures.theme import Figure
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.areas import Area
from maracdash.model.force_maps import MAX_STEPS, ForceMap, ForceTile, find_steps

MAP_WIDTH = 704
"""Pixels that the columns share, within the limits of a tile."""
MIN_WIDTH, MAX_WIDTH = 80, 112
MIN_HEIGHT, MAX_HEIGHT = 56, 84
"""A tile has room for a short name and a figure, and the whole of the UK for a screen or a slide."""
EDGE = 0.03
"""Gap around a tile, in tiles: the frame of the reader's own force fills it."""
SHADES = (0.12, 0.32, 0.52, 0.76, 1.0)
"""Parts of the theme's blue, the rest white."""
DARK_SHADES = 2
"""Number of shades, from the darkest, on which text is white."""
VERDICT_STEPS: Mapping[Verdict, int] = MappingProxyType({Verdict.LOWER: 0, Verdict.SIMILAR: 2, Verdict.HIGHER: 4})
VERDICT_SHAPES: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.HIGHER: "▲", Verdict.LOWER: "▼", Verdict.SIMILAR: "●", Verdict.NOT_COMPARED: ""}
)
HATCH = {"fillmode": "replace", "size": 9, "solidity": 0.12}


@dataclass(frozen=True, kw_only=True)
class TileLook:
    """Colours of a tile and of its text; hatched where there is no figure."""

    colour: str
    ink: str = theme.INK
    hatched: bool = False


@dataclass(frozen=True, kw_only=True)
class TileBox:
    """Place of a tile on the map, in parts of its width and height."""

    left: float
    top: float
    width: float
    height: float


def draw_force_map(answer: ForceMap) -> Figure:
    """The map in pixels of its own: it keeps its shape, and so the place of each tile, on every screen."""
    columns, rows = measure_map(answer)
    return {
        "data": draw_tiles(answer),
        "layout": theme.build_layout(
            width=round(columns * tile_width(columns)),
            height=round(rows * _tile_height(rows)),
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            barmode="overlay",
            annotations=[],
            **build_map_axes(columns, rows),
        ),
    }


def measure_map(answer: ForceMap) -> tuple[float, float]:
    """Width and height of the map, in tiles."""
    places = [each.place for each in answer.tiles]
    ends = [each.column + each.width for each in answer.captions]
    columns = max([*(each.column + 1 for each in places), *ends], default=1.0)
    return columns, max((each.row + 1 for each in places), default=1.0)


def locate_tiles(answer: ForceMap) -> dict[Area, TileBox]:
    """The place of each force's tile, for what a page lays over the map."""
    columns, rows = measure_map(answer)
    return {
        each.force: TileBox(
            left=each.place.column / columns, top=each.place.row / rows, width=1 / columns, height=1 / rows
        )
        for each in answer.tiles
    }


def tile_width(columns: float) -> float:
    """Width of a tile in pixels: wider where there are few columns."""
    return min(MAX_WIDTH, max(MIN_WIDTH, MAP_WIDTH / columns))


def build_map_axes(columns: float, rows: float) -> dict[str, Any]:
    """Axes that are not seen; the first row is at the top."""
    return {
        "xaxis": theme.build_axis(range=[0, columns], visible=False),
        "yaxis": theme.build_axis(range=[rows, 0], visible=False),
    }


def draw_tiles(answer: ForceMap) -> list[dict[str, Any]]:
    """Traces: the frame of the reader's own force, the tiles, their text, and the names of regions."""
    looks = [tile_look(answer, each) for each in answer.tiles]
    framed = [each for each in answer.tiles if each.own]
    return [
        *([_bars(framed, 0, {"color": theme.INK})] if framed else []),
        _bars(
            answer.tiles,
            EDGE,
            {
                "color": [each.colour for each in looks],
                "line": {"color": [theme.WHITE if each.own else theme.GREY for each in answer.tiles], "width": 1},
                "pattern": {"shape": ["/" if each.hatched else "" for each in looks], **HATCH},
            },
        ),
        _texts(
            [
                (each.place.column + 0.5, each.place.row + 0.5, write_tile(answer, each), look.ink)
                for each, look in zip(answer.tiles, looks, strict=True)
            ],
            "middle center",
        ),
        *([_caption_trace(answer)] if answer.captions else []),
    ]


def tile_look(answer: ForceMap, tile: ForceTile) -> TileLook:
    """Look of a tile by its step or its verdict."""
    if not tile.value.known:
        return TileLook(colour=theme.GREY, hatched=True)
    if answer.by_verdict:
        return verdict_look(tile.verdict)
    return step_look(next(step.number for step in find_steps(answer) if tile.force in step.forces))


def verdict_look(verdict: Verdict) -> TileLook:
    """Look of a verdict; white where there is none."""
    step = VERDICT_STEPS.get(verdict)
    return TileLook(colour=theme.WHITE) if step is None else step_look(step)


def step_look(number: int) -> TileLook:
    """Look of one of the five steps, 0 the palest."""
    return TileLook(
        colour=mix_with_white(theme.COLOURS[AreaRole.OWN], SHADES[number]),
        ink=theme.WHITE if number >= MAX_STEPS - DARK_SHADES else theme.INK,
    )


def mix_with_white(colour: str, part: float) -> str:
    """A paler colour, by the part of it that stays."""
    mixed = (round(int(colour[at : at + 2], 16) * part + 255 * (1 - part)) for at in (1, 3, 5))
    return "#" + "".join(f"{each:02X}" for each in mixed)


def write_tile(answer: ForceMap, tile: ForceTile) -> str:
    """Text in a tile: a short name and the figure, with a shape for its verdict; bold for the reader's own force."""
    columns, _ = measure_map(answer)
    name = text_metrics.escape_text(tile.place.short or shorten_name(tile.force.name, tile_width(columns)))
    text = f"{name}<br>{_write_figure(answer, tile)}"
    return text_metrics.make_bold(text) if tile.own else text


def shorten_name(name: str, width: float) -> str:
    """As much of a name as a tile of this width holds."""
    room = width * (1 - 2 * EDGE)
    if text_metrics.measure_width(name) <= room:
        return name
    ends = range(len(name), 1, -1)
    kept = next((name[:end] for end in ends if text_metrics.measure_width(f"{name[:end]}…") <= room), name[:1])
    return f"{kept.rstrip()}…"


def _write_figure(answer: ForceMap, tile: ForceTile) -> str:
    if tile.value.number is None:
        return tile.value.status.shorthand
    shape = VERDICT_SHAPES[tile.verdict] if answer.by_verdict else ""
    return f"{answer.indicator.format_value(tile.value)}{f' {shape}' if shape else ''}"


def _bars(tiles: tuple[ForceTile, ...] | list[ForceTile], edge: float, marker: dict[str, Any]) -> dict[str, Any]:
    size = 1 - 2 * edge
    return {
        "type": "bar",
        "x": [each.place.column + 0.5 for each in tiles],
        "base": [each.place.row + edge for each in tiles],
        "y": [size] * len(tiles),
        "width": size,
        "marker": marker,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _texts(texts: list[tuple[float, float, str, str]], position: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [each[0] for each in texts],
        "y": [each[1] for each in texts],
        "text": [each[2] for each in texts],
        "textposition": position,
        "textfont": {"color": [each[3] for each in texts]},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _caption_trace(answer: ForceMap) -> dict[str, Any]:
    width = tile_width(measure_map(answer)[0])
    texts = [
        (
            each.column + EDGE,
            each.row + 0.26,
            text_metrics.escape_text(text_metrics.fit_text(each.name, each.width * width, theme.TEXT_SIZE)[0]),
            theme.INK,
        )
        for each in answer.captions
    ]
    return _texts(texts, "middle right")


def _tile_height(rows: float) -> float:
    """Few rows are drawn taller, so that the map is no lower than other charts."""
    return min(MAX_HEIGHT, max(MIN_HEIGHT, theme.MIN_HEIGHT / rows))
