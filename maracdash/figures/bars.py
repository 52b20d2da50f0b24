"""A comparison as bars from most to least, one row for each Marac. Heights are pixels; y runs downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maracdash.figures import reference_labels, reference_lines, text_metrics, theme, value_axis
from maracdash.figures.reference_labels import Scale
from maracdash.figures.theme import Figure
from maracdash.figures.whiskers import build_whiskers, list_limits
from maracdash.model.answers import AreaRole, Comparison, Point
from maracdash.model.values import Status

MARAC_ROLES = (AreaRole.OWN, AreaRole.FORCE_MARAC, AreaRole.GROUP_MARAC)
NAME_TICKS = {"ticklabelstandoff": 4, "ticklabeloverflow": "allow"}
"""The margin is made wide enough for names: measuring each again in the browser is half of a repaint."""


@dataclass(frozen=True, kw_only=True)
class RowSpacing:
    """Height of a row and the gap after it, and the least width on which labels must not overlap; all in pixels."""

    line: float = theme.LINE_HEIGHT
    gap: float = 7
    width: float = 240


SCREEN_SPACING = RowSpacing()


def draw_bars(answer: Comparison, room: RowSpacing = SCREEN_SPACING, *, intervals: bool = False) -> Figure:
    """Bars with name and value before each; the averages as lines across; with intervals, whiskers at their ends."""
    scale = value_axis.find_extent(answer, list_limits(answer, answer.maracs) if intervals else ())
    placed = reference_labels.place_labels(reference_lines.build_labels(answer), scale, room.width)
    names = [write_bar_label(answer, point) for point in answer.maracs]
    middles, height = _position_rows(names, reference_labels.measure_height(placed), room)
    bars = [trace for role in MARAC_ROLES if (trace := _bar_trace(answer, role, middles, room.line * 0.8))]
    data = [
        *({**trace, **build_whiskers(answer, trace["customdata"])} if intervals else trace for trace in bars),
        *reference_lines.draw_lines(answer, placed, height),
    ]
    return {
        "data": data,
        "layout": theme.build_layout(
            height=max(theme.MIN_HEIGHT, round(height) + theme.TOP_MARGIN + theme.AXIS_HEIGHT),
            margin={"l": _left_margin(names), "r": 16, "t": theme.TOP_MARGIN, "b": theme.AXIS_HEIGHT},
            barmode="overlay",
            xaxis=value_axis.build_value_axis(answer, scale),
            yaxis=theme.build_axis(range=[round(height), 0], tickvals=middles, ticktext=names, **NAME_TICKS),
            annotations=[*reference_labels.draw_labels(placed, scale), *_absence_notes(answer, middles, scale)],
        ),
    }


def write_bar_label(answer: Comparison, point: Point) -> str:
    """A Marac's name and value; the reader's own in bold."""
    rows = text_metrics.wrap_text(point.area.name)
    if point.value.status is Status.PROXIED:
        rows = [*rows, f"{reference_lines.write_number(answer, point)} estimated"]
    elif point.value.known:
        rows = [*rows[:-1], f"{rows[-1]}  {reference_lines.write_number(answer, point)}"]
    text = text_metrics.join_lines(rows)
    return text_metrics.make_bold(text) if point.role is AreaRole.OWN else text


def _bar_trace(answer: Comparison, role: AreaRole, middles: list[float], width: float) -> dict[str, Any] | None:
    rows = [
        (point, middle)
        for point, middle in zip(answer.maracs, middles, strict=True)
        if point.role is role and point.value.known
    ]
    if not rows:
        return None
    points = [point for point, _ in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "name": text_metrics.escape_text(value_axis.legend_name(answer, role)),
        "x": [theme.round_for_screen(point.value.number or 0) for point in points],
        "y": [middle for _, middle in rows],
        "width": round(width, 1),
        "marker": {"color": theme.COLOURS[role], **_hatch_pattern(points)},
        **value_axis.build_hover(answer, points),
    }


def _hatch_pattern(points: list[Point]) -> dict[str, Any]:
    proxied = [point.value.status is Status.PROXIED for point in points]
    if not any(proxied):
        return {}
    shapes = ["/" if each else "" for each in proxied]
    return {"pattern": {"shape": shapes, "fillmode": "replace", "size": 7, "solidity": 0.45}}


def _position_rows(names: list[str], top: float, room: RowSpacing) -> tuple[list[float], float]:
    middles = []
    for name in names:
        tall = room.line + theme.LEADING * name.count("<br>") + room.gap
        middles.append(round(top + tall / 2, 1))
        top += tall
    return middles, top


def _left_margin(names: list[str]) -> int:
    plain = (name.replace("<b>", "").replace("</b>", "") for name in names)
    return round(max(map(text_metrics.measure_width, plain), default=0)) + 18


def _absence_notes(answer: Comparison, middles: Sequence[float], scale: Scale) -> list[dict[str, Any]]:
    return [
        theme.build_note(
            point.value.status.words,
            x=max(0, scale[0]),
            y=middle,
            xanchor="left",
            xshift=4,
            hovertext=text_metrics.escape_text(point.value.absence),
            font={"color": theme.COLOURS[AreaRole.OWN] if point.role is AreaRole.OWN else theme.GREY},
        )
        for point, middle in zip(answer.maracs, middles, strict=True)
        if not point.value.known
    ]
