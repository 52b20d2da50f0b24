"""Returns said: how many came in, and what is not as usual."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash.model.quarters import Quarter
from maracdash.model.returns import MaracReturnStates, ReturnState, ReturnStates
from maracdash.words import returns
from tests.support.answers import FORCE, OWN, RELEASE, make_marac

QUARTERS = (Quarter(2024, 1), Quarter(2023, 4), Quarter(2023, 3), Quarter(2023, 2))
STATES = (ReturnState.PROXIED, ReturnState.DROPPED, ReturnState.DROPPED, ReturnState.CORRECTED)


def answer(*states: tuple[ReturnState, ...]) -> ReturnStates:
    rows = [
        MaracReturnStates(marac=make_marac(number), force=FORCE, states=each)
        for number, each in enumerate(states, start=2)
    ]
    return ReturnStates(quarters=QUARTERS, rows=tuple(rows), release=RELEASE)


def test_what_lasted_several_quarters_is_said_once_newest_first():
    row = replace(answer(STATES).rows[0], marac=OWN)
    assert returns.describe_exceptions(replace(answer(STATES), rows=(row,))) == (
        "Birchford (Harrowshire Police): estimated in 2024-Q1, left out from 2023-Q3 to 2023-Q4, corrected in 2023-Q2.",
    )


def test_a_marac_whose_returns_are_all_as_usual_is_not_named():
    assert returns.describe_exceptions(answer((ReturnState.RETURNED,) * 4)) == ()


def test_not_expected_is_no_exception_and_said_by_itself():
    found = answer((ReturnState.NOT_EXPECTED, ReturnState.NOT_EXPECTED, ReturnState.RETURNED, ReturnState.RETURNED))
    assert returns.describe_exceptions(found) == ()
    assert returns.describe_not_expected(found) == (
        "Marac 2 (Harrowshire Police): not expected from 2023-Q4 to 2024-Q1.",
    )


def test_the_summary_counts_what_was_expected():
    whole, gone = (ReturnState.RETURNED,) * 4, (ReturnState.NOT_EXPECTED,) * 4
    assert returns.summarise_returns(answer(STATES, whole, gone)) == (
        "Of 8 returns expected in 4 quarters: 5 came in (1 of them corrected since), 1 estimated, 2 left out."
    )


def test_a_marac_of_no_known_force_has_its_name_alone():
    row = replace(answer(STATES).rows[0], force=None)
    assert returns.describe_exceptions(replace(answer(STATES), rows=(row,)))[0].startswith("Marac 2: estimated")


R, C, E, L, N = (
    ReturnState.RETURNED,
    ReturnState.CORRECTED,
    ReturnState.PROXIED,
    ReturnState.DROPPED,
    ReturnState.NOT_EXPECTED,
)
NO_FIGURE = " So no figure of these 12 months is worked out from returns."


@pytest.mark.parametrize(
    ("newest_first", "said"),
    [
        ((R, R, R, R), "all 4 quarters returned."),
        ((E, R, R, R), "3 of 4 quarters returned; figures of 2024-Q1 are estimated from 2023-Q4."),
        ((R, C, R, C), "all 4 quarters returned; 2023-Q2 and 2023-Q4 corrected since."),
        (
            (L, E, R, N),
            "1 of 4 quarters returned; figures of 2023-Q4 are estimated from 2023-Q3; "
            "2024-Q1 missing and left out; 2023-Q2 not expected." + NO_FIGURE,
        ),
    ],
)
def test_the_verdict_on_one_marac_names_what_each_quarter_of_its_year_stands_on(newest_first, said):
    found = replace(answer(), rows=(MaracReturnStates(marac=OWN, force=FORCE, states=newest_first),))
    verdict = returns.summarise_own_returns(found, OWN, QUARTERS[0])
    assert verdict == f"Birchford, April 2023 to March 2024: {said}"


def test_a_quarter_that_nobody_has_returned_is_not_in_yet():
    found = replace(answer(), rows=(MaracReturnStates(marac=OWN, force=FORCE, states=(R, R, R, R)),))
    assert returns.summarise_own_returns(found, OWN, QUARTERS[0] + 1) == (
        f"Birchford, July 2023 to June 2024: 3 of 4 quarters returned; 2024-Q2 not in yet.{NO_FIGURE}"
    )


def test_of_a_force_the_returns_of_its_maracs_are_counted_together():
    found = answer((R, R, R, R), (E, R, C, N))
    period = "Harrowshire Police, April 2023 to March 2024: of"
    assert returns.summarise_own_returns(found, FORCE, QUARTERS[0]) == (
        f"{period} 7 quarterly returns expected of its 2 Maracs, 6 came in (1 of them corrected since), 1 estimated, "
        "0 left out."
    )
    later = returns.summarise_own_returns(found, FORCE, QUARTERS[0] + 1)
    assert later.endswith("5 came in (1 of them corrected since), 1 estimated, 0 left out, 2 not in yet.")
    stranger = replace(FORCE, code="F09", name="Narnia Police")
    assert "No return of a Marac of Narnia Police" in returns.summarise_own_returns(found, stranger, QUARTERS[0])


def test_of_a_marac_without_any_return_the_figures_are_published_ones():
    assert returns.summarise_own_returns(answer(STATES), OWN, QUARTERS[0]) == (
        "No return of Birchford is held here: any figure shown of it is a published one."
    )
