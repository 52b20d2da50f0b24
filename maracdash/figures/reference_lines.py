"""The larger areas of a comparison as upright lines, each labelled at its end with name and value."""

from __future__ import annotations

from typing import Any

from maracdash.figures import reference_labels, text_metrics
from maracdash.figures.reference_labels import Flag
from maracdash.model.answers import Comparison, Point, Role

SHORT = {
    Role.OWN: "This Marac",
    Role.FORCE: "Force",
    Role.GROUP: "Similar group",
    Role.REGION: "Region",
    Role.COUNTRY: "Country",
    Role.UK: "UK",
}
NAMED = frozenset({Role.FORCE, Role.REGION, Role.COUNTRY})


def drawn(answer: Comparison) -> tuple[Point, ...]:
    """The averages worth a line: none of totals; no country that says the same as its region or the UK."""
    if answer.indicator.is_total:
        return ()
    return tuple(point for point in answer.averages if not _said_already(point, answer))


def flagged(answer: Comparison) -> list[Flag]:
    """One flag for each average, from least to most, those without a value last; not yet placed."""
    made = [
        Flag(role=point.role, text=f"{SHORT[point.role]} {written(answer, point)}", at=point.value.number)
        for point in drawn(answer)
    ]
    return sorted(made, key=lambda flag: (flag.at is None, flag.at))


def written(answer: Comparison, point: Point) -> str:
    """A point's number, or the words that stand for it."""
    value = point.value
    if value.number is None:
        return value.status.words
    return answer.indicator.format(value.number)


def named(role: Role, name: str) -> str:
    """What a legend calls a larger area, as plain text."""
    return f"{SHORT[role]}: {name}" if role in NAMED else SHORT[role]


def lines(answer: Comparison, placed: list[Flag], bottom: float) -> list[dict[str, Any]]:
    """The flags' lines, named for the legend, force first."""
    by_role = {flag.role: flag for flag in placed if flag.at is not None}
    return [
        {
            **reference_labels.line(by_role[point.role], bottom),
            "name": text_metrics.safe(named(point.role, point.area.name)),
            "hoverinfo": "name",
        }
        for point in drawn(answer)
        if point.role in by_role
    ]


def _said_already(point: Point, answer: Comparison) -> bool:
    if point.role is not Role.COUNTRY:
        return False
    others = [each for each in answer.averages if each.role in (Role.REGION, Role.UK)]
    return any(each.area.name == point.area.name or each.value.number == point.value.number for each in others)
