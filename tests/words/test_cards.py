"""What a card says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import words
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.values import Status, make_absent_value
from tests.support import answers

COMPARED = {AreaRole.FORCE: Verdict.HIGHER, AreaRole.UK: Verdict.SIMILAR}


def test_a_rate_stands_beside_force_and_uk_in_words():
    card = words.write_card(answers.make_comparison(around=answers.make_averages(verdicts=COMPARED)))
    assert card == words.Card(
        label="Cases per 10,000 women",
        value="70",
        unit="",
        position="highest of the 5 with figures in the force",
        comparators=("Force 48: ours is higher", "Similar group 59", "UK 46: similar"),
    )


def test_a_card_says_what_the_marac_was_left_out_of():
    rest = answers.make_rest(AreaRole.FORCE, 45.5, Verdict.HIGHER, strong=True)
    alone = answers.make_alone(AreaRole.UK, "the only Marac of the UK")
    assert words.write_card(answers.make_comparison(around=(rest, alone))).comparators == (
        "Rest of force 46: ours is clearly higher",
        "UK: not compared, the only Marac of the UK",
    )


def test_a_change_says_up_or_down():
    card = words.write_card(answers.make_headlines().cards[2])
    assert (card.value, card.unit) == ("up 20.4%", "on last year (489 to 589), more than chance explains")
    assert card.comparators == ("Force up 2.6%", "UK up 9.2%")


@pytest.mark.parametrize(
    ("verdict", "strong", "said"),
    [
        (Verdict.SIMILAR, False, "Force up 2.6%: similar change"),
        (Verdict.HIGHER, True, "Force up 2.6%: ours is clearly higher"),
    ],
)
def test_a_change_beyond_chance_is_similar_to_another_change_not_to_last_year(verdict, strong, said):
    """The counts of a year and the year before, 489 and 589, differ by more than chance explains."""
    change = answers.make_headlines().cards[2]
    force = replace(change.averages[0], verdict=verdict, strong=strong)
    card = words.write_card(replace(change, averages=(force,)))
    assert card.unit.endswith("more than chance explains")
    assert card.comparators == (said,)


def test_a_published_change_has_no_counts():
    card = words.write_card(answers.make_comparison(indicator="cases-change", own=answers.known_value(-3.0), around=()))
    assert (card.value, card.unit) == ("down 3.0%", "on last year")


def test_counts_and_shares_have_their_unit():
    assert words.write_card(answers.make_comparison(indicator="children", own=answers.known_value(1))).unit == "child"
    assert (
        words.write_card(answers.make_comparison(indicator="cases-with-children", own=answers.known_value(1))).unit
        == "of cases"
    )


def test_a_share_of_few_cases_gives_the_counts():
    few = answers.known_value(0.0, numerator=0, denominator=208)
    assert (
        words.write_card(answers.make_comparison(indicator="cases-with-children", own=few)).unit
        == "of cases (0 of 208)"
    )


def test_an_absence_takes_the_place_of_the_number():
    card = words.write_card(answers.make_comparison(own=answers.missing_value()))
    assert (card.value, card.unit, card.position) == ("no return", "", "")


def test_a_comparator_without_a_number_says_why():
    point = Point(area=answers.FORCE, role=AreaRole.FORCE, value=make_absent_value(Status.NOT_PUBLISHED))
    assert words.write_card(answers.make_comparison(around=(point,))).comparators == ("Force: not published",)


def test_the_reason_of_an_absence_stands_on_the_card():
    withheld = make_absent_value(Status.WITHHELD, "a small number could be read from it")
    point = Point(area=answers.FORCE, role=AreaRole.FORCE, value=withheld)
    card = words.write_card(answers.make_comparison(own=withheld, around=(point,)))
    assert (card.value, card.unit) == ("withheld", "a small number could be read from it")
    assert card.comparators == ("Force: withheld (a small number could be read from it)",)


def test_a_marac_alone_in_its_force_has_no_place_in_an_order():
    assert words.write_card(answers.make_comparison(1)).position == "the only Marac in the force with a figure"


@pytest.mark.parametrize("indicator", ["cases", "cases-per-10k", "cases-change", "cases-with-children"])
def test_an_estimate_is_called_one_on_every_card(indicator):
    own = answers.known_value(20.4, status=Status.PROXIED)
    assert words.write_card(answers.make_comparison(indicator=indicator, own=own)).value.endswith(", estimated")
