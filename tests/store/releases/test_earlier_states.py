"""What a release remembers of those before it: compared with those releases, one after each submission.

MARACDASH_THOROUGH=1 draws twice as many histories.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value
from maracdash.model.withheld_reasons import WithheldReason
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import current_release_path, publish_release
from tests.support import folders
from tests.support.thoroughness import choose_number

LAST = Quarter(2024, 4)
PUBLISHED_AT = datetime(2025, 2, 1, tzinfo=UTC)
FORCES = {"F1": ("M1", "M2", "M3"), "F2": ("N1", "N2", "N3")}
QUARTERS = 7
EVENTS = 11
Sums = Mapping[tuple[str, int, str, str], tuple[float | None, float | None]]
"""Numerator and denominator by Marac, quarter, window and indicator."""


@pytest.mark.parametrize("seed", range(choose_number(usual=2, thorough=4)))
def test_each_state_of_a_period_is_what_the_release_of_then_showed(tmp_path: Path, seed: int) -> None:
    draw = np.random.default_rng(seed)
    folders.submit(tmp_path, areas=folders.build_country(FORCES))
    sent, shown = [], [{}]
    for number in range(EVENTS):
        if number % 4 == 3:
            folders.withdraw(tmp_path, sent.pop(int(draw.integers(0, len(sent)))))
        else:
            sent.append(folders.submit(tmp_path, returns=draw_returns(draw, number)))
        publish_release(tmp_path, PUBLISHED_AT)
        shown.append(read_figures(tmp_path))
    changed = 0
    for number, figures in enumerate(shown):
        remembered = read_state(tmp_path, number + 1)
        assert remembered == figures
        changed += remembered != shown[-1]
    assert changed == EVENTS


def draw_returns(draw: np.random.Generator, number: int) -> list[Mapping[str, object]]:
    """Maracs send some quarters late, some again with other numbers, a few without a field."""
    rows = []
    for code in (marac for force in FORCES.values() for marac in force):
        for back in range(QUARTERS):
            if draw.random() < (0.6 if number == 0 else 0.25):
                cases = int(draw.integers(1, 20))
                counts = {
                    "cases": cases,
                    "repeats": int(draw.integers(0, cases + 1)),
                    "males": int(draw.integers(0, 3)),
                }
                if draw.random() < 0.2:
                    del counts["males"]
                rows.append(folders.quarterly_return(code, LAST - back, **counts))
    return rows


def read_figures(folder: Path) -> Sums:
    """The sums of every Marac in the release that is served, of the indicators that are made of what is sent alone."""
    with duckdb.connect(str(current_release_path(folder)), read_only=True) as release:
        rows = release.execute(
            "select code, quarter, \"window\", indicator, numerator, denominator from figure where level = 'marac' "
            "and numerator is not null and indicator in ('cases', 'repeat-rate', 'males', 'cases-per-meeting')"
        ).fetchall()
    return {tuple(row[:4]): (row[4], row[5]) for row in rows}


def read_state(folder: Path, seq: int) -> Sums:
    """The same as the newest release remembers it of the one after a submission."""
    current = read_figures(folder)
    with duckdb.connect(str(current_release_path(folder)), read_only=True) as release:
        states: dict[tuple[str, int, str], list[int]] = {}
        for marac, quarter, window, at in release.execute("from period_state").fetchall():
            states.setdefault((marac, quarter, window), []).append(at)
        earlier = {
            tuple(row[:5]): (row[5], row[6])
            for row in release.execute(
                'select marac, quarter, "window", seq, indicator, numerator, denominator from earlier_sums'
            ).fetchall()
        }
    indicators = {"cases", "repeat-rate", "males", "cases-per-meeting"}
    found = {}
    for period, seqs in states.items():
        standing = max((each for each in seqs if each <= seq), default=None)
        for slug in indicators if standing else ():
            key = (*period, slug)
            sums = current.get(key) if standing == max(seqs) else earlier.get((*period, standing, slug))
            if sums is not None:
                found[key] = sums
    return found


@pytest.mark.parametrize(
    ("first", "shown", "then"),
    [(22, 50, None), (20, 50, 55)],
    ids=["52 and 58 are at least 6 apart", "50 and 56 may be 1 apart"],
)
def test_a_correction_of_a_small_number_is_no_difference_of_two_totals(
    tmp_path: Path, first: int, shown: float, then: float | None
) -> None:
    """A Marac with one case a year sends 6 more: a total that has grown by 6 at least would say that it had 1."""
    years = {
        "M1": (first - 15, 5, 5, 5),
        "M2": (7, 5, 5, 5),
        "M3": (1, 0, 0, 0),
        "M4": (1, 1, 1, 1),
        "M5": (0, 1, 1, 1),
    }
    rows = [
        folders.quarterly_return(code, LAST - back, cases=each)
        for code, counts in years.items()
        for back, each in enumerate(counts)
    ]
    folders.submit(tmp_path, areas=folders.build_country({"F1": tuple(years)}), returns=rows)
    publish_release(tmp_path, PUBLISHED_AT)
    assert find_cases(tmp_path, Audience.SAFE).number == shown
    folders.submit(tmp_path, returns=[folders.quarterly_return("M3", LAST, cases=7)])
    publish_release(tmp_path, PUBLISHED_AT)
    found = find_cases(tmp_path, Audience.SAFE)
    assert found.number == then
    assert then or found.reason == WithheldReason.TELLING_TOTAL.words
    assert find_cases(tmp_path, Audience.FULL).number == sum(map(sum, years.values())) + 6


def find_cases(folder: Path, audience: Audience) -> Value:
    cells = Reader(folder, audience).ask(queries.TIDY_TABLE, LAST, levels=(Level.FORCE,), slugs=("cases",)).cells
    return next(cell.value for cell in cells if cell.area.code == "F1")


def test_a_return_that_is_withdrawn_is_no_difference_of_two_totals(tmp_path: Path) -> None:
    """58 and then 52: the Marac whose return is withdrawn had 6 or 7."""
    years = {"M1": (7, 5, 5, 5), "M2": (7, 5, 5, 5), "M4": (1, 1, 1, 1), "M5": (1, 1, 1, 1)}
    rows = [
        folders.quarterly_return(code, LAST - back, cases=each)
        for code, counts in years.items()
        for back, each in enumerate(counts)
    ]
    folders.submit(tmp_path, areas=folders.build_country({"F1": (*years, "M3")}), returns=rows)
    late = [folders.quarterly_return("M3", LAST - back, cases=each) for back, each in enumerate((2, 2, 2, 1))]
    sent = folders.submit(tmp_path, returns=late)
    publish_release(tmp_path, PUBLISHED_AT)
    assert find_cases(tmp_path, Audience.FULL).number == 59
    folders.withdraw(tmp_path, sent)
    publish_release(tmp_path, PUBLISHED_AT)
    assert find_cases(tmp_path, Audience.FULL).number == 52
    assert find_cases(tmp_path, Audience.SAFE).reason == WithheldReason.TELLING_TOTAL.words
