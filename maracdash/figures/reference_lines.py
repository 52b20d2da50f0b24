"""The larger areas of a comparison as upright lines, each labelled at its end with name and value."""

from __future__ import annotations

from typing import Any

from maracdash.figures import reference_labels, text_metrics
from maracdash.figures.reference_labels import ReferenceLabel
from maracdash.model.answers import AreaRole, Comparison, Point
from maracdash.model.areas import Area

SHORT_NAMES = {
    AreaRole.OWN: "This Marac",
    AreaRole.FORCE: "Force",
    AreaRole.GROUP: "Similar group",
    AreaRole.REGION: "Region",
    AreaRole.COUNTRY: "Country",
    AreaRole.UK: "UK",
}
NAMED_ROLES = frozenset({AreaRole.FORCE, AreaRole.REGION, AreaRole.COUNTRY})


def select_averages(answer: Comparison) -> tuple[Point, ...]:
    """The averages worth a line: none of totals; no country that says the same as its region or the UK."""
    if answer.indicator.is_total:
        return ()
    return tuple(point for point in answer.averages if not _is_repeated(point, answer))


def build_labels(answer: Comparison) -> list[ReferenceLabel]:
    """One label for each average, from least to most, those without a value last; not yet placed."""
    made = [
        ReferenceLabel(
            role=point.role,
            text=f"{text_metrics.escape_text(_name_point(point))} {write_number(answer, point)}",
            at=point.beside.number,
        )
        for point in select_averages(answer)
    ]
    return sorted(made, key=lambda flag: (flag.at is None, flag.at))


def write_number(answer: Comparison, point: Point) -> str:
    """A point's number, or the words that stand for it; of a larger area without the Marac, where it is compared so."""
    value = point.beside
    if value.number is None:
        return value.status.words
    return answer.indicator.format_value(value)


def short_name(area: Area, role: AreaRole) -> str:
    """Name of an area beside its line, as plain text; a group of the reader's own has theirs."""
    return area.given_name or SHORT_NAMES[role]


def _name_point(point: Point) -> str:
    """`Force`, or `Rest of force` where the Marac is left out of it."""
    return _name_rest(point, short_name(point.area, point.role))


def name_in_legend(point: Point) -> str:
    """Name in a legend of what is drawn of a larger area: `Force: Harrowshire`, `Rest of force: Harrowshire`."""
    return _name_rest(point, legend_name(point.area, point.role))


def _name_rest(point: Point, name: str) -> str:
    if not point.is_rest:
        return name
    own_words = point.role is AreaRole.UK or point.area.given_name
    return f"Rest of {name if own_words else name[0].lower() + name[1:]}"


def legend_name(area: Area, role: AreaRole) -> str:
    """Name of a larger area in a legend, as plain text."""
    return f"{SHORT_NAMES[role]}: {area.name}" if role in NAMED_ROLES else short_name(area, role)


def draw_lines(answer: Comparison, placed: list[ReferenceLabel], bottom: float) -> list[dict[str, Any]]:
    """The labels' lines, named for the legend, force first."""
    by_role = {flag.role: flag for flag in placed if flag.at is not None}
    return [
        {
            **reference_labels.draw_line(by_role[point.role], bottom),
            "name": text_metrics.escape_text(name_in_legend(point)),
            "hoverinfo": "name",
        }
        for point in select_averages(answer)
        if point.role in by_role
    ]


def _is_repeated(point: Point, answer: Comparison) -> bool:
    if point.role is not AreaRole.COUNTRY:
        return False
    others = [each for each in answer.averages if each.role in (AreaRole.REGION, AreaRole.UK)]
    return any(each.area.name == point.area.name or each.beside.number == point.beside.number for each in others)
