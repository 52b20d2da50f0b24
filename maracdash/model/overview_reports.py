"""The overview report: its forms, the reader's selection to and from the address, and the table itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from urllib.parse import urlencode

from maracdash.model.answers import MarkedAnswer, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator, Section
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

NO_MARACS = ("none",)
ALL_CODES = "all"
SEPARATOR, WILDCARD = ",", "*"
SHORTEST_PREFIX = 3


class ReportForm(StrEnum):
    """The three forms of the overview report."""

    COUNTRIES_REGIONS = "countries-regions"
    COUNTRIES_FORCES = "countries-forces"
    FORCE_MARAC = "force-marac"

    @property
    def words(self) -> str:
        """The portal's name of the form."""
        return FORM_TITLES[self]


FORM_TITLES = {
    ReportForm.COUNTRIES_REGIONS: "By countries / regions",
    ReportForm.COUNTRIES_FORCES: "By countries / police forces",
    ReportForm.FORCE_MARAC: "By police force / Marac",
}


class ColumnKind(StrEnum):
    """Kind of area that a column of the report is for."""

    UK = "uk"
    RECOMMENDED = "recommended"
    GROUP = "group"
    FORCE = "force"
    COUNTRY = "country"
    REGION = "region"
    MARAC = "marac"


@dataclass(frozen=True, kw_only=True)
class ReportSelection:
    """A form, a quarter, and codes (or names) of forces and Maracs.

    No forces: every force with figures (the form by police force / Marac needs at least one). No Maracs: all of the
    chosen forces; `NO_MARACS`: none of them.
    """

    form: ReportForm
    quarter: Quarter
    forces: tuple[str, ...] = ()
    maracs: tuple[str, ...] = ()

    def query(self) -> str:
        """The query string, short: what is "all" is left out, and many codes share their common beginning."""
        parts = {"form": str(self.form), "quarter": str(self.quarter)}
        if self.forces and self.form is not ReportForm.COUNTRIES_REGIONS:
            parts["force"] = pack_codes(self.forces)
        if self.maracs and self.form is ReportForm.FORCE_MARAC:
            parts["marac"] = pack_codes(self.maracs)
        return urlencode(parts, safe=SEPARATOR + WILDCARD)


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """A column. `heading` and `under` are its two header cells in the portal's layout; `RECOMMENDED` has no area."""

    kind: ColumnKind
    area: Area | None
    heading: str
    under: str = ""

    @property
    def name(self) -> str:
        """The header in one cell; it is unique within a report."""
        if self.kind is ColumnKind.GROUP and self.under:
            return f"{self.heading} of {self.under}"
        return f"{self.under} ({self.heading})" if self.under else self.heading

    @property
    def label(self) -> str:
        """The header in as few words as do, beside its neighbours."""
        return self.name if self.kind is ColumnKind.GROUP else self.under or self.heading


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """One indicator: a value for each column of the report, in the same order."""

    indicator: Indicator
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class ReportSection:
    """A coloured block."""

    section: Section
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, kw_only=True)
class OverviewReport(MarkedAnswer):
    """The whole table; always the 12 months that end with the quarter. `selection` holds codes in place of names.

    `closed` are Maracs of the chosen forces that have no column because they were not open in the quarter.
    """

    selection: ReportSelection
    columns: tuple[ReportColumn, ...]
    sections: tuple[ReportSection, ...]
    release: ReleaseNote
    closed: tuple[Area, ...] = ()

    @property
    def form(self) -> ReportForm:
        """The chosen form."""
        return self.selection.form

    @property
    def quarter(self) -> Quarter:
        """The quarter with which the 12 months end."""
        return self.selection.quarter

    @property
    def rows(self) -> Iterator[ReportRow]:
        """Every row of every section."""
        return (row for each in self.sections for row in each.rows)

    def of_kind(self, *kinds: ColumnKind) -> tuple[ReportColumn, ...]:
        """The columns of some kinds."""
        return tuple(each for each in self.columns if each.kind in kinds)


def parse_report_selection(query: Mapping[str, str], default: ReportSelection) -> ReportSelection:
    """Read a selection from a query string over the default. Another form keeps the quarter. Raises NotFoundError."""
    form = _parse_form(query.get("form")) or default.form
    forces = default.forces if form is default.form else ()
    maracs = default.maracs if form is default.form and "force" not in query else ()
    return replace(
        default,
        form=form,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        forces=unpack_codes(query["force"]) if "force" in query else forces,
        maracs=unpack_codes(query["marac"]) if "marac" in query else maracs,
    )


def pack_codes(codes: Sequence[str]) -> str:
    """Pack codes into one short text: `north-1,north-2` becomes `north-*1,2`."""
    beginning = _common_prefix(codes)
    if len(beginning) < SHORTEST_PREFIX or any(WILDCARD in code or SEPARATOR in code for code in codes):
        return SEPARATOR.join(codes)
    return f"{beginning}{WILDCARD}{SEPARATOR.join(code.removeprefix(beginning) for code in codes)}"


def unpack_codes(text: str) -> tuple[str, ...]:
    """Unpack the text of `pack_codes`; `all`, or nothing, is the empty choice."""
    beginning, star, rest = text.rpartition(WILDCARD)
    codes = tuple(f"{beginning}{each.strip()}" for each in rest.split(SEPARATOR) if each.strip() or star)
    return () if codes == (ALL_CODES,) else tuple(dict.fromkeys(codes))


def _common_prefix(codes: Sequence[str]) -> str:
    """Common prefix of all codes: that of the first and the last in order."""
    if len(codes) < 2:
        return ""
    first, last = min(codes), max(codes)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in alike)


def _parse_form(text: str | None) -> ReportForm | None:
    if not text:
        return None
    if text not in list(ReportForm):
        raise NotFoundError(
            f"There is no form of the report called “{text[:40]}”. Choose one of: {', '.join(ReportForm)}."
        )
    return ReportForm(text)
