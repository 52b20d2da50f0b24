"""The sentence over a trend: a change is called one only where chance is an unlikely reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue, words
from maracdash.model.answers import AreaRole, SeriesBreak
from maracdash.model.area_profiles import Movement
from maracdash.model.areas import Level, OwnGroup
from maracdash.model.quarters import Quarter, Window
from maracdash.model.values import Origin, Status, Value, make_absent_value
from maracdash.words import numbers
from tests.support import answers


def rate(cases: float) -> Value:
    return answers.known_value(cases / 8.4, numerator=cases, denominator=84_000)


def share(part: float, whole: float) -> Value:
    return answers.known_value(100 * part / whole, numerator=part, denominator=whole)


def test_a_trend_compares_with_the_year_before():
    assert words.write_finding(answers.make_trend((10.0, rate(489), 60.0, 63.0, 66.0, rate(589)))) == (
        "Birchford: cases per 10,000 women rose from 58 in the 12 months to 2023-Q1 to 70 in the 12 months to 2024-Q1, "
        "more than chance explains."
    )
    assert words.write_finding(answers.make_trend((rate(680), rate(540)))) == (
        "Birchford: cases per 10,000 women fell from 81 in the 12 months to 2023-Q4 to 64 in the 12 months to 2024-Q1, "
        "more than chance explains."
    )


def test_what_chance_explains_is_no_clear_change_and_never_the_same():
    shares = (share(158, 528), 28.0, 28.0, 28.0, share(156, 584))
    assert words.write_finding(answers.make_trend(shares, indicator="repeat-rate")) == (
        "Birchford: share of repeat cases was 26.7% in the 12 months to 2024-Q1, no clear change from 29.9% a year "
        "before (within what chance explains)."
    )
    assert words.write_finding(answers.make_trend((rate(528), rate(584)))) == (
        "Birchford: cases per 10,000 women were 70 in the 12 months to 2024-Q1, no clear change from 63 "
        "in the 12 months to 2023-Q4 (within what chance explains)."
    )
    assert words.write_finding(answers.make_trend((528.0, 584.0), indicator="cases")) == (
        "Birchford: number of cases discussed was 584 in the 12 months to 2024-Q1, no clear change from 528 "
        "in the 12 months to 2023-Q4 (within what chance explains)."
    )


def test_a_large_fall_that_is_not_proven_is_said_as_the_profile_says_it():
    """13 of 265 cases and 6 of 273: the two intervals differ by no more than chance explains."""
    said = words.write_finding(
        answers.make_trend((share(13, 265), 4.0, 4.0, 4.0, share(6, 273)), indicator="secondary-care")
    )
    assert said.endswith(
        f"was 2.2% in the 12 months to 2024-Q1, {Movement.UNCLEAR} from 4.9% a year before "
        "(within what chance explains)."
    )


def test_without_an_interval_no_verb_says_that_a_number_moved():
    printed = (answers.known_value(58, origin=Origin.PUBLISHED), answers.known_value(70, origin=Origin.PUBLISHED))
    assert words.write_finding(answers.make_trend(printed)) == (
        "Birchford: cases per 10,000 women were 70 in the 12 months to 2024-Q1 and 58 in the 12 months to 2023-Q4."
    )


def test_a_figure_of_a_single_quarter_is_said_to_be_of_it():
    single = replace(answers.make_trend((rate(489), rate(589))), window=Window.QUARTER)
    assert "rose from 58 in 2023-Q4 to 70 in 2024-Q1, more than" in words.write_finding(single)


def test_a_trend_without_a_figure_says_the_reason():
    withheld = make_absent_value(Status.WITHHELD, "a small number could be read from it")
    assert words.write_finding(answers.make_trend((58.0, withheld))).endswith(
        "in the 12 months to 2024-Q1 (withheld: a small number could be read from it)."
    )


def test_a_count_that_is_named_as_a_number_has_its_verb():
    printed = (answers.known_value(10, origin=Origin.PUBLISHED), answers.known_value(12, origin=Origin.PUBLISHED))
    assert words.write_finding(answers.make_trend(printed, indicator="entries")) == (
        "Birchford: number of entries was 12 in the 12 months to 2024-Q1 and 10 in the 12 months to 2023-Q4."
    )
    gone = answers.make_trend((answers.missing_value(),), indicator="entries")
    assert "has no figure for the number of entries in" in words.write_finding(gone)


def test_a_trend_that_reads_the_same_stayed():
    assert "stayed at 70 in the 12 months to 2024-Q1, as in the 12 months to 2023-Q4" in words.write_finding(
        answers.make_trend((70.1, 70.4))
    )


def test_a_trend_never_compares_across_a_break():
    breaks = (SeriesBreak(quarter=Quarter(2024, 1), reason="The population changes."),)
    assert words.write_finding(answers.make_trend(breaks=breaks)) == (
        "Birchford: cases per 10,000 women were 70 in the 12 months to 2024-Q1; figures before 2024-Q1 are not "
        "comparable."
    )


def test_a_trend_that_ends_in_a_gap_says_why():
    assert words.write_finding(answers.make_trend((58.0, answers.missing_value()))) == (
        "Birchford has no figure for cases per 10,000 women in the 12 months to 2024-Q1 (no return)."
    )


def test_a_trend_of_changes_gives_both():
    assert words.write_finding(answers.make_trend((-3.0, 20.4), indicator="cases-change")) == (
        "Birchford: change in cases on last year, up 20.4% in the 12 months to 2024-Q1, down 3.0% in the "
        "12 months to 2023-Q4."
    )


@pytest.mark.parametrize(("old", "new"), [(504, 583), (504, 524), (583, 504)])
def test_a_trend_says_of_chance_what_the_card_of_the_change_says(old, new):
    """The trend of cases and the card of their change are of the same two years: they agree."""
    change = answers.known_value(100 * (new / old - 1), numerator=new, denominator=old)
    said = numbers.write_chance(catalogue.indicator("cases-change"), change)
    assert said
    card = words.write_card(answers.make_comparison(indicator="cases-change", own=change, around=()))
    assert card.unit.endswith(f"({old} to {new}), {said}")
    counts = answers.make_trend((float(old), float(new)), indicator="cases")
    assert said in words.write_finding(counts)
    earlier = answers.known_value(-3.0, numerator=old, denominator=2 * old)
    changes = answers.make_trend((earlier, change), indicator="cases-change")
    assert words.write_finding(changes).endswith(
        f"({old} to {new}, {said}) in the 12 months to 2024-Q1, down 3.0% in the 12 months to 2023-Q4."
    )


def estimate(number: float) -> Value:
    return answers.known_value(number, status=Status.PROXIED)


def test_an_estimate_is_called_one_in_every_sentence_of_a_trend():
    filled = replace(rate(589), status=Status.PROXIED)
    assert (
        "rose from 58 in the 12 months to 2023-Q4 to 70 (estimated) in the 12 months to 2024-Q1"
        in words.write_finding(answers.make_trend((rate(489), filled)))
    )
    assert "were 70 (estimated) in the 12 months to 2024-Q1, no clear change from" in words.write_finding(
        answers.make_trend((rate(570), filled))
    )
    assert "stayed at 70 (estimated) in" in words.write_finding(answers.make_trend((estimate(70.1), 70.4)))
    assert (
        "up 20.4% (estimated) in the 12 months to 2024-Q1, down 3.0% in the 12 months to 2023-Q4"
        in words.write_finding(answers.make_trend((-3.0, estimate(20.4)), indicator="cases-change"))
    )
    breaks = (SeriesBreak(quarter=Quarter(2024, 1), reason="The population changes."),)
    assert "70 (estimated) in the 12 months to 2024-Q1" in words.write_finding(
        answers.make_trend((60.0, estimate(70.1)), breaks=breaks)
    )


def test_averages_through_time_are_said_to_hold_the_marac_where_cards_leave_it_out():
    around = {AreaRole.FORCE: (30.0, 31.9), AreaRole.UK: (32.0, 33.0)}
    beside = answers.make_trend((28.0, 29.0), indicator="repeat-rate", around=around)
    assert words.write_averages_with_own(beside, including=False) == (
        "The averages through time include Birchford itself. Cards and comparisons leave it out where its counts are "
        "known, so their figures differ a little."
    )
    assert words.write_averages_with_own(beside, including=True) == ""
    lonely = replace(beside, hierarchy=replace(beside.hierarchy, force=None))
    unknown = answers.make_trend((28.0,), indicator="repeat-rate", around={AreaRole.UK: (answers.missing_value(),)})
    total = answers.make_trend((500.0,), indicator="cases", around={AreaRole.UK: (9000.0,)})
    group = OwnGroup(level=Level.GROUP, code="Coast~M2,M3", name="Coast")
    grouped = replace(beside, series=(beside.series[0], replace(beside.series[1], area=group)))
    for other in (lonely, unknown, total, grouped):
        assert words.write_averages_with_own(other, including=False) == ""
