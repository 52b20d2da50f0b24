"""A comparison of many Maracs as dots: one strip for the force, one for the similar group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maracdash.figures import label_layout, reference_labels, reference_lines, text_metrics, theme, value_axis
from maracdash.figures.bars import SCREEN_SPACING, RowSpacing
from maracdash.figures.reference_labels import ReferenceLabel, Scale
from maracdash.figures.theme import Figure
from maracdash.figures.whiskers import build_whiskers, list_limits
from maracdash.model.answers import AreaRole, Comparison, Point
from maracdash.model.values import Status

CIRCLES = dict.fromkeys(theme.SYMBOLS, "circle") | {AreaRole.OWN: theme.SYMBOLS[AreaRole.OWN]}
TITLE_HEIGHT = 30
STRIP_PADDING = 12
REMARK_HEIGHT = 24
WHISKER_GAP = 3
"""Pixels that are free at each end of a whisker."""
PLOT_WIDTH = 640
"""The width in pixels on which no dot covers another."""


@dataclass(frozen=True, kw_only=True)
class DotLayout:
    """Size of a dot in pixels, and the number that may stand above or below each other before they overlap.

    On a plot `width` pixels wide, or wider, no dot covers another.
    """

    size: int = 13
    steps: int = 12
    width: int = PLOT_WIDTH


SCREEN_DOT = DotLayout()


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Maracs of these roles under one title, those drawn last on top. `symbols` are their shapes."""

    title: str
    roles: tuple[AreaRole, ...]
    symbols: Mapping[AreaRole, str] = field(default_factory=CIRCLES.copy)


def draw_strips(
    answer: Comparison,
    room: RowSpacing = SCREEN_SPACING,
    scale: Scale | None = None,
    dot: DotLayout = SCREEN_DOT,
    strips: Sequence[Strip] = (),
    *,
    intervals: bool = False,
) -> Figure:
    """Dots spread so that they do not cover each other, the Marac itself named, averages as lines.

    One strip for the force and one for the similar group, unless others are given.
    """
    scale = scale or value_axis.find_extent(answer, list_limits(answer, answer.maracs) if intervals else ())
    placed = reference_labels.place_labels(
        [_own_label(answer), *reference_lines.build_labels(answer)], scale, room.width
    )
    top = reference_labels.measure_height(placed)
    place = _position_whiskers if intervals else _position_dots
    dots: list[dict[str, Any]] = []
    titles = []
    for strip in strips or _usual_strips(answer):
        points = [point for point in answer.maracs if point.role in strip.roles]
        if points:
            titles.append(_left_note(text_metrics.escape_text(strip.title), top + TITLE_HEIGHT / 2, theme.INK))
            at, top = place(answer, points, scale, top + TITLE_HEIGHT, dot)
            dots += _dot_traces(answer, strip, at, dot, intervals=intervals)
    remark = _remark_notes(answer, top, room.width)
    height = top + REMARK_HEIGHT * len(remark)
    lines = reference_lines.draw_lines(answer, placed, top)
    return {
        "data": [*lines, *_own_line(answer, placed[0], dots), *dots],
        "layout": theme.build_layout(
            height=max(theme.MIN_HEIGHT, round(height) + theme.TOP_MARGIN + theme.AXIS_HEIGHT),
            margin={"l": 16, "r": 16, "t": theme.TOP_MARGIN, "b": theme.AXIS_HEIGHT},
            xaxis=value_axis.build_value_axis(answer, scale),
            yaxis=theme.build_axis(range=[round(height), 0], visible=False),
            annotations=[*reference_labels.draw_labels(placed, scale), *titles, *remark],
        ),
    }


def _usual_strips(answer: Comparison) -> tuple[Strip, ...]:
    force, group = AreaRole.FORCE_MARAC, AreaRole.GROUP_MARAC
    return (
        Strip(title=value_axis.legend_name(answer, force), roles=(force, AreaRole.OWN)),
        Strip(title=value_axis.legend_name(answer, group), roles=(group,)),
    )


def _own_label(answer: Comparison) -> ReferenceLabel:
    name = text_metrics.wrap_text(answer.own.area.name, 40)[0]
    text = f"{text_metrics.escape_text(name)} {reference_lines.write_number(answer, answer.own)}"
    return ReferenceLabel(role=AreaRole.OWN, text=text, at=answer.own.value.number)


def _position_dots(
    _: Comparison, points: list[Point], scale: Scale, top: float, dot: DotLayout
) -> tuple[list[tuple[Point, float]], float]:
    known = [point for point in points if point.value.known]
    across = [_to_pixels(point.value.number or 0, scale, dot.width) for point in known]
    steps = label_layout.arrange_swarm(across, dot.size, dot.steps)
    reach = (max(map(abs, steps), default=0) + 0.5) * dot.size
    rows = [(point, round(top + reach - step * dot.size, 1)) for point, step in zip(known, steps, strict=True)]
    return rows, top + 2 * reach + STRIP_PADDING


def _position_whiskers(
    answer: Comparison, points: list[Point], scale: Scale, top: float, dot: DotLayout
) -> tuple[list[tuple[Point, float]], float]:
    """Rows in which no whisker covers another, nor a dot."""
    known = [point for point in points if point.value.known]
    spans = [[_find_span(answer, point, scale, dot)] for point in known]
    rows = [row for row, _ in label_layout.assign_rows(spans)]
    placed = [(point, round(top + (row + 0.5) * dot.size, 1)) for point, row in zip(known, rows, strict=True)]
    return placed, top + (max(rows, default=0) + 1) * dot.size + STRIP_PADDING


def _find_span(answer: Comparison, point: Point, scale: Scale, dot: DotLayout) -> label_layout.Span:
    middle, size = _to_pixels(point.value.number or 0, scale, dot.width), dot.size
    ends = [_to_pixels(limit, scale, dot.width) for limit in list_limits(answer, (point,))]
    return min([middle - size / 2, *ends]) - WHISKER_GAP, max([middle + size / 2, *ends]) + WHISKER_GAP


def _to_pixels(number: float, scale: Scale, width: float) -> float:
    return (number - scale[0]) / (scale[1] - scale[0]) * width


def _dot_traces(
    answer: Comparison, strip: Strip, at: list[tuple[Point, float]], dot: DotLayout, *, intervals: bool
) -> list[dict[str, Any]]:
    found = (_dot_trace(answer, role, at, dot, strip.symbols[role]) for role in strip.roles)
    traces = [trace for trace in found if trace]
    return [{**each, **build_whiskers(answer, each["customdata"])} for each in traces] if intervals else traces


def _dot_trace(
    answer: Comparison, role: AreaRole, at: list[tuple[Point, float]], dot: DotLayout, shape: str
) -> dict[str, Any] | None:
    points = [point for point, _ in at if point.role is role]
    if not points:
        return None
    own, proxied = role is AreaRole.OWN, [point.value.status is Status.PROXIED for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text_metrics.escape_text(value_axis.legend_name(answer, role)),
        "x": [theme.round_for_screen(point.value.number or 0) for point in points],
        "y": [row for point, row in at if point.role is role],
        "marker": {
            "color": theme.COLOURS[role],
            "size": dot.size + 5 if own else dot.size - 2,
            "symbol": [f"{shape}-open" if each else shape for each in proxied] if any(proxied) else shape,
            "line": {"width": 2 if any(proxied) else 0, "color": theme.COLOURS[role]},
        },
        "legendrank": 1 if own else 2,
        **value_axis.build_hover(answer, points),
    }


def _own_line(answer: Comparison, flag: ReferenceLabel, dots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    own = [trace for trace in dots if trace["name"] == value_axis.legend_name(answer, AreaRole.OWN)]
    return [
        {**reference_labels.draw_line(flag, trace["y"][0]), "showlegend": False, "hoverinfo": "skip"} for trace in own
    ]


def _remark_notes(answer: Comparison, top: float, width: float) -> list[dict[str, Any]]:
    """Notes under the dots, in as many lines as it takes on a plot of this width."""
    noun = answer.hierarchy.area.level.noun
    missing = Counter(point.value.status.words for point in answer.maracs if not point.value.known)
    said = [f"{words}: {count} {noun if count == 1 else f'{noun}s'}" for words, count in missing.items()]
    if any(point.value.status is Status.PROXIED for point in answer.maracs):
        said.append("hollow: estimated")
    sentences = (f"{each[:1].upper()}{each[1:]}" for each in said)
    rows = [row for each in sentences for row in text_metrics.fit_text(each, width, theme.TEXT_SIZE)]
    return [_left_note(row, top + REMARK_HEIGHT * (place + 0.5), theme.GREY) for place, row in enumerate(rows)]


def _left_note(text: str, y: float, colour: str) -> dict[str, Any]:
    font = {"color": colour}
    return theme.build_note(text, xref="paper", x=0, xanchor="left", xshift=2, y=round(y, 1), font=font)
