"""Parts shared by bars and dots of Maracs: the axis of values, names in the legend, and the hover text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maracdash.figures import reference_lines, text_metrics, theme
from maracdash.figures.reference_labels import Scale
from maracdash.model.answers import AreaRole, Comparison, Point
from maracdash.model.areas import Area
from maracdash.model.query_strings import write_query
from maracdash.model.values import Origin, Status, Value

ORIGIN_WORDS = {Origin.COMPUTED: "computed from returns", Origin.PUBLISHED: "as published"}

EMPTY_RANGE: Scale = (0, 1)


def find_extent(answer: Comparison, further: Sequence[float] = ()) -> Scale:
    """The least and the most that the axis must show, 0 and `further` numbers among them."""
    points = (*answer.maracs, *reference_lines.select_averages(answer))
    numbers = [*further, *(point.value.number for point in points if point.value.number is not None)]
    low, high = min([*numbers, 0]), max([*numbers, 0])
    return (low * 1.04, high * 1.04) if low < high else EMPTY_RANGE


def build_value_axis(answer: Comparison, scale: Scale) -> dict[str, Any]:
    """The axis of values, named after the indicator."""
    return theme.build_axis(
        range=[theme.round_for_screen(scale[0]), theme.round_for_screen(scale[1])],
        title=theme.build_axis_title(text_metrics.escape_text(answer.indicator.label)),
        ticksuffix=answer.indicator.suffix,
        **choose_ticks(scale),
        **theme.VALUE_AXIS,
    )


def choose_ticks(scale: Scale) -> dict[str, Any]:
    """The axis of figures that are all 0, or of none, has 0 alone: a length along it would mean nothing."""
    return {"tickvals": [0]} if scale == EMPTY_RANGE else {}


def legend_name(answer: Comparison, role: AreaRole) -> str:
    """Name of a group of Maracs in the legend, as plain text."""
    noun = answer.hierarchy.area.level.noun
    if role is AreaRole.OWN:
        return f"This {noun}"
    many = f"{noun[0].upper()}{noun[1:]}s"
    if role is AreaRole.OTHER_MARAC:
        return f"Other {noun}s"
    given = answer.hierarchy.group.given_name if answer.hierarchy.group else ""
    if role is AreaRole.GROUP_MARAC:
        return f"{many} of {given or 'the similar group'}"
    around = answer.hierarchy.around
    others = f"Other {noun}s" if given else many
    return f"{others} of {around.name}" if around else others


def build_hover(answer: Comparison, points: list[Point]) -> dict[str, Any]:
    """Area, value, coverage and origin of each point; what they all share is written once.

    An estimate is never left to what they share, which the list of points under the chart does not have.
    """
    names = [
        f"{text_metrics.escape_text(point.area.name)}: {reference_lines.write_number(answer, point)}"
        f"{_describe_status(point.value)}"
        for point in points
    ]
    tails = [_describe_source(point.value) for point in points]
    ways = {"customdata": [write_way(point.area) for point in points]}
    if len(set(tails)) == 1:
        return {**ways, "hovertext": names, "hovertemplate": f"%{{hovertext}}{tails[0]}<extra></extra>"}
    texts = [f"{name}{tail}" for name, tail in zip(names, tails, strict=True)]
    return {**ways, "hovertext": texts, "hoverinfo": "text"}


def write_way(area: Area) -> str:
    """The part of an address that leads to an area, for assets/points.js."""
    return write_query([("marac", area.code)])


def describe_provenance(value: Value) -> str:
    """Provenance of a value: estimated or not, from how many Maracs, and computed or published."""
    return f"{_describe_status(value)}{_describe_source(value)}"


def _describe_status(value: Value) -> str:
    """`, estimated`, or nothing."""
    return f", {value.status.words.partition(':')[0]}" if value.known and value.status is not Status.OK else ""


def _describe_source(value: Value) -> str:
    """Number of Maracs that it is of, and its origin."""
    parts = [""]
    if value.coverage.expected > 1 or value.coverage.expected > value.coverage.returned:
        parts.append(f"{value.coverage.returned} of {value.coverage.expected} Maracs")
    if value.origin:
        parts.append(ORIGIN_WORDS[value.origin])
    return ", ".join(parts)
