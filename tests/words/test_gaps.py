"""Gaps of a trend: one sentence for each reason, whatever their number."""

from __future__ import annotations

from maracdash import words
from maracdash.model.answers import AreaRole
from maracdash.model.values import Status, make_absent_value
from tests.support import answers

SMALL = make_absent_value(Status.WITHHELD, "a small number could be read from it")
LATE = make_absent_value(Status.NO_RETURN, "nothing was returned for this quarter")


def test_a_gap_is_said_once_with_its_reason_and_quarters():
    around = {AreaRole.FORCE: (48.0,) * 5, AreaRole.UK: (46.0, SMALL, SMALL, 46.0, SMALL)}
    assert words.write_gaps(answers.make_trend((58.0, 60.0, LATE, 66.0, 70.0), around=around)) == (
        "No return (nothing was returned for this quarter): Birchford in 2023-Q3.",
        "Withheld (a small number could be read from it): UK in 2023-Q2 to 2023-Q3 and 2024-Q1.",
    )


def test_areas_that_lack_a_figure_for_one_reason_share_a_sentence():
    around = {AreaRole.GROUP: (SMALL,) * 8, AreaRole.UK: (SMALL, 46.0) * 4}
    assert words.write_gaps(answers.make_trend((58.0,) * 8, around=around)) == (
        "Withheld (a small number could be read from it): Similar group in every quarter; UK in 4 of the 8 quarters.",
    )


def test_areas_with_the_same_gaps_are_named_together():
    around = {AreaRole.FORCE: (48.0, SMALL), AreaRole.UK: (46.0, SMALL)}
    assert words.write_gaps(answers.make_trend((58.0, SMALL), around=around)) == (
        "Withheld (a small number could be read from it): Birchford, Force and UK in 2024-Q1.",
    )


def test_of_a_total_only_the_own_gaps_are_said_as_only_its_line_is_drawn():
    trend = answers.make_trend((SMALL, 60.0), indicator="cases", around={AreaRole.UK: (SMALL, SMALL)})
    assert words.write_gaps(trend) == ("Withheld (a small number could be read from it): Birchford in 2023-Q4.",)


def test_a_whole_trend_has_nothing_to_say_and_an_absence_without_a_reason_says_what_it_is():
    assert words.write_gaps(answers.make_trend()) == ()
    assert words.write_gaps(answers.make_trend((answers.missing_value(), 60.0))) == (
        "No return: Birchford in 2023-Q4.",
    )


def test_gaps_are_said_first_under_the_chart_and_to_somebody_who_does_not_see_it():
    trend = answers.make_trend((SMALL, 60.0))
    (said,) = words.write_gaps(trend)
    assert words.write_source_lines(trend)[0] == said
    assert said in words.write_alt_text(trend)
