"""The map of police forces for paper and slides: 1280 by 720, with title, legend and footer inside the picture."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from maracdash.figures import text_metrics, theme
from maracdash.figures.force_maps import HATCH, MAX_HEIGHT, build_map_axes, draw_tiles, measure_map, tile_width
from maracdash.figures.map_legends import MapKey
from maracdash.figures.print_charts import EDGE, FOOTER_LINE, HEIGHT, TITLE_LINE, TITLE_SIZE, WIDTH
from maracdash.figures.theme import Figure
from maracdash.model.answers import AreaRole
from maracdash.model.force_maps import ForceMap

TOP = 20
LEGEND_GAP = 48
MAX_NAME_LENGTH = 44
FRAME = 4


def draw_map_for_print(answer: ForceMap, title: str, footer: tuple[str, ...], keys: Sequence[MapKey]) -> Figure:
    """The map with its sentence as the title, the keys at its right and the source lines under it.

    The axes span the whole picture, and not the tiles alone, so that the keys lie within them: Plotly makes room for
    keys that do not, which moves the tiles, and where these are few leaves them none.
    """
    heading = text_metrics.fit_text(title, WIDTH - 2 * EDGE, TITLE_SIZE)
    notes = text_metrics.fit_text(" · ".join(footer), WIDTH - 2 * EDGE, theme.TEXT_SIZE)
    top, bottom = TOP + TITLE_LINE * len(heading) + 12, FOOTER_LINE * len(notes) + 20
    columns, rows = measure_map(answer)
    wide = tile_width(columns)
    room = HEIGHT - top - bottom
    tall = min(MAX_HEIGHT, room / rows)
    return {
        "data": [*draw_tiles(answer), *map(_key_trace, keys)],
        "layout": theme.build_layout(
            width=WIDTH,
            height=HEIGHT,
            margin={"l": EDGE, "r": EDGE, "t": top, "b": bottom},
            barmode="overlay",
            annotations=[
                _note(
                    text_metrics.make_bold(text_metrics.join_lines(heading)),
                    y=1,
                    yanchor="top",
                    yshift=top - TOP,
                    font={"size": TITLE_SIZE, "color": theme.COLOURS[AreaRole.OWN]},
                ),
                _note(text_metrics.join_lines(notes), y=0, yanchor="bottom", yshift=12 - bottom),
            ],
            legend={
                "x": (columns * wide + LEGEND_GAP) / (WIDTH - 2 * EDGE),
                "xanchor": "left",
                "y": 1,
                "yanchor": "top",
                "itemwidth": 30,
                "tracegroupgap": 8,
            },
            **build_map_axes((WIDTH - 2 * EDGE) / wide, room / tall),
        )
        | {"showlegend": True},
    }


def _key_trace(key: MapKey) -> dict[str, Any]:
    """A bar that is not there, for its place in the legend."""
    line = {"color": theme.INK, "width": FRAME} if key.framed else {"color": theme.GREY, "width": 1}
    pattern = {"pattern": {"shape": "/", **HATCH}} if key.look.hatched else {}
    name = textwrap.wrap(key.name, MAX_NAME_LENGTH, break_long_words=False)
    return {
        "type": "bar",
        "x": [None],
        "y": [None],
        "name": text_metrics.join_lines(name),
        "marker": {"color": key.look.colour, "line": line, **pattern},
        "showlegend": True,
    }


def _note(text: str, **parts: object) -> dict[str, Any]:
    place: dict[str, Any] = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper"}
    return {"text": text, "showarrow": False, "align": "left", **place, **parts}
