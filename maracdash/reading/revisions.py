"""Two releases beside each other: the same question put to both, and what a figure was and is now."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from maracdash import catalogue, queries
from maracdash.model.answers import Comparison, Table
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import Report, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.model.revisions import HeadlineRevisions, Revision, Revisions, changed
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.reading.reader import Reader

Figure = tuple[Area, Indicator, Value]
NO_QUARTER = Quarter(1, 1)


def report_revisions(then: Reader, now: Reader, selection: ReportSelection) -> Revisions:
    """What changed in a report. Raises UnknownThing."""
    return revisions(then.ask(queries.report, selection), now.ask(queries.report, selection))


def comparison_revisions(then: Reader, now: Reader, selection: Selection) -> Revisions:
    """What changed in a comparison. Raises UnknownThing."""
    return revisions(then.ask(queries.comparison, selection), now.ask(queries.comparison, selection))


def headline_revisions(then: Reader, now: Reader, touched: Collection[Quarter] = ()) -> HeadlineRevisions:
    """Headline figures of Maracs and forces that changed.

    Of the newest quarter that both hold; of those `touched` by what was sent, where there is one. Raises UnknownThing.
    """
    before, after = (each.ask(queries.choices).quarters for each in (then, now))
    new = tuple(each for each in after if each not in before)
    common = [each for each in after if each in before]
    quarter = next((each for each in common if each in touched), next(iter(common), None))
    if quarter is None:
        return HeadlineRevisions(quarter=None, new=new, marking=now.marking)
    tables = [
        each.ask(queries.table, quarter, levels=(Level.FORCE, Level.MARAC), slugs=catalogue.HEADLINES)
        for each in (then, now)
    ]
    found = revisions(*tables)
    return HeadlineRevisions(quarter=quarter, new=new, revisions=found.revisions, marking=found.marking)


def revisions(then: Report | Comparison | Table, now: Report | Comparison | Table) -> Revisions:
    """Every figure that both answers hold and that reads differently, in the order of the newer answer.

    An area that only one of the two releases knows is no revision of anything.
    """
    before = {(area, indicator.slug): value for area, indicator, value in _figures(then)}
    return Revisions(
        then=then.release,
        now=now.release,
        revisions=tuple(_changed(before, _figures(now), _quarter(now))),
        marking=now.marking,
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
