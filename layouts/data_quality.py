"""Data quality: what has been returned for each quarter, and where published figures differ from our own."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts import parts
from maracdash.model.answers import DataStatus, Difference, QuarterCoverage

MOST_DIFFERENCES = 200
LEVELS = {
    "marac": "Maracs",
    "force": "police forces",
    "region": "regions",
    "country": "countries",
    "uk": "whole of the UK",
}
COVERAGE = ("Quarter", "Maracs expected", "Returned", "Estimated once", "Left out", "Corrected")
DIFFERENCES = ("Area", "Level", "Quarter", "Indicator", "Our sum", "Published", "Shown")
HOW = (
    "A Marac that misses one quarter is filled with its quarter before and counts as estimated. From the second "
    "missing quarter in a row it is left out, cases and population, until it returns."
)


def layout(status: DataStatus) -> list[Component]:
    """Coverage first, then differences, then the release."""
    return [
        html.H1("Data quality"),
        *_coverage(status),
        *_differences(status),
        *_unlisted(status),
        html.H2("The release"),
        parts.facts(_release(status)),
    ]


def _coverage(status: DataStatus) -> list[Component]:
    head: list[Component] = [html.H2("What has been returned")]
    if not status.quarters:
        return [*head, html.P("No Marac returns have been loaded: every figure shown is a published one.")]
    newest_first = sorted(status.quarters, key=lambda each: each.quarter, reverse=True)
    rows = [_quarter(each) for each in newest_first]
    return [*head, html.P(HOW), parts.table("Returns by quarter", COVERAGE, rows)]


def _quarter(each: QuarterCoverage) -> tuple[str, ...]:
    coverage = each.coverage
    in_itself = coverage.returned - coverage.proxied
    counts = (coverage.expected, in_itself, coverage.proxied, each.dropped, each.corrected)
    return (str(each.quarter), *(f"{count:,}" for count in counts))


def _differences(status: DataStatus) -> list[Component]:
    head: list[Component] = [html.H2("Where published figures differ from our own sums")]
    if not status.differences:
        return [*head, html.P("No published figure differs from a figure worked out from returns.")]
    shown = status.differences[:MOST_DIFFERENCES]
    said = "Our own sum is shown where every expected Marac is in, else the published figure."
    if len(shown) < len(status.differences):
        said += f" The first {len(shown)} of {len(status.differences):,} differences:"
    return [*head, html.P(said), parts.table("Differences", DIFFERENCES, [_difference(each) for each in shown])]


def _difference(each: Difference) -> tuple[str, ...]:
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
    return [html.H2("Forces without a list of most similar forces"), parts.bullets(status.unlisted)]


def _release(status: DataStatus) -> list[tuple[str, Component | str]]:
    release = status.release
    return [
        ("Release", release.id),
        ("Published", f"{release.published_at:%-d %B %Y, %H:%M} UTC"),
        ("Figures as at", f"{release.data_as_at:%-d %B %Y}"),
        ("Areas", ", ".join(f"{count:,} {LEVELS.get(level, level)}" for level, count in status.areas if count)),
        ("Published figures held", f"{status.published:,}"),
    ]
