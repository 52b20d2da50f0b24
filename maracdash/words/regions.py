"""Text of the page of all Maracs: each row's figure, beside its force and the UK."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.model.answers import Point, Verdict
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window, describe_period
from maracdash.model.regions import RegionRow, RegionView
from maracdash.model.values import Value
from maracdash.words import differences, estimates, numbers, verdicts

ITSELF_INCLUDED = ", itself included"
WHAT_VERDICTS_MEAN = (
    "Higher, lower and similar compare each Marac's 95% interval with the figure beside, and clearly its 99.8% "
    "interval, allowing for chance in that figure too where the Marac is left out of it; small numbers are often "
    "similar."
)
LEFT_OUT = "Each Marac is left out of what it is compared with, wherever the counts of that are known."
LEFT_IN = "Each Marac is part of the force, the UK, and whatever else holds it, that it is compared with."


def comparator_columns(view: RegionView) -> tuple[str, ...]:
    """Headings of the comparators: without each Marac itself, or with it; the reader's own group last."""
    usual = ("Its force", "The UK") if view.selection.including else ("The rest of its force", "The rest of the UK")
    return (*usual, view.selection.group.name) if view.selection.group else usual


def write_comparator_note(view: RegionView) -> str:
    """Sentence on what the comparators hold."""
    return LEFT_IN if view.selection.including else LEFT_OUT


def write_comparison(indicator: Indicator, row: RegionRow, point: Point | None, *, including: bool = False) -> str:
    """`higher than 48`, `similar to 46`, or why it is not compared.

    Said where the comparator holds the Marac itself though the reader did not want it `including` its own.
    """
    if point is None:
        return numbers.NOT_KNOWN
    if not row.latest.known:
        return Verdict.NOT_COMPARED.value
    if point.value.number is None:
        return f"not compared: {point.value.absence}"
    if point.verdict is Verdict.NOT_COMPARED:
        return verdicts.write_judgement(indicator, point)
    whole = "" if including or point.excludes_own else ITSELF_INCLUDED
    return f"{verdicts.link_verdict(point)} {numbers.write_number(indicator, point.against)}{whole}"


def write_movement(indicator: Indicator, row: RegionRow) -> str:
    """`up 4 on a year before`, `no change`, or why it cannot be said."""
    if not row.is_continuous and row.latest.known:
        return "not comparable with a year before"
    if row.year_change is None:
        return "no figure a year before" if row.latest.known else Verdict.NOT_COMPARED.value
    size = differences.write_amount(indicator.fitting(row.latest, row.year_before), row.year_change)
    moved = f"{'up' if row.year_change > 0 else 'down'} {size}" if size else numbers.NO_CHANGE
    return f"{moved}{numbers.write_marker_in_sentence(row.latest, row.year_before)}"


def describe_sparkline(indicator: Indicator, row: RegionRow) -> str:
    """Description of the sparkline: `from 58 to 70, lowest 55`; for `aria-label`."""
    known = [value.number for value in row.values if value.number is not None]
    if not known:
        return f"{row.marac.name}: no figure in three years"
    indicator = indicator.fitting(*row.values)
    first, last = indicator.format(known[0]), indicator.format(known[-1])
    span = f"between {indicator.format(min(known))} and {indicator.format(max(known))}"
    gaps = len(row.values) - len(known)
    missing = f", {gaps} of {len(row.values)} quarters without a figure" if gaps else ""
    return f"{row.marac.name}: from {first} to {last}, {span}{missing}{estimates.count_estimates(row.values)}"


def list_figures(view: RegionView) -> Iterator[tuple[str, Value]]:
    """Every value of the view, with a name for whose it is."""
    for row in view.rows:
        yield from (("some Maracs", value) for value in row.values)
        group = view.selection.group.name if view.selection.group else ""
        beside = (("some forces", row.against_force), ("UK", row.against_uk), (group, row.against_group))
        yield from ((name, point.value) for name, point in beside if point)


def write_summary(view: RegionView) -> str:
    """One sentence above the table."""
    where = view.area.name if view.area else "all forces"
    maracs = len(view.rows)
    known = sum(row.latest.known for row in view.rows)
    noun, verb = ("Marac", "has") if maracs == 1 else ("Maracs", "have")
    return (
        f"{view.indicator.title}, {describe_period(view.selection.quarter, Window.YEAR)}, {where}: {known} of "
        f"{maracs} {noun} held here {verb} a figure."
    )
