"""The overview report: its forms, the reader's selection to and from the address, and the table itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from maracdash.model.answers import MarkedAnswer, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice, parse_group
from maracdash.model.indicators import Indicator, Section
from maracdash.model.packed_codes import pack_codes, unpack_codes
from maracdash.model.quarters import Quarter
from maracdash.model.query_strings import write_query
from maracdash.model.values import Value

NO_MARACS = ("none",)


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
    chosen forces; `NO_MARACS`: none of them. `group` is a group of the reader's own, in the place of the similar group.
    """

    form: ReportForm
    quarter: Quarter
    forces: tuple[str, ...] = ()
    maracs: tuple[str, ...] = ()
    group: GroupChoice | None = None

    def query(self) -> str:
        """The query string, short: what is "all" is left out, and many codes share their common beginning."""
        parts = {"form": str(self.form), "quarter": str(self.quarter)}
        if self.forces and self.form is not ReportForm.COUNTRIES_REGIONS:
            parts["force"] = pack_codes(self.forces)
        if self.maracs and self.form is ReportForm.FORCE_MARAC:
            parts["marac"] = pack_codes(self.maracs)
        if self.group:
            parts["group"] = self.group.packed
        return write_query(parts.items())


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
    """One indicator: a value for each column of the report, in the same order.

    `rests` are what is left of the reader's own group without each column's area, None where that cannot be told;
    empty where the report has no such group.
    """

    indicator: Indicator
    values: tuple[Value, ...]
    rests: tuple[Value | None, ...] = ()


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
        group=parse_group(query["group"]) if query.get("group") else default.group,
    )


def _parse_form(text: str | None) -> ReportForm | None:
    if not text:
        return None
    if text not in list(ReportForm):
        raise NotFoundError(
            f"There is no form of the report called “{text[:40]}”. Choose one of: {', '.join(ReportForm)}."
        )
    return ReportForm(text)
