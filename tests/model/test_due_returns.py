"""Which quarter's returns were due by a day."""

from __future__ import annotations

from datetime import date

import pytest

from maracdash.model.due_returns import find_due_quarter
from maracdash.model.quarters import Quarter


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2026, 5, 11), 42, "2025-Q4"),
        (date(2026, 5, 12), 42, "2026-Q1"),
        (date(2026, 8, 11), 42, "2026-Q2"),
        (date(2026, 8, 10), 42, "2026-Q1"),
        (date(2026, 3, 31), 0, "2026-Q1"),
        (date(2026, 3, 30), 0, "2025-Q4"),
    ],
)
def test_the_day_on_which_returns_are_due_counts(day: date, days: int, expected: str) -> None:
    """31 March and 42 days is 12 May; 30 June and 42 days is 11 August."""
    assert find_due_quarter(day, days) == Quarter.parse(expected)


def test_the_rule_is_the_same_found_by_counting_days_from_each_end() -> None:
    for ordinal in range(date(2023, 12, 1).toordinal(), date(2025, 3, 1).toordinal()):
        day = date.fromordinal(ordinal)
        ended = [each for each in map(Quarter.from_index, range(2020 * 4, 2026 * 4)) if (day - each.end).days >= 42]
        assert find_due_quarter(day, 42) == ended[-1]


def test_the_first_day_there_is_has_a_quarter_before_it() -> None:
    assert find_due_quarter(date.min, 42) < Quarter.of(date.min)
