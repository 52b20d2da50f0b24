"""The overview report: which form of it was chosen, to and from the address, and the table that answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from urllib.parse import urlencode

from maracdash.model.answers import Marked, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.errors import UnknownThing
from maracdash.model.indicators import Indicator, Section
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

NO_MARACS = ("none",)
ALL = "all"
SEPARATOR, STAR = ",", "*"
SHORTEST_PREFIX = 3


class Form(StrEnum):
    """The three forms of the overview report."""

    COUNTRIES_REGIONS = "countries-regions"
    COUNTRIES_FORCES = "countries-forces"
    FORCE_MARAC = "force-marac"

    @property
    def words(self) -> str:
        """As the portal names it."""
        return TITLES[self]


TITLES = {
    Form.COUNTRIES_REGIONS: "By countries / regions",
    Form.COUNTRIES_FORCES: "By countries / police forces",
    Form.FORCE_MARAC: "By police force / Marac",
}


class ColumnKind(StrEnum):
    """What a column of the report is."""

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

    form: Form
    quarter: Quarter
    forces: tuple[str, ...] = ()
    maracs: tuple[str, ...] = ()

    def query(self) -> str:
        """The query string, short: what is "all" is left out, and many codes share their common beginning."""
        parts = {"form": str(self.form), "quarter": str(self.quarter)}
        if self.forces and self.form is not Form.COUNTRIES_REGIONS:
            parts["force"] = packed(self.forces)
        if self.maracs and self.form is Form.FORCE_MARAC:
            parts["marac"] = packed(self.maracs)
        return urlencode(parts, safe=SEPARATOR + STAR)


@dataclass(frozen=True, kw_only=True)
class Column:
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
class Report(Marked):
    """The whole table; always the 12 months that end with the quarter. `selection` holds codes in place of names.

    `closed` are Maracs of the chosen forces that have no column because they were not open in the quarter.
    """

    selection: ReportSelection
    columns: tuple[Column, ...]
    sections: tuple[ReportSection, ...]
    release: ReleaseNote
    closed: tuple[Area, ...] = ()

    @property
    def form(self) -> Form:
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

    def of_kind(self, *kinds: ColumnKind) -> tuple[Column, ...]:
        """The columns of some kinds."""
        return tuple(each for each in self.columns if each.kind in kinds)


def from_query(query: Mapping[str, str], default: ReportSelection) -> ReportSelection:
    """The default with what the query names put in. Another form keeps the quarter. Raises UnknownThing."""
    form = _form(query.get("form")) or default.form
    forces = default.forces if form is default.form else ()
    maracs = default.maracs if form is default.form and "force" not in query else ()
    return replace(
        default,
        form=form,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        forces=unpacked(query["force"]) if "force" in query else forces,
        maracs=unpacked(query["marac"]) if "marac" in query else maracs,
    )


def packed(codes: Sequence[str]) -> str:
    """Codes as one short text: `north-1,north-2` becomes `north-*1,2`."""
    beginning = _beginning(codes)
    if len(beginning) < SHORTEST_PREFIX or any(STAR in code or SEPARATOR in code for code in codes):
        return SEPARATOR.join(codes)
    return f"{beginning}{STAR}{SEPARATOR.join(code.removeprefix(beginning) for code in codes)}"


def unpacked(text: str) -> tuple[str, ...]:
    """The inverse of `packed`; `all`, or nothing, is the empty choice."""
    beginning, star, rest = text.rpartition(STAR)
    codes = tuple(f"{beginning}{each.strip()}" for each in rest.split(SEPARATOR) if each.strip() or star)
    return () if codes == (ALL,) else tuple(dict.fromkeys(codes))


def _beginning(codes: Sequence[str]) -> str:
    """What all begin with: what the first and the last in order begin with."""
    if len(codes) < 2:
        return ""
    first, last = min(codes), max(codes)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in alike)


def _form(text: str | None) -> Form | None:
    if not text:
        return None
    if text not in list(Form):
        raise UnknownThing(f"There is no form of the report called “{text[:40]}”. Choose one of: {', '.join(Form)}.")
    return Form(text)
