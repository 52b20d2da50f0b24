"""What the table of measures says."""

from __future__ import annotations

import pytest

from benchmarks.measures import Measure, percentile, write_table


def test_less_is_better_unless_said_otherwise() -> None:
    slow = Measure(name="Load", median=12, unit="s", target=10, floor=3)
    quick = Measure(name="Rate", median=120, unit="/s", target=60, floor=240, more_is_better=True)
    assert (slow.met, slow.ratio) == (False, 4)
    assert (quick.met, quick.ratio) == (True, 2)


def test_what_has_no_target_and_no_floor_is_not_judged() -> None:
    bare = Measure(name="Weight", median=3, unit="kB")
    assert (bare.met, bare.ratio) == (None, None)


@pytest.mark.parametrize(("share", "expected"), [(0.05, 1), (0.5, 10), (0.95, 19), (1, 20)])
def test_a_percentile_is_a_number_that_was_measured(share: float, expected: int) -> None:
    assert percentile(range(20, 0, -1), share) == expected


def test_the_table_says_what_missed_its_target() -> None:
    lines = write_table(
        [
            Measure(name="Load", median=12.34, unit="s", target=10, floor=3, bare="a bare read"),
            Measure(name="Rate", median=1200, unit="/s", target=60, more_is_better=True),
        ]
    ).splitlines()
    assert lines[2].split() == ["Load", "12.3", "s", "<", "10", "NO", "3", "4.1", "x", "a", "bare", "read"]
    assert lines[3].split() == ["Rate", "1,200", "/s", ">", "60", "yes"]
