"""A comparison of many Maracs as dots: one strip for the force, one for the similar group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from maracdash.figures import label_layout, reference_labels, reference_lines, text_metrics, theme, value_axis
from maracdash.figures.bars import SCREEN, Room
from maracdash.figures.reference_labels import Flag, Scale
from maracdash.figures.theme import Figure
from maracdash.model.answers import Comparison, Point, Role
from maracdash.model.values import Status

STRIPS = ((Role.FORCE_MARAC, (Role.FORCE_MARAC, Role.OWN)), (Role.GROUP_MARAC, (Role.GROUP_MARAC,)))
TITLE = 30
PAD = 12
REMARK = 24
WIDTH = 640
"""The width in pixels on which no dot covers another."""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """How large a dot is, and how many may stand above or below each other before they overlap."""

    size: int = 13
    steps: int = 12


DOT = Dot()


def strips(answer: Comparison, room: Room = SCREEN, scale: Scale | None = None, dot: Dot = DOT) -> Figure:
    """Dots spread so that they do not cover each other, the Marac itself named, averages as lines."""
    scale = scale or value_axis.extent(answer)
    placed = reference_labels.placed([_own_flag(answer), *reference_lines.flagged(answer)], scale, room.width)
    top = reference_labels.height(placed)
    dots: list[dict[str, Any]] = []
    titles = []
    for role, roles in STRIPS:
        points = [point for point in answer.maracs if point.role in roles]
        if points:
            titles.append(_left(text_metrics.safe(value_axis.named(answer, role)), top + TITLE / 2, theme.INK))
            at, top = _spread(points, scale, top + TITLE, dot)
            dots += [trace for each in roles if (trace := _dots(answer, each, at, dot))]
    remark = _remark(answer, top)
    height = top + REMARK * len(remark)
    lines = reference_lines.lines(answer, placed, top)
    return {
        "data": [*lines, *_pointer(answer, placed[0], dots), *dots],
        "layout": theme.layout(
            height=max(theme.LEAST, round(height) + theme.HEAD + theme.FOOT),
            margin={"l": 16, "r": 16, "t": theme.HEAD, "b": theme.FOOT},
            xaxis=value_axis.value_axis(answer, scale),
            yaxis=theme.axis(range=[round(height), 0], visible=False),
            annotations=[*reference_labels.labels(placed, scale), *titles, *remark],
        ),
    }


def _own_flag(answer: Comparison) -> Flag:
    name = text_metrics.lines(answer.own.area.name, 40)[0]
    text = f"{text_metrics.safe(name)} {reference_lines.written(answer, answer.own)}"
    return Flag(role=Role.OWN, text=text, at=answer.own.value.number)


def _spread(points: list[Point], scale: Scale, top: float, dot: Dot) -> tuple[list[tuple[Point, float]], float]:
    known = [point for point in points if point.value.known]
    low, high = scale
    across = [((point.value.number or 0) - low) / (high - low) * WIDTH for point in known]
    steps = label_layout.swarm(across, dot.size, dot.steps)
    reach = (max(map(abs, steps), default=0) + 0.5) * dot.size
    rows = [(point, round(top + reach - step * dot.size, 1)) for point, step in zip(known, steps, strict=True)]
    return rows, top + 2 * reach + PAD


def _dots(answer: Comparison, role: Role, at: list[tuple[Point, float]], dot: Dot) -> dict[str, Any] | None:
    points = [point for point, _ in at if point.role is role]
    if not points:
        return None
    own, proxied = role is Role.OWN, [point.value.status is Status.PROXIED for point in points]
    shape = "diamond" if own else "circle"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text_metrics.safe(value_axis.named(answer, role)),
        "x": [theme.rounded(point.value.number or 0) for point in points],
        "y": [row for point, row in at if point.role is role],
        "marker": {
            "color": theme.COLOURS[role],
            "size": dot.size + 5 if own else dot.size - 2,
            "symbol": [f"{shape}-open" if each else shape for each in proxied] if any(proxied) else shape,
            "line": {"width": 2 if any(proxied) else 0, "color": theme.COLOURS[role]},
        },
        "legendrank": 1 if own else 2,
        **value_axis.hover(answer, points),
    }


def _pointer(answer: Comparison, flag: Flag, dots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    own = [trace for trace in dots if trace["name"] == value_axis.named(answer, Role.OWN)]
    return [{**reference_labels.line(flag, trace["y"][0]), "showlegend": False, "hoverinfo": "skip"} for trace in own]


def _remark(answer: Comparison, top: float) -> list[dict[str, Any]]:
    noun = answer.place.marac.level.noun
    missing = Counter(point.value.status.words for point in answer.maracs if not point.value.known)
    said = [f"{words}: {count} {noun if count == 1 else f'{noun}s'}" for words, count in missing.items()]
    if any(point.value.status is Status.PROXIED for point in answer.maracs):
        said.append("hollow: estimated")
    if not said:
        return []
    text = "; ".join(said)
    return [_left(f"{text[0].upper()}{text[1:]}", top + REMARK / 2, theme.GREY)]


def _left(text: str, y: float, colour: str) -> dict[str, Any]:
    font = {"color": colour}
    return theme.note(text, xref="paper", x=0, xanchor="left", xshift=2, y=round(y, 1), font=font)
