"""Sentences of the views of one indicator: their finding, how to read them, and why one cannot be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import words
from maracdash.catalogue.breaks import CENSUS_2021
from maracdash.model.answers import Comparison, Trend
from maracdash.model.values import Status, Value, make_absent_value
from maracdash.statistics.answers import FunnelPlot
from maracdash.statistics.funnel import Funnel, Position, funnel_limits
from maracdash.statistics.intervals import CONFIDENCE_998
from maracdash.words.readings import CHANGE_OR_CONTROL_CHART, COMPARE_OR_FUNNEL
from tests.support import answers

STEADY = (20.0, 24.0, 21.0, 25.0, 22.0, 26.0, 23.0, 24.0, 22.0, 25.0, 21.0, 23.0)
BREAKDOWN = make_absent_value(Status.WITHHELD, "breakdowns are shared for 12 months only")


def share(part: float, whole: float) -> Value:
    return answers.known_value(100 * part / whole, numerator=part, denominator=whole)


def test_a_distribution_names_rank_quarter_and_quartiles() -> None:
    others = {number: answers.known_value(float(number)) for number in range(2, 31)}
    answer = answers.make_distribution(30, indicator="cases-per-10k", own=answers.known_value(28.5), others=others)
    assert words.write_finding(answer) == (
        "Birchford: 29 cases per 10,000 women, the 3rd highest of the 30 Maracs with figures, in the highest quarter; "
        "the middle half lies between 9 and 24, and the median is 17."
    )


def test_a_tie_is_said_and_so_is_a_zero_that_many_share() -> None:
    others = {number: answers.known_value(0.0 if number < 11 else float(number)) for number in range(2, 31)}
    none = answers.make_distribution(30, own=share(0, 200), others=others)
    assert ", as in 9 others of the 30 Maracs with figures, in the lowest quarter;" in words.write_finding(
        replace(none, quartiles=replace(none.quartiles, lower=1.0))  # type: ignore[type-var]
    )
    tied = answers.make_distribution(30, own=answers.known_value(12.0), others=others)
    assert "the joint 19th highest of the 30 Maracs with figures, in the middle half" in words.write_finding(tied)


def test_few_maracs_have_a_rank_and_no_quarters() -> None:
    assert words.write_finding(answers.make_distribution(3, own=answers.known_value(1.0))).endswith(
        "the lowest of the 3 Maracs with figures."
    )


def test_without_a_figure_there_is_neither_rank_nor_place() -> None:
    absent = answers.make_distribution(own=answers.missing_value())
    assert words.write_finding(absent).startswith("Birchford has no figure for the share of repeat cases")
    assert "with figures" not in words.write_finding(absent)
    funnel = words.write_finding(answers.make_funnel_plot(own=answers.missing_value()))
    assert "Birchford has no figure" in funnel
    assert "limits for a Marac" not in funnel


def test_a_funnel_says_where_the_marac_lies_within_which_limits_and_how_many_lie_outside() -> None:
    answer = answers.make_funnel_plot(own=share(390, 400))
    assert isinstance(answer.funnel, Funnel)
    assert answer.own_place
    assert answer.own_place.position is Position.ABOVE_998
    far = sum(point.position in (Position.ABOVE_998, Position.BELOW_998) for point in answer.funnel.points)
    said = words.write_finding(answer)
    limits = funnel_limits(answer.funnel, 400, CONFIDENCE_998)
    span = f"({limits.lower:.1f}% to {limits.upper:.1f}%)"
    assert f"97.5% of cases were repeat cases, above the 99.8% limits for a Marac of its size {span}." in said
    assert f"{far} of the 30 Maracs in it lie" in said


def test_what_has_no_place_in_the_funnel_is_said() -> None:
    estimated = answers.known_value(35.0, numerator=140, denominator=400, status=Status.PROXIED)
    said = words.write_finding(answers.make_funnel_plot(own=estimated))
    assert "estimated, so it has no place in the funnel." in said
    assert "1 estimated or without a figure is left out." in said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (answers.make_funnel_plot(9), "There are figures for 9 areas, and it takes at least 10."),
        (answers.make_funnel_plot(indicator="cases"), "This indicator is no share and no rate"),
        (
            answers.make_control_series((BREAKDOWN,) * 14, indicator="repeat-rate"),
            "no single quarter has a figure (withheld: breakdowns are shared for 12 months only).",
        ),
    ],
)
def test_a_view_that_cannot_be_shown_says_why(answer: Comparison | Trend, said: str) -> None:
    assert said in words.explain_refusal(answer)
    assert words.write_finding(answer) == words.explain_refusal(answer)


def test_a_view_that_can_be_shown_refuses_nothing() -> None:
    for answer in (answers.make_funnel_plot(), answers.make_control_series(STEADY), answers.make_comparison()):
        assert words.explain_refusal(answer) == ""


def test_a_control_chart_names_each_signal_with_its_quarter() -> None:
    falls = (40.0, 44.0, 41.0, 45.0, 42.0, 46.0, 5.0, 44.0, 42.0, 45.0, 41.0, 43.0)
    answer = answers.make_control_series(falls)
    assert "2022-Q4 below the lower limit" in words.write_signals(answer)
    assert "2022-Q4 below the lower limit" in words.write_finding(answer)
    assert {row.quarter for row in words.build_figure_rows(answer) if "below the lower limit" in row.place} == {
        "2022-Q4"
    }


def test_runs_and_trends_are_named_with_first_and_last_quarter() -> None:
    answer = answers.make_control_series((*STEADY, 23.0, 26.0, 29.0, 32.0, 35.0, 38.0, 41.0, 44.0))
    said = words.write_signals(answer)
    assert "2022-Q2 to 2024-Q1 8 quarters in a row, each higher than the one before" in said
    assert said[0].startswith("202")
    assert " and " in words.write_finding(answer) or ";" in words.write_finding(answer)


def test_without_a_signal_that_is_said_and_of_few_quarters_that_none_can_be_told() -> None:
    assert words.write_finding(answers.make_control_series(STEADY)) == (
        "Birchford: no single quarter of cases discussed stands out from the mean, 23 in one quarter (12 quarters, no "
        "signal of special-cause variation)."
    )
    assert words.write_finding(answers.make_control_series(STEADY[:11])) == (
        "Birchford: 11 single quarters of cases discussed, and it takes 12 to tell a signal; half lie at or above 23 "
        "in one quarter, the median."
    )


@pytest.mark.parametrize(
    "answer",
    [
        answers.make_comparison(),
        answers.make_trend(),
        answers.make_distribution(),
        answers.make_funnel_plot(),
        answers.make_control_series(STEADY),
        answers.make_control_series(STEADY[:3]),
    ],
)
def test_every_view_has_two_lines_on_how_to_read_it_and_an_alt_text(answer: Comparison | Trend) -> None:
    first, second = words.write_reading(answer)
    assert first.endswith(".")
    assert second.endswith(".")
    assert words.write_finding(answer) in words.write_alt_text(answer)
    assert "best" not in first + second


def test_a_funnel_and_a_control_chart_say_why_another_view_may_say_otherwise() -> None:
    assert words.explain_other_verdict(answers.make_funnel_plot()) == COMPARE_OR_FUNNEL
    assert words.explain_other_verdict(answers.make_control_series(STEADY)) == CHANGE_OR_CONTROL_CHART
    for other in (answers.make_comparison(), answers.make_trend(), answers.make_control_series(STEADY[:3])):
        assert words.explain_other_verdict(other) == ""


def test_a_count_or_rate_of_one_quarter_is_said_to_be_a_part_of_that_of_the_year() -> None:
    for slug, said in (("cases", True), ("cases-per-10k", True), ("repeat-rate", False)):
        first, _ = words.write_reading(answers.make_control_series(STEADY, indicator=slug))
        assert ("about a quarter of that of 12 months" in first) is said


def test_quarters_that_are_all_alike_do_not_vary() -> None:
    assert words.write_finding(answers.make_control_series((0.0,) * 14)) == (
        "Birchford: no single quarter of cases discussed stands out: each of 14 is 0 (no signal of special-cause "
        "variation)."
    )


def test_no_ground_is_spoken_of_where_none_is_drawn() -> None:
    assert "grey ground" in " ".join(words.write_reading(answers.make_distribution(30)))
    assert "grey ground" not in " ".join(words.write_reading(answers.make_distribution(3)))


def test_a_control_chart_says_which_quarters_are_left_out() -> None:
    for numbers in (STEADY, STEADY[:3]):
        answer = answers.make_control_series(numbers)
        assert "left out" not in " ".join(words.write_reading(answer))
        said = " ".join(words.write_reading(replace(answer, breaks=(CENSUS_2021,))))
        assert "Quarters before 2024-Q1 are left out: not comparable." in said


def test_the_table_of_a_funnel_has_limits_and_places_and_no_blank() -> None:
    answer: FunnelPlot = answers.make_funnel_plot(others={5: answers.missing_value()})
    rows = words.build_figure_rows(answer)
    assert len(rows) == 30
    own = next(row for row in rows if row.area == "Birchford")
    assert (own.interval, own.place) == ("30.5% to 39.8%", answer.own_place.position.words if answer.own_place else "")
    gone = next(row for row in rows if row.area == "Marac 5")
    assert (gone.interval, gone.place) == ("no return", "not in the funnel")
