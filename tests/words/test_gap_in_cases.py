"""The gap in cases in words: only where there is one, with its limits, and why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue, words
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.quarters import Window
from maracdash.statistics.comparators import build_comparator
from maracdash.words import gap_in_cases
from tests.support import answers

SHARE = catalogue.indicator("mental-health")
TWELVE = answers.known_value(3.0, numerator=12, denominator=400)


def beside(own, numbers, without=None, indicator=SHARE):
    """Larger areas as they are compared with a value; `without` has what is left of some of them."""
    mine = Point(area=answers.OWN, role=AreaRole.OWN, value=own)
    return tuple(
        build_comparator(indicator, mine, point, (without or {}).get(point.role))
        for point in answers.make_averages(numbers)
    )


def compare(own, numbers, without=None, slug="mental-health", **changes):
    indicator = catalogue.indicator(slug)
    return answers.make_comparison(
        1, indicator=slug, own=own, around=beside(own, numbers, without, indicator), **changes
    )


def test_a_gap_by_hand():
    """Twelve of 400 against 6.5%: 26 would match; Wilson's limits of 3% of 400 are 1.72 to 5.17%."""
    [said, note] = words.write_gaps_in_cases(compare(TWELVE, {AreaRole.GROUP: 6.5}))
    assert note.endswith("They are no target.")
    assert said == (
        "To match its most similar forces (6.5%), Birchford would expect about 14 more cases referred by mental health "
        "services a year, between 5 and 19."
    )


def test_fewer_where_the_marac_is_higher():
    many = answers.known_value(12.5, numerator=50, denominator=400)
    [said, _] = words.write_gaps_in_cases(compare(many, {AreaRole.UK: 5.0}))
    assert said.startswith("To match the UK (5.0%), Birchford would expect about 30 fewer cases referred by")


def test_every_larger_area_and_the_similar_ones_together():
    said = words.write_gaps_in_cases(
        compare(TWELVE, {AreaRole.FORCE: 3.5, AreaRole.GROUP: 6.5, AreaRole.REGION: 8, AreaRole.UK: 2.9})
    )
    assert [sentence.partition(" (")[0] for sentence in said] == [
        "To match its most similar forces",
        "To match its region",
        "The gap in cases to its force",
        gap_in_cases.WHAT_IT_IS,
    ]
    assert said[-2] == "The gap in cases to its force (3.5%) and the UK (2.9%) is no more than chance explains."


def test_the_gap_is_to_what_the_verdict_was_made_against():
    rest = answers.known_value(9.0, numerator=90, denominator=1000)
    [said, _] = words.write_gaps_in_cases(compare(TWELVE, {AreaRole.FORCE: 8.0}, {AreaRole.FORCE: rest}))
    assert said.startswith("To match the rest of its force (9.0%), Birchford would expect about 24 more")
    small = replace(rest, number=6.5, numerator=6.5, denominator=100)
    answer = compare(TWELVE, {AreaRole.FORCE: 8.0}, {AreaRole.FORCE: small})
    assert answer.averages[0].verdict is Verdict.SIMILAR
    assert words.write_gaps_in_cases(answer) == (
        "The gap in cases to the rest of its force (6.5%) is no more than chance explains.",
    )


def test_a_rate_is_told_in_cases():
    rate = answers.known_value(20.0, numerator=100, denominator=50_000)
    [said, _] = words.write_gaps_in_cases(compare(rate, {AreaRole.UK: 40.0}, slug="cases-per-10k"))
    assert said.startswith("To match the UK (40), Birchford would expect about 100 more cases a year, between 78 and")
    [said, _] = words.write_gaps_in_cases(
        compare(rate, {AreaRole.UK: 40.0}, slug="cases-per-10k", window=Window.QUARTER)
    )
    assert "about 100 more cases in the quarter" in said


@pytest.mark.parametrize("slug", ["cases", "children", "idva-current", "cases-change", "cases-per-meeting"])
def test_totals_posts_changes_and_averages_have_none(slug):
    answer = compare(answers.known_value(30, numerator=30, denominator=20), {AreaRole.UK: 90}, slug=slug)
    assert words.write_gaps_in_cases(answer) == words.write_brief_gap(answer) == ()
    assert words.build_figure_rows(answer)[-1].gap == "not applicable"


def test_the_ethnic_groups_of_other_areas_are_not_to_be_matched():
    share = answers.known_value(30.0, numerator=120, denominator=400)
    assert words.write_gaps_in_cases(compare(share, {AreaRole.UK: 10}, slug="victims-asian")) == ()
    assert words.write_gaps_in_cases(compare(share, {AreaRole.UK: 10}, slug="disability")) != ()


def test_why_there_is_none():
    """A published share has no base; an absent figure says so in the finding already."""
    published = compare(answers.known_value(3.0), {AreaRole.UK: 6.5})
    [said] = words.write_gaps_in_cases(published)
    assert said.startswith("How many cases the difference is cannot be told. The number of cases or people behind")
    assert words.build_figure_rows(published)[-1].gap == (
        "not told: the number of cases or people behind the figure is not known"
    )
    assert words.write_gaps_in_cases(compare(answers.missing_value(), {AreaRole.UK: 6.5})) == ()


def test_no_gap_is_told_of_a_zero_that_is_contradicted():
    none = answers.known_value(0.0, numerator=0, denominator=400)
    answer = compare(none, {AreaRole.UK: 40}, slug="cases-with-children")
    assert words.write_gaps_in_cases(answer) != ()
    assert words.write_gaps_in_cases(replace(answer, beside=answers.known_value(799))) == ()


def test_among_charts_the_similar_group_speaks_for_all():
    [said, note] = words.write_brief_gap(compare(TWELVE, {AreaRole.FORCE: 9, AreaRole.GROUP: 6.5, AreaRole.UK: 9}))
    assert said.startswith("To match its most similar forces")
    [said, note] = words.write_brief_gap(compare(TWELVE, {AreaRole.UK: 9}))
    assert said.startswith("To match the UK")
    assert note.endswith("They are no target.")
    assert words.write_brief_gap(compare(TWELVE, {})) == ()


def test_the_cell_of_a_table():
    own = Point(area=answers.OWN, role=AreaRole.OWN, value=TWELVE)
    said = [
        gap_in_cases.write_gap_cell(SHARE, own, point)
        for point in beside(TWELVE, {AreaRole.GROUP: 6.5, AreaRole.UK: 2.5})
    ]
    assert said == ["14 more (5 more to 19 more)", "2 fewer (11 fewer to 3 more), no more than chance explains"]


def test_a_limit_is_never_called_none():
    """Wilson's lower limit of 5 of 10 at 95% is 23.66%: 0.04 points of ten cases below are 0.004 of a case."""
    half = answers.known_value(50.0, numerator=5, denominator=10)
    [said, _] = words.write_gaps_in_cases(compare(half, {AreaRole.UK: 23.6}))
    assert said.endswith("between less than 1 and 5.")


@pytest.mark.parametrize(
    ("part", "whole", "other", "said"),
    [
        (2, 60, 0.6, "about 2 fewer cases referred by mental health services a year, between less than 1 and 2."),
        (21.5, 400, 0.9, "about 18 fewer cases referred by mental health services a year, between 11 and 21."),
        (1.5, 30, 0.0, "about 1 fewer case referred by mental health services a year, between less than 1 and 1."),
        (0.5, 1000, 0.001, "less than 1 fewer case referred by mental health services a year."),
        (7.5, 8, 99.9, "less than 1 more case referred by mental health services a year."),
    ],
)
def test_nobody_has_fewer_than_there_are_nor_a_part_of_a_case(part, whole, other, said):
    own = answers.known_value(100 * part / whole, numerator=part, denominator=whole)
    [sentence, _] = words.write_gaps_in_cases(compare(own, {AreaRole.UK: other}))
    assert sentence.endswith(f"would expect {said}")
