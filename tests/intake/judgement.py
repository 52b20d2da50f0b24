"""An oracle for meeting returns, written apart from the rules: cells that carry their own truth, and plain Python.

A generated cell is a text and what it means: a number, `BLANK` (not collected), `SMALL` (withheld) or `BAD`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from hypothesis import strategies as st

TODAY = date(2026, 1, 15)
OPENED = {"B1": date(2015, 1, 1), "A1": date(2003, 1, 1)}
CLOSED = {"B1": TODAY, "A1": date(2023, 12, 31)}
COUNTS = ("cases", "repeats", "children", "cases_with_children", "referred_police", "referred_idva")
HALVES = ("referred_police", "referred_idva")
PARTS = ("repeats", "cases_with_children", *HALVES)


class Truth(Enum):
    """What a cell means that is no number."""

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


def bad_rows(rows: Sequence[Row]) -> set[int]:
    """Positions of the rows that must not be accepted."""
    bad = {at for at, row in enumerate(rows) if _bad(row)}
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
    texts = [f"{whole}", f"{whole:,}", f" {whole}", f"{whole}.0"]
    found = st.sampled_from(texts).map(lambda text: Cell(text, float(whole)))
    return (
        found | st.just(Cell(f"{whole}.5", whole + 0.5 if halves else Truth.BAD)) if halves or whole % 7 == 0 else found
    )


SOME_MARACS = (
    *(Cell(text, "B1") for text in ("B1", "Birchford", "BIRCHFORD", " B1 ") * 4),
    *(Cell(text, "A1") for text in ("A1", "ashby") * 3),
    *(Cell(text, Truth.BAD) for text in ("", "Nowhere")),
)
BAD_DAYS = tuple(
    Cell(text, Truth.BAD) for text in ("", "31/02/2024", "04/25/2024", "3/4/24", "soon", "45000", "2024-13-01")
)
ODD = (
    *(Cell(text, Truth.BLANK) for text in ("", "n/a", "-", " ")),
    *(Cell(text, Truth.SMALL) for text in ("<5", "[c]")),
    *(Cell(text, Truth.BAD) for text in ("-1", "ten", "1,23", "=1+1", "12%", "nil", "1e3", "99999999999")),
)
DAYS = st.dates(date(2014, 12, 1), TODAY + timedelta(days=40)).flatmap(_days)


def _count(name: str, most: int, odd: int) -> st.SearchStrategy[Cell]:
    numbers = st.integers(0, most).flatmap(lambda whole: _numbers(whole, halves=name in HALVES))
    return st.integers(0, 99).flatmap(lambda dice: st.sampled_from(ODD) if dice < odd else numbers)


@st.composite
def row_strategy(draw: st.DrawFn, odd: int) -> Row:
    """A row; `odd` in a hundred of its cells are no plain number."""
    marac = draw(st.sampled_from(SOME_MARACS if odd else SOME_MARACS[:-2]))
    day = draw(st.sampled_from(BAD_DAYS)) if draw(st.integers(0, 99)) < odd else draw(DAYS)
    cases = draw(_count("cases", 1500, odd))
    most = int(cases.means) if isinstance(cases.means, float) else 30
    counts = {"cases": cases}
    for name in COUNTS[1:]:
        counts[name] = draw(
            _count(name, (most if name != "children" else 3 * most) // (2 if name in HALVES else 1), odd)
        )
    return Row(marac, day, counts)
