"""Two releases beside each other: what a figure was, and is now."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.model.answers import Comparison, Table
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import Report
from maracdash.model.quarters import Quarter
from maracdash.model.revisions import Revision, Revisions, changed
from maracdash.model.values import Value

Figure = tuple[Area, Indicator, Value]
NO_QUARTER = Quarter(1, 1)


def revisions(then: Report | Comparison | Table, now: Report | Comparison | Table) -> Revisions:
    """Every figure that both answers hold and that reads differently, in the order of the newer answer.

    An area that only one of the two releases knows is no revision of anything.
    """
    before = {(area, indicator.slug): value for area, indicator, value in _figures(then)}
    return Revisions(
        then=then.release,
        now=now.release,
        revisions=tuple(_changed(before, _figures(now), _quarter(now))),
    )


def _quarter(answer: Report | Comparison | Table) -> Quarter:
    """That of a table without cells is never asked for."""
    return (answer.cells[0].quarter if answer.cells else NO_QUARTER) if isinstance(answer, Table) else answer.quarter


def _changed(before: dict[tuple[Area, str], Value], figures: Iterator[Figure], quarter: Quarter) -> Iterator[Revision]:
    for area, indicator, value in figures:
        was = before.get((area, indicator.slug))
        if was is not None and changed(indicator, was, value):
            yield Revision(area=area, indicator=indicator, quarter=quarter, was=was, now=value)


def _figures(answer: Report | Comparison | Table) -> Iterator[Figure]:
    if isinstance(answer, Table):
        for cell in answer.cells:
            yield cell.area, cell.indicator, cell.value
        return
    if isinstance(answer, Comparison):
        for point in (*answer.maracs, *answer.averages):
            yield point.area, answer.indicator, point.value
        return
    for row in answer.rows:
        for column, value in zip(answer.columns, row.values, strict=True):
            if column.area:
                yield column.area, row.indicator, value
