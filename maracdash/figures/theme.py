"""The house style of every chart: one colour and one dash for each thing an area can be to the reader."""

from __future__ import annotations

from typing import Any

from maracdash.model.answers import AreaRole, Verdict

Figure = dict[str, Any]

INK = "#0B0C0C"
GREY = "#757575"
LIGHT_GREY = "#8A8A8A"
GRIDLINE = "#D9D9D9"
WHITE = "#FFFFFF"
OWN_TINT = "#D4DEE8"
"""The Marac's own colour behind its line, as the band of an interval."""
GREY_TINT = "#EDEDED"
"""Behind what is usual."""

COLOURS = {
    AreaRole.OWN: "#12436D",
    AreaRole.FORCE_MARAC: "#28A197",
    AreaRole.GROUP_MARAC: "#A285D1",
    AreaRole.OTHER_MARAC: LIGHT_GREY,
    AreaRole.FORCE: "#0B6E66",
    AreaRole.GROUP: "#5B3A8C",
    AreaRole.REGION: "#801650",
    AreaRole.COUNTRY: GREY,
    AreaRole.UK: "#3D3D3D",
}
VERDICT_FILLS = {Verdict.HIGHER: ("#12436D", WHITE), Verdict.LOWER: ("#A285D1", INK)}
"""Fill of a cell and the ink on it: dark and light, so that neither is a judgement and both survive a grey printer."""
DASHES = {
    AreaRole.OWN: "solid",
    AreaRole.FORCE: "dash",
    AreaRole.GROUP: "dot",
    AreaRole.REGION: "dashdot",
    AreaRole.COUNTRY: "longdashdot",
    AreaRole.UK: "longdash",
}

SYMBOLS = {
    AreaRole.OWN: "diamond",
    AreaRole.FORCE_MARAC: "triangle-up",
    AreaRole.GROUP_MARAC: "square",
    AreaRole.OTHER_MARAC: "circle",
}
"""Shapes of points where all roles stand together: colour alone would not tell them apart."""

FONT_FAMILY = 'Arial, "Liberation Sans", sans-serif'
TEXT_SIZE = 16
"""12 point, in pixels: no text in a chart is smaller."""
LINE_HEIGHT = 20
"""Height of a line of text, in pixels."""
LEADING = 21
"""Distance between lines inside one label: the drawing library sets 1.3 times the size."""

GRAPH_CONFIG = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": True,
}
"""For the component that shows a figure: no button that sends its data anywhere."""


MIN_HEIGHT = 320
"""No figure is lower, in pixels."""
TOP_MARGIN = 8
AXIS_HEIGHT = 58
"""Pixels for the ticks and the title of the axis under the plot."""

VALUE_AXIS: dict[str, Any] = {
    "nticks": 6,
    "separatethousands": True,
    "zeroline": True,
    "zerolinecolor": GREY,
    "showgrid": True,
    "gridcolor": GRIDLINE,
}
"""An axis of values."""


def round_for_screen(number: float) -> float:
    """As many digits as a screen can show."""
    return float(f"{number:.5g}")


def build_layout(**parts: object) -> dict[str, Any]:
    """A layout in the house style. The legend is the page's: drawn in the chart it takes as long as all else."""
    return {
        "font": {"family": FONT_FAMILY, "size": TEXT_SIZE, "color": INK},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "showlegend": False,
        "hoverlabel": {"bgcolor": WHITE, "font": {"size": TEXT_SIZE}},
        **parts,
    }


def build_axis(**parts: object) -> dict[str, Any]:
    """An axis that cannot be zoomed, without grid, and with level labels."""
    return {"fixedrange": True, "showgrid": False, "zeroline": False, "tickangle": 0, **parts}


def build_axis_title(text: str) -> dict[str, Any]:
    """The name of an axis."""
    return {"text": text, "standoff": 8, "font": {"size": TEXT_SIZE}}


def build_note(text: str, **parts: object) -> dict[str, Any]:
    """Text in the chart, without an arrow, on white so that lines pass behind it."""
    return {"text": text, "showarrow": False, "bgcolor": WHITE, **parts}
