"""What an address means, by itself and with the deployment's start."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbacks.context import AppContext
from callbacks.pages.selections import read_selection, resolve_selection
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import ChartView, Selection
from maracdash.settings import Settings


def test_a_complete_address_means_itself() -> None:
    said = read_selection("/?marac=M01&quarter=2024-Q1&indicator=cases&window=quarter&view=trend")
    assert said == Selection(
        marac="M01", quarter=Quarter(2024, 1), indicator="cases", window=Window.QUARTER, view=ChartView.TREND
    )


def test_the_path_names_the_indicator_of_its_page() -> None:
    said = read_selection("/indicators/repeat-rate?marac=M01&quarter=2024-Q1&indicator=cases")
    assert said is not None
    assert said.indicator == "repeat-rate"


def test_of_a_parameter_given_twice_the_last_counts() -> None:
    said = read_selection("/?marac=M01&marac=M02&quarter=2024-Q1&indicator=cases&quarter=2024-Q2")
    assert said is not None
    assert (said.marac, said.quarter) == ("M02", Quarter(2024, 2))


@pytest.mark.parametrize("address", ["/", "/?marac=M01&quarter=2024-Q1", "/indicators/cases?marac=M01"])
def test_an_address_that_leaves_something_out_means_nothing_by_itself(address: str) -> None:
    assert read_selection(address) is None


def test_what_is_left_out_comes_from_the_start(demonstration: Path) -> None:
    context = AppContext.of(Settings(data=demonstration), outside_requests=Audience.FULL)
    assert resolve_selection(context, "/") == context.start
    assert resolve_selection(context, "/?quarter=2024-Q2").quarter == Quarter(2024, 2)
    with pytest.raises(NotFoundError):
        resolve_selection(context, "/?marac=Atlantis")
