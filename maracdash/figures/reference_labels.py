"""Labels at the top of a comparison, each beside the line that comes down from it. Knows no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from maracdash.figures import label_layout, text_metrics, theme
from maracdash.model.answers import AreaRole

Scale = tuple[float, float]
"""The least and the most on the axis of values."""

ROW_HEIGHT = 22
GAP = 10
"""Free pixels between a label beside its line and the next one."""
MARGIN = 16
"""Free pixels beside a plot of dots."""


class Side(StrEnum):
    """Side of its line that a label stands on, as the note's anchor."""

    RIGHT = "left"
    LEFT = "right"
    OVER = "center"


SHIFTS = {Side.RIGHT: 4, Side.LEFT: -4, Side.OVER: 0}


@dataclass(frozen=True, kw_only=True)
class ReferenceLabel:
    """A label and the value it stands at, None where there is none and so no line. Row 0 is the top.

    It stands right of its line, `LEFT` of it, or `OVER` it, where it is too long for either.
    """

    role: AreaRole
    text: str
    at: float | None
    row: int = 0
    side: Side = Side.RIGHT

    @property
    def line_top(self) -> int:
        """Height at which its line begins."""
        return self.row * ROW_HEIGHT + (ROW_HEIGHT if self.side is Side.OVER else 3)


def place_labels(flags: Sequence[ReferenceLabel], scale: Scale, width: float) -> list[ReferenceLabel]:
    """The labels in rows, left or right of their lines, so that none overlap on a plot `width` pixels wide."""
    sides = [_possible_sides(flag, scale, width) for flag in flags]
    rows = label_layout.assign_rows([[_span(side, scale, width) for side in each] for each in sides])
    return [replace(each[which], row=row) for each, (row, which) in zip(sides, rows, strict=True)]


def measure_height(flags: Sequence[ReferenceLabel]) -> float:
    """Height of the rows in pixels."""
    return ROW_HEIGHT * (1 + max((flag.row for flag in flags), default=-1)) + 4.0


def draw_labels(flags: Sequence[ReferenceLabel], scale: Scale) -> list[dict[str, Any]]:
    """The texts, the Marac's own in bold."""
    return [
        theme.build_note(
            text_metrics.make_bold(flag.text) if flag.role is AreaRole.OWN else flag.text,
            x=theme.round_for_screen(scale[0] if flag.at is None else flag.at),
            y=flag.row * ROW_HEIGHT + ROW_HEIGHT // 2,
            xanchor=str(flag.side),
            xshift=SHIFTS[flag.side],
            font={"color": theme.COLOURS[flag.role]},
        )
        for flag in flags
    ]


def draw_line(flag: ReferenceLabel, bottom: float) -> dict[str, Any]:
    """The line of a label that has a value."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [theme.round_for_screen(flag.at or 0)] * 2,
        "y": [flag.line_top, round(bottom)],
        "line": {"color": theme.COLOURS[flag.role], "dash": theme.DASHES[flag.role], "width": 2},
    }


def _possible_sides(flag: ReferenceLabel, scale: Scale, width: float) -> list[ReferenceLabel]:
    if flag.at is None:
        return [flag]
    left, over = (replace(flag, side=side) for side in (Side.LEFT, Side.OVER))
    fitting = [each for each in (left, flag) if _fits(_span(each, scale, width), width)]
    if fitting or _fits(_span(over, scale, width), width, MARGIN):
        return fitting or [over]
    return [left if flag.at > (scale[0] + scale[1]) / 2 else flag]


def _fits(span: label_layout.Span, width: float, spare: float = 0) -> bool:
    return span[0] >= -spare and span[1] <= width + spare


def _span(flag: ReferenceLabel, scale: Scale, width: float) -> label_layout.Span:
    low, high = scale
    at = ((low if flag.at is None else flag.at) - low) / (high - low) * width
    length = text_metrics.measure_width(flag.text) + (0 if flag.side is Side.OVER else GAP)
    before = {Side.LEFT: length, Side.OVER: length / 2, Side.RIGHT: 0}[flag.side]
    return at - before, at - before + length
