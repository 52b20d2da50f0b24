"""Lines through time: gaps, estimates, breaks and labels."""

from __future__ import annotations

from typing import Any

import pytest

from maracdash import catalogue, figures
from maracdash.model.answers import AreaRole, SeriesBreak
from maracdash.model.quarters import Quarter
from maracdash.model.values import Status, make_absent_value
from tests.support import answers
from tests.support.plotly_figures import note_texts, trace_names, validate_figure

AROUND = {AreaRole.FORCE: (44.0, 45.0, 46.0, 47.0, 48.0), AreaRole.UK: (45.0, 45.5, 46.0, 46.5, 47.9)}


def drawn(*numbers: Any, **parts: Any) -> dict[str, Any]:
    return validate_figure(figures.draw_trend(answers.make_trend(numbers or (58.0, 60.2, 63.0, 66.0, 70.4), **parts)))


def test_each_area_is_a_line_in_its_colour_and_the_own_one_is_thick():
    traces = trace_names(drawn(around=AROUND))
    assert traces["Birchford"]["line"] == {"color": "#12436D", "dash": "solid", "width": 4}
    assert traces["Force: Harrowshire Police"]["line"]["dash"] == "dash"
    assert traces["Birchford"]["x"] == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1"]


def test_lines_are_labelled_at_their_end_without_touching():
    figure = drawn(around=AROUND)
    ends = {note["text"]: note["y"] for note in figure["layout"]["annotations"] if note.get("x") == 1}
    assert set(ends) == {"<b>Birchford 70</b>", "Force 48", "UK 48"}
    low, high = figure["layout"]["yaxis"]["range"]
    assert (ends["Force 48"] - ends["UK 48"]) / (high - low) * 260 >= 19.9


def test_a_gap_stays_a_gap_and_its_reason_stands_on_the_axis():
    figure = drawn(58.0, answers.missing_value(), answers.missing_value(), 66.0, 70.4, around=AROUND)
    own = trace_names(figure)["Birchford"]
    assert own["y"] == [58.0, None, None, 66.0, 70.4]
    assert own["connectgaps"] is False
    assert note_texts(figure).count("no return") == 1


def test_gaps_of_larger_areas_put_no_words_into_the_plot():
    gap = (45.0, make_absent_value(Status.WITHHELD, "a small number could be read from it"), 46.0, 47.0, 48.0)
    figure = drawn(around={**AROUND, AreaRole.UK: gap})
    assert note_texts(figure) == note_texts(drawn(around=AROUND))
    assert trace_names(figure)["UK"]["y"][1] is None


def test_of_several_own_gaps_none_is_said_in_the_plot():
    figure = drawn(58.0, answers.missing_value(), 63.0, answers.missing_value(), 70.4)
    assert "no return" not in note_texts(figure)


def test_an_area_without_any_value_is_neither_drawn_nor_named():
    gone = (make_absent_value(Status.NOT_PUBLISHED),) * 5
    figure = drawn(around={**AROUND, AreaRole.UK: gone})
    assert "UK" not in trace_names(figure)
    assert not [text for text in note_texts(figure) if text.startswith("UK")]


def test_a_line_that_ends_early_says_so_at_its_end():
    ends = note_texts(
        drawn(around={**AROUND, AreaRole.UK: (45.0, 46.0, 47.0, 48.0, make_absent_value(Status.WITHHELD))})
    )
    assert "UK withheld" in ends


def test_estimates_are_open_markers():
    figure = drawn(58.0, answers.known_value(60, status=Status.PROXIED), 63.0, 66.0, 70.4)
    assert trace_names(figure)["Birchford"]["marker"]["symbol"][:3] == ["circle", "circle-open", "circle"]


def test_a_break_is_a_dotted_line_before_its_quarter():
    figure = drawn(breaks=(SeriesBreak(quarter=Quarter(2023, 3), reason="New population."),))
    (line,) = figure["layout"]["shapes"]
    assert line["x0"] == line["x1"] == 1.5
    assert line["line"]["dash"] == "dot"
    assert "not comparable<br>with earlier" in note_texts(figure)


def test_no_line_runs_through_a_break():
    broken = (SeriesBreak(quarter=Quarter(2023, 3), reason="New population."),)
    traces = trace_names(drawn(around=AROUND, breaks=broken))
    assert traces["Birchford"]["x"] == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q3", "2023-Q4", "2024-Q1"]
    assert traces["Birchford"]["y"] == [58.0, 60.2, None, 63.0, 66.0, 70.4]
    assert traces["UK"]["y"][2] is None
    assert len(traces["Birchford"]["hovertext"]) == 6
    first = (SeriesBreak(quarter=Quarter(2023, 1), reason="New population."),)
    assert None not in trace_names(drawn(breaks=first))["Birchford"]["y"]


def test_an_estimate_beside_a_break_stays_the_open_marker():
    broken = (SeriesBreak(quarter=Quarter(2023, 3), reason="New population."),)
    figure = drawn(58.0, 60.0, answers.known_value(63, status=Status.PROXIED), 66.0, 70.4, breaks=broken)
    own = trace_names(figure)["Birchford"]
    assert own["y"][own["marker"]["symbol"].index("circle-open")] == 63


def test_a_break_outside_the_quarters_is_not_drawn():
    assert drawn(breaks=(SeriesBreak(quarter=Quarter(2020, 1), reason="Old."),))["layout"]["shapes"] == []


def test_rates_start_at_nought_and_changes_need_not():
    assert drawn()["layout"]["yaxis"]["range"][0] == 0
    assert drawn(-4.0, 3.0, -8.0, indicator="cases-change")["layout"]["yaxis"]["range"][0] < -8


@pytest.mark.parametrize("indicator", ["cases", "idva-current"])
def test_of_a_total_only_the_own_line_is_drawn(indicator: str):
    lines = trace_names(drawn(indicator=indicator, around=AROUND))
    assert {name for name, trace in lines.items() if "fill" not in trace} == {"Birchford"}


@pytest.mark.parametrize("quarters", [1, 5, 9, 21, 40, 60, 3300])
def test_at_most_eight_ticks_end_with_the_chosen_quarter(quarters: int):
    axis = drawn(*[50.0] * quarters)["layout"]["xaxis"]
    assert len(axis["tickvals"]) <= 8
    assert axis["tickvals"][-1] == "2024-Q1"
    assert axis["tickangle"] == 0


def test_nothing_but_absences_is_still_a_figure():
    figure = drawn(answers.missing_value(), answers.missing_value())
    assert "no return" in note_texts(figure)
    assert figure["layout"]["yaxis"]["tickvals"] == [0]
    assert "tickvals" not in drawn()["layout"]["yaxis"]


def test_a_name_cannot_speak_to_the_template():
    trend = answers.make_trend()
    figure = validate_figure(figures.draw_trend(trend))
    assert figure["data"][0]["hovertemplate"] == "Birchford<br>%{x}: %{hovertext}<extra></extra>"


def title(figure: dict[str, Any]) -> dict[str, Any]:
    return next(note for note in figure["layout"]["annotations"] if note["text"].startswith("Cases per 10,000 women"))


@pytest.mark.parametrize("breaks", [(), (SeriesBreak(quarter=Quarter(2023, 3), reason="New population."),)])
def test_the_axis_of_values_has_a_title_that_lies_level_above_it_and_above_the_words_of_breaks(breaks: Any):
    figure = drawn(around=AROUND, breaks=breaks)
    note, layout = title(figure), figure["layout"]
    assert (note["xref"], note["x"], note["xanchor"], note["xshift"]) == ("paper", 0, "left", -layout["margin"]["l"])
    assert (note["yref"], note["y"], note["yanchor"]) == ("paper", 1, "bottom")
    assert note["yshift"] >= (2 * 21 if breaks else 8)
    assert note["yshift"] + 21 <= layout["margin"]["t"]
    assert "textangle" not in note
    assert layout["height"] - layout["margin"]["t"] - layout["margin"]["b"] == 260


def test_a_long_title_of_the_axis_is_written_in_lines_that_a_narrow_screen_holds():
    figure = drawn(indicator="minoritised-population")
    note = figure["layout"]["annotations"][0]
    assert note["text"].replace("<br>", " ") == catalogue.indicator("minoritised-population").label
    assert note["yshift"] + 21 * (1 + note["text"].count("<br>")) <= figure["layout"]["margin"]["t"]


def test_a_printed_trend_has_the_title_of_its_axis_under_the_heading():
    figure = validate_figure(figures.draw_for_print(answers.make_trend(around=AROUND), "Birchford rose", ("Source",)))
    layout = figure["layout"]
    subtitle = next(note for note in layout["annotations"] if "2023-Q1 to 2024-Q1" in note["text"])
    assert title(figure)["yshift"] + 21 <= subtitle["yshift"]
    assert title(figure)["xshift"] == subtitle["xshift"]
