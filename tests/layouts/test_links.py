"""Addresses that carry what the reader chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from layouts import links
from maracdash.model.groups import GroupChoice
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


@pytest.mark.parametrize(
    "link", [links.region, links.force_map, links.heat_map, links.report, links.summary, links.groups, links.peers]
)
def test_every_other_page_keeps_what_the_reader_compares_with(link: Callable[[Selection], str]) -> None:
    chosen = replace(CHOSEN, group=GroupChoice(name="Coast", members=("M2", "F3")), including=True)
    assert {"group=Coast~M2,F3", "including=yes"} <= {*link(chosen).partition("?")[2].split("&")}


@pytest.mark.parametrize("link", [links.region, links.force_map, links.heat_map, links.groups, links.peers])
def test_every_form_of_all_maracs_keeps_the_indicator(link: Callable[[Selection], str]) -> None:
    assert "indicator=cases" in link(CHOSEN).partition("?")[2].split("&")


def test_a_file_says_all_in_its_query() -> None:
    assert links.download("chart.png", CHOSEN) == f"/export/chart.png?{CHOSEN.query()}"
