"""Verdicts: which side of a comparator an area's interval lies on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash import catalogue
from maracdash.model.answers import Verdict
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.verdict import decide_verdict, decide_verdicts

RATE = catalogue.indicator("cases-per-10k")
SHARE = catalogue.indicator("repeat-rate")
CHANGE = catalogue.indicator("cases-change")
COUNTS = [catalogue.indicator(slug) for slug in ("cases", "children", "victims-16-17")]


def uk(number: float) -> Value:
    return Value(number=number)


# 31.0% of 589 cases: Wilson 27.4 to 34.9 at 95%, 25.4 to 37.2 at 99.8%
@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        (31.0, (Verdict.SIMILAR, False)),
        (28.0, (Verdict.SIMILAR, False)),
        (27.0, (Verdict.HIGHER, False)),
        (25.0, (Verdict.HIGHER, True)),
        (36.0, (Verdict.LOWER, False)),
        (38.0, (Verdict.LOWER, True)),
    ],
)
def test_two_strengths_on_either_side(comparator, expected):
    assert decide_verdict(SHARE, Value(number=31.0, denominator=589), uk(comparator)) == expected


def test_a_rate_of_the_published_table():
    marac = Value(number=70.0, numerator=589, denominator=84_143)
    assert decide_verdict(RATE, marac, uk(46)) == (Verdict.HIGHER, True)
    assert decide_verdict(RATE, marac, uk(72)) == (Verdict.SIMILAR, False)


def test_a_change_of_one_small_marac_is_like_none():
    marac = Value(number=20.0, numerator=60, denominator=50)
    assert decide_verdict(CHANGE, marac, uk(9.2)) == (Verdict.SIMILAR, False)


@pytest.mark.parametrize("indicator", COUNTS, ids=lambda each: each.slug)
def test_counts_of_areas_of_unlike_size_are_never_compared(indicator):
    assert decide_verdict(indicator, Value(number=589), uk(117_359)) == (Verdict.NOT_COMPARED, False)


@pytest.mark.parametrize(
    ("value", "comparator"),
    [
        (make_absent_value(Status.NO_RETURN), uk(31.5)),
        (Value(number=31.5, denominator=589), make_absent_value(Status.NOT_PUBLISHED)),
        (Value(number=31.5), uk(20)),
    ],
    ids=["no value", "no comparator", "no base"],
)
def test_not_compared_without_both_figures_and_an_interval(value, comparator):
    assert decide_verdict(SHARE, value, comparator) == (Verdict.NOT_COMPARED, False)


def test_the_edge_of_an_interval_is_similar():
    assert decide_verdict(SHARE, Value(number=0.0, denominator=40), uk(0)) == (Verdict.SIMILAR, False)
    assert decide_verdict(SHARE, Value(number=100.0, denominator=40), uk(100)) == (Verdict.SIMILAR, False)


@given(
    number=st.floats(min_value=0, max_value=100),
    base=st.floats(min_value=1, max_value=1e5),
    comparator=st.floats(min_value=0, max_value=100),
)
def test_higher_only_above_and_lower_only_below(number, base, comparator):
    said, strong = decide_verdict(SHARE, Value(number=number, denominator=base), uk(comparator))
    assert said is not Verdict.NOT_COMPARED
    assert said is not Verdict.HIGHER or number > comparator
    assert said is not Verdict.LOWER or number < comparator
    assert not strong or said is not Verdict.SIMILAR


def test_several_comparators_get_what_each_would_get_alone():
    own = Value(number=30.0, numerator=60, denominator=200)
    numbers = (None, 0.0, 15.0, 22.0, 24.5, 30.0, 36.0, 42.0, 90.0)
    others = [Value(number=each) if each is not None else make_absent_value(Status.NO_RETURN) for each in numbers]
    found = decide_verdicts(SHARE, own, others)
    assert found == tuple(decide_verdict(SHARE, own, each) for each in others)
    assert {strong for _, strong in found} == {True, False}
    assert len({verdict for verdict, _ in found}) == 4
