"""Labels at the top of a comparison, each beside the line that comes down from it. Knows no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from maracdash.figures import label_layout, text_metrics, theme
from maracdash.model.answers import Role

Scale = tuple[float, float]
"""The least and the most on the axis of values."""

ROW = 22


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A label and the value it stands at, None where there is none and so no line. Row 0 is the top."""

    role: Role
    text: str
    at: float | None
    row: int = 0
    leftward: bool = False


def placed(flags: Sequence[Flag], scale: Scale, width: float) -> list[Flag]:
    """The flags in rows, left or right of their lines, so that none overlap on a plot `width` pixels wide."""
    sides = [_sides(flag, scale, width) for flag in flags]
    rows = label_layout.rows([[_span(side, scale, width) for side in each] for each in sides])
    return [replace(each[which], row=row) for each, (row, which) in zip(sides, rows, strict=True)]


def height(flags: Sequence[Flag]) -> float:
    """How many pixels the rows take."""
    return ROW * (1 + max((flag.row for flag in flags), default=-1)) + 4.0


def labels(flags: Sequence[Flag], scale: Scale) -> list[dict[str, Any]]:
    """The texts, the Marac's own in bold."""
    return [
        theme.note(
            text_metrics.bold(flag.text) if flag.role is Role.OWN else flag.text,
            x=theme.rounded(scale[0] if flag.at is None else flag.at),
            y=flag.row * ROW + ROW // 2,
            xanchor="right" if flag.leftward else "left",
            xshift=-4 if flag.leftward else 4,
            font={"color": theme.COLOURS[flag.role]},
        )
        for flag in flags
    ]


def line(flag: Flag, bottom: float) -> dict[str, Any]:
    """The line of a flag that has a value."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [theme.rounded(flag.at or 0)] * 2,
        "y": [flag.row * ROW + 3, round(bottom)],
        "line": {"color": theme.COLOURS[flag.role], "dash": theme.DASHES[flag.role], "width": 2},
    }


def _sides(flag: Flag, scale: Scale, width: float) -> list[Flag]:
    if flag.at is None:
        return [flag]
    both = [replace(flag, leftward=True), flag]
    fitting = [side for side in both if _fits(_span(side, scale, width), width)]
    return fitting or [replace(flag, leftward=flag.at > (scale[0] + scale[1]) / 2)]


def _fits(span: label_layout.Span, width: float) -> bool:
    return span[0] >= 0 and span[1] <= width


def _span(flag: Flag, scale: Scale, width: float) -> label_layout.Span:
    low, high = scale
    at = ((low if flag.at is None else flag.at) - low) / (high - low) * width
    length = text_metrics.width(flag.text) + 10
    return (at - length, at) if flag.leftward else (at, at + length)
