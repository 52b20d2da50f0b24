"""Who returned what: the table agrees with the coverage that every figure carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import ask
from maracdash.model.returns import State
from maracdash.store.releases.connections import Releases


@pytest.fixture
def releases(demonstration: Path) -> Releases:
    """The demonstration's release."""
    return Releases(demonstration)


def test_states_add_up_to_the_coverage_of_each_quarter(releases: Releases) -> None:
    answer = ask.returns(releases, 8)
    status = {each.quarter: each for each in ask.status(releases).quarters}
    assert len(answer.quarters) == 8
    for place, quarter in enumerate(answer.quarters):
        states = [row.states[place] for row in answer.rows]
        assert states.count(State.PROXIED) == status[quarter].coverage.proxied
        assert states.count(State.DROPPED) == status[quarter].dropped
        assert states.count(State.CORRECTED) == status[quarter].corrected


def test_maracs_come_by_force_and_name_and_quarters_newest_first(releases: Releases) -> None:
    answer = ask.returns(releases, 4)
    names = [(row.force.name if row.force else "", row.marac.name) for row in answer.rows]
    assert names == sorted(names, key=lambda pair: (pair[0].casefold(), pair[1].casefold()))
    assert list(answer.quarters) == sorted(answer.quarters, reverse=True)


def test_the_present_release_is_among_all_that_ever_were(releases: Releases) -> None:
    assert ask.release(releases).id in [each.id for each in ask.past_releases(releases)]
