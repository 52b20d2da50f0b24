"""The reader's view of the overview report: its comparator, the order of its areas, its hidden columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from maracdash.model.areas import OwnGroup
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import (
    ColumnKind,
    OverviewReport,
    ReportColumn,
    ReportForm,
    ReportRow,
)
from maracdash.model.packed_codes import pack_codes, unpack_codes

SORTED_KINDS = {
    ReportForm.COUNTRIES_REGIONS: ColumnKind.REGION,
    ReportForm.COUNTRIES_FORCES: ColumnKind.FORCE,
    ReportForm.FORCE_MARAC: ColumnKind.MARAC,
}
"""The kind of column that is sorted."""
COMPARATOR_KINDS = {
    ReportForm.COUNTRIES_REGIONS: (ColumnKind.UK, ColumnKind.COUNTRY),
    ReportForm.COUNTRIES_FORCES: (ColumnKind.UK, ColumnKind.COUNTRY),
    ReportForm.FORCE_MARAC: (ColumnKind.UK, ColumnKind.GROUP, ColumnKind.FORCE),
}
"""What the cells of a form can be compared with."""
QUERY_KEYS = ("own", "against", "sort", "hide", "release", "including")
ASCENDING_PREFIX = "-"
HIDE_NOTHING = ("none",)
"""The reader wants every column, those too that are not shown unasked."""


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """`own` is the reader's own Marac, `sort` a slug with a minus for least first, `hidden` keys of columns.

    `release` is an earlier release to compare with; `including` is the reader's choice on other pages, kept for them.
    """

    own: str = ""
    against: ColumnKind | None = None
    sort: str = ""
    hidden: tuple[str, ...] = ()
    release: str = ""
    including: str = ""

    def query(self) -> str:
        """The query string, short: defaults are left out."""
        hidden = pack_codes(self.hidden)
        parts = zip(QUERY_KEYS, (self.own, self.against, self.sort, hidden, self.release, self.including), strict=True)
        return urlencode([(key, str(text)) for key, text in parts if text], safe=":,*~")

    @property
    def slug(self) -> str:
        """The indicator that areas are sorted by."""
        return self.sort.removeprefix(ASCENDING_PREFIX)

    def sorted_by(self, indicator: Indicator) -> str:
        """`descending`, `ascending`, or an empty string."""
        if self.slug != indicator.slug:
            return ""
        return "ascending" if self.sort.startswith(ASCENDING_PREFIX) else "descending"

    def next_sort(self, indicator: Indicator) -> str:
        """Next sort order on another press: most first, then least first, then the report's own."""
        following = {"": indicator.slug, "descending": f"{ASCENDING_PREFIX}{indicator.slug}", "ascending": ""}
        return following[self.sorted_by(indicator)]


def parse_report_view(query: Mapping[str, str]) -> ReportView:
    """Read a view from an address. Raises NotFoundError for a comparator that no report has."""
    return ReportView(
        own=query.get("own", ""),
        against=_parse_comparator(query.get("against", "")),
        sort=query.get("sort", ""),
        hidden=unpack_codes(query.get("hide", "")),
        release=query.get("release", ""),
        including=query.get("including", ""),
    )


def drop_unavailable_choices(report: OverviewReport, arrangement: ReportView) -> ReportView:
    """Drop the comparator and columns that this report does not have. Raises NotFoundError for an unknown row."""
    if arrangement.slug and arrangement.slug not in [row.indicator.slug for row in report.rows]:
        raise NotFoundError(f"The report has no row “{arrangement.slug[:60]}” to sort by.")
    keys = [column_key(column) for column in report.columns]
    kinds = {column.kind for column in report.columns} & set(COMPARATOR_KINDS[report.form])
    return replace(
        arrangement,
        against=arrangement.against if arrangement.against in kinds else None,
        hidden=HIDE_NOTHING
        if arrangement.hidden == HIDE_NOTHING
        else tuple(each for each in keys if each in arrangement.hidden),
    )


def hide_empty_columns(report: OverviewReport, arrangement: ReportView) -> ReportView:
    """Hide the recommended levels where none is known, unless the reader has chosen columns."""
    if arrangement.hidden:
        return arrangement
    empty = [
        column_key(column)
        for place, column in enumerate(report.columns)
        if column.kind is ColumnKind.RECOMMENDED and not any(row.values[place].known for row in report.rows)
    ]
    return replace(arrangement, hidden=tuple(empty))


def column_key(column: ReportColumn) -> str:
    """The key of a column in an address; it is unique within a report."""
    return f"{column.kind}:{column.area.code}" if column.area else str(column.kind)


def order_columns(report: OverviewReport, arrangement: ReportView) -> tuple[int, ...]:
    """Order column positions as shown: larger areas in place, then the sorted areas; hidden ones left out."""
    places = [place for place, column in enumerate(report.columns) if column_key(column) not in arrangement.hidden]
    row = next((each for each in report.rows if each.indicator.slug == arrangement.slug), None)
    if row is None:
        return tuple(places)
    kind = SORTED_KINDS[report.form]
    numbers = [value.number for value in row.values]
    areas = [place for place in places if report.columns[place].kind is kind]
    least_first = arrangement.sort.startswith(ASCENDING_PREFIX)
    known = [place for place in areas if numbers[place] is not None]
    known.sort(key=lambda place: numbers[place] or 0.0, reverse=not least_first)
    return (*(place for place in places if place not in areas), *known, *(p for p in areas if numbers[p] is None))


def find_comparators(report: OverviewReport, kind: ColumnKind) -> tuple[int | None, ...]:
    """Find for each column the position of its comparator: the nearest of the kind before it, never itself."""
    found: list[int | None] = []
    last: int | None = None
    for place, column in enumerate(report.columns):
        own = column.kind is kind
        last = place if own else last
        found.append(None if own or column.area is None or not _may_hold(kind, column) else last)
    return tuple(found)


def apply_view(report: OverviewReport, arrangement: ReportView) -> OverviewReport:
    """Apply a view: the report with its columns as shown."""
    return _pick_columns(report, order_columns(report, arrangement))


def leave_out_own_group(report: OverviewReport) -> OverviewReport:
    """The report without the column of a group of the reader's own, which the portal does not know."""
    kept = [place for place, column in enumerate(report.columns) if not isinstance(column.area, OwnGroup)]
    return _pick_columns(report, kept)


def _pick_columns(report: OverviewReport, places: Sequence[int]) -> OverviewReport:
    sections = (
        replace(section, rows=tuple(_pick_values(row, places) for row in section.rows)) for section in report.sections
    )
    return replace(report, columns=tuple(report.columns[place] for place in places), sections=tuple(sections))


def _pick_values(row: ReportRow, places: Sequence[int]) -> ReportRow:
    rests = tuple(row.rests[place] for place in places) if row.rests else ()
    return replace(row, values=tuple(row.values[place] for place in places), rests=rests)


def _may_hold(kind: ColumnKind, column: ReportColumn) -> bool:
    """Tell if a comparator holds a column's area: no larger area, and no force outside every country."""
    outside = kind is ColumnKind.COUNTRY and column.kind is ColumnKind.FORCE and not column.under
    return column.kind not in _larger_kinds(kind) and not outside


def _larger_kinds(kind: ColumnKind) -> Sequence[ColumnKind]:
    """Kinds that are larger than a comparator, and so are not compared with it."""
    larger = {ColumnKind.FORCE: (ColumnKind.UK, ColumnKind.GROUP), ColumnKind.UK: ()}
    return larger.get(kind, (ColumnKind.UK,))


def _parse_comparator(text: str) -> ColumnKind | None:
    if not text:
        return None
    offered = {kind for kinds in COMPARATOR_KINDS.values() for kind in kinds}
    if text not in offered:
        words = ", ".join(sorted(map(str, offered)))
        raise NotFoundError(f"The report cannot be compared with “{text[:40]}”. Choose one of: {words}.")
    return ColumnKind(text)
