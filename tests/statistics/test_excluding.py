"""A larger area without one of its own: what is left is what the others make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash import catalogue
from maracdash.model.values import Coverage, Origin, Status, make_absent_value
from maracdash.statistics.excluding import exclude_area
from tests.support.answers import known_value

SHARE = catalogue.indicator("repeat-rate")
CASES = catalogue.indicator("cases")
INDICATORS = [
    catalogue.indicator(slug) for slug in ("repeat-rate", "cases-per-10k", "cases-change", "cases-per-meeting")
]


def area(indicator, numerator, denominator=None, maracs=1, **more):
    return known_value(
        indicator.number(numerator, denominator),
        numerator=numerator,
        denominator=denominator,
        coverage=Coverage(expected=maracs, returned=maracs),
        **more,
    )


sums = st.tuples(st.integers(0, 4000).map(lambda halves: halves / 2), st.integers(1, 90_000))


@given(parts=st.lists(sums, min_size=2, max_size=30), indicator=st.sampled_from(INDICATORS))
def test_the_others_alone_make_what_is_left(parts, indicator):
    whole = area(indicator, sum(n for n, _ in parts), sum(d for _, d in parts), len(parts))
    others = area(indicator, sum(n for n, _ in parts[1:]), sum(d for _, d in parts[1:]), len(parts) - 1)
    assert exclude_area(indicator, whole, area(indicator, *parts[0])) == others


def test_a_count_needs_no_denominator():
    assert exclude_area(CASES, area(CASES, 900, maracs=3), area(CASES, 250)) == area(CASES, 650, maracs=2)


def test_nothing_is_left_of_a_count_that_one_area_makes():
    assert exclude_area(CASES, area(CASES, 900), area(CASES, 900)) is None
    assert exclude_area(CASES, area(CASES, 900, maracs=2), area(CASES, 900)) == area(CASES, 0)


def test_a_force_is_taken_out_of_its_region():
    region, force = area(SHARE, 300, 1000, maracs=9), area(SHARE, 60, 250, maracs=3)
    assert exclude_area(SHARE, region, force) == area(SHARE, 240, 750, maracs=6)


def test_a_proxied_area_is_in_the_sums_and_can_be_taken_out():
    own = known_value(
        20, numerator=20, denominator=100, status=Status.PROXIED, coverage=Coverage(expected=1, returned=1, proxied=1)
    )
    whole = known_value(30, numerator=120, denominator=400, coverage=Coverage(expected=5, returned=4, proxied=2))
    left = exclude_area(SHARE, whole, own)
    assert (left.number, left.status) == (pytest.approx(100 / 3), Status.OK)
    assert left.coverage == Coverage(expected=4, returned=3, proxied=1)


def test_fractions_leave_no_dust():
    whole = area(SHARE, 0.1 + 0.2 + 0.3, 300, maracs=3)
    own = area(SHARE, 0.6, 100)
    assert whole.numerator != own.numerator
    assert exclude_area(SHARE, whole, own).numerator == 0


@pytest.mark.parametrize(
    ("comparator", "own"),
    [
        (area(SHARE, 120, 400, maracs=4, origin=Origin.PUBLISHED), area(SHARE, 20, 100)),
        (area(SHARE, 120, 400, maracs=4), area(SHARE, 20, 100, origin=Origin.PUBLISHED)),
        (known_value(30), area(SHARE, 20, 100)),
        (known_value(30, numerator=120), area(SHARE, 20, 100)),
        (area(SHARE, 120, 400, maracs=4), known_value(20, denominator=100)),
        (area(SHARE, 120, 400, maracs=4), make_absent_value(Status.WITHHELD)),
        (area(SHARE, 120, 400, maracs=4), make_absent_value(Status.NO_RETURN)),
        (make_absent_value(Status.WITHHELD), area(SHARE, 20, 100)),
        (area(SHARE, 20, 100), area(SHARE, 20, 100)),
        (area(SHARE, 20, 100, maracs=2), area(SHARE, 20, 100)),
        (area(SHARE, 10, 400, maracs=4), area(SHARE, 20, 100)),
    ],
    ids=[
        "published comparator",
        "published area",
        "no sums",
        "no denominator",
        "no numerator of the area",
        "withheld area",
        "absent area",
        "withheld comparator",
        "the area is all of it",
        "nothing left to divide by",
        "more than the whole",
    ],
)
def test_none_where_it_cannot_be(comparator, own):
    assert exclude_area(SHARE, comparator, own) is None
