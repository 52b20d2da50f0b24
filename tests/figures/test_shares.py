"""Stacked shares: whole bars, the small parts together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from maracdash import figures
from maracdash.figures.shares import split_parts
from tests.support.answers import missing_value
from tests.support.profiles import profile


def test_every_bar_is_whole_and_small_parts_are_one() -> None:
    figure = figures.draw_shares(profile())
    go.Figure(figure)
    assert [trace["name"] for trace in figure["data"]] == ["Police", "Idva", "Mash", "All other routes"]
    for bar in range(2):
        assert sum(trace["x"][bar] for trace in figure["data"]) == pytest.approx(100)


def test_neighbours_differ_in_shade() -> None:
    shades = [trace["marker"]["color"] for trace in figures.draw_shares(profile())["data"]]
    assert all(one != other for one, other in pairwise(shades))


def test_every_part_of_a_bar_has_its_name_or_its_number_on_it() -> None:
    texts = [trace["text"] for trace in figures.draw_shares(profile())["data"]]
    assert texts == [
        ["1 Police<br>60.0%", "1 Police<br>55.0%"],
        ["2 Idva<br>30.0%", "2 Idva<br>40.0%"],
        ["3", "3"],
        ["4", "4"],
    ]


def test_what_was_recorded_as_other_is_among_the_others_however_large() -> None:
    [*_, (name, rows)] = split_parts(profile())
    assert name == "All other routes"
    assert [row.indicator.slug for row in rows] == ["housing", "other"]


def test_a_part_without_a_figure_is_not_said_to_be_nothing() -> None:
    answer = profile()
    first = answer.rows[0]
    gone = replace(first, points=(replace(first.own, value=missing_value()), *first.points[1:]))
    traces = {
        trace["name"]: trace for trace in figures.draw_shares(replace(answer, rows=(gone, *answer.rows[1:])))["data"]
    }
    assert traces["Police"]["hovertext"][0].endswith("Police no return")
