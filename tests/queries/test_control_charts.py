"""Single quarters of one Marac: which of them, and what the chart makes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.catalogue.breaks import CENSUS_2021
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.model.values import Status
from maracdash.reading.reader import Reader
from maracdash.statistics.control_chart import ControlChart, RunChart
from maracdash.statistics.refusals import Refusal
from maracdash.store.releases.publish import publish_release
from tests.support import folders
from tests.support.statistics_oracles import control_signals_by_patterns

LAST = Quarter(2024, 4)
CASES = (20, 24, 21, 25, 22, 26, 23, 24, 22, 25, 60, 23)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """One Marac with twelve quarters of cases, and one with five."""
    folder = tmp_path_factory.mktemp("control")
    rows = [folders.quarterly_return("A1", LAST - 11 + step, cases=number) for step, number in enumerate(CASES)]
    rows += [folders.quarterly_return("A2", LAST - step, cases=20 + step) for step in range(5)]
    folders.submit(
        folder,
        areas=folders.build_country({"A": ("A1", "A2")}),
        returns=rows,
        populations=[folders.population_row(code, 40_000) for code in ("A1", "A2")],
    )
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def choose(marac: str, indicator: str = "cases", quarter: Quarter = LAST) -> Selection:
    return Selection(marac=marac, quarter=quarter, indicator=indicator, window=Window.YEAR)


def test_the_quarters_are_single_ones_whatever_window_is_chosen(reader: Reader) -> None:
    answer = reader.ask(queries.CONTROL_SERIES, choose("A1"))
    assert answer.window is Window.QUARTER
    assert [value.number for value in answer.series[0].values] == list(CASES)
    assert isinstance(answer.chart, ControlChart)
    mean, reach, signals = control_signals_by_patterns(CASES)
    assert answer.chart.mean == pytest.approx(mean)
    assert answer.chart.limits.upper == pytest.approx(mean + reach)
    assert {(each.kind, each.direction, each.indices) for each in answer.chart.signals} == signals != set()


def test_the_series_ends_with_the_chosen_quarter_and_a_short_one_is_a_run_chart(reader: Reader) -> None:
    answer = reader.ask(queries.CONTROL_SERIES, choose("A1", quarter=LAST - 1))
    assert answer.quarters[-1] == LAST - 1
    assert isinstance(answer.chart, RunChart)
    short = reader.ask(queries.CONTROL_SERIES, choose("A2"))
    assert short.quarters == tuple(LAST - back for back in (4, 3, 2, 1, 0))
    assert short.chart == RunChart(median=22, points=5)


def test_no_quarter_before_a_break_is_in_it(reader: Reader) -> None:
    answer = reader.ask(queries.CONTROL_SERIES, choose("A1", "cases-per-10k"))
    assert answer.quarters[0] == CENSUS_2021.quarter
    assert answer.breaks == (CENSUS_2021,)


def test_breakdowns_that_are_withheld_by_quarter_are_refused_with_their_reason(demonstration: Path) -> None:
    safe = Reader(demonstration, Audience.SAFE)
    own = safe.ask(queries.CHOICES).forces[0][1][0]
    answer = safe.ask(queries.CONTROL_SERIES, replace(choose(own.code, "repeat-rate"), quarter=LAST))
    assert isinstance(answer.chart, Refusal)
    assert answer.series[0].values[-1].status is Status.WITHHELD
    assert "12 months only" in answer.series[0].values[-1].reason
