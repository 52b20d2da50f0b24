"""Numbers, absences, positions and coverage in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue, words
from maracdash.model.answers import AreaRole
from maracdash.model.values import STATUSES_WITH_NUMBER, Coverage, Origin, Status, Value, make_absent_value
from maracdash.words import numbers
from tests.support import answers
from tests.support.answers import known_value, missing_value

CHANGE = catalogue.indicator("cases-change")
RATE = catalogue.indicator("cases-per-10k")


@pytest.mark.parametrize("status", [status for status in Status if status not in STATUSES_WITH_NUMBER])
def test_every_absence_has_words(status: Status):
    assert words.write_value(RATE, make_absent_value(status)) == status.words
    assert words.write_value(RATE, make_absent_value(status)).strip("- ")


def test_a_number_carries_its_marker_and_a_true_minus():
    assert words.write_value(RATE, answers.known_value(70.4)) == "70"
    assert words.write_value(RATE, answers.known_value(70.4, status=Status.PROXIED)) == "70, estimated"
    assert words.write_value(CHANGE, answers.known_value(-3)) == "−3.0%"


def test_a_percentage_of_protected_counts_is_written_whole_and_a_full_one_is_not():
    share = catalogue.indicator("repeat-rate")
    whole = replace(answers.known_value(21.4), whole=True, coverage=Coverage(expected=9, returned=9))
    assert words.write_value(share, whole) == "21%"
    assert words.write_value(share, answers.known_value(21.4)) == "21.4%"
    assert words.compare_figures(share, answers.known_value(30.4), whole).words == "9 points higher"
    around = tuple(replace(each, value=whole) for each in answers.make_averages({AreaRole.UK: 1.0}))
    said = words.write_finding(
        answers.make_comparison(indicator="repeat-rate", own=answers.known_value(30), around=around)
    )
    assert said == "In Birchford, 30.0% of cases were repeat cases; the UK has 21%."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (489, 589, "up 20.4% on last year (489 to 589)"),
        (1000, 970, "down 3.0% on last year (1,000 to 970)"),
        (5, 5, "no change on last year (5 to 5)"),
        (0, 4, "up from none on last year (0 to 4)"),
        (0, 0, "no change on last year (0 to 0)"),
        (4, 0, "down 100.0% on last year (4 to 0)"),
    ],
)
def test_change(old: float, new: float, said: str):
    assert words.write_yearly_change(old, new) == said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (21, "21st"), (112, "112th")]
)
def test_ordinals(number: int, said: str):
    assert numbers.write_ordinal(number) == said


def test_positions_are_neutral():
    cases = catalogue.indicator("cases")
    assert numbers.write_rank(3, 29, cases) == "3rd most of the 29"
    assert numbers.write_rank(1, 29, cases) == "most of the 29"
    assert numbers.write_rank(29, 29, cases) == "fewest of the 29"
    assert numbers.write_rank(2, 29, RATE) == "2nd highest of the 29"
    assert numbers.write_rank(29, 29, RATE) == "lowest of the 29"


def test_equals_share_a_position():
    cases = catalogue.indicator("cases")
    assert numbers.write_rank(4, 18, cases, 2) == "joint 4th most of the 18"
    assert numbers.write_rank(1, 18, RATE, 1) == "joint highest of the 18"
    assert numbers.write_rank(17, 18, cases, 1) == "joint fewest of the 18"
    assert numbers.write_rank(1, 2, cases, 1) == "same in all 2"


def test_coverage_counts_maracs_and_estimates():
    def covered(*counts: int) -> Value:
        expected, returned, proxied = counts
        return answers.known_value(1, coverage=Coverage(expected=expected, returned=returned, proxied=proxied))

    assert words.write_coverage(covered(29, 29, 1)) == "29 of 29 Maracs, 1 estimated"
    assert words.write_coverage(covered(29, 27, 0)) == "27 of 29 Maracs"
    assert words.write_coverage(covered(1, 1, 0)) == "1 of 1 Marac"
    assert words.write_coverage(covered(0, 0, 0)) == "coverage not known"
    assert words.write_coverage(answers.known_value(1, origin=Origin.PUBLISHED)) == "as published"


@pytest.mark.parametrize("indicator", catalogue.INDICATORS, ids=lambda indicator: indicator.slug)
def test_every_counted_noun_has_a_singular(indicator):
    if not indicator.denominator:
        assert numbers.noun(indicator, "1") != indicator.noun
        assert numbers.noun(indicator, "2") == indicator.noun


def make(returned, expected=18, **kwargs):
    return known_value(1.0, coverage=Coverage(expected=expected, returned=returned), **kwargs)


def test_coverage_of_several_figures_is_not_that_of_the_first():
    assert numbers.write_coverage_range([make(18), make(18)]) == "18 of 18 Maracs"
    assert numbers.write_coverage_range([make(18), make(16), missing_value()]) == "16 to 18 of 18 Maracs, by indicator"
    assert numbers.write_coverage_range([make(18), make(3, origin=Origin.PUBLISHED)]) == "18 of 18 Maracs"
    assert numbers.write_coverage_range([make(0, 0, origin=Origin.PUBLISHED)]) == "as published"
    assert numbers.write_coverage_range([missing_value()]) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (504, 583, "more than chance explains"),
        (504, 524, "within what chance explains"),
        (504, 504, ""),
        (0, 12, ""),
        (None, None, ""),
    ],
)
def test_a_change_is_real_or_within_chance(old, new, said):
    """By the interval of the ratio: 504 to 583 is z = ln(583/504) / sqrt(1/583 + 1/504) = 2.39."""
    change = known_value(1.0, numerator=new, denominator=old)
    assert numbers.write_chance(catalogue.indicator("cases-change"), change) == said
    assert numbers.write_chance(catalogue.indicator("repeat-rate"), change) == ""
