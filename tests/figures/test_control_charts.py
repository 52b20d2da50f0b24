"""Control charts as they are drawn: level lines with their names, signals by shape, gaps as gaps."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from maracdash import figures
from maracdash.statistics.answers import ControlSeries
from maracdash.statistics.control_chart import ControlChart
from tests.support import answers
from tests.support.plotly_figures import note_texts, trace_names, validate_figure
from tests.support.statistics_oracles import control_signals_by_patterns

STEADY = (20.0, 24.0, 21.0, 25.0, 22.0, 26.0, 23.0, 24.0, 22.0, 25.0, 21.0, 23.0)
JUMP = (*STEADY[:10], 60.0, 23.0)


def draw(answer: ControlSeries) -> dict[str, Any]:
    return validate_figure(figures.draw_control_chart(answer))


def test_mean_and_limits_are_labelled_lines() -> None:
    answer = answers.make_control_series(STEADY)
    traces, chart = trace_names(draw(answer)), answer.chart
    assert isinstance(chart, ControlChart)
    assert traces["Mean"]["y"] == pytest.approx([chart.mean] * 2)
    assert traces["Upper limit"]["y"] == pytest.approx([chart.limits.upper] * 2)
    assert f"Mean {chart.mean:.0f}" in note_texts(draw(answer))
    assert traces["Mean"]["line"]["dash"] != traces["Upper limit"]["line"]["dash"]


def test_a_signal_has_a_shape_of_its_own_at_its_quarter() -> None:
    assert "Quarter with a signal" not in trace_names(draw(answers.make_control_series(STEADY)))
    figure = draw(answers.make_control_series(JUMP))
    signal = trace_names(figure)["Quarter with a signal"]
    *_, found = control_signals_by_patterns(JUMP)
    places = sorted({index for *_, indices in found for index in indices})
    assert signal["y"] == [JUMP[place] for place in places]
    assert ("2023-Q4", 60.0) in zip(signal["x"], signal["y"], strict=True)
    assert signal["marker"]["symbol"] == "square"


def test_few_quarters_make_a_run_chart_with_the_median_and_no_flags() -> None:
    figure = draw(answers.make_control_series((20.0, 60.0, 21.0)))
    assert set(trace_names(figure)) == {"Median", "Birchford"}
    assert "Median 21" in note_texts(figure)


def test_quarters_stand_in_their_order_and_a_gap_stays_one() -> None:
    figure = draw(answers.make_control_series((*STEADY[:5], answers.missing_value(), *STEADY)))
    own = trace_names(figure)["Birchford"]
    assert own["y"][5] is None
    assert figure["layout"]["xaxis"]["categoryarray"] == own["x"]
    assert own["x"] == sorted(own["x"])


@pytest.mark.parametrize("numbers", [STEADY, JUMP, (5.0,) * 14, (0.0,) * 14, (20.0, 21.0)])
def test_labels_do_not_overlap_however_close_the_lines(numbers: tuple[float, ...]) -> None:
    layout = draw(answers.make_control_series(numbers))["layout"]
    ends = [note["y"] for note in layout["annotations"] if note.get("x") == 1]
    low, high = layout["yaxis"]["range"]
    assert all(abs(one - other) / (high - low) * 260 >= 19.9 for one, other in combinations(ends, 2))


def test_the_axis_says_that_its_numbers_are_of_one_quarter() -> None:
    assert "Cases discussed, in one quarter" in note_texts(draw(answers.make_control_series(STEADY)))


def test_it_is_printed_with_its_period() -> None:
    figure = validate_figure(figures.draw_for_print(answers.make_control_series(JUMP), "A signal", ("Source",)))
    assert "single quarters, 2021-Q2 to 2024-Q1" in " ".join(note_texts(figure))
