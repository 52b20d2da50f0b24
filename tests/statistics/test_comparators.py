"""A larger area without the area that is compared with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.safe_rules import USUAL_RULE
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value
from maracdash.statistics.comparators import FEW_CASES_LEFT, FEW_LEFT, build_comparator, find_rest, leave_out

SHARE = catalogue.indicator("repeat-rate")
MARAC = Area(level=Level.MARAC, code="M1", name="Marac M1")
FORCE = Area(level=Level.FORCE, code="F1", name="Force F1")
UK = Area(level=Level.UK, code="U1", name="UK")


def share(over, under, maracs=1, **changes):
    value = Value(
        number=100 * over / under,
        origin=Origin.COMPUTED,
        numerator=over,
        denominator=under,
        coverage=Coverage(expected=maracs, returned=maracs),
    )
    return replace(value, **changes)


def compare(own, comparator, area=FORCE, indicator=SHARE):
    """The comparator without the Marac, as far as it can be told."""
    mine = Point(area=MARAC, role=AreaRole.OWN, value=own)
    larger = Point(area=area, role=AreaRole.FORCE, value=comparator)
    return build_comparator(indicator, mine, larger, leave_out(indicator, mine, larger))


def test_the_verdict_is_made_against_the_others():
    own, force = share(60, 100), share(100, 200, 2)
    others = compare(own, force)
    assert (others.value, others.against.number, others.excludes_own) == (force, 40, True)
    assert (others.verdict, others.strong) == (Verdict.HIGHER, False)
    mine, larger = Point(area=MARAC, role=AreaRole.OWN, value=own), Point(area=FORCE, role=AreaRole.FORCE, value=force)
    whole = build_comparator(SHARE, mine, larger, None)
    assert (whole.against, whole.excludes_own) == (force, False)
    assert (whole.verdict, whole.strong) == (Verdict.HIGHER, False)


def test_chance_in_the_others_counts_and_in_the_whole_it_does_not():
    own, force = share(60, 100), share(109, 200, 2)
    mine, larger = Point(area=MARAC, role=AreaRole.OWN, value=own), Point(area=FORCE, role=AreaRole.FORCE, value=force)
    assert compare(own, force).verdict is Verdict.SIMILAR
    assert build_comparator(SHARE, mine, replace(larger, value=share(49, 100)), None).verdict is Verdict.HIGHER


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 90)), min_size=2, max_size=9))
def test_what_is_left_is_the_ratio_of_the_sums_of_the_others(parts):
    sums = [(min(over, under), under) for over, under in parts]
    force = share(sum(over for over, _ in sums), sum(under for _, under in sums), len(sums))
    left = find_rest(SHARE, force, share(*sums[0]))
    assert left.number == pytest.approx(100 * sum(a for a, _ in sums[1:]) / sum(b for _, b in sums[1:]))
    assert (left.coverage.expected, left.coverage.returned) == (len(sums) - 1, len(sums) - 1)


@pytest.mark.parametrize(
    ("comparator", "area", "reason"),
    [
        (share(60, 100, 1), FORCE, "the only Marac of its force"),
        (share(60, 100, 1), UK, "the only Marac of the UK"),
        (
            share(60, 100, 1, coverage=Coverage(expected=3, returned=1)),
            FORCE,
            "no other Marac of its force has a figure",
        ),
        (share(60, 100, 2), FORCE, "no cases in the other Maracs of its force"),
        (share(60, 100, 1, origin=Origin.PUBLISHED, numerator=None), FORCE, "the only Marac of its force"),
    ],
)
def test_nothing_is_compared_with_itself(comparator, area, reason):
    found = compare(share(60, 100), comparator, area)
    assert (found.verdict, found.excludes_own) == (Verdict.NOT_COMPARED, True)
    assert (found.against.number, found.against.status, found.against.reason) == (None, Status.NOT_APPLICABLE, reason)


@pytest.mark.parametrize(
    ("own", "comparator"),
    [
        (share(60, 100), share(100, 200, 2, origin=Origin.PUBLISHED, numerator=None, denominator=None)),
        (share(60, 100), share(100, 200, 2, origin=Origin.PUBLISHED)),
        (share(60, 100, numerator=None), share(100, 200, 2)),
        (share(60, 100, origin=Origin.PUBLISHED), share(100, 200, 2)),
        (share(60, 100), share(50, 200, 2)),
    ],
)
def test_the_whole_is_compared_where_it_cannot_be_told_without(own, comparator):
    found = compare(own, comparator)
    assert (found.against, found.excludes_own) == (comparator, False)
    assert found.verdict is not Verdict.NOT_COMPARED


def test_a_percentage_that_was_rounded_to_protect_counts_stays_rounded():
    found = compare(share(10, 30), share(65, 150, 4, number=43.0, whole=True))
    assert (found.against.number, found.against.whole) == (46, True)


def test_totals_are_no_comparators():
    found = compare(share(60, 100), share(100, 200, 2), indicator=catalogue.indicator("cases"))
    assert (found.against, found.excludes_own, found.verdict) == (found.value, False, Verdict.NOT_COMPARED)


def test_an_absent_figure_is_compared_with_nothing():
    absent = make_absent_value(Status.NO_RETURN)
    for own, comparator in ((absent, share(1, 2)), (share(1, 2), absent)):
        found = compare(own, comparator)
        assert (found.against, found.excludes_own, found.verdict) == (comparator, False, Verdict.NOT_COMPARED)


@pytest.mark.parametrize(
    ("comparator", "reason"), [(share(160, 300, 3), FEW_LEFT), (share(70, 120, 5), FEW_CASES_LEFT)]
)
def test_what_is_left_is_withheld_where_it_would_be_by_the_rule_of_a_safe_release(comparator, reason):
    own = share(60, 100)
    left = find_rest(SHARE, comparator, own, USUAL_RULE)
    assert (left.status, left.reason) == (Status.WITHHELD, reason)
    assert find_rest(SHARE, comparator, own).known
    mine, larger = (
        Point(area=MARAC, role=AreaRole.OWN, value=own),
        Point(area=FORCE, role=AreaRole.FORCE, value=comparator),
    )
    assert leave_out(SHARE, mine, larger, USUAL_RULE) == left


def test_what_is_left_is_shown_where_it_is_enough():
    assert find_rest(SHARE, share(160, 300, 4), share(60, 100), USUAL_RULE).number == 50
