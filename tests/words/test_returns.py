"""Returns said: how many came in, and what is not as usual."""

from __future__ import annotations

from dataclasses import replace

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
