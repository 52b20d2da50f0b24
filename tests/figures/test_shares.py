"""Stacked shares: whole bars, the small parts together."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from maracdash import catalogue, figures
from maracdash.model.answers import Point, Role
from maracdash.model.dashboards import Profile, ProfileRow
from maracdash.model.quarters import Window
from tests.answers import LARGER, OWN, QUARTER, RELEASE, known, place

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
    assert [trace["name"] for trace in figure["data"]] == ["Police", "IDVA", "MASH", "Other routes"]
    for bar in range(2):
        assert sum(trace["x"][bar] for trace in figure["data"]) == pytest.approx(100)


def test_neighbours_differ_in_shade() -> None:
    shades = [trace["marker"]["color"] for trace in figures.shares(profile())["data"]]
    assert all(one != other for one, other in pairwise(shades))
