"""Small charts among others: no legend of their own, no taller than they must be, comparable where they should be."""

from __future__ import annotations

import plotly.graph_objects as go

from maracdash import figures
from maracdash.figures import small_multiples, theme
from maracdash.model.answers import Role
from tests.support.answers import comparison, known


def test_a_compact_chart_is_a_valid_figure_without_a_legend() -> None:
    figure = figures.compact(comparison(30))
    go.Figure(figure)
    assert figure["layout"]["showlegend"] is False
    assert figure["layout"]["height"] < figures.comparison(comparison(30))["layout"]["height"]


def test_large_and_small_shares_have_a_scale_each_and_rates_have_none() -> None:
    police = comparison(indicator="police", own=known(61.0), others={n: known(58.0) for n in range(2, 9)}, around=())
    others = comparison(
        indicator="non-police", own=known(39.0), others={n: known(42.0) for n in range(2, 9)}, around=()
    )
    small = [
        comparison(indicator=slug, own=known(own), others={n: known(3.0) for n in range(2, 9)}, around=())
        for slug, own in (("mash", 4.0), ("housing", 12.0))
    ]
    scales = figures.shared_scales([police, others, *small, comparison()])
    assert scales.keys() == {"police", "non-police", "mash", "housing"}
    assert scales["police"] == scales["non-police"]
    assert scales["mash"] == scales["housing"] != scales["police"]
    assert scales["mash"][1] >= 12.0


def test_a_given_scale_is_the_axis() -> None:
    figure = figures.compact(comparison(), (0, 200))
    assert figure["layout"]["xaxis"]["range"] == [0, 200]


def test_the_legend_names_every_role_once_in_its_colour_the_own_first() -> None:
    entries = small_multiples.legend(comparison())
    assert entries[0] == ("This Marac", theme.COLOURS[Role.OWN])
    assert len(dict(entries)) == len(entries) == 8
