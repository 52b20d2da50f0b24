"""Stacked shares: whole bars, the small parts together."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from maracdash import catalogue, figures
from maracdash.figures.shares import parts
from maracdash.model.answers import Point, Role
from maracdash.model.dashboards import Profile, ProfileRow
from maracdash.model.quarters import Window
from tests.support.answers import LARGER, OWN, QUARTER, RELEASE, known, place

SHARES = {"police": (60.0, 55.0), "idva": (30.0, 40.0), "mash": (7.0, 1.0), "housing": (3.0, 3.5), "other": (0.0, 0.5)}


def profile() -> Profile:
    """Five routes of a Marac and the UK."""
    return Profile(
        quarter=QUARTER,
        window=Window.YEAR,
        place=place(),
        rows=tuple(
            ProfileRow(
                indicator=catalogue.indicator(slug),
                points=(
                    Point(area=OWN, role=Role.OWN, value=known(own)),
                    Point(area=LARGER[Role.UK], role=Role.UK, value=known(uk)),
                ),
            )
            for slug, (own, uk) in SHARES.items()
        ),
        release=RELEASE,
    )


def test_every_bar_is_whole_and_small_parts_are_one() -> None:
    figure = figures.shares(profile())
    go.Figure(figure)
    assert [trace["name"] for trace in figure["data"]] == ["Police", "IDVA", "MASH", "All other routes"]
    for bar in range(2):
        assert sum(trace["x"][bar] for trace in figure["data"]) == pytest.approx(100)


def test_neighbours_differ_in_shade() -> None:
    shades = [trace["marker"]["color"] for trace in figures.shares(profile())["data"]]
    assert all(one != other for one, other in pairwise(shades))


def test_every_part_of_a_bar_has_its_name_or_its_number_on_it() -> None:
    texts = [trace["text"] for trace in figures.shares(profile())["data"]]
    assert texts == [
        ["1 Police<br>60.0%", "1 Police<br>55.0%"],
        ["2 IDVA<br>30.0%", "2 IDVA<br>40.0%"],
        ["3", "3"],
        ["4", "4"],
    ]


def test_what_was_recorded_as_other_is_among_the_others_however_large() -> None:
    [*_, (name, rows)] = parts(profile())
    assert name == "All other routes"
    assert [row.indicator.slug for row in rows] == ["housing", "other"]
