"""What bars and dots of Maracs share: the axis of values, names in the legend, and the words under the pointer."""

from __future__ import annotations

from typing import Any

from maracdash.figures import reference_lines, text_metrics, theme
from maracdash.figures.reference_labels import Scale
from maracdash.model.answers import Comparison, Point, Role
from maracdash.model.values import Origin, Status, Value

ORIGINS = {Origin.COMPUTED: "computed from returns", Origin.PUBLISHED: "as published"}

NOTHING: Scale = (0, 1)


def extent(answer: Comparison) -> Scale:
    """The least and the most that the axis must show, 0 among them."""
    points = (*answer.maracs, *reference_lines.drawn(answer))
    numbers = [point.value.number for point in points if point.value.number is not None]
    low, high = min([*numbers, 0]), max([*numbers, 0])
    return (low * 1.04, high * 1.04) if low < high else NOTHING


def value_axis(answer: Comparison, scale: Scale) -> dict[str, Any]:
    """The axis of values, named after the indicator."""
    return theme.axis(
        range=[theme.rounded(scale[0]), theme.rounded(scale[1])],
        title=theme.axis_title(text_metrics.safe(answer.indicator.label)),
        ticksuffix=answer.indicator.suffix,
        showticklabels=scale != NOTHING,
        **theme.SCALE,
    )


def named(answer: Comparison, role: Role) -> str:
    """What the legend calls a kind of Marac, as plain text."""
    noun = answer.place.marac.level.noun
    if role is Role.OWN:
        return f"This {noun}"
    many = f"{noun[0].upper()}{noun[1:]}s"
    if role is Role.GROUP_MARAC:
        return f"{many} of the similar group"
    around = answer.place.around
    return f"{many} of {around.name}" if around else many


def hover(answer: Comparison, points: list[Point]) -> dict[str, Any]:
    """Area, value, coverage and origin of each point; what they all share is written once."""
    names = [f"{text_metrics.safe(point.area.name)}: {reference_lines.written(answer, point)}" for point in points]
    tails = [standing(point.value) for point in points]
    if len(set(tails)) == 1:
        return {"hovertext": names, "hovertemplate": f"%{{hovertext}}{tails[0]}<extra></extra>"}
    texts = [f"{name}{tail}" for name, tail in zip(names, tails, strict=True)]
    return {"hovertext": texts, "hoverinfo": "text"}


def standing(value: Value) -> str:
    """What stands behind a value: whether it is estimated, of how many Maracs, and who worked it out."""
    parts = [""]
    if value.known and value.status is not Status.OK:
        parts.append(value.status.words.partition(":")[0])
    if value.coverage.expected > 1 or value.coverage.expected > value.coverage.returned:
        parts.append(f"{value.coverage.returned} of {value.coverage.expected} Maracs")
    if value.origin:
        parts.append(ORIGINS[value.origin])
    return ", ".join(parts)
