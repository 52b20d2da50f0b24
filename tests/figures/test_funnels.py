"""A funnel as it is drawn: points, curves and words at their places."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from maracdash import figures
from maracdash.figures import Mark
from maracdash.model.answers import AreaRole
from maracdash.model.values import Status
from maracdash.statistics.answers import FunnelPlot
from maracdash.statistics.funnel import Funnel, funnel_limits
from maracdash.statistics.intervals import CONFIDENCE_998
from tests.support import answers
from tests.support.plotly_figures import note_texts, trace_names, validate_figure

FOOTER = ("Source: Marac returns",)


def draw(answer: FunnelPlot) -> dict[str, Any]:
    return validate_figure(figures.draw_funnel(answer))


@pytest.mark.parametrize("count", [10, 30, 275])
def test_every_marac_is_a_point_at_its_base_and_number(count: int) -> None:
    answer = answers.make_funnel_plot(count)
    drawn = [trace for trace in draw(answer)["data"] if trace.get("customdata")]
    points = {(x, y) for trace in drawn for x, y in zip(trace["x"], trace["y"], strict=True)}
    wanted = {(point.value.denominator, point.value.number) for point in answer.maracs}
    assert points == wanted
    assert sum(len(trace["x"]) for trace in drawn) == count


def test_each_role_has_a_colour_and_a_shape_of_its_own() -> None:
    answer = answers.make_funnel_plot()
    drawn = [trace["marker"] for trace in draw(answer)["data"] if trace.get("customdata")]
    assert len({marker["color"] for marker in drawn}) == len({marker["symbol"] for marker in drawn}) == 4
    marks = {each.role: each.mark for each in figures.build_legend(answer) if each.mark is not Mark.LINE}
    assert len(set(marks.values())) == len(marks) == 4


def test_the_own_marac_is_drawn_last_and_named_above_the_plot() -> None:
    figure = draw(answers.make_funnel_plot())
    assert figure["data"][-1]["name"] == "This Marac"
    [label] = [note for note in figure["layout"]["annotations"] if "Birchford" in note["text"]]
    assert label["text"] == "<b>Birchford 35.0%</b>"
    assert (label["x"], label["yref"], label["y"], label["yanchor"]) == (400, "paper", 1, "bottom")


def test_the_curves_are_the_limits_of_the_statistic() -> None:
    answer = answers.make_funnel_plot()
    assert isinstance(answer.funnel, Funnel)
    outer = [trace for trace in draw(answer)["data"] if trace.get("name") == "99.8% limits"]
    assert len(outer) == 2
    for base, upper, lower in zip(outer[0]["x"], outer[0]["y"], outer[1]["y"], strict=True):
        limits = funnel_limits(answer.funnel, base, CONFIDENCE_998)
        assert (lower, upper) == pytest.approx((limits.lower, limits.upper), rel=1e-3, abs=1e-3)


SAME = answers.known_value(1.0, numerator=4, denominator=400)
FAR = answers.known_value(60.0, numerator=240, denominator=400)


@pytest.mark.parametrize(
    "answer",
    [
        *(answers.make_funnel_plot(count) for count in (10, 30, 275)),
        answers.make_funnel_plot(30, own=FAR, others=dict.fromkeys(range(2, 31), SAME)),
    ],
)
def test_words_at_the_ends_of_curves_do_not_overlap(answer: FunnelPlot) -> None:
    layout = draw(answer)["layout"]
    ends = [note["y"] for note in layout["annotations"] if note.get("x") == 1]
    low, high = layout["yaxis"]["range"]
    assert len(ends) == 5
    assert all(abs(one - other) / (high - low) * 380 >= 19.9 for one, other in combinations(ends, 2))


def test_a_marac_without_a_place_is_neither_drawn_nor_named() -> None:
    estimated = answers.known_value(35.0, numerator=140, denominator=400, status=Status.PROXIED)
    answer = answers.make_funnel_plot(own=estimated, others={4: answers.missing_value()})
    figure = draw(answer)
    assert "This Marac" not in trace_names(figure)
    assert not any("Birchford" in text for text in note_texts(figure))
    assert AreaRole.OWN not in {each.role for each in figures.build_legend(answer)}
    assert sum(len(trace["x"]) for trace in figure["data"] if trace.get("customdata")) == 28


def test_ties_and_zeros_are_points_like_others() -> None:
    none = answers.known_value(0.0, numerator=0, denominator=300)
    figure = draw(answers.make_funnel_plot(30, own=none, others=dict.fromkeys(range(2, 31), none)))
    assert figure["layout"]["yaxis"]["range"][0] == 0
    assert sum(len(trace["x"]) for trace in figure["data"] if trace.get("customdata")) == 30


def test_a_printed_funnel_says_what_lies_along_both_axes() -> None:
    figure = validate_figure(figures.draw_for_print(answers.make_funnel_plot(), "Birchford lies within", FOOTER))
    assert figure["layout"]["xaxis"]["title"]["text"] == "Cases discussed"
    assert "Repeat rate" in note_texts(figure)
    assert {"99.8% limits", "95% limits", "This Marac", "All Maracs"} <= set(trace_names(figure))


def test_a_refused_funnel_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="refused"):
        figures.draw_funnel(answers.make_funnel_plot(9))
