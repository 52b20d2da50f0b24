"""A place in the order, in a sentence and on a card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import words
from maracdash.model.answers import Comparison
from maracdash.words import ranks
from tests.support import answers


def ranked(number: float, rank: int | None, tied: int, of: int = 18, indicator: str = "victims-16-17") -> Comparison:
    answer = answers.make_comparison(indicator=indicator, own=answers.known_value(number), around=())
    return replace(answer, rank=rank, ranked=of, tied=tied)


@pytest.mark.parametrize(
    ("answer", "sentence", "card"),
    [
        (
            ranked(5, 4, 2),
            "the joint 4th most of the 18 Maracs with figures in its force",
            "joint 4th most of the 18 with figures in the force",
        ),
        (
            ranked(5, 4, 0),
            "the 4th most of the 18 Maracs with figures in its force",
            "4th most of the 18 with figures in the force",
        ),
        (
            ranked(5, 1, 17),
            "the same in all 18 Maracs with figures in its force",
            "same in all 18 with figures in the force",
        ),
        (
            ranked(0, 3, 15),
            "none, as in 15 others of the 18 Maracs with figures in its force",
            "none, as in 15 others of the 18 with figures in the force",
        ),
        (
            ranked(0, 17, 1),
            "none, as in 1 other of the 18 Maracs with figures in its force",
            "none, as in 1 other of the 18 with figures in the force",
        ),
        (
            ranked(0, 1, 17),
            "none, as in all 18 Maracs with figures in its force",
            "none, as in all 18 with figures in the force",
        ),
        (
            ranked(0, 18, 0),
            "the fewest of the 18 Maracs with figures in its force",
            "fewest of the 18 with figures in the force",
        ),
        (
            ranked(0, 3, 1, indicator="cases-change"),
            "the joint 3rd highest of the 18 Maracs with figures in its force",
            "joint 3rd highest of the 18 with figures in the force",
        ),
        (ranked(5, 1, 0, 1), "the only Marac in its force with a figure", "the only Marac in the force with a figure"),
        (ranked(5, None, 0), "", ""),
    ],
)
def test_ties_and_zeros_are_said_as_such(answer: Comparison, sentence: str, card: str):
    assert (ranks.write_sentence_rank(answer), ranks.write_card_rank(answer)) == (sentence, card)


def test_a_zero_is_never_called_high():
    assert words.write_finding(ranked(0, 3, 15)) == (
        "Birchford had 0 victims aged 16 to 17 in the 12 months to March 2024: none, as in 15 others of the 18 Maracs "
        "with figures in its force."
    )


def test_what_all_have_alike_has_no_total():
    assert words.write_finding(
        replace(ranked(1, 1, 17, indicator="police-forces"), averages=answers.make_averages())
    ) == (
        "Birchford: number of police forces, 1 in the 12 months to March 2024: the same in all 18 Maracs "
        "with figures in its force."
    )


def test_the_only_marac_of_a_force_has_no_whole_to_stand_in():
    answer = replace(answers.make_comparison(indicator="cases", own=answers.known_value(9)), rank=1, ranked=1)
    assert words.write_finding(answer) == (
        "Birchford discussed 9 cases in the 12 months to March 2024: the only Marac in its force with a figure."
    )
