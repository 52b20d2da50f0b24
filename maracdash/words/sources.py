"""The lines under a figure: where the numbers come from, of when, how complete, and who may see them."""

from __future__ import annotations

from datetime import date

from maracdash.model.answers import Comparison, Point, Role, Series, Trend
from maracdash.model.areas import AreaHierarchy
from maracdash.model.quarters import Window, describe_period
from maracdash.words import area_history, comparators, intervals, numbers, staffing

DEMONSTRATION = "Demonstration figures: every place and number is invented."


def write_source_lines(answer: Comparison | Trend) -> tuple[str, ...]:
    """Source, period, date with release, coverage, breaks, what chance may do, marking, and whether all is invented."""
    release = answer.release
    lines = (
        f"Source: {answer.indicator.source}",
        f"Period: {_period(answer)}",
        f"Figures as at {write_day(release.data_as_at)}, {_release_name(release.id)}",
        _coverage(answer),
        area_history.write_history(answer.hierarchy),
        *_breaks(answer),
        staffing.rounding_note(answer.indicator),
        intervals.write_interval_note(answer) if isinstance(answer, Comparison) else "",
        answer.marking,
        DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


def write_day(when: date) -> str:
    """`12 May 2024`."""
    return f"{when.day} {when:%B %Y}"


def _release_name(release: str) -> str:
    return release if release.startswith("release") else f"release {release}"


def _period(answer: Comparison | Trend) -> str:
    if isinstance(answer, Comparison) or len(answer.quarters) < 2:
        return describe_period(answer.quarter, answer.window)
    each = "12 months to the end of each quarter" if answer.window is Window.YEAR else "each quarter"
    return f"{each}, {answer.quarters[0]} to {answer.quarters[-1]}"


def _breaks(answer: Comparison | Trend) -> tuple[str, ...]:
    if isinstance(answer, Comparison):
        return ()
    return tuple(f"Not comparable before {each.quarter}: {each.reason}" for each in answer.breaks)


def _coverage(answer: Comparison | Trend) -> str:
    larger: list[Point | Series]
    if isinstance(answer, Comparison):
        larger = list(answer.averages)
    else:
        larger = [series for series in answer.series if series.role is not Role.OWN and series.values]
    values = [each.value if isinstance(each, Point) else each.values[-1] for each in larger]
    said = [
        f"{_area_name(answer.hierarchy, each.role)} {numbers.write_coverage(value)}"
        for each, value in zip(larger, values, strict=True)
        if value.known
    ]
    when = "" if isinstance(answer, Comparison) else f" in {answer.quarter}"
    return f"Coverage{when}: {'; '.join(said)}" if said else ""


def _area_name(place: AreaHierarchy, role: Role) -> str:
    return f"{area_history.name_group(place)}," if role is Role.GROUP else comparators.SHORT_NAMES[role]
