"""The distribution of all Maracs, the whiskers of a comparison, and the band of a trend."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from maracdash import catalogue, figures
from maracdash.figures.distributions import build_distribution
from maracdash.model.answers import SeriesBreak
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value
from maracdash.statistics.intervals import Interval, confidence_interval
from maracdash.statistics.quartiles import Quartiles
from tests.support import answers
from tests.support.plotly_figures import note_texts, trace_names, validate_figure

SHARE = catalogue.indicator("repeat-rate")


def share(part: float, whole: float) -> Value:
    return answers.known_value(100 * part / whole, numerator=part, denominator=whole)


def find_points(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("customdata")]


@pytest.mark.parametrize("count", [1, 3, 30, 275])
def test_every_marac_with_a_figure_is_a_dot_with_a_way_to_it(count: int) -> None:
    figure = validate_figure(figures.draw_distribution(answers.make_distribution(count)))
    ways = [way for trace in find_points(figure) for way in trace["customdata"]]
    assert len(set(ways)) == count
    assert "marac=M01" in ways
    assert any("Birchford" in text for text in note_texts(figure))


@pytest.mark.parametrize("count", [30, 275])
def test_no_dot_covers_another_on_the_width_it_is_made_for(count: int) -> None:
    figure = build_distribution(answers.make_distribution(count))
    low, high = figure["layout"]["xaxis"]["range"]
    size = 8 if count > 120 else 12
    dots = [
        ((x - low) / (high - low) * 420, y)
        for trace in find_points(figure)
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    close = [
        (one, other)
        for one, other in combinations(dots, 2)
        if abs(one[0] - other[0]) < size - 0.1 and abs(one[1] - other[1]) < size - 0.1
    ]
    assert not close


def test_the_middle_half_lies_behind_and_few_maracs_have_none() -> None:
    answer = answers.make_distribution(30)
    assert isinstance(answer.quartiles, Quartiles)
    [ground] = figures.draw_distribution(answer)["layout"]["shapes"]
    assert (ground["x0"], ground["x1"]) == pytest.approx((answer.quartiles.lower, answer.quartiles.upper), rel=1e-3)
    assert "Middle half of Maracs" in {each.name for each in figures.build_legend(answer)}
    few = answers.make_distribution(7)
    assert figures.draw_distribution(few)["layout"]["shapes"] == []
    assert "Middle half of Maracs" not in {each.name for each in figures.build_legend(few)}


def test_equal_numbers_and_nothing_but_absences_are_still_figures() -> None:
    none = answers.known_value(0.0)
    same = dict.fromkeys(range(2, 31), none)
    validate_figure(figures.draw_distribution(answers.make_distribution(30, own=none, others=same)))
    gone = dict.fromkeys(range(2, 31), answers.missing_value())
    figure = figures.draw_distribution(answers.make_distribution(30, own=answers.missing_value(), others=gone))
    assert "No return: 30 Maracs" in note_texts(validate_figure(figure))


@pytest.mark.parametrize("count", [8, 60])
def test_whiskers_end_at_the_limits_and_only_where_they_are_asked_for(count: int) -> None:
    others = {number: share(20 + number, 100 + 9 * number) for number in range(2, count + 1)}
    answer = answers.make_comparison(count, indicator="repeat-rate", own=share(140, 400), others=others)
    assert not any("error_x" in trace for trace in figures.draw_comparison(answer)["data"])
    figure = validate_figure(figures.draw_comparison(answer, intervals=True))
    own = trace_names(figure)["This Marac"]
    limits = confidence_interval(SHARE, answer.own.value)
    assert isinstance(limits, Interval)
    reach = (own["x"][0] - own["error_x"]["arrayminus"][0], own["x"][0] + own["error_x"]["array"][0])
    assert reach == pytest.approx((limits.lower, limits.upper), rel=1e-3)
    ends = [
        x + up for trace in find_points(figure) for x, up in zip(trace["x"], trace["error_x"]["array"], strict=True)
    ]
    assert max(ends) < figure["layout"]["xaxis"]["range"][1]
    printed = validate_figure(figures.draw_for_print(answer, "Birchford", ("Source",), intervals=True))
    assert any("error_x" in trace for trace in printed["data"])


def test_whiskers_of_dots_do_not_cover_each_other() -> None:
    others = {number: share(20 + number * 37 % 60, 200) for number in range(2, 81)}
    answer = answers.make_comparison(80, indicator="repeat-rate", own=share(70, 200), others=others)
    rows: dict[float, list[tuple[float, float]]] = {}
    for trace in find_points(figures.draw_comparison(answer, intervals=True)):
        whiskers = zip(trace["x"], trace["y"], trace["error_x"]["arrayminus"], trace["error_x"]["array"], strict=True)
        for x, y, down, up in whiskers:
            rows.setdefault(y, []).append((x - down, x + up))
    assert len(rows) > 5
    assert all(one[1] < other[0] or other[1] < one[0] for row in rows.values() for one, other in combinations(row, 2))


def test_a_value_without_an_interval_has_no_whisker() -> None:
    answer = answers.make_comparison(8, indicator="repeat-rate")
    assert not any("error_x" in trace for trace in figures.draw_comparison(answer, intervals=True)["data"])


def test_the_band_of_a_trend_is_the_interval_of_the_own_line_and_parts_at_gaps_and_breaks() -> None:
    values = (share(30, 100), share(32, 100), answers.missing_value(), share(31, 100), share(40, 100), share(41, 100))
    broken = SeriesBreak(quarter=Quarter(2023, 4), reason="A census.")
    answer = answers.make_trend(values, indicator="repeat-rate", breaks=(broken,))
    figure = validate_figure(figures.draw_trend(answer))
    bands = [trace for trace in figure["data"] if trace.get("fill")]
    assert [band["x"][:2] for band in bands] == [["2022-Q4", "2023-Q1"], ["2023-Q4", "2024-Q1"]]
    limits = [confidence_interval(SHARE, value) for value in values[:2]]
    edges = [each.upper for each in limits if each] + [each.lower for each in limits[::-1] if each]
    assert bands[0]["y"] == pytest.approx(edges, rel=1e-3)
    assert figure["layout"]["yaxis"]["range"][1] >= max(bands[1]["y"])
    assert figures.build_legend(answer)[1].name == "95% interval of Birchford"


def test_a_line_without_counts_has_no_band() -> None:
    assert not any(trace.get("fill") for trace in figures.draw_trend(answers.make_trend())["data"])
