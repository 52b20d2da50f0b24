"""What an address means, by itself and with the deployment's start."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbacks.context import Context
from callbacks.pages.selections import chosen, meant
from maracdash.model.errors import UnknownThing
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection, View
from maracdash.settings import Settings


def test_a_complete_address_means_itself() -> None:
    said = meant("/?marac=M01&quarter=2024-Q1&indicator=cases&window=quarter&view=trend")
    assert said == Selection(
        marac="M01", quarter=Quarter(2024, 1), indicator="cases", window=Window.QUARTER, view=View.TREND
    )


def test_the_path_names_the_indicator_of_its_page() -> None:
    said = meant("/indicators/repeat-rate?marac=M01&quarter=2024-Q1&indicator=cases")
    assert said is not None
    assert said.indicator == "repeat-rate"


@pytest.mark.parametrize("address", ["/", "/?marac=M01&quarter=2024-Q1", "/indicators/cases?marac=M01"])
def test_an_address_that_leaves_something_out_means_nothing_by_itself(address: str) -> None:
    assert meant(address) is None


def test_what_is_left_out_comes_from_the_start(demonstration: Path) -> None:
    context = Context.of(Settings(data=demonstration))
    assert chosen(context, "/") == context.start
    assert chosen(context, "/?quarter=2024-Q2").quarter == Quarter(2024, 2)
    with pytest.raises(UnknownThing):
        chosen(context, "/?marac=Atlantis")
