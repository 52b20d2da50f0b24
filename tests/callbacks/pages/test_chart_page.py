"""One change of the board: what is asked for comes back, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import no_update

from callbacks.context import AppContext
from callbacks.http import error_messages
from callbacks.pages import chart_page
from layouts.components.chart_page import OUTPUTS
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.settings import Settings


@pytest.fixture
def context(demonstration: Path) -> Iterator[AppContext]:
    """A desk of its own, asking the demonstration data."""
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def test_a_bare_address_means_the_start_and_comes_back_in_full(context: AppContext) -> None:
    seen = chart_page.update_outputs(context, "/")
    assert seen.keys() == OUTPUTS.keys()
    assert seen["query"] == context.start.query()
    assert seen["pressed_cases-per-10k"] == "true"
    assert seen["pressed_cases"] == "false"
    assert seen["table"] == []


def test_a_name_in_the_address_becomes_a_code(context: AppContext) -> None:
    start = chart_page.update_outputs(context, "/")
    named = chart_page.update_outputs(context, f"/?marac={start['marac']}")
    assert named["query"] == start["query"]


def test_the_table_leaves_the_old_figure_alone(context: AppContext) -> None:
    seen = chart_page.update_outputs(context, "/?view=table")
    assert seen["figure"] is no_update
    assert seen["without_chart"]
    assert len(seen["table"]) == 3


def test_the_gap_in_cases_stands_under_a_comparison_and_under_no_other_view(context: AppContext) -> None:
    for view in ("compare", "table"):
        seen = chart_page.update_outputs(context, f"/indicators/cases-per-10k?view={view}")
        assert re.search(r"To match|no more than chance explains", str(seen["gaps"])), view
    for view in ("trend", "funnel", "control", "distribution"):
        assert chart_page.update_outputs(context, f"/indicators/cases-per-10k?view={view}")["gaps"] == []
    assert chart_page.update_outputs(context, "/indicators/cases")["gaps"] == []


def test_an_indicator_page_has_neighbours_and_no_cards(context: AppContext) -> None:
    seen = chart_page.update_outputs(context, "/indicators/repeat-rate?view=trend")
    assert seen["heading"] == "Repeat rate"
    assert seen["card_cases"] is no_update
    assert "indicator=" not in seen["query"]
    assert "/indicators/cases-change?" in str(seen["further"])


def test_what_is_not_there_is_an_error_with_a_sentence(context: AppContext) -> None:
    with pytest.raises(NotFoundError, match="There are no figures for 1999-Q1"):
        chart_page.update_outputs(context, "/?quarter=1999-Q1")


def test_an_error_of_ours_speaks_for_itself_and_any_other_gets_a_number() -> None:
    assert error_messages.write_error_sentence(NotFoundError("There is no such Marac.")) == "There is no such Marac."
    said = error_messages.write_error_sentence(ZeroDivisionError("division by zero"))
    assert "division" not in said
    assert "report the number" in said


@pytest.mark.parametrize("view", ["distribution", "funnel", "control"])
def test_a_further_view_has_its_chart_sentence_reading_and_table(context: AppContext, view: str) -> None:
    seen = chart_page.update_outputs(context, f"/indicators/repeat-rate?view={view}")
    assert seen["figure"]["data"]
    assert not seen["without_chart"]
    assert seen["finding"] in seen["alt"]
    assert len(seen["reading"]) == (2 if view == "distribution" else 3)
    assert "Table of these figures" in str(seen["table"])
    assert "Caption(" not in str(seen["table"])
    opened = chart_page.update_outputs(context, f"/indicators/repeat-rate?view={view}&table=yes")
    assert str(opened["table"]).count("Tr(") == {"control": 13}.get(view, 31)
    assert "95% interval" in str(opened["table"])
    assert seen[f"view_{view}"] == "true"
    assert f"view={view}" in seen["chart.png"]


def test_a_trend_says_that_its_averages_hold_the_marac(context: AppContext) -> None:
    said = "The averages through time include "
    assert said in str(chart_page.update_outputs(context, "/indicators/repeat-rate?view=trend")["reading"])
    for query in ("view=trend&including=yes", "view=control"):
        assert said not in str(chart_page.update_outputs(context, f"/indicators/repeat-rate?{query}")["reading"])


def test_a_view_that_cannot_be_shown_is_a_sentence_and_no_empty_chart(context: AppContext) -> None:
    seen = chart_page.update_outputs(context, "/indicators/cases?view=funnel")
    assert seen["without_chart"]
    assert seen["figure"] is no_update
    assert seen["finding"].startswith("There is no funnel here.")
    assert seen["reading"] == []
    assert "30 Maracs" not in seen["finding"]


def test_the_public_is_told_that_single_quarters_of_breakdowns_are_withheld(demonstration: Path) -> None:
    public = AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.SAFE)
    seen = chart_page.update_outputs(public, "/indicators/repeat-rate?view=control")
    assert seen["without_chart"]
    assert "breakdowns are shared for 12 months only" in seen["finding"]


def test_intervals_are_drawn_where_the_address_says_so(context: AppContext) -> None:
    plain = chart_page.update_outputs(context, "/?indicator=repeat-rate")
    asked = chart_page.update_outputs(context, "/?indicator=repeat-rate&intervals=yes")
    assert not any("error_x" in trace for trace in plain["figure"]["data"])
    assert any("error_x" in trace for trace in asked["figure"]["data"])
    assert asked["intervals_yes"] == "true"
    assert "whisker" in str(asked["reading"])
