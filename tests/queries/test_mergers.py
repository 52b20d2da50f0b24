"""Twelve months across a merger: the new Marac counts the old ones' cases, and no larger area has a hole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status, Value
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders

MERGED = Quarter(2024, 1)
"""The first quarter of the new Marac."""
FORCE = "F1"
BEFORE = [MERGED - back for back in range(8, 0, -1)]
SINCE = [MERGED + more for more in range(6)]


def merger(folder: Path, *, missing: Sequence[Quarter] = ()) -> Reader:
    """M1 and M2 with 10 cases a quarter each become M3 with 24, beside M4 with 5. M2 misses these quarters."""
    areas = [
        {**row, "valid_to": (MERGED - 1).end} if row["code"] in {"M1", "M2"} else row
        for row in folders.build_country({FORCE: ("M1", "M2", "M3", "M4")})
    ]
    areas = [{**row, "valid_from": MERGED.start} if row["code"] == "M3" else row for row in areas]
    returns = [folders.quarterly_return(marac, quarter, cases=10) for marac in ("M1", "M2") for quarter in BEFORE]
    returns += [folders.quarterly_return("M3", quarter, cases=24) for quarter in SINCE]
    returns += [folders.quarterly_return("M4", quarter, cases=5) for quarter in (*BEFORE, *SINCE)]
    lost = {("M2", quarter.index) for quarter in missing}
    kept = [row for row in returns if (row["marac"], row["quarter"]) not in lost]
    successors = [{"marac": marac, "successor": "M3"} for marac in ("M1", "M2")]
    folders.submit(folder, areas=areas, returns=kept, successors=successors)
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def value(reader: Reader, level: Level, code: str, quarter: Quarter, slug: str = "cases") -> Value:
    cells = reader.ask(queries.TIDY_TABLE, quarter, levels=(level,), slugs=(slug,)).cells
    return next(cell.value for cell in cells if cell.area.code == code)


@pytest.mark.parametrize(
    ("since", "cases"), [(0, 3 * 20 + 24), (1, 2 * 20 + 2 * 24), (2, 20 + 3 * 24), (3, 4 * 24), (4, 4 * 24)]
)
def test_the_first_years_count_the_old_maracs_quarters_too(tmp_path: Path, since: int, cases: int):
    reader = merger(tmp_path)
    assert value(reader, Level.MARAC, "M3", MERGED + since).number == cases
    assert value(reader, Level.FORCE, FORCE, MERGED + since).number == cases + 20


def test_the_old_maracs_keep_their_history(tmp_path: Path):
    reader = merger(tmp_path)
    assert [value(reader, Level.MARAC, marac, MERGED - 1).number for marac in ("M1", "M2")] == [40, 40]
    assert value(reader, Level.MARAC, "M3", MERGED - 1).number is None
    assert value(reader, Level.MARAC, "M1", MERGED).number is None


@pytest.mark.parametrize(
    ("code", "since", "now", "before"), [("M3", 3, 4 * 24, 2 * 40), ("F1", 3, 4 * 24 + 20, 100), ("M3", 4, 96, 60 + 24)]
)
def test_the_change_is_of_the_same_cases(tmp_path: Path, code: str, since: int, now: int, before: int):
    """Against those of M1 and M2 a year before, then against what M3 counted itself."""
    level = Level.FORCE if code == FORCE else Level.MARAC
    found = value(merger(tmp_path), level, code, MERGED + since, "cases-change")
    assert (found.numerator, found.denominator) == (now, before)


def test_a_quarter_that_an_old_marac_missed_is_filled_or_makes_the_year_incomplete(tmp_path: Path):
    filled = value(merger(tmp_path / "one", missing=[MERGED - 1]), Level.MARAC, "M3", MERGED)
    assert (filled.number, filled.coverage.proxied) == (84, 1)
    dropped = value(merger(tmp_path / "two", missing=[MERGED - 2, MERGED - 1]), Level.MARAC, "M3", MERGED)
    assert (dropped.number, dropped.status) == (None, Status.NO_FULL_YEAR)
