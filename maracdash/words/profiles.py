"""Several indicators of a Marac beside the larger areas, as the rows of a table and as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.dashboards import Profile, ProfileRow, Representation
from maracdash.model.quarters import describe_period
from maracdash.words import comparators, numbers, verdicts
from maracdash.words.sentences import join_words

SharePart = tuple[str, Sequence[ProfileRow]]
BAR_ROLES = (AreaRole.OWN, AreaRole.FORCE, AreaRole.GROUP, AreaRole.UK)
TABLE_ROLES = (AreaRole.OWN, AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.UK)


def profile_columns(answer: Profile) -> tuple[str, ...]:
    """The header row: the indicator, the Marac, then the larger areas."""
    points = answer.rows[0].points if answer.rows else ()
    names = [_area_name(answer, point) for point in points if point.role in TABLE_ROLES]
    return ("Indicator", *names)


def write_profile_row(row: ProfileRow) -> tuple[str, ...]:
    """The Marac's value, then each larger area's and what the Marac is beside it."""
    return (row.indicator.title, *(_write_cell(row, point) for point in row.points if point.role in TABLE_ROLES))


def part_columns(answer: Profile) -> tuple[str, ...]:
    """The header row of the table beside stacked bars."""
    return ("Part", *(_area_name(answer, point) for point in _bar_points(answer.rows[0])))


def write_part_rows(parts: Sequence[SharePart]) -> tuple[tuple[str, ...], ...]:
    """`1 Police` and its share in each bar; a part of several rows is their sum."""
    return tuple(
        (f"{place} {name}", *(_write_sum(rows, number) for number in range(len(_bar_points(rows[0])))))
        for place, (name, rows) in enumerate(parts, start=1)
    )


def list_combined_parts(parts: Sequence[SharePart]) -> tuple[str, ...]:
    """Sentences on which rows a combined part is made of."""
    several = ((name, rows) for name, rows in parts if len(rows) > 1 or not rows[0].indicator.title.startswith(name))
    return tuple(
        f"{name}: {join_words([row.indicator.title.removesuffix(' %') for row in rows])}." for name, rows in several
    )


def list_unknown_parts(answer: Profile) -> tuple[str, ...]:
    """Sentences on which rows a bar lacks, because there is no figure: it is shorter than 100% for that."""
    said = []
    for place, point in enumerate(_bar_points(answer.rows[0])):
        values = [_bar_points(row)[place].value for row in answer.rows]
        titles = [
            row.indicator.title.removesuffix(" %")
            for row, value in zip(answer.rows, values, strict=True)
            if not value.known
        ]
        name = _area_name(answer, point)
        if len(titles) == len(values):
            said.append(f"{name} has no bar: {values[0].absence}.")
        elif titles:
            said.append(f"Not in the bar of {name}, as no figure is known: {join_words(titles)}.")
    return tuple(said)


def when(answer: Profile | Representation) -> str:
    """The months that the figures cover."""
    return describe_period(answer.quarter, answer.window)


def write_shares_alt(answer: Profile) -> str:
    """Description of the stacked bars, for somebody who does not see them."""
    rows = sorted(answer.rows, key=lambda row: -(row.own.value.number or 0))[:3]
    said = [
        f"{row.indicator.label.removesuffix(' %')} {numbers.write_in_sentence(row.indicator, row.own.value)}"
        for row in rows
    ]
    return (
        f"Stacked bars of each route's share of cases, {when(answer)}. In {answer.hierarchy.area.name} most came from "
        f"{join_words(said)}. The table beside has every part."
    )


def _area_name(answer: Profile, point: Point) -> str:
    return (
        answer.hierarchy.area.name
        if point.role is AreaRole.OWN
        else comparators.write_short_name(point.area, point.role)
    )


def _write_cell(row: ProfileRow, point: Point) -> str:
    written = numbers.write_value(row.indicator, point.value)
    if point.role is AreaRole.OWN or (point.verdict is Verdict.NOT_COMPARED and not verdicts.is_alone(point)):
        return written
    return f"{written}: {verdicts.write_judgement(row.indicator, point)}"


def _bar_points(row: ProfileRow) -> list[Point]:
    return [point for point in row.points if point.role in BAR_ROLES]


def _write_sum(rows: Sequence[ProfileRow], place: int) -> str:
    values = [_bar_points(row)[place].value for row in rows]
    known = [value.number for value in values if value.number is not None]
    if not known:
        return values[0].status.words
    estimated = next(filter(None, map(numbers.write_marker, values)), "")
    partly = f" ({len(known)} of {len(values)} known)" if len(known) < len(values) else ""
    return f"{rows[0].indicator.fitting(*values).format(sum(known))}{f', {estimated}' if estimated else ''}{partly}"
