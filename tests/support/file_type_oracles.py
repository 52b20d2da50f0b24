"""Oracles for the kinds of file beside meeting returns, written apart from the rules.

Every cell that is generated is a text and what it means; BAD is what must not be accepted. A kind says what a whole
row is kept as, so that a file can be accepted exactly when no cell is bad and no row stands twice.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from maracdash.intake import CheckResult
from tests.support.generated_files import doubtful

BAD = "cannot be read"
Cell = tuple[str, Any]
Line = dict[str, Cell]
Means = Mapping[str, Any]


def good(*texts: str) -> tuple[Cell, ...]:
    """Cells that mean what they say."""
    return tuple((text, text) for text in texts)


def bad(*texts: str) -> tuple[Cell, ...]:
    return tuple((text, BAD) for text in texts)


@dataclass(frozen=True)
class Kind:
    """`columns` are the cells that may stand in each; `key` is what may stand once only, `kept` what is kept of a row.

    `stored` reads the same from the rows of a report; `apart` says whether good cells do not go together. With
    `same_again` a row may stand twice if both say the same.
    """

    name: str
    columns: Mapping[str, tuple[Cell, ...]]
    key: Callable[[Means], Hashable]
    kept: Callable[[Means], Hashable]
    stored: Callable[[CheckResult], list[Hashable]]
    same_again: bool = False
    apart: Callable[[Means], bool] = lambda _: False

    def lines(self, odd: int) -> st.SearchStrategy[list[Line]]:
        """Up to eight rows; `odd` in a hundred of the cells are bad."""
        return st.lists(
            st.fixed_dictionaries({name: _cells(cells, odd) for name, cells in self.columns.items()}),
            min_size=1,
            max_size=8,
        )

    def texts(self, lines: Sequence[Line]) -> list[list[str]]:
        """The file's lines, the header first."""
        return [list(self.columns), *([line[name][0] for name in self.columns] for line in lines)]

    def bad_rows(self, lines: Sequence[Line], form: str) -> tuple[set[int], set[int]]:
        """Positions of rows with a bad cell in a file of that form, and of those that stand twice."""
        wrong = {
            at
            for at, line in enumerate(lines)
            if any(means == BAD or doubtful(text, form) for text, means in line.values()) or self.apart(meanings(line))
        }
        seen: dict[Hashable, set[Hashable]] = {}
        twice = set()
        for at, line in enumerate(lines):
            own = meanings(line)
            kept = None if at in wrong else self.kept(own)
            before = seen.setdefault(self.key(own), set())
            if before - {kept} or (before and not self.same_again):
                twice.add(at)
            before.add(kept)
        return wrong, twice

    def expected(self, lines: Sequence[Line]) -> list[Hashable]:
        """Rows that are kept of lines that are all right."""
        kept = [self.kept(meanings(line)) for line in lines]
        return list(dict.fromkeys(kept)) if self.same_again else kept


def meanings(line: Line) -> dict[str, Any]:
    return {name: means for name, (_, means) in line.items()}


def _cells(cells: tuple[Cell, ...], odd: int) -> st.SearchStrategy[Cell]:
    right = [cell for cell in cells if cell[1] != BAD]
    wrong = [cell for cell in cells if cell[1] == BAD]
    return st.integers(0, 99).flatmap(lambda dice: st.sampled_from(wrong if wrong and dice < odd else right))


def _rows(name: str, *columns: str) -> Callable[[CheckResult], list[Hashable]]:
    def stored(report: CheckResult) -> list[Hashable]:
        frame = report.rows[name]
        return [tuple(_plain(value) for value in row) for row in frame[list(columns)].itertuples(index=False)]

    return stored


def _plain(value: object) -> object:
    """Numbers as numbers however they are held, nothing as an empty text."""
    text = "" if str(value) in ("None", "<NA>", "nan") else str(value)
    try:
        return float(text)
    except ValueError:
        return text


def quarters(first: int, last: int) -> tuple[Cell, ...]:
    return tuple((f"{year}-Q{number}", year * 4.0 + number - 1) for year in range(first, last) for number in (1, 4))


BAD_QUARTERS = bad("2024-Q5", "1850-Q1", "soon", "2024", "45000", "Q1")
BAD_NUMBERS = bad("-5", "ten", "1,23", "0,125", "5*", "..", "1e3", "12%", "99999999999", "=1+1", "nil")
NUMBERS = (("0", 0.0), ("7", 7.0), ("1,204", 1204.0), (" 33 ", 33.0))
POPULATIONS = Kind(
    name="populations",
    columns={
        "code": (
            ("B1", ("marac", "B1")),
            ("birchford", ("marac", "B1")),
            ("A1", ("marac", "A1")),
            ("N1", ("force", "N1")),
            *bad("", "ZZ", "Nowhere"),
        ),
        "basis": good("Census 2011", "Census 2021", ""),
        "from_quarter": (("", 0.0), *quarters(2011, 2016), *BAD_QUARTERS),
        "women_16_plus": (("50000", 50000.0), ("50,001", 50001.0), *bad("", "0", "1.5", "<5", "n/a"), *BAD_NUMBERS),
    },
    key=lambda row: (row["code"], row["from_quarter"]),
    kept=lambda row: (*row["code"], row["basis"], row["from_quarter"], row["women_16_plus"]),
    stored=lambda report: _rows("populations.csv", "level", "code", "basis", "from_quarter", "women_16_plus")(report)[
        2:
    ],
)
FORCES = (
    ("N1", "N1"),
    ("northshire", "N1"),
    ("E23000006", "E23000006"),
    ("Cheshire", "E23000006"),
    ("Bedfordshire", "E23000026"),
)
SIMILAR = Kind(
    name="similar",
    columns={
        "force": (*FORCES, *bad("", "Nowhere", "B1")),
        "similar_force": (("City of London", "E23000034"), ("Cambridgeshire", "E23000023"), *bad("", "Nowhere")),
    },
    key=lambda row: (row["force"], row["similar_force"]),
    kept=lambda row: (row["force"], row["similar_force"]),
    stored=_rows("similar.csv", "force", "similar_force"),
)
PUBLISHED = Kind(
    name="published",
    columns={
        "level": (("force", "force"), ("Force", "force"), *bad("", "village")),
        "area_code": good("E23000006", "E23000026", "E23000034"),
        "quarter": (*quarters(2018, 2022), *bad("", "2026-Q1", "2031-Q1"), *BAD_QUARTERS),
        "indicator": (
            ("cases", "cases"),
            ("Number of cases discussed", "cases"),
            ("police", "police"),
            *bad("", "number of cats"),
        ),
        "value": (
            ("-", "-"),
            *NUMBERS[:3],
            ("7.25", 7.25),
            *bad("ten", "-5", "1,23", "0,125", "5*", "..", "1e3", "nil"),
        ),
    },
    key=lambda row: (row["area_code"], row["quarter"], row["indicator"]),
    kept=lambda row: (
        "force",
        row["area_code"],
        row["quarter"],
        row["indicator"],
        "" if row["value"] == "-" else row["value"],
        "-" if row["value"] == "-" else "",
    ),
    stored=_rows("published.csv", "level", "area_code", "quarter", "indicator", "value", "mark"),
    same_again=True,
    apart=lambda row: (
        row["value"] not in ("-", BAD)
        and (row["value"] > 100 if row["indicator"] == "police" else row["value"] == 7.25)
    ),
)
QUARTERLY = Kind(
    name="quarterly",
    columns={
        "marac": (("B1", "B1"), ("Birchford", "B1"), *bad("", "Nowhere", "N1")),
        "quarter": (*quarters(2015, 2024), *bad(""), *BAD_QUARTERS),
        "entries": (("1", 1.0), ("3", 3.0), *bad("", "2.5", "n/a"), *BAD_NUMBERS),
        "cases": (("40", 40.0), ("1,204", 1204.0), ("40.0", 40.0), *bad("", "2.5", "n/a"), *BAD_NUMBERS),
        "repeats": (*NUMBERS[:2], ("", ""), ("n/a", ""), ("-", ""), ("<5", ""), *bad("2.5"), *BAD_NUMBERS),
        "referred_police": (("7.5", 7.5), ("0", 0.0), ("", ""), *BAD_NUMBERS),
    },
    key=lambda row: (row["marac"], row["quarter"]),
    kept=lambda row: tuple(
        row[name] for name in ("marac", "quarter", "entries", "cases", "repeats", "referred_police")
    ),
    stored=_rows("returns.csv", "marac", "quarter", "entries", "cases", "repeats", "referred_police"),
)
DAYS = (("2015-04-01", "2015-04-01"), ("1/4/2015", "2015-04-01"), ("3 April 2016", "2016-04-03"), ("", ""))
AREAS = Kind(
    name="areas",
    columns={
        "code": (*good("D1", "E1", "G1", "H1", "K1"), *bad("")),
        "name": (*good("Dale", "Elm", "Glen", "Heath"), *bad("")),
        "level": (("marac", "marac"), ("Marac", "marac"), *bad("", "village", "group")),
        "parent": (("N1", "N1"), ("Northshire", "N1"), ("Cheshire", "E23000006"), *bad("", "Nowhere")),
        "minoritised_share": (("", ""), ("0.25", 0.25), ("22.4%", 0.224), *bad("1.5", "150%", "-0.1", "some")),
        "valid_from": (*DAYS, *bad("31/02/2015", "04/25/2015", "1/4/15", "soon", "42000", "1/4/1850")),
        "valid_to": (("2030-12-31", "2030-12-31"), ("", ""), *bad("2001-01-32", "later")),
    },
    key=lambda row: row["code"],
    kept=lambda row: tuple(
        row[name] for name in ("level", "code", "name", "parent", "minoritised_share", "valid_from", "valid_to")
    ),
    stored=lambda report: [
        row
        for row in _rows("areas.csv", "level", "code", "name", "parent", "minoritised_share", "valid_from", "valid_to")(
            report
        )
        if row[1] not in ("N1", "A1", "B1")
    ],
)
KINDS = {each.name: each for each in (POPULATIONS, SIMILAR, PUBLISHED, QUARTERLY, AREAS)}
