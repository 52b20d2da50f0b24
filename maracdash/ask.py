"""Ask the current release a question: the query, then disclosure; remembered with the release."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash import disclosure, queries
from maracdash.model.answers import Choices, Comparison, DataStatus, Headlines, ReleaseNote, Table, Trend
from maracdash.model.areas import LEVELS, Level
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.store.releases import Opened, Releases


def release(releases: Releases) -> ReleaseNote:
    """Which release answers now. Raises NoRelease."""
    return releases.current().note


def choices(releases: Releases) -> Choices:
    """What the pickers offer."""
    return releases.current().remembered(queries.choices)


def default(releases: Releases, marac: str = "", force: str = "") -> Selection:
    """Where a reader starts. Raises NoRelease, or UnknownThing for a Marac or force that is not there."""
    return queries.first_selection(releases.current(), marac, force)


def resolve(releases: Releases, selection: Selection) -> Selection:
    """The selection with codes for names. Raises UnknownThing."""
    return queries.resolved(releases.current(), selection)


def comparison(releases: Releases, selection: Selection) -> Comparison:
    """The Marac beside others."""
    return releases.current().remembered(_comparison, selection)


def headlines(releases: Releases, selection: Selection) -> Headlines:
    """The five cards."""
    return releases.current().remembered(_headlines, selection)


def trend(releases: Releases, selection: Selection) -> Trend:
    """The Marac through time."""
    return releases.current().remembered(_trend, selection)


def table(
    releases: Releases,
    quarter: Quarter,
    window: Window = Window.YEAR,
    levels: Sequence[Level] = LEVELS,
    area: str = "",
    slugs: Sequence[str] = (),
) -> Table:
    """A tidy table; see queries.table."""
    return disclosure.full_table(queries.table(releases.current(), quarter, window, levels, area, slugs))


def status(releases: Releases) -> DataStatus:
    """What the release holds."""
    return releases.current().remembered(queries.status)


def _comparison(db: Opened, selection: Selection) -> Comparison:
    return disclosure.full_comparison(queries.comparison(db, selection))


def _headlines(db: Opened, selection: Selection) -> Headlines:
    return disclosure.full_headlines(queries.headlines(db, selection))


def _trend(db: Opened, selection: Selection) -> Trend:
    return disclosure.full_trend(queries.trend(db, selection))
