"""Several indicators of a Marac beside the larger areas, as the rows of a table and as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.model.answers import Point, Role, Verdict
from maracdash.model.dashboards import Profile, ProfileRow, Representation
from maracdash.model.quarters import period
from maracdash.words import comparators, numbers

Part = tuple[str, Sequence[ProfileRow]]
IN_BARS = (Role.OWN, Role.FORCE, Role.GROUP, Role.UK)
SHOWN = (Role.OWN, Role.FORCE, Role.GROUP, Role.REGION, Role.UK)


def profile_columns(answer: Profile) -> tuple[str, ...]:
    """The header row: the indicator, the Marac, then the larger areas."""
    points = answer.rows[0].points if answer.rows else ()
    names = [_name(answer, point) for point in points if point.role in SHOWN]
    return ("Indicator", *names)


def profile_row(row: ProfileRow) -> tuple[str, ...]:
    """The Marac's value, then each larger area's and what the Marac is beside it."""
    return (row.indicator.title, *(_cell(row, point) for point in row.points if point.role in SHOWN))


def part_columns(answer: Profile) -> tuple[str, ...]:
    """The header row of the table beside stacked bars."""
    return ("Part", *(_name(answer, point) for point in _in_bars(answer.rows[0])))


def part_rows(parts: Sequence[Part]) -> tuple[tuple[str, ...], ...]:
    """`1 Police` and its share in each bar; a part of several rows is their sum."""
    return tuple(
        (f"{place} {name}", *(_sum(rows, number) for number in range(len(_in_bars(rows[0])))))
        for place, (name, rows) in enumerate(parts, start=1)
    )


def together(parts: Sequence[Part]) -> tuple[str, ...]:
    """Which rows a part of several is made of."""
    several = ((name, rows) for name, rows in parts if len(rows) > 1 or not rows[0].indicator.title.startswith(name))
    return tuple(
        f"{name}: {comparators.listed([row.indicator.title.removesuffix(' %') for row in rows])}."
        for name, rows in several
    )


def when(answer: Profile | Representation) -> str:
    """The months that the figures cover."""
    return period(answer.quarter, answer.window)


def shares_alt(answer: Profile) -> str:
    """What the stacked bars show, for somebody who does not see them."""
    rows = sorted(answer.rows, key=lambda row: -(row.own.value.number or 0))[:3]
    said = [f"{row.indicator.label.removesuffix(' %')} {numbers.value(row.indicator, row.own.value)}" for row in rows]
    return (
        f"Stacked bars of each route's share of cases, {when(answer)}. In {answer.place.marac.name} most came from "
        f"{comparators.listed(said)}. The table beside has every part."
    )


def _name(answer: Profile, point: Point) -> str:
    return answer.place.marac.name if point.role is Role.OWN else comparators.SHORT[point.role]


def _cell(row: ProfileRow, point: Point) -> str:
    written = numbers.value(row.indicator, point.value)
    if point.role is Role.OWN or point.verdict is Verdict.NOT_COMPARED:
        return written
    return f"{written}: {point.verdict}"


def _in_bars(row: ProfileRow) -> list[Point]:
    return [point for point in row.points if point.role in IN_BARS]


def _sum(rows: Sequence[ProfileRow], place: int) -> str:
    values = [_in_bars(row)[place].value for row in rows]
    known = [value.number for value in values if value.number is not None]
    return rows[0].indicator.format(sum(known)) if known else values[0].status.words
