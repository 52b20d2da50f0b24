"""What the data-quality page says of a release."""

from __future__ import annotations

from layouts import data_quality
from maracdash import catalogue
from maracdash.model.answers import DataStatus, Difference, QuarterCoverage
from maracdash.model.quarters import Quarter
from maracdash.model.values import Coverage, Origin
from tests.answers import FORCE, RELEASE

EMPTY = DataStatus(release=RELEASE, areas=(("marac", 29),), quarters=(), published=40, differences=())


def test_a_release_without_returns_says_that_all_is_published() -> None:
    assert "every figure shown is a published one" in str(data_quality.layout(EMPTY))


def test_returned_and_estimated_are_told_apart() -> None:
    coverage = Coverage(expected=29, returned=28, proxied=3)
    quarter = QuarterCoverage(quarter=Quarter(2024, 1), coverage=coverage, dropped=1, corrected=2)
    assert data_quality._quarter(quarter) == ("2024-Q1", "29", "25", "3", "1", "2")


def test_a_difference_shows_both_numbers_as_they_are_written() -> None:
    difference = Difference(
        area=FORCE,
        quarter=Quarter(2024, 1),
        indicator=catalogue.indicator("repeat-rate"),
        computed=31.26,
        published=31.1,
        shown=Origin.COMPUTED,
    )
    said = str(data_quality.layout(DataStatus(**{**vars(EMPTY), "differences": (difference,)})))
    assert "31.3%" in said
    assert "31.1%" in said


def test_areas_are_counted_by_what_they_are() -> None:
    assert "29 Maracs" in str(data_quality.layout(EMPTY))
