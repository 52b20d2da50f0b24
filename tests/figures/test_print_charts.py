"""The slide form: everything inside 1280 by 720."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from maracdash import figures
from maracdash.model.answers import AreaRole
from maracdash.model.values import Status
from tests.support import answers
from tests.support.plotly_figures import note_texts, trace_names, validate_figure

FOOTER = ("Source: Marac returns", "Figures as at 12 May 2024", "Official-sensitive: not for publication")
LONG = "Birchford: 70 cases per 10,000 women, higher than its force (48) and the UK (46), and " * 2


@pytest.mark.parametrize("title", ["Birchford: 70 cases", LONG.strip()])
@pytest.mark.parametrize("count", [1, 7, 20, 28, 29, 180])
def test_a_printed_comparison_is_a_slide_with_title_period_and_footer(count: int, title: str):
    figure = validate_figure(figures.draw_for_print(answers.make_comparison(count), title, FOOTER))
    layout, said = figure["layout"], " ".join(note_texts(figure)).replace("<br>", " ")
    assert (layout["width"], layout["height"]) == (1280, 720)
    assert f"<b>{title}</b>" in said
    assert "April 2023 to March 2024" in said
    assert " · ".join(FOOTER) in said
    assert layout["margin"]["t"] + layout["margin"]["b"] < 400


def test_a_printed_trend_has_a_legend_and_room_for_its_labels():
    around = {AreaRole.FORCE: (44.0, 45.0, 46.0, 47.0, 48.0)}
    figure = validate_figure(figures.draw_for_print(answers.make_trend(around=around), "Birchford rose", FOOTER))
    assert figure["layout"]["showlegend"] is True
    assert set(trace_names(figure)) == {"Birchford", "Force: Harrowshire<br>Police"}
    assert figure["layout"]["margin"]["r"] > 270
    assert "2023-Q1 to 2024-Q1" in " ".join(note_texts(figure))


ESTIMATES = dict.fromkeys(range(2, 61), answers.known_value(20.0, status=Status.PROXIED))


@pytest.mark.parametrize("count", [8, 60])
def test_the_legend_of_a_slide_is_solid_though_every_value_is_estimated(count: int):
    answer = answers.make_comparison(count, own=answers.known_value(70.4, status=Status.PROXIED), others=ESTIMATES)
    figure = validate_figure(figures.draw_for_print(answer, "Title", FOOTER))
    entered = [trace for trace in figure["data"] if "name" in trace and trace.get("showlegend", True)]
    assert sorted(trace["name"].replace("<br>", " ") for trace in entered) == sorted(
        key.name for key in figures.build_legend(answer)
    )
    assert "open" not in str([trace.get("marker") for trace in entered])
    assert "pattern" not in str([trace.get("marker") for trace in entered])
    assert ("open" if count == 60 else "pattern") in str(figure["data"])


def test_over_twenty_eight_areas_are_dots_on_paper():
    assert {trace["type"] for trace in figures.draw_for_print(answers.make_comparison(29), "T", FOOTER)["data"]} == {
        "scatter"
    }
    assert "bar" in {
        trace["type"] for trace in figures.draw_for_print(answers.make_comparison(28), "T", FOOTER)["data"]
    }


def test_rows_on_paper_are_never_lower_than_their_letters():
    for count in range(1, 29):
        layout = figures.draw_for_print(answers.make_comparison(count), "Title", FOOTER)["layout"]
        rows = layout["yaxis"].get("tickvals", [])
        assert all((after - before) * _pixels(layout) >= 15 for before, after in itertools.pairwise(rows))


@pytest.mark.parametrize("count", [6, 14, 16, 18])
def test_names_of_two_lines_keep_clear_of_their_neighbours(count: int):
    names = dict.fromkeys(range(2, count + 1, 2), "Northwick and Upper Langley Valleys East")
    layout = figures.draw_for_print(answers.make_comparison(count, names=names), "Title", FOOTER)["layout"]
    rows = list(zip(layout["yaxis"]["tickvals"], layout["yaxis"]["ticktext"], strict=True))
    for (before, above), (after, below) in itertools.pairwise(rows):
        needed = 15 + 10.4 * (above.count("<br>") + below.count("<br>"))
        assert (after - before) * _pixels(layout) >= needed - 1


def _pixels(layout: dict[str, Any]) -> float:
    plot: float = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    return plot / layout["yaxis"]["range"][0]


def test_titles_are_letters_not_markup():
    assert any(
        "A &lt;b&gt;" in text
        for text in note_texts(figures.draw_for_print(answers.make_comparison(3), "A <b>", FOOTER))
    )


@pytest.mark.parametrize(
    "answer",
    [
        answers.make_comparison(8),
        answers.make_trend(around={AreaRole.FORCE: (44.0, 45.0, 46.0, 47.0, 48.0)}),
        answers.make_funnel_plot(),
        answers.make_control_series(tuple(float(each % 5) for each in range(16))),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_figure_of_a_screen_has_the_size_of_every_other(answer: Any):
    layout = validate_figure(figures.draw_for_screen(answer))["layout"]
    assert (layout["width"], layout["height"]) == figures.SCREEN_SIZE


@pytest.mark.parametrize("count", [1, 2, 10, 11, 12, 42, 180])
def test_nothing_on_a_screen_is_squeezed(count: int):
    layout = validate_figure(figures.draw_for_screen(answers.make_comparison(count)))["layout"]
    assert (layout["width"], layout["height"]) == figures.SCREEN_SIZE
    assert _pixels(layout) >= 1


def test_few_areas_on_a_screen_are_bars_with_a_legend_and_many_are_dots():
    few, many = (figures.draw_for_screen(answers.make_comparison(count)) for count in (8, 42))
    assert {"bar", "scatter"} == {trace["type"] for trace in few["data"]}
    assert {"scatter"} == {trace["type"] for trace in many["data"]}
    assert [any(trace["showlegend"] for trace in each["data"]) for each in (few, many)] == [True, False]
