"""Bars and dots of Maracs: what is drawn, what is said, how much it weighs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from maracdash import figures
from maracdash.model.answers import AreaRole
from maracdash.model.values import Origin, Status, make_absent_value
from tests.support import answers
from tests.support.plotly_figures import note_texts, trace_names, trace_texts, validate_figure
from tests.support.work import count_calls


@pytest.mark.parametrize("count", [1, 2, 7, 30, 40, 41, 46, 180])
def test_any_number_of_maracs_makes_a_valid_figure(count: int):
    figure = validate_figure(figures.draw_comparison(answers.make_comparison(count)))
    assert figure["layout"]["height"] >= 320
    shown = sum(len(trace["x"]) for trace in figure["data"] if trace.get("hovertext"))
    assert shown == count


def test_the_legend_says_what_each_colour_is():
    traces = trace_names(figures.draw_comparison(answers.make_comparison(8)))
    assert list(traces)[:3] == ["This Marac", "Maracs of Harrowshire Police", "Maracs of the similar group"]
    assert traces["This Marac"]["marker"]["color"] == "#12436D"
    assert traces["Maracs of Harrowshire Police"]["marker"]["color"] == "#28A197"
    assert traces["Maracs of the similar group"]["marker"]["color"] == "#A285D1"


def test_bars_run_from_most_at_the_top_and_start_at_nought():
    figure = figures.draw_comparison(answers.make_comparison(8))
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    rows = sorted(pair for trace in bars for pair in zip(trace["y"], trace["x"], strict=True))
    assert [x for _, x in rows] == sorted((x for _, x in rows), reverse=True)
    assert figure["layout"]["yaxis"]["range"][1] == 0
    assert figure["layout"]["xaxis"]["range"][0] == 0


def test_every_bar_carries_its_name_and_value_and_the_own_one_is_bold():
    labels = figures.draw_comparison(answers.make_comparison(8))["layout"]["yaxis"]["ticktext"]
    assert labels[0] == "<b>Birchford  70</b>"
    assert "Marac 4  52" in labels


def test_averages_are_lines_with_their_own_dash_name_and_value():
    figure = figures.draw_comparison(answers.make_comparison(8))
    traces = trace_names(figure)
    assert traces["Force: Harrowshire Police"]["x"] == [48.2, 48.2]
    assert traces["UK"]["line"] == {"color": "#3D3D3D", "dash": "longdash", "width": 2}
    assert {"Force 48", "Similar group 59", "Region 48", "Country 46", "UK 46"} <= set(note_texts(figure))


@pytest.mark.parametrize("status", [Status.NOT_APPLICABLE, Status.WITHHELD])
def test_where_nothing_is_left_of_an_area_or_may_be_shown_its_line_is_of_the_whole_and_says_so(status: Status):
    force, *others = answers.make_averages()
    alone = replace(force, compared=make_absent_value(status, "the only Marac of its force"), excludes_own=True)
    figure = figures.draw_comparison(answers.make_comparison(8, around=(alone, *others)))
    assert trace_names(figure)["Force: Harrowshire Police"]["x"] == [48.2, 48.2]
    assert "Force 48" in note_texts(figure)
    assert not [text for text in (*trace_names(figure), *note_texts(figure)) if "Rest of force" in text]


def test_a_country_that_says_what_the_uk_says_is_left_out():
    same = answers.make_averages({AreaRole.COUNTRY: 46.1, AreaRole.UK: 46.1})
    assert "Country: Albany" not in trace_names(figures.draw_comparison(answers.make_comparison(8, around=same)))


@pytest.mark.parametrize("indicator", ["cases", "children", "idva-current"])
@pytest.mark.parametrize("count", [8, 60])
def test_totals_of_larger_areas_are_no_lines(indicator: str, count: int):
    around = answers.make_averages({AreaRole.FORCE: 15683, AreaRole.UK: 117359})
    figure = validate_figure(
        figures.draw_comparison(answers.make_comparison(count, indicator=indicator, around=around))
    )
    assert "UK" not in trace_names(figure)
    assert figure["layout"]["xaxis"]["range"][1] < 100


def test_an_absent_value_is_said_in_place_of_its_bar():
    figure = validate_figure(figures.draw_comparison(answers.make_comparison(8, others={3: answers.missing_value()})))
    assert "no return" in note_texts(figure)
    assert "Marac 3" in figure["layout"]["yaxis"]["ticktext"]


@pytest.mark.parametrize("count", [3, 50])
def test_nothing_but_absences_is_still_a_figure(count: int):
    gone = {number: answers.missing_value() for number in range(2, count + 1)}
    figure = validate_figure(
        figures.draw_comparison(answers.make_comparison(count, own=answers.missing_value(), others=gone, around=()))
    )
    assert any("no return" in text.lower() for text in note_texts(figure))
    assert figure["layout"]["xaxis"]["tickvals"] == [0]


def test_an_estimate_is_hatched_and_labelled():
    estimate = answers.known_value(33.4, status=Status.PROXIED)
    figure = validate_figure(figures.draw_comparison(answers.make_comparison(8, others={2: estimate})))
    force = trace_names(figure)["Maracs of Harrowshire Police"]
    assert force["marker"]["pattern"]["shape"].count("/") == 1
    assert "Marac 2<br>33 estimated" in figure["layout"]["yaxis"]["ticktext"]


def test_a_fall_reaches_left_of_nought():
    figure = validate_figure(
        figures.draw_comparison(answers.make_comparison(8, indicator="cases-change", own=answers.known_value(-30.2)))
    )
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -30.2 < 0 < high
    assert "<b>Birchford  −30.2%</b>" in figure["layout"]["yaxis"]["ticktext"]


def test_names_are_letters_not_markup_and_long_ones_wrap():
    names = {2: "A<b>&", 3: "Northwick and Upper Langley Valleys East"}
    labels = figures.draw_comparison(answers.make_comparison(8, names=names))["layout"]["yaxis"]["ticktext"]
    assert "A&lt;b&gt;&amp;  31" in labels
    assert "Northwick and Upper<br>Langley Valleys East  15" in labels


def test_the_pointer_tells_area_value_estimate_coverage_and_origin():
    value = answers.known_value(33.4, status=Status.PROXIED, origin=Origin.PUBLISHED)
    figure = figures.draw_comparison(answers.make_comparison(8, others={2: value}))
    assert "Marac 2: 33, estimated, as published" in trace_names(figure)["Maracs of Harrowshire Police"]["hovertext"]


@pytest.mark.parametrize("count", [12, 60])
def test_labels_of_averages_never_overlap(count: int):
    close = {
        AreaRole.FORCE: 48.2,
        AreaRole.GROUP: 48.3,
        AreaRole.REGION: 48.1,
        AreaRole.COUNTRY: 48.4,
        AreaRole.UK: 48.0,
    }
    figure = figures.draw_comparison(answers.make_comparison(count, around=answers.make_averages(close)))
    notes = [
        (y, side)
        for text, (_, y, side) in trace_texts(figure).items()
        if text.split()[0] in {"Force", "Similar", "Region", "Country", "UK"}
    ]
    assert len(notes) == 5
    assert len(set(notes)) == 5


@pytest.mark.parametrize("count", [8, 60])
def test_texts_are_one_trace_that_the_browser_need_not_measure(count: int):
    figure = figures.draw_comparison(answers.make_comparison(count))
    assert figure["layout"]["annotations"] == []
    assert [trace.get("mode") for trace in figure["data"]].count("text") == 1
    assert figure["data"][-1]["mode"] == "text"
    place, _, side = trace_texts(figure)["UK 46"]
    assert (place, side) == (46.1, "middle right")


def test_over_forty_areas_are_dots_in_two_strips_with_the_own_one_named():
    figure = validate_figure(figures.draw_comparison(answers.make_comparison(60)))
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert {"Maracs of Harrowshire Police", "Maracs of the similar group", "<b>Birchford 70</b>"} <= set(
        note_texts(figure)
    )


def test_dots_that_cannot_be_drawn_are_counted_in_words():
    figure = figures.draw_comparison(
        answers.make_comparison(60, others={3: answers.missing_value(), 9: answers.missing_value()})
    )
    assert "No return: 2 Maracs" in note_texts(figure)


def test_text_is_at_least_twelve_point():
    for figure in (
        figures.draw_comparison(answers.make_comparison(8)),
        figures.draw_comparison(answers.make_comparison(60)),
    ):
        sizes = [part["font"]["size"] for part in (figure["layout"], figure["layout"]["xaxis"]["title"])]
        assert min(sizes) >= 16


def test_thirty_bars_are_small_and_quick():
    answer = answers.make_comparison(30)
    assert len(json.dumps(figures.draw_comparison(answer), separators=(",", ":"))) < 5000
    assert count_calls(lambda: figures.draw_comparison(answer)) < 5000


def test_the_text_of_the_own_point_says_an_estimate_though_its_trace_has_no_other():
    estimate = answers.known_value(33.4, status=Status.PROXIED)
    own = trace_names(figures.draw_comparison(answers.make_comparison(8, own=estimate)))["This Marac"]
    assert own["hovertext"] == ["Birchford: 33, estimated"]
    assert own["hovertemplate"] == "%{hovertext}, computed from returns<extra></extra>"
