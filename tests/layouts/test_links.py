"""Addresses that carry what the reader chose."""

from __future__ import annotations

from layouts import links
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import ChartView, Selection

CHOSEN = Selection(
    marac="M 1&2", quarter=Quarter(2024, 1), indicator="cases", window=Window.QUARTER, view=ChartView.TREND
)


def test_the_overview_names_everything_that_was_chosen() -> None:
    expected = "/?marac=M+1%262&quarter=2024-Q1&indicator=cases&window=quarter&view=trend"
    assert links.overview(CHOSEN) == expected


def test_an_indicator_is_named_once_in_its_path() -> None:
    assert links.indicator("repeat-rate", CHOSEN).startswith("/indicators/repeat-rate?marac=")
    assert "indicator=" not in links.indicator("repeat-rate", CHOSEN)


def test_a_file_says_all_in_its_query() -> None:
    assert links.download("chart.png", CHOSEN) == f"/export/chart.png?{CHOSEN.query()}"
