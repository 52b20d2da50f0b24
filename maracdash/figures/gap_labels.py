"""Labels for gaps in a trend: the reason, standing on the axis under the gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from maracdash.figures import label_layout, reference_lines, text_metrics, theme
from maracdash.model.answers import Role, Series, Trend


@dataclass(frozen=True)
class Gap:
    """Quarters `first` to `last` (places on the axis) without a value, for one reason."""

    first: int
    last: int
    words: str

    def label_position(self, quarters: int) -> tuple[float, str]:
        """Place of its words on the axis, and the side they are anchored at: at an end they run into the chart."""
        if self.first == 0:
            return -0.3, "left"
        if self.last == quarters - 1:
            return self.last + 0.3, "right"
        return (self.first + self.last) / 2, "center"


def label_gaps(
    answer: Trend, series: tuple[Series, ...], scale: tuple[float, float], plot: float, room: float
) -> list[dict[str, Any]]:
    """A note for each gap, stacked where they would meet on a chart `room` pixels wide."""
    gaps = _gaps(series)
    texts = [_gap_text(gap, roles, series) for gap, roles in gaps.items()]
    places = [gap.label_position(len(answer.quarters)) for gap in gaps]
    step, unit = room / max(1, len(answer.quarters)), (scale[1] - scale[0]) / plot
    spans = [[_span(text, x * step, side)] for text, (x, side) in zip(texts, places, strict=True)]
    return [
        theme.build_note(
            text,
            x=x,
            xanchor=side,
            y=theme.round_for_screen(scale[0] + unit * (row * theme.LINE_HEIGHT + 12)),
            font={"color": theme.COLOURS[Role.OWN] if Role.OWN in roles else theme.GREY},
        )
        for roles, text, (x, side), (row, _) in zip(
            gaps.values(), texts, places, label_layout.assign_rows(spans), strict=True
        )
    ]


def _span(text: str, x: float, side: str) -> label_layout.Span:
    length = text_metrics.measure_width(text) + 8
    start = x - {"left": 0, "center": length / 2, "right": length}[side]
    return start, start + length


def _gaps(series: tuple[Series, ...]) -> dict[Gap, list[Role]]:
    found: dict[Gap, list[Role]] = {}
    for each in series:
        for gap in _find_gaps(each):
            found.setdefault(gap, []).append(each.role)
    return found


def _find_gaps(series: Series) -> Iterator[Gap]:
    reasons = [(place, "" if value.known else value.status.words) for place, value in enumerate(series.values)]
    for words, run in groupby(reasons, key=lambda reason: reason[1]):
        places = [place for place, _ in run]
        if words:
            yield Gap(places[0], places[-1], words)


def _gap_text(gap: Gap, roles: list[Role], series: tuple[Series, ...]) -> str:
    if len(roles) == len(series) or roles == [Role.OWN]:
        return gap.words
    names = [
        text_metrics.escape_text(reference_lines.short_name(each.area, each.role))
        for each in series
        if each.role in roles
    ]
    return f"{', '.join(names)}: {gap.words}"
