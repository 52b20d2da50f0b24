"""Which switches stand there, and where the files lie."""

from __future__ import annotations

from dataclasses import replace

from layouts.switches import actions, switches
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection, View

COMPARED = Selection(marac="M01", quarter=Quarter(2024, 1), indicator="cases")


def test_the_period_can_be_chosen_where_it_matters() -> None:
    assert "window=quarter" not in str(switches(COMPARED))
    assert "window=quarter" in str(switches(replace(COMPARED, view=View.TREND)))
    assert "window=year" in str(switches(replace(COMPARED, window=Window.QUARTER)))


def test_pictures_and_numbers_are_plain_links() -> None:
    said = str(actions(COMPARED, None))
    for name in ("chart.png", "chart.svg", "table.csv"):
        assert f"/export/{name}?{COMPARED.query()}" in said


def test_without_chromium_the_page_says_so_instead_of_offering_pictures() -> None:
    said = str(actions(COMPARED, "Pictures need Chromium."))
    assert "Pictures need Chromium." in said
    assert "chart.png" not in said
    assert "table.csv" in said
