"""A comparison as bars from most to least, one row for each Marac. Heights are pixels; y runs downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maracdash.figures import reference_labels, reference_lines, text_metrics, theme, value_axis
from maracdash.figures.reference_labels import Scale
from maracdash.figures.theme import Figure
from maracdash.model.answers import Comparison, Point, Role
from maracdash.model.values import Status

ROLES = (Role.OWN, Role.FORCE_MARAC, Role.GROUP_MARAC)
NAMES = {"ticklabelstandoff": 4, "ticklabeloverflow": "allow"}
"""The margin is made wide enough for names: measuring each again in the browser is half of a repaint."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much room a row has, and the least width in pixels on which labels must not overlap."""

    line: float = theme.LINE
    gap: float = 7
    width: float = 240


SCREEN = Room()


def bars(answer: Comparison, room: Room = SCREEN) -> Figure:
    """Bars with name and value before each; the averages as lines across."""
    scale = value_axis.extent(answer)
    placed = reference_labels.placed(reference_lines.flagged(answer), scale, room.width)
    names = [label(answer, point) for point in answer.maracs]
    middles, height = _rows(names, reference_labels.height(placed), room)
    data = [
        *(trace for role in ROLES if (trace := _bars(answer, role, middles, room.line * 0.8))),
        *reference_lines.lines(answer, placed, height),
    ]
    return {
        "data": data,
        "layout": theme.layout(
            height=max(theme.LEAST, round(height) + theme.HEAD + theme.FOOT),
            margin={"l": _left(names), "r": 16, "t": theme.HEAD, "b": theme.FOOT},
            barmode="overlay",
            xaxis=value_axis.value_axis(answer, scale),
            yaxis=theme.axis(range=[round(height), 0], tickvals=middles, ticktext=names, **NAMES),
            annotations=[*reference_labels.labels(placed, scale), *_absences(answer, middles, scale)],
        ),
    }


def label(answer: Comparison, point: Point) -> str:
    """A Marac's name and value; the reader's own in bold."""
    rows = text_metrics.lines(point.area.name)
    if point.value.status is Status.PROXIED:
        rows = [*rows, f"{reference_lines.written(answer, point)} estimated"]
    elif point.value.known:
        rows = [*rows[:-1], f"{rows[-1]}  {reference_lines.written(answer, point)}"]
    text = text_metrics.joined(rows)
    return text_metrics.bold(text) if point.role is Role.OWN else text


def _bars(answer: Comparison, role: Role, middles: list[float], width: float) -> dict[str, Any] | None:
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
        "name": text_metrics.safe(value_axis.named(answer, role)),
        "x": [theme.rounded(point.value.number or 0) for point in points],
        "y": [middle for _, middle in rows],
        "width": round(width, 1),
        "marker": {"color": theme.COLOURS[role], **_hatch(points)},
        **value_axis.hover(answer, points),
    }


def _hatch(points: list[Point]) -> dict[str, Any]:
    proxied = [point.value.status is Status.PROXIED for point in points]
    if not any(proxied):
        return {}
    shapes = ["/" if each else "" for each in proxied]
    return {"pattern": {"shape": shapes, "fillmode": "replace", "size": 7, "solidity": 0.45}}


def _rows(names: list[str], top: float, room: Room) -> tuple[list[float], float]:
    middles = []
    for name in names:
        tall = room.line + theme.LEADING * name.count("<br>") + room.gap
        middles.append(round(top + tall / 2, 1))
        top += tall
    return middles, top


def _left(names: list[str]) -> int:
    plain = (name.replace("<b>", "").replace("</b>", "") for name in names)
    return round(max(map(text_metrics.width, plain), default=0)) + 18


def _absences(answer: Comparison, middles: Sequence[float], scale: Scale) -> list[dict[str, Any]]:
    return [
        theme.note(
            point.value.status.words,
            x=max(0, scale[0]),
            y=middle,
            xanchor="left",
            xshift=4,
            font={"color": theme.COLOURS[Role.OWN] if point.role is Role.OWN else theme.GREY},
        )
        for point, middle in zip(answer.maracs, middles, strict=True)
        if not point.value.known
    ]
