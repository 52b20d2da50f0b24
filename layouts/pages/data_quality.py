"""Data quality: what has been returned for each quarter, and where published figures differ from our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc
from dash.development.base_component import Component

from layouts import links
from layouts.components import html_components
from layouts.components import returns_grid as marks
from layouts.html import elements as html
from maracdash import catalogue
from maracdash.catalogue.breaks import series_breaks
from maracdash.model.answers import DataStatus, PublishedDifference, QuarterCoverage, ReleaseNote
from maracdash.model.returns import ReturnStates
from maracdash.model.selection import Selection
from maracdash.words.absences import ABSENCE_COLUMNS

NO_FIGURE = "Indicators without a figure"
MAX_DIFFERENCES = 200
MAX_RELEASES = 20
NEWEST = 8
"""Quarters that are listed without asking for more."""
LEVEL_NAMES = {
    "marac": "Maracs",
    "force": "police forces",
    "region": "regions",
    "country": "countries",
    "uk": "whole of the UK",
}
COVERAGE_COLUMNS = (
    "Quarter",
    "Maracs expected",
    "Returned",
    "Estimated once",
    "Left out",
    "Corrected",
    "Cases withheld",
)
DIFFERENCE_COLUMNS = ("Area", "Level", "Quarter", "Indicator", "Our sum", "Published", "Shown")
UNLISTED = (
    "Returns or figures are held for these codes, but no areas file in force lists them; one may have been withdrawn. "
    "They count again once an areas file lists them."
)
COVERAGE_RULES = (
    "A Marac that misses one quarter is filled with its quarter before and counts as estimated; intervals and verdicts "
    "of its figures do not count the copy as evidence. From the second missing quarter in a row it is left out, cases "
    "and population, until it returns. One that withholds its cases as a small number has returned, but is in no sum. "
    "A Marac that never sent a return is not among those expected: any figure of it is a published one."
)


@dataclass(frozen=True, kw_only=True)
class OwnArea:
    """Sentences on the reader's own area: its returns, and how many indicators have no figure; `absences` are those."""

    verdict: str
    absence_count: str
    absences: tuple[tuple[str, str], ...]


def layout(
    status: DataStatus, returns: ReturnStates, past: Sequence[ReleaseNote], selection: Selection, own: OwnArea
) -> list[Component]:
    """The reader's own area, coverage, then differences, breaks, and the releases."""
    return [
        html.H1("Data quality"),
        html.P(own.verdict, className="finding"),
        *_absences(own),
        *_coverage(status),
        *marks.returns_grid(returns, selection.marac),
        *_differences(status),
        *_breaks(),
        *_unlisted(status),
        html.H2("The release"),
        html_components.definition_list(_release_facts(status)),
        *_earlier_releases(status, past, selection),
    ]


def _absences(own: OwnArea) -> list[Component]:
    listed: list[Component] = [html.H2(NO_FIGURE), html.P(own.absence_count)]
    if own.absences:
        table = html_components.table(NO_FIGURE, ABSENCE_COLUMNS, own.absences)
        listed.append(html.Div(table, className="states tight"))
    return listed


def _coverage(status: DataStatus) -> list[Component]:
    head: list[Component] = [html.H2("What has been returned")]
    expecting = [each for each in status.quarters if each.coverage.expected]
    if not expecting:
        return [*head, html.P("No Marac returns have been loaded: every figure shown is a published one.")]
    newest_first = sorted(expecting, key=lambda each: each.quarter, reverse=True)
    rows = [_quarter_row(each) for each in newest_first]
    listed: list[Component] = [*head, html.P(COVERAGE_RULES), _quarters("Returns by quarter", rows[:NEWEST])]
    if earlier := rows[NEWEST:]:
        table = _quarters("Returns by quarter, earlier", earlier)
        listed.append(html.Details([html.Summary(f"Earlier quarters: {rows[-1][0]} to {earlier[0][0]}"), table]))
    return listed


def _quarters(caption: str, rows: Sequence[tuple[str, ...]]) -> Component:
    return html.Div(html_components.table(caption, COVERAGE_COLUMNS, rows), className="tight")


def _quarter_row(each: QuarterCoverage) -> tuple[str, ...]:
    coverage = each.coverage
    in_itself = coverage.returned - coverage.proxied
    counts = (coverage.expected, in_itself, coverage.proxied, each.dropped, each.corrected, each.withheld)
    return (str(each.quarter), *(f"{count:,}" for count in counts))


def _breaks() -> list[Component]:
    rows = [
        (str(each.quarter), indicator.title, f"{each.reason[:1].upper()}{each.reason[1:]}")
        for indicator in catalogue.INDICATORS
        for each in series_breaks(indicator)
    ]
    return [
        html.H2("Breaks in series"),
        html.P("From these quarters onwards, figures are not comparable with earlier ones."),
        html.Div(html_components.table("Breaks in series", ("From", "Indicator", "Why"), rows), className="states"),
    ]


def _earlier_releases(status: DataStatus, past: Sequence[ReleaseNote], selection: Selection) -> list[Component]:
    earlier = [each for each in past if each.id != status.release.id][:MAX_RELEASES]
    if not earlier:
        return [html.P("This is the first release: nothing has changed since an earlier one.")]
    return [
        html.H2("Earlier releases"),
        html.P("Each leads to the overview report, which says what has changed since."),
        html.Ul(
            [
                html.Li(
                    dcc.Link(
                        f"{each.published_at:%-d %B %Y, %H:%M} UTC, figures as at {each.data_as_at:%-d %B %Y}",
                        href=links.add_release(links.report(selection), each.id),
                    )
                )
                for each in earlier
            ]
        ),
    ]


def _differences(status: DataStatus) -> list[Component]:
    head: list[Component] = [html.H2("Where published figures differ from our own sums")]
    if not status.published:
        return [*head, html.P("No published figures are held here, so there is nothing to compare our own sums with.")]
    if not status.differences and not any(each.coverage.expected for each in status.quarters):
        return [*head, html.P("No figure is worked out from returns here, so there is nothing to compare with.")]
    if not status.differences:
        return [*head, html.P("No published figure differs from a figure worked out from returns.")]
    shown = status.differences[:MAX_DIFFERENCES]
    said = "Our own sum is shown where every expected Marac is in, else the published figure."
    if len(shown) < len(status.differences):
        said += f" The first {len(shown)} of {len(status.differences):,} differences:"
    return [
        *head,
        html.P(said),
        html_components.table("Differences", DIFFERENCE_COLUMNS, [_difference_row(each) for each in shown]),
    ]


def _difference_row(each: PublishedDifference) -> tuple[str, ...]:
    return (
        each.area.name,
        str(each.area.level),
        str(each.quarter),
        each.indicator.title,
        each.indicator.format(each.computed),
        each.indicator.format(each.published),
        str(each.shown),
    )


def _unlisted(status: DataStatus) -> list[Component]:
    if not status.unlisted:
        return []
    return [html.H2("Areas that are not listed"), html.P(UNLISTED), html_components.bullets(status.unlisted)]


def _release_facts(status: DataStatus) -> list[tuple[str, Component | str]]:
    release = status.release
    return [
        ("Release", release.id),
        ("Published", f"{release.published_at:%-d %B %Y, %H:%M} UTC"),
        ("Figures as at", f"{release.data_as_at:%-d %B %Y}"),
        ("Areas", ", ".join(f"{count:,} {LEVEL_NAMES.get(level, level)}" for level, count in status.areas if count)),
        ("Published figures held", f"{status.published:,}"),
    ]
