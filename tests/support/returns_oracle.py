"""An oracle for meeting returns, written apart from the rules: cells that carry their own truth, and plain Python.

A generated cell is a text and what it means: a number, `BLANK` (not collected), `SMALL` (withheld) or `BAD`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from hypothesis import strategies as st

from tests.support.generated_files import doubtful

TODAY = date(2026, 1, 15)
OPENED = {"B1": date(2015, 1, 1), "A1": date(2003, 1, 1)}
CLOSED = {"B1": TODAY, "A1": date(2023, 12, 31)}
COUNTS = ("cases", "repeats", "children", "cases_with_children", "referred_police", "referred_idva")
HALVES = ("referred_police", "referred_idva")
SMALL_MOST = 10
"""A withheld count is never more."""
PARTS = ("repeats", "cases_with_children", *HALVES)


class Truth(Enum):
    """Meaning of a cell that is no number."""

    BLANK = "not collected"
    SMALL = "withheld"
    BAD = "cannot be read"


Meaning = float | Truth


@dataclass(frozen=True)
class Cell:
    text: str
    means: object


@dataclass(frozen=True)
class Row:
    marac: Cell
    day: Cell
    counts: dict[str, Cell]

    @property
    def texts(self) -> list[str]:
        return [self.marac.text, self.day.text, *(self.counts[name].text for name in COUNTS)]

    def number(self, name: str) -> float | None:
        means = self.counts[name].means
        return means if isinstance(means, float) else None


def bad_rows(rows: Sequence[Row], form: str) -> set[int]:
    """Positions of the rows of a file of that form that must not be accepted."""
    bad = {at for at, row in enumerate(rows) if _bad(row) or any(doubtful(text, form) for text in row.texts)}
    seen: set[tuple[object, object]] = set()
    for at, row in enumerate(rows):
        key = (row.marac.means, row.day.means)
        if Truth.BAD in key:
            continue
        if key in seen:
            bad.add(at)
        seen.add(key)
    return bad


def _bad(row: Row) -> bool:
    cells = (row.marac, row.day, *row.counts.values())
    if any(cell.means is Truth.BAD for cell in cells) or row.counts["cases"].means is Truth.BLANK:
        return True
    if isinstance(row.day.means, date) and not _met(str(row.marac.means), row.day.means):
        return True
    cases = row.number("cases")
    if row.counts["cases"].means is Truth.SMALL and any((row.number(name) or 0) > SMALL_MOST for name in PARTS):
        return True
    if cases is not None and any((row.number(name) or 0) > cases for name in PARTS):
        return True
    if cases is not None and sum(row.number(name) or 0 for name in HALVES) > cases:
        return True
    children, homes = row.number("children"), row.number("cases_with_children")
    return children is not None and homes is not None and children < homes


def _met(marac: str, day: date) -> bool:
    return OPENED[marac] <= day <= CLOSED[marac]


def _days(day: date) -> st.SearchStrategy[Cell]:
    styles = (f"{day}", f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", f"{day:%d %B %Y}", f"{day} 00:00:00")
    return st.sampled_from(styles).map(lambda text: Cell(text, day))


def _numbers(whole: int, *, halves: bool) -> st.SearchStrategy[Cell]:
    cells = [Cell(text, float(whole)) for text in (f"{whole}", f"{whole:,}", f" {whole}", f"{whole}.0")]
    return st.sampled_from([*cells, Cell(f"{whole}.5", whole + 0.5)] if halves else cells)


SOME_MARACS = (
    *(Cell(text, "B1") for text in ("B1", "Birchford", "BIRCHFORD", " B1 ") * 4),
    *(Cell(text, "A1") for text in ("A1", "ashby") * 3),
    *(Cell(text, Truth.BAD) for text in ("", "Nowhere")),
)
BAD_DAYS = tuple(
    Cell(text, Truth.BAD)
    for text in ("", "31/02/2024", "04/25/2024", "3/4/24", "soon", "45000", "2024-13-01", "3/4/1850")
)
ODD = (
    *(Cell(text, Truth.BLANK) for text in ("", "n/a", "-", " ")),
    *(Cell(text, Truth.SMALL) for text in ("<5", "[c]", "<\u00a05")),
    *(Cell(text, Truth.BAD) for text in ("-1", "ten", "1,23", "=1+1", "12%", "nil", "1e3", "99999999999")),
    *(Cell(text, Truth.BAD) for text in ("0,125", "0,005", "5*", "6[r]", "7†", "..", ":", "z", "1\u00a0234", "5+")),
)
DAYS = st.dates(date(2014, 12, 1), TODAY + timedelta(days=40)).flatmap(_days)
GOOD_DAYS = st.dates(date(2015, 1, 1), date(2023, 12, 31)).flatmap(_days)


def _count(name: str, span: tuple[int, int], odd: int) -> st.SearchStrategy[Cell]:
    numbers = st.integers(*span).flatmap(lambda whole: _numbers(whole, halves=name in HALVES))
    strange = ODD if name in HALVES else (*ODD, Cell("2.5", Truth.BAD))
    return st.integers(0, 99).flatmap(lambda dice: st.sampled_from(strange) if dice < odd else numbers)


@st.composite
def row_strategy(draw: st.DrawFn, odd: int) -> Row:
    """A row; `odd` in a hundred of its cells are no plain number, and with 0 none of its rules is broken."""
    marac = draw(st.sampled_from(SOME_MARACS if odd else SOME_MARACS[:-2]))
    day = draw(st.sampled_from(BAD_DAYS)) if draw(st.integers(0, 99)) < odd else draw(DAYS if odd else GOOD_DAYS)
    cases = draw(_count("cases", (1, 1500), odd))
    most = int(cases.means) if isinstance(cases.means, float) else 30
    beyond = 1 if odd else 0
    counts = {"cases": cases, "repeats": draw(_count("repeats", (0, most + beyond), odd))}
    homes = counts["cases_with_children"] = draw(_count("cases_with_children", (0, most), odd))
    fewest = int(homes.means) if isinstance(homes.means, float) and not odd else 0
    counts["children"] = draw(_count("children", (fewest, 3 * most), odd))
    for name in HALVES:
        counts[name] = draw(_count(name, (0, max(most // 2 - 1 + beyond, 0)), odd))
    return Row(marac, day, counts)
