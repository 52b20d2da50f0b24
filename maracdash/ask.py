"""Ask the current release a question: the query, then disclosure; remembered with the release."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from maracdash import catalogue, disclosure, queries
from maracdash.catalogue import dashboards
from maracdash.model.answers import Choices, Comparison, DataStatus, Headlines, ReleaseNote, Table, Trend
from maracdash.model.areas import LEVELS, Area, Level
from maracdash.model.dashboards import AbsentRoutes, BlockKind, Meetings, Profile, Representation
from maracdash.model.overview_reports import Form, Report, ReportSelection
from maracdash.model.quarters import Quarter, Window
from maracdash.model.regions import RegionSelection, RegionView
from maracdash.model.returns import Returns
from maracdash.model.revisions import HeadlineRevisions, Revisions
from maracdash.model.selection import Selection
from maracdash.store.releases.connections import Opened, Releases
from maracdash.store.releases.past_releases import Earlier
from maracdash.store.releases.publish import FOLDER
from maracdash.store.releases.release_log import entries


def release(releases: Releases) -> ReleaseNote:
    """Which release answers now. Raises NoRelease."""
    return releases.current().note


def ready(releases: Releases, marac: str = "", force: str = "") -> ReleaseNote:
    """Which release answers the first page. Raises NoRelease, or UnknownThing for a wrong Marac or force."""
    return headlines(releases, default(releases, marac, force)).cards[0].release


def choices(releases: Releases) -> Choices:
    """What the pickers offer."""
    return releases.remembered(queries.choices)


def default(releases: Releases, marac: str = "", force: str = "") -> Selection:
    """Where a reader starts. Raises NoRelease, or UnknownThing for a Marac or force that is not there."""
    return releases.remembered(queries.first_selection, marac, force)


def resolve(releases: Releases, selection: Selection) -> Selection:
    """The selection with codes for names. Raises UnknownThing."""
    return releases.asked(queries.resolved, selection)


def comparison(releases: Releases, selection: Selection) -> Comparison:
    """The Marac beside others."""
    return releases.remembered(_comparison, selection)


def headlines(releases: Releases, selection: Selection) -> Headlines:
    """The five cards."""
    return releases.remembered(_headlines, selection)


def trend(releases: Releases, selection: Selection) -> Trend:
    """The Marac through time."""
    return releases.remembered(_trend, selection)


def table(
    releases: Releases,
    quarter: Quarter,
    window: Window = Window.YEAR,
    levels: Sequence[Level] = LEVELS,
    area: str = "",
    slugs: Sequence[str] = (),
) -> Table:
    """A tidy table; see queries.tables."""
    return disclosure.full(releases.asked(queries.table, quarter, window, levels, area, slugs))


def at(releases: Releases, release: str) -> Releases:
    """An earlier release, to be asked like the current one. `release` is its id, or the time in it.

    Raises UnknownThing where there never was such a release.
    """
    earlier = Earlier(releases.folder, release)
    return releases if releases.current().note.id == earlier.id else earlier


def report(releases: Releases, selection: ReportSelection) -> Report:
    """The overview report. Not remembered: a large one takes more memory than time."""
    return disclosure.full(releases.asked(queries.report, selection))


def first_report(releases: Releases, force: str = "") -> ReportSelection:
    """Where a reader of the report starts. Raises NoRelease, or UnknownThing for a force that is not there."""
    return releases.asked(queries.first_report, force)


def resolve_report(releases: Releases, selection: ReportSelection) -> ReportSelection:
    """The selection with codes for names. Raises UnknownThing and NothingChosen."""
    return releases.asked(queries.resolved_report, selection)


def report_forces(releases: Releases, form: Form) -> tuple[Area, ...]:
    """The forces that a form of the report offers."""
    return releases.asked(queries.forces_of, form)


def report_revisions(releases: Releases, selection: ReportSelection, since: str) -> Revisions:
    """What changed in a report since an earlier release. Raises UnknownThing."""
    return queries.revisions(report(at(releases, since), selection), report(releases, selection))


def comparison_revisions(releases: Releases, selection: Selection, since: str) -> Revisions:
    """What changed in a comparison since an earlier release. Raises UnknownThing."""
    return queries.revisions(comparison(at(releases, since), selection), comparison(releases, selection))


def release_revisions(releases: Releases, then: str, now: str, touched: Collection[Quarter] = ()) -> HeadlineRevisions:
    """Headline figures of Maracs and forces that changed between any two releases, by their ids.

    Of the newest quarter that both hold; of those `touched` by what was sent, where there is one. Raises UnknownThing.
    """
    both = [at(releases, each) for each in (then, now)]
    before, after = (choices(each).quarters for each in both)
    new = tuple(each for each in after if each not in before)
    common = [each for each in after if each in before]
    quarter = next((each for each in common if each in touched), next(iter(common), None))
    if quarter is None:
        return HeadlineRevisions(quarter=None, new=new)
    tables = [table(each, quarter, levels=(Level.FORCE, Level.MARAC), slugs=catalogue.HEADLINES) for each in both]
    return HeadlineRevisions(quarter=quarter, new=new, revisions=queries.revisions(*tables).revisions)


def region(releases: Releases, selection: RegionSelection) -> RegionView:
    """Every Marac of a force, a region or the whole release."""
    return disclosure.full(releases.asked(queries.region, selection))


def regions(releases: Releases) -> tuple[Area, ...]:
    """The regions that have Maracs."""
    return releases.asked(queries.regions_of)


def profile(releases: Releases, selection: Selection, slugs: Sequence[str]) -> Profile:
    """Several indicators of the Marac and the larger areas around it."""
    return releases.remembered(_profile, selection, tuple(slugs))


def absent_routes(releases: Releases, selection: Selection) -> AbsentRoutes:
    """Referral routes that are absent here and present beside."""
    return releases.remembered(_absent_routes, selection)


def representation(releases: Releases, selection: Selection) -> Representation:
    """Each characteristic's share of cases beside its share of the population."""
    return releases.remembered(_representation, selection)


def meetings(releases: Releases, selection: Selection) -> Meetings:
    """How often the Marac and those beside it meet."""
    return releases.remembered(_meetings, selection)


def section(releases: Releases, selection: Selection, slug: str) -> tuple[Comparison, ...]:
    """The collection of a section: each of its indicators beside others. Raises UnknownThing."""
    slugs = [each.slug for each in catalogue.of_section(catalogue.section(slug).slug)]
    return tuple(comparison(releases, replace(selection, indicator=each)) for each in slugs)


def dashboard(releases: Releases, selection: Selection, slug: str) -> tuple[Comparison | Trend, ...]:
    """Every chart of a dashboard, from top to bottom, each once. Raises UnknownThing."""
    asked: dict[tuple[bool, str], Comparison | Trend] = {}
    for block in dashboards.dashboard(slug).blocks:
        through_time = block.kind is BlockKind.TREND
        question = trend if through_time else comparison
        for each in block.indicators:
            if (through_time, each) not in asked:
                asked[through_time, each] = question(releases, replace(selection, indicator=each))
    return tuple(asked.values())


def returns(releases: Releases, span: int) -> Returns:
    """What became of each Marac's return in the newest quarters."""
    return releases.remembered(queries.returns, span)


def past_releases(releases: Releases) -> tuple[ReleaseNote, ...]:
    """Every release ever published, newest first."""
    return tuple(
        ReleaseNote(
            id=each.release.id,
            published_at=each.release.published_at,
            data_as_at=each.release.data_as_at.date(),
            demonstration=each.release.demonstration,
        )
        for each in entries(releases.folder / FOLDER)
    )


def status(releases: Releases) -> DataStatus:
    """What the release holds."""
    return releases.remembered(_status)


def _comparison(db: Opened, selection: Selection) -> Comparison:
    return disclosure.full(queries.comparison(db, selection))


def _headlines(db: Opened, selection: Selection) -> Headlines:
    return disclosure.full_headlines(queries.headlines(db, selection))


def _trend(db: Opened, selection: Selection) -> Trend:
    return disclosure.full(queries.trend(db, selection))


def _profile(db: Opened, selection: Selection, slugs: tuple[str, ...]) -> Profile:
    return disclosure.full(queries.profile(db, selection, slugs))


def _absent_routes(db: Opened, selection: Selection) -> AbsentRoutes:
    return disclosure.full(queries.absent_routes(db, selection))


def _representation(db: Opened, selection: Selection) -> Representation:
    return disclosure.full(queries.representation(db, selection))


def _meetings(db: Opened, selection: Selection) -> Meetings:
    return disclosure.full(queries.meetings(db, selection))


def _status(db: Opened) -> DataStatus:
    return disclosure.full(queries.status(db))
