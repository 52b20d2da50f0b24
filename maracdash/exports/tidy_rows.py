"""Columns of a tidy table and the rows of its cells: one figure a row, as a file and the API give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maracdash.catalogue.breaks import series_breaks
from maracdash.exports.plain_tables import Column, Kind, PlainRow
from maracdash.model.answers import AreaRole, ComparedCell, ReleaseNote, TidyCell
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status
from maracdash.statistics.comparators import find_gap
from maracdash.statistics.intervals import confidence_interval
from maracdash.statistics.refusals import Refusal
from maracdash.words.sources import DEMONSTRATION
from maracdash.words.verdicts import write_verdict

BREAK_MARK = "[b]"
TIDY_COLUMNS = (
    Column(
        name="level",
        kind=Kind.TEXT,
        description="Level of the area: marac, force, group (most similar forces), region, country or uk.",
        example="marac",
    ),
    Column(name="area_code", kind=Kind.TEXT, description="Code of the area, unique in its level.", example="AM003"),
    Column(name="area", kind=Kind.TEXT, description="Name of the area.", example="Aldercombe"),
    Column(
        name="quarter", kind=Kind.TEXT, description="Calendar quarter that the period ends with.", example="2024-Q4"
    ),
    Column(name="window", kind=Kind.TEXT, description="Period: the 12 months, or the single quarter.", example="year"),
    Column(name="indicator", kind=Kind.TEXT, description="Slug of the indicator.", example="repeat-rate"),
    Column(name="title", kind=Kind.TEXT, description="Title of the indicator.", example="Repeat rate"),
    Column(name="unit", kind=Kind.TEXT, description="Unit of the value and of its limits.", example="percent"),
    Column(
        name="value",
        kind=Kind.NUMBER,
        description="The figure, unrounded, percentages as percentage points; null where there is none, never 0.",
        example=31.25,
    ),
    Column(
        name="value_status",
        kind=Kind.TEXT,
        description="Status: ok, proxied (estimated), or the kind of absence.",
        example="ok",
    ),
    Column(
        name="shorthand",
        kind=Kind.TEXT,
        description="Government Analysis Function shorthand: [c], [e], [k], [x], [z]; [b] at a break in the series.",
        example=None,
    ),
    Column(
        name="reason",
        kind=Kind.TEXT,
        description="Reason why the value is absent or estimated, in words.",
        example=None,
    ),
    Column(
        name="lower",
        kind=Kind.NUMBER,
        description="Lower limit of the 95% confidence interval; of an estimate by what was returned.",
        example=24.9,
    ),
    Column(name="upper", kind=Kind.NUMBER, description="Upper limit of the 95% confidence interval.", example=38.4),
    Column(
        name="numerator", kind=Kind.NUMBER, description="Sum above the line, where the release holds it.", example=50.0
    ),
    Column(
        name="denominator",
        kind=Kind.NUMBER,
        description="Sum below the line, where the release holds it.",
        example=160.0,
    ),
    Column(
        name="origin",
        kind=Kind.TEXT,
        description="Origin: computed here from returns, or published by somebody else.",
        example="computed",
    ),
    Column(name="returned", kind=Kind.WHOLE, description="Maracs whose every quarter is in or proxied.", example=1),
    Column(name="expected", kind=Kind.WHOLE, description="Maracs that the area should have figures of.", example=1),
    Column(
        name="proxied",
        kind=Kind.WHOLE,
        description="Maracs with a quarter that was filled with the one before.",
        example=0,
    ),
    Column(
        name="verdict",
        kind=Kind.TEXT,
        description="Verdict of the Marac against this area, where a Marac was compared with it.",
        example=None,
    ),
    Column(
        name="compared_value",
        kind=Kind.NUMBER,
        description="The figure that the Marac was compared with: this area's, without the Marac where it can be told.",
        example=None,
    ),
    Column(
        name="compared_without_own",
        kind=Kind.FLAG,
        description="True if nothing of the Marac is in the figure that it was compared with.",
        example=None,
    ),
    Column(
        name="gap",
        kind=Kind.NUMBER,
        description="Cases a period by which the Marac would match this area: above 0 more, below 0 fewer. No target.",
        example=None,
    ),
    Column(
        name="gap_lower",
        kind=Kind.NUMBER,
        description="Lower limit of the gap (95%), cut at the cases that there are.",
        example=None,
    ),
    Column(name="gap_upper", kind=Kind.NUMBER, description="Upper limit of the gap (95%), cut likewise.", example=None),
    Column(name="gap_status", kind=Kind.TEXT, description="ok, or why there is no gap in cases.", example=None),
    Column(name="period_start", kind=Kind.DAY, description="First day of the period.", example="2024-01-01"),
    Column(name="period_end", kind=Kind.DAY, description="Last day of the period.", example="2024-12-31"),
    Column(
        name="data_as_at", kind=Kind.DAY, description="Day of the last submission in the release.", example="2025-02-03"
    ),
    Column(
        name="release",
        kind=Kind.TEXT,
        description="Id of the release.",
        example="release-20250203T101500000000-1a2b3c4d5e6f7a8b",
    ),
    Column(
        name="marking",
        kind=Kind.TEXT,
        description="Marking: who may see these figures.",
        example=f"Safe to share: small numbers are withheld and others rounded. {DEMONSTRATION}",
    ),
)
COMPARED_WITH = (AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.COUNTRY, AreaRole.UK)
ROLE_WORDS = {
    AreaRole.FORCE: "its police force",
    AreaRole.GROUP: "its force's most similar group",
    AreaRole.REGION: "its region",
    AreaRole.COUNTRY: "its country",
    AreaRole.UK: "the UK",
}
VERDICT_COLUMNS = tuple(
    column
    for role in COMPARED_WITH
    for column in (
        Column(
            name=f"against_{role}",
            kind=Kind.TEXT,
            description=f"Verdict against {ROLE_WORDS[role]}: higher, lower, similar or not compared; null where the "
            "area has none. The value is told by its 95% interval from the other without the area itself.",
            example="higher" if role is AreaRole.REGION else "similar",
        ),
        Column(
            name=f"against_{role}_strong",
            kind=Kind.FLAG,
            description=f"True if the verdict against {ROLE_WORDS[role]} holds at 99.8% too.",
            example=False,
        ),
        Column(
            name=f"against_{role}_value",
            kind=Kind.NUMBER,
            description=f"The figure of {ROLE_WORDS[role]} that the verdict was made against: without the area itself "
            "where it can be told.",
            example=22.5,
        ),
    )
)
COMPARED_COLUMNS = (*TIDY_COLUMNS, *VERDICT_COLUMNS)


def build_tidy_rows(cells: Iterable[TidyCell], release: ReleaseNote, marking: str) -> Iterator[PlainRow]:
    """The row of each cell, in the order of `TIDY_COLUMNS`."""
    last = (release.data_as_at, release.id, write_marking(release, marking))
    for cell in cells:
        said = (*_figure_cells(cell), *_coverage_cells(cell), *_comparator_cells(cell), *_gap_cells(cell))
        yield (*_area_cells(cell), *said, *_period_cells(cell), *last)


def build_compared_rows(cells: Iterable[ComparedCell], release: ReleaseNote, marking: str) -> Iterator[PlainRow]:
    """The row of each cell, in the order of `COMPARED_COLUMNS`."""
    known = tuple(cells)
    rows = build_tidy_rows((each.cell for each in known), release, marking)
    for row, each in zip(rows, known, strict=True):
        yield (*row, *_verdict_cells(each))


def write_marking(release: ReleaseNote, marking: str) -> str | None:
    """Words on who may see the figures, and whether all is invented."""
    return ". ".join(filter(None, (marking, DEMONSTRATION if release.demonstration else ""))) or None


def _area_cells(cell: TidyCell) -> PlainRow:
    return (
        cell.area.level.value,
        cell.area.code,
        cell.area.name,
        str(cell.quarter),
        cell.window.value,
        cell.indicator.slug,
        cell.indicator.title,
        cell.indicator.unit.value,
    )


def _figure_cells(cell: TidyCell) -> PlainRow:
    value = cell.value
    limits = confidence_interval(cell.indicator, value)
    return (
        value.number,
        value.status.value,
        _write_shorthand(cell) or None,
        value.reason or value.status.words or None,
        limits.lower if limits else None,
        limits.upper if limits else None,
        value.numerator,
        value.denominator,
        value.origin.value if value.origin else None,
    )


def _write_shorthand(cell: TidyCell) -> str:
    """The code of the status, and `[b]` at the first quarter that is not comparable with those before."""
    is_break = any(each.quarter == cell.quarter for each in series_breaks(cell.indicator))
    return " ".join(filter(None, (cell.value.status.shorthand, BREAK_MARK if is_break else "")))


def _coverage_cells(cell: TidyCell) -> PlainRow:
    coverage = cell.value.coverage
    return coverage.returned, coverage.expected, coverage.proxied


def _comparator_cells(cell: TidyCell) -> PlainRow:
    """The Marac's verdict against a comparator, the number it was made against, and if the Marac is left out of it."""
    point = cell.comparator
    if point is None:
        return None, None, None
    return write_verdict(point.verdict, strong=point.strong), point.against.number, point.excludes_own


def _gap_cells(cell: TidyCell) -> PlainRow:
    """Cases by which the Marac would match a comparator (above 0: more), their limits, and `ok` or why not."""
    if cell.comparator is None or cell.own is None:
        return None, None, None, None
    found = find_gap(cell.indicator, cell.own, cell.comparator)
    if isinstance(found, Refusal):
        return None, None, None, str(found.reason)
    return found.gap, found.limits.lower, found.limits.upper, str(Status.OK)


def _period_cells(cell: TidyCell) -> PlainRow:
    first: Quarter = cell.quarter - (cell.window.quarters - 1)
    return first.start, cell.quarter.end


def _verdict_cells(compared: ComparedCell) -> Iterator[str | bool | float | None]:
    found = {each.role: each for each in compared.averages}
    for role in COMPARED_WITH:
        point = found.get(role)
        yield from (point.verdict.value, point.strong, point.against.number) if point else (None, None, None)
