"""Areas, quarters, indicators, sections, similar forces and the release itself as tables of plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime

from maracdash import catalogue
from maracdash.catalogue.breaks import series_breaks
from maracdash.exports.plain_tables import Column, Kind, PlainRow, PlainTable
from maracdash.exports.tidy_rows import TIDY_COLUMNS
from maracdash.model.answers import ReleaseNote
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.directory import PARENT_LEVEL, AreaDirectory, Listing
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter

AREA_COLUMNS = (
    Column(
        name="level",
        kind=Kind.TEXT,
        description="Level: marac, force, group (most similar forces), region, country or uk.",
        example="marac",
    ),
    Column(name="code", kind=Kind.TEXT, description="Code, unique in its level.", example="AM003"),
    Column(name="name", kind=Kind.TEXT, description="Name.", example="Aldercombe"),
    Column(name="parent_level", kind=Kind.TEXT, description="Level of the area that it lies in.", example="force"),
    Column(
        name="parent",
        kind=Kind.TEXT,
        description="Code of the area that it lies in; of a group, the force that it is the group of.",
        example="AF01",
    ),
    Column(
        name="open",
        kind=Kind.FLAG,
        description="False for a Marac that has closed by the release's date.",
        example=True,
    ),
    Column(name="opened_on", kind=Kind.DAY, description="First day, where it is known.", example=None),
    Column(name="closed_on", kind=Kind.DAY, description="Last day of a Marac that closes.", example=None),
    Column(
        name="successor",
        kind=Kind.TEXT,
        description="Code of the Marac that a closed one became part of.",
        example=None,
    ),
)
QUARTER_COLUMNS = (
    Column(name="quarter", kind=Kind.TEXT, description="Calendar quarter.", example="2024-Q4"),
    Column(name="first_day", kind=Kind.DAY, description="First day.", example="2024-10-01"),
    Column(name="last_day", kind=Kind.DAY, description="Last day.", example="2024-12-31"),
    Column(
        name="has_year",
        kind=Kind.FLAG,
        description="True if some area has a figure for the 12 months that end with it.",
        example=True,
    ),
)
SECTION_COLUMNS = (
    Column(name="slug", kind=Kind.TEXT, description="Slug.", example="referrals"),
    Column(name="title", kind=Kind.TEXT, description="Title.", example="Referrals"),
    Column(name="indicators", kind=Kind.WHOLE, description="Number of its indicators.", example=15),
)
INDICATOR_COLUMNS = (
    Column(name="slug", kind=Kind.TEXT, description="Slug.", example="repeat-rate"),
    Column(name="title", kind=Kind.TEXT, description="Title.", example="Repeat rate"),
    Column(name="section", kind=Kind.TEXT, description="Slug of its section.", example="performance"),
    Column(name="unit", kind=Kind.TEXT, description="Unit of its values.", example="percent"),
    Column(name="decimals", kind=Kind.WHOLE, description="Decimals with which pages write it.", example=1),
    Column(
        name="definition",
        kind=Kind.TEXT,
        description="Definition.",
        example="Share of cases with any abuse between the same victim and perpetrator(s) within 12 months of the last "
        "referral to Marac.",
    ),
    Column(name="formula", kind=Kind.TEXT, description="Formula.", example="repeat cases ÷ cases"),
    Column(
        name="source",
        kind=Kind.TEXT,
        description="Source of its counts.",
        example="Marac returns, one record a meeting",
    ),
    Column(
        name="interval",
        kind=Kind.TEXT,
        description="Method of its 95% interval: count, proportion, rate, change, or none.",
        example="proportion",
    ),
    Column(name="headline", kind=Kind.FLAG, description="True if it is a card of the overview.", example=False),
    Column(name="annual", kind=Kind.FLAG, description="True if it has no figure for a single quarter.", example=False),
    Column(
        name="notes",
        kind=Kind.TEXT,
        description="Notes, considerations and breaks in the series, a line each.",
        example=None,
    ),
)
GROUP_COLUMNS = (
    Column(name="force", kind=Kind.TEXT, description="Code of the force that the group belongs to.", example="AF01"),
    Column(name="member", kind=Kind.TEXT, description="Code of a force of the group, itself included.", example="AF03"),
    Column(name="member_name", kind=Kind.TEXT, description="Name of that force.", example="Merrowshire"),
)
RELEASE_COLUMNS = (
    *(each for each in TIDY_COLUMNS if each.name in ("release", "data_as_at", "marking")),
    Column(
        name="published_at",
        kind=Kind.MOMENT,
        description="Moment when the release was published.",
        example="2025-02-03T10:15:00+00:00",
    ),
    Column(
        name="audience",
        kind=Kind.TEXT,
        description="Figures that you see: full, safe, or mixed (full of your areas, safe of others).",
        example="safe",
    ),
    Column(
        name="demonstration", kind=Kind.FLAG, description="True if every place and number is invented.", example=True
    ),
    Column(
        name="rule", kind=Kind.TEXT, description="Rule that protects figures; null where all are full.", example=None
    ),
)


def tabulate_release(release: ReleaseNote, marking: str | None, audience: Audience) -> PlainTable:
    """The release as one row."""
    rule = release.rule.words if release.rule else None
    known: PlainRow = (
        release.data_as_at,
        release.id,
        marking,
        _as_utc(release.published_at),
        str(audience),
        release.demonstration,
        rule,
    )
    return PlainTable(columns=RELEASE_COLUMNS, rows=(known,))


def tabulate_areas(directory: AreaDirectory, as_at: date, levels: Collection[Level]) -> PlainTable:
    """Areas by level and name; a group after the forces, with the code of its force."""
    rows = [row for level in Level if level in levels for row in _area_rows(directory, as_at, level)]
    return PlainTable(columns=AREA_COLUMNS, rows=rows)


def tabulate_groups(directory: AreaDirectory) -> PlainTable:
    """Each force of each most similar group."""
    rows = [
        (force.area.code, member.code, member.name)
        for force in directory.at(Level.FORCE)
        for member in directory.list_group_forces(force.area.code)
    ]
    return PlainTable(columns=GROUP_COLUMNS, rows=rows)


def tabulate_quarters(quarters: Iterable[Quarter], with_year: Collection[Quarter]) -> PlainTable:
    """Quarters, oldest first."""
    rows = [(str(each), each.start, each.end, each in with_year) for each in quarters]
    return PlainTable(columns=QUARTER_COLUMNS, rows=rows)


def tabulate_sections() -> PlainTable:
    """Sections in the report's order."""
    rows = [(each.slug, each.title, len(catalogue.section_indicators(each.slug))) for each in catalogue.SECTIONS]
    return PlainTable(columns=SECTION_COLUMNS, rows=rows)


def tabulate_indicators(indicators: Iterable[Indicator]) -> PlainTable:
    """Indicators in the order given."""
    return PlainTable(columns=INDICATOR_COLUMNS, rows=[_indicator_row(each) for each in indicators])


def _as_utc(moment: datetime) -> datetime:
    """A moment with its time zone: a release's is in UTC and does not say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _area_rows(directory: AreaDirectory, as_at: date, level: Level) -> Iterable[PlainRow]:
    if level is Level.GROUP:
        groups = ((force.area, directory.group(force.area)) for force in directory.at(Level.FORCE))
        return [_group_row(force, group) for force, group in groups if group]
    return [_listing_row(each, as_at) for each in directory.at(level)]


def _listing_row(listing: Listing, as_at: date) -> PlainRow:
    parent_level = PARENT_LEVEL.get(listing.area.level) if listing.parent else None
    return (
        listing.area.level.value,
        listing.area.code,
        listing.area.name,
        parent_level.value if parent_level else None,
        listing.parent or None,
        listing.valid_to is None or listing.valid_to >= as_at,
        listing.valid_from,
        listing.valid_to,
        listing.successor or None,
    )


def _group_row(force: Area, group: Area) -> PlainRow:
    return Level.GROUP.value, group.code, group.name, Level.FORCE.value, force.code, True, None, None, None


def _indicator_row(indicator: Indicator) -> PlainRow:
    breaks = (f"{each.quarter}: {each.reason}" for each in series_breaks(indicator))
    return (
        indicator.slug,
        indicator.title,
        indicator.section,
        indicator.unit.value,
        indicator.decimals,
        indicator.definition,
        indicator.formula,
        indicator.source,
        indicator.interval_method.value,
        indicator.slug in catalogue.HEADLINE_SLUGS,
        indicator.annual,
        "\n".join((*indicator.notes, *indicator.considerations, *breaks)) or None,
    )
