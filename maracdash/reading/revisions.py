"""Two releases beside each other: the same question put to both, and what a figure was and is now."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from maracdash import catalogue, queries
from maracdash.model.answers import Comparison, TidyTable
from maracdash.model.areas import Area, Level
from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import OverviewReport, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.model.revisions import HeadlineRevisions, Revision, Revisions, is_revised
from maracdash.model.selection import Selection
from maracdash.model.values import Value
from maracdash.reading.reader import Reader

AnswerFigure = tuple[Area, Indicator, Value]
QUARTER_OF_NOTHING = Quarter(1, 1)


def find_report_revisions(then: Reader, now: Reader, selection: ReportSelection) -> Revisions:
    """Find the revisions of a report. Raises NotFoundError."""
    return find_revisions(then.ask(queries.OVERVIEW_REPORT, selection), now.ask(queries.OVERVIEW_REPORT, selection))


def find_comparison_revisions(then: Reader, now: Reader, selection: Selection) -> Revisions:
    """Find the revisions of a comparison. Raises NotFoundError."""
    return find_revisions(then.ask(queries.COMPARISON, selection), now.ask(queries.COMPARISON, selection))


def find_headline_revisions(then: Reader, now: Reader, touched: Collection[Quarter] = ()) -> HeadlineRevisions:
    """Headline figures of Maracs and forces that changed.

    Of the newest quarter that both hold; of those `touched` by what was sent, where there is one. Raises NotFoundError.
    """
    before, after = (each.ask(queries.CHOICES).quarters for each in (then, now))
    new = tuple(each for each in after if each not in before)
    common = [each for each in after if each in before]
    quarter = next((each for each in common if each in touched), next(iter(common), None))
    if quarter is None:
        return HeadlineRevisions(quarter=None, new=new, marking=now.marking)
    tables = [
        each.ask(queries.TIDY_TABLE, quarter, levels=(Level.FORCE, Level.MARAC), slugs=catalogue.HEADLINE_SLUGS)
        for each in (then, now)
    ]
    found = find_revisions(*tables)
    return HeadlineRevisions(quarter=quarter, new=new, revisions=found.revisions, marking=found.marking)


def find_revisions(
    then: OverviewReport | Comparison | TidyTable, now: OverviewReport | Comparison | TidyTable
) -> Revisions:
    """Find every figure that both answers hold and that reads differently, in the order of the newer answer.

    An area that only one of the two releases knows is no revision of anything.
    """
    before = {(area, indicator.slug): value for area, indicator, value in _list_figures(then)}
    return Revisions(
        then=then.release,
        now=now.release,
        revisions=tuple(_find_changed(before, _list_figures(now), _answer_quarter(now))),
        marking=now.marking,
    )


def _answer_quarter(answer: OverviewReport | Comparison | TidyTable) -> Quarter:
    """The quarter of an answer; that of a table without cells is never used."""
    return (
        (answer.cells[0].quarter if answer.cells else QUARTER_OF_NOTHING)
        if isinstance(answer, TidyTable)
        else answer.quarter
    )


def _find_changed(
    before: dict[tuple[Area, str], Value], figures: Iterator[AnswerFigure], quarter: Quarter
) -> Iterator[Revision]:
    for area, indicator, value in figures:
        was = before.get((area, indicator.slug))
        if was is not None and is_revised(indicator, was, value):
            yield Revision(area=area, indicator=indicator, quarter=quarter, was=was, now=value)


def _list_figures(answer: OverviewReport | Comparison | TidyTable) -> Iterator[AnswerFigure]:
    if isinstance(answer, TidyTable):
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
