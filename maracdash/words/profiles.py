"""Several indicators of a Marac beside the larger areas, as the rows of a table and as one sentence."""

from __future__ import annotations

from maracdash.model.answers import Point, Role, Verdict
from maracdash.model.dashboards import Profile, ProfileRow, Representation
from maracdash.model.quarters import period
from maracdash.words import comparators, numbers

SHOWN = (Role.OWN, Role.FORCE, Role.GROUP, Role.REGION, Role.UK)


def profile_columns(answer: Profile) -> tuple[str, ...]:
    """The header row: the indicator, the Marac, then the larger areas."""
    points = answer.rows[0].points if answer.rows else ()
    names = [_name(answer, point) for point in points if point.role in SHOWN]
    return ("Indicator", *names)


def profile_row(row: ProfileRow) -> tuple[str, ...]:
    """The Marac's value, then each larger area's and what the Marac is beside it."""
    return (row.indicator.title, *(_cell(row, point) for point in row.points if point.role in SHOWN))


def when(answer: Profile | Representation) -> str:
    """The months that the figures cover."""
    return period(answer.quarter, answer.window)


def shares_alt(answer: Profile) -> str:
    """What the stacked bars show, for somebody who does not see them."""
    rows = sorted(answer.rows, key=lambda row: -(row.own.value.number or 0))[:3]
    said = [f"{row.indicator.label.removesuffix(' %')} {numbers.value(row.indicator, row.own.value)}" for row in rows]
    return (
        f"Stacked bars of each route's share of cases, {when(answer)}. In {answer.place.marac.name} most came from "
        f"{comparators.listed(said)}. The table below has every share."
    )


def _name(answer: Profile, point: Point) -> str:
    return answer.place.marac.name if point.role is Role.OWN else comparators.SHORT[point.role]


def _cell(row: ProfileRow, point: Point) -> str:
    written = numbers.value(row.indicator, point.value)
    if point.role is Role.OWN or point.verdict is Verdict.NOT_COMPARED:
        return written
    return f"{written}: {point.verdict}"
