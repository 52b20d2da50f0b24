"""Gaps of a trend in words: of which areas, in which quarters, and why there is no figure."""

from __future__ import annotations

from itertools import groupby

from maracdash.model.answers import AreaRole, Series, Trend
from maracdash.model.values import Value
from maracdash.words import comparators
from maracdash.words.sentences import join_words

MAX_RUNS = 3
"""An area with more gaps is said to be without a figure in so many quarters: the table has each."""


def write_gaps(answer: Trend) -> tuple[str, ...]:
    """A sentence for each reason: `Withheld (a small number could be read from it): UK 2023-Q1 to 2023-Q3.`"""
    found: dict[str, dict[str, list[str]]] = {}
    for series in _told_series(answer):
        for reason in dict.fromkeys(value.absence for value in series.values if not value.known):
            quarters = _write_quarters(answer, series, reason)
            found.setdefault(reason, {}).setdefault(quarters, []).append(_name_area(answer, series))
    return tuple(f"{_bracket_reason(reason)}: {_join_areas(areas)}." for reason, areas in found.items())


def _join_areas(by_quarters: dict[str, list[str]]) -> str:
    return "; ".join(f"{join_words(names)} {quarters}" for quarters, names in by_quarters.items())


def _told_series(answer: Trend) -> tuple[Series, ...]:
    """Of a total only the Marac's own line is drawn, larger areas being of another size."""
    if answer.indicator.is_total:
        return tuple(each for each in answer.series if each.role is AreaRole.OWN)
    return answer.series


def _name_area(answer: Trend, series: Series) -> str:
    if series.role is AreaRole.OWN:
        return answer.hierarchy.area.name
    return comparators.write_short_name(series.area, series.role)


def _bracket_reason(reason: str) -> str:
    status, _, why = reason.partition(": ")
    start = f"{status[0].upper()}{status[1:]}"
    return f"{start} ({why})" if why else start


def _write_quarters(answer: Trend, series: Series, reason: str) -> str:
    runs = _find_runs(series.values, reason)
    count, quarters = sum(last - first + 1 for first, last in runs), len(answer.quarters)
    if count == quarters:
        return "in every quarter" if quarters > 1 else f"in {answer.quarter}"
    if len(runs) > MAX_RUNS:
        return f"in {count} of the {quarters} quarters"
    names = [_name_run(str(answer.quarters[first]), str(answer.quarters[last])) for first, last in runs]
    return f"in {join_words(names)}"


def _name_run(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _find_runs(values: tuple[Value, ...], reason: str) -> list[tuple[int, int]]:
    """First and last place of each run of values that are absent for this reason."""
    runs = []
    for absent, run in groupby(enumerate(values), key=lambda each: each[1].absence == reason):
        places = [place for place, _ in run]
        if absent:
            runs.append((places[0], places[-1]))
    return runs
