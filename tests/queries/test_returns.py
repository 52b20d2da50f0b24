"""Who returned what: the table agrees with the coverage that every figure carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash import queries
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.audiences import Audience
from maracdash.model.returns import ReturnState
from maracdash.model.values import Coverage
from maracdash.reading.past_releases import list_past_releases
from maracdash.reading.reader import Reader
from tests.support.sample_report import SAMPLE


@pytest.fixture
def reader(demonstration: Path) -> Reader:
    """The demonstration's release."""
    return Reader(demonstration, Audience.FULL)


def test_states_add_up_to_the_coverage_of_each_quarter(reader: Reader) -> None:
    answer = reader.ask(queries.RETURN_STATES, 8)
    status = {each.quarter: each for each in reader.ask(queries.DATA_STATUS).quarters}
    assert len(answer.quarters) == 8
    for place, quarter in enumerate(answer.quarters):
        expected = [row for row in answer.rows if row.states[place] is not ReturnState.NOT_EXPECTED]
        assert status[quarter].coverage.expected == len(expected)
        states = [row.states[place] for row in answer.rows]
        assert states.count(ReturnState.PROXIED) == status[quarter].coverage.proxied
        assert states.count(ReturnState.DROPPED) == status[quarter].dropped
        assert states.count(ReturnState.CORRECTED) == status[quarter].corrected


def test_of_a_marac_known_by_published_figures_alone_no_return_is_expected(tmp_path: Path) -> None:
    outcome = accept_files(tmp_path, [UploadedFile(SAMPLE.name, SAMPLE.read_bytes())], "tests", accept_warnings=True)
    assert outcome.release
    reader = Reader(tmp_path, Audience.FULL)
    (quarter,) = reader.ask(queries.DATA_STATUS).quarters
    assert (quarter.coverage, quarter.dropped) == (Coverage(), 0)
    assert reader.ask(queries.RETURN_STATES, 8).rows == ()


def test_maracs_come_by_force_and_name_and_quarters_newest_first(reader: Reader) -> None:
    answer = reader.ask(queries.RETURN_STATES, 4)
    names = [(row.force.name if row.force else "", row.marac.name) for row in answer.rows]
    assert names == sorted(names, key=lambda pair: (pair[0].casefold(), pair[1].casefold()))
    assert list(answer.quarters) == sorted(answer.quarters, reverse=True)


def test_the_present_release_is_among_all_that_ever_were(reader: Reader) -> None:
    assert reader.release.id in [each.id for each in list_past_releases(reader)]
