"""How a reader arranged the overview report: what it is compared with, how its areas are sorted, what is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from maracdash.model.errors import UnknownThing
from maracdash.model.indicators import Indicator
from maracdash.model.overview_reports import Column, ColumnKind, Form, Report, packed, unpacked

AREAS = {
    Form.COUNTRIES_REGIONS: ColumnKind.REGION,
    Form.COUNTRIES_FORCES: ColumnKind.FORCE,
    Form.FORCE_MARAC: ColumnKind.MARAC,
}
"""The kind of column that is sorted."""
COMPARATORS = {
    Form.COUNTRIES_REGIONS: (ColumnKind.UK, ColumnKind.COUNTRY),
    Form.COUNTRIES_FORCES: (ColumnKind.UK, ColumnKind.COUNTRY),
    Form.FORCE_MARAC: (ColumnKind.UK, ColumnKind.GROUP, ColumnKind.FORCE),
}
"""What the cells of a form can be compared with."""
KEYS = ("own", "against", "sort", "hide", "release")
LEAST_FIRST = "-"
NOTHING = ("none",)
"""The reader wants every column, those too that are not shown unasked."""


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """`own` is the reader's own Marac, `sort` a slug with a minus for least first, `hidden` keys of columns.

    `release` is an earlier release: what changed since is said.
    """

    own: str = ""
    against: ColumnKind | None = None
    sort: str = ""
    hidden: tuple[str, ...] = ()
    release: str = ""

    def query(self) -> str:
        """The query string, short: what was not chosen is left out."""
        parts = zip(KEYS, (self.own, self.against, self.sort, packed(self.hidden), self.release), strict=True)
        return urlencode([(key, str(text)) for key, text in parts if text], safe=":,*")

    @property
    def slug(self) -> str:
        """The indicator that areas are sorted by."""
        return self.sort.removeprefix(LEAST_FIRST)

    def sorted_by(self, indicator: Indicator) -> str:
        """`descending`, `ascending`, or an empty string."""
        if self.slug != indicator.slug:
            return ""
        return "ascending" if self.sort.startswith(LEAST_FIRST) else "descending"

    def next_sort(self, indicator: Indicator) -> str:
        """What another press sorts by: most first, then least first, then as before."""
        following = {"": indicator.slug, "descending": f"{LEAST_FIRST}{indicator.slug}", "ascending": ""}
        return following[self.sorted_by(indicator)]


def from_query(query: Mapping[str, str]) -> Arrangement:
    """What an address says of it. Raises UnknownThing for a comparator that no report has."""
    return Arrangement(
        own=query.get("own", ""),
        against=_kind(query.get("against", "")),
        sort=query.get("sort", ""),
        hidden=unpacked(query.get("hide", "")),
        release=query.get("release", ""),
    )


def settled(report: Report, arrangement: Arrangement) -> Arrangement:
    """Without what this report has not: its comparator, its columns. Raises UnknownThing for no such row."""
    if arrangement.slug and arrangement.slug not in [row.indicator.slug for row in report.rows]:
        raise UnknownThing(f"The report has no row “{arrangement.slug[:60]}” to sort by.")
    keys = [key(column) for column in report.columns]
    kinds = {column.kind for column in report.columns} & set(COMPARATORS[report.form])
    return replace(
        arrangement,
        against=arrangement.against if arrangement.against in kinds else None,
        hidden=NOTHING if arrangement.hidden == NOTHING else tuple(each for each in keys if each in arrangement.hidden),
    )


def on_screen(report: Report, arrangement: Arrangement) -> Arrangement:
    """Unless the reader has chosen columns: without the recommended levels where not one is known."""
    if arrangement.hidden:
        return arrangement
    empty = [
        key(column)
        for place, column in enumerate(report.columns)
        if column.kind is ColumnKind.RECOMMENDED and not any(row.values[place].known for row in report.rows)
    ]
    return replace(arrangement, hidden=tuple(empty))


def key(column: Column) -> str:
    """The name of a column in an address; it is unique within a report."""
    return f"{column.kind}:{column.area.code}" if column.area else str(column.kind)


def order(report: Report, arrangement: Arrangement) -> tuple[int, ...]:
    """Places of the columns in the order shown: larger areas as they stand, then the sorted areas; hidden left out."""
    places = [place for place, column in enumerate(report.columns) if key(column) not in arrangement.hidden]
    row = next((each for each in report.rows if each.indicator.slug == arrangement.slug), None)
    if row is None:
        return tuple(places)
    kind = AREAS[report.form]
    numbers = [value.number for value in row.values]
    areas = [place for place in places if report.columns[place].kind is kind]
    least_first = arrangement.sort.startswith(LEAST_FIRST)
    known = [place for place in areas if numbers[place] is not None]
    known.sort(key=lambda place: numbers[place] or 0.0, reverse=not least_first)
    return (*(place for place in places if place not in areas), *known, *(p for p in areas if numbers[p] is None))


def comparators(report: Report, kind: ColumnKind) -> tuple[int | None, ...]:
    """For each column the place of what it is compared with: the nearest of the kind before it, never itself."""
    found: list[int | None] = []
    last: int | None = None
    for place, column in enumerate(report.columns):
        own = column.kind is kind
        last = place if own else last
        found.append(None if own or column.area is None or column.kind in _above(kind) else last)
    return tuple(found)


def seen(report: Report, arrangement: Arrangement) -> Report:
    """The report with its columns as shown."""
    places = order(report, arrangement)
    sections = (
        replace(section, rows=tuple(replace(row, values=tuple(row.values[p] for p in places)) for row in section.rows))
        for section in report.sections
    )
    return replace(report, columns=tuple(report.columns[p] for p in places), sections=tuple(sections))


def _above(kind: ColumnKind) -> Sequence[ColumnKind]:
    """Kinds that are larger than a comparator, and so are not compared with it."""
    larger = {ColumnKind.FORCE: (ColumnKind.UK, ColumnKind.GROUP), ColumnKind.UK: ()}
    return larger.get(kind, (ColumnKind.UK,))


def _kind(text: str) -> ColumnKind | None:
    if not text:
        return None
    offered = {kind for kinds in COMPARATORS.values() for kind in kinds}
    if text not in offered:
        words = ", ".join(sorted(map(str, offered)))
        raise UnknownThing(f"The report cannot be compared with “{text[:40]}”. Choose one of: {words}.")
    return ColumnKind(text)
