"""The legend beside a chart says what the chart draws: no more, no less, in its colours."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import pytest

from maracdash import figures
from maracdash.figures import Mark, legends
from maracdash.model.answers import AreaRole, Comparison, Trend
from maracdash.model.values import Status, make_absent_value
from tests.support import answers

AROUND = {AreaRole.FORCE: (44.0, 45.0, 46.0, 47.0, 48.0), AreaRole.UK: (45.0, 45.5, 46.0, 46.5, 47.9)}
GONE = {number: answers.missing_value() for number in range(6, 9)}


def looks(trace: dict[str, Any]) -> tuple[str, str, str]:
    """Name, colour and dash as drawn."""
    lined = "lines" in trace.get("mode", "")
    marks = trace["line"] if lined else trace["marker"]
    return html.unescape(trace["name"]), marks["color"], marks["dash"] if lined else ""


def legend_of(answer: Comparison | Trend) -> set[tuple[str, str, str]]:
    return {(key.name, key.colour, key.dash) for key in figures.build_legend(answer)}


@pytest.mark.parametrize(
    "answer",
    [
        answers.make_comparison(8),
        answers.make_comparison(60),
        answers.make_comparison(8, others=GONE),
        answers.make_comparison(8, own=answers.missing_value()),
        answers.make_comparison(8, indicator="cases"),
        answers.make_comparison(8, around=answers.make_averages({AreaRole.COUNTRY: 46.1, AreaRole.UK: 46.1})),
    ],
)
def test_a_comparison_has_an_entry_for_each_trace_and_none_besides(answer: Comparison) -> None:
    drawn = [trace for trace in figures.draw_comparison(answer)["data"] if "name" in trace]
    assert legend_of(answer) == {looks(trace) for trace in drawn}


def test_a_trend_has_an_entry_for_each_line_the_own_one_first() -> None:
    answer = answers.make_trend(around={**AROUND, AreaRole.REGION: (make_absent_value(Status.NOT_PUBLISHED),) * 5})
    assert legend_of(answer) == {looks(trace) for trace in figures.draw_trend(answer)["data"]}
    assert [key.name for key in figures.build_legend(answer)] == ["Birchford", "Force: Harrowshire Police", "UK"]


def test_a_single_line_needs_no_legend() -> None:
    assert figures.build_legend(answers.make_trend()) == ()


@pytest.mark.parametrize(
    ("count", "marks"),
    [(8, [Mark.BAR, Mark.BAR, Mark.BAR, Mark.LINE]), (60, [Mark.DIAMOND, Mark.DOT, Mark.DOT, Mark.LINE])],
)
def test_a_mark_has_the_shape_that_is_drawn(count: int, marks: list[Mark]) -> None:
    assert [key.mark for key in figures.build_legend(answers.make_comparison(count))][:4] == marks


def test_names_are_plain_text() -> None:
    answer = answers.make_trend(around=AROUND)
    own = replace(answer.series[0], area=replace(answer.series[0].area, name="Ash & <b>Elm"))
    keys = figures.build_legend(replace(answer, series=(own, *answer.series[1:])))
    assert keys[0].name == "Ash & <b>Elm"


@pytest.mark.parametrize(
    "answer", [answers.make_comparison(8), answers.make_comparison(60), answers.make_trend(around=AROUND)]
)
def test_the_chart_itself_has_none(answer: Comparison | Trend) -> None:
    figure = figures.draw_trend(answer) if isinstance(answer, Trend) else figures.draw_comparison(answer)
    assert figure["layout"]["showlegend"] is False


def test_beside_compact_charts_every_role_is_named_once_with_the_mark_that_is_drawn() -> None:
    answer = answers.make_comparison()
    keys = (*legends.dot_entries(answer), *legends.line_entries(answer))
    assert len({key.name for key in keys}) == len({key.role for key in keys}) == len(keys) == 8
    assert [key.mark for key in keys] == [Mark.DIAMOND, Mark.DOT, Mark.DOT, *[Mark.LINE] * 5]
    drawn = [looks(trace) for trace in figures.draw_small_multiple(answer)["data"] if "name" in trace]
    assert set(drawn) <= {(key.name, key.colour, key.dash) for key in keys}


def test_the_own_line_of_trends_is_an_entry_of_its_own_in_the_pattern_that_is_drawn() -> None:
    key = legends.own_line_entry(answers.make_comparison())
    own = looks(figures.draw_trend(answers.make_trend(around=AROUND))["data"][-1])
    assert (key.name, key.colour, key.dash) == ("This Marac through time", *own[1:])
