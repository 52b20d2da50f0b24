"""Small charts among others: no legend of their own, no taller than they must be, comparable where they should be."""

from __future__ import annotations

import plotly.graph_objects as go

from maracdash import figures
from tests.support.answers import known_value, make_comparison


def test_a_compact_chart_is_a_valid_figure_without_a_legend() -> None:
    figure = figures.draw_small_multiple(make_comparison(30))
    go.Figure(figure)
    assert figure["layout"]["showlegend"] is False
    assert figure["layout"]["height"] < figures.draw_comparison(make_comparison(30))["layout"]["height"]


def test_large_and_small_shares_have_a_scale_each_and_rates_have_none() -> None:
    police = make_comparison(
        indicator="police", own=known_value(61.0), others={n: known_value(58.0) for n in range(2, 9)}, around=()
    )
    others = make_comparison(
        indicator="non-police", own=known_value(39.0), others={n: known_value(42.0) for n in range(2, 9)}, around=()
    )
    small = [
        make_comparison(
            indicator=slug, own=known_value(own), others={n: known_value(3.0) for n in range(2, 9)}, around=()
        )
        for slug, own in (("mash", 4.0), ("housing", 12.0))
    ]
    scales = figures.find_shared_scales([police, others, *small, make_comparison()])
    assert scales.keys() == {"police", "non-police", "mash", "housing"}
    assert scales["police"] == scales["non-police"]
    assert scales["mash"] == scales["housing"] != scales["police"]
    assert scales["mash"][1] >= 12.0


def test_a_given_scale_is_the_axis() -> None:
    figure = figures.draw_small_multiple(make_comparison(), (0, 200))
    assert figure["layout"]["xaxis"]["range"] == [0, 200]
