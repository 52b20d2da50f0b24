"""The neighbours of an indicator, and the way to its page."""

from __future__ import annotations

from layouts.pages import indicator
from maracdash import catalogue
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection

CHOSEN = Selection(marac="M01", quarter=Quarter(2024, 1), indicator="maracs")


def test_neighbours_are_those_of_the_section() -> None:
    said = str(indicator.build_neighbour_links(catalogue.indicator("maracs"), CHOSEN))
    assert "/indicators/police-forces?" in said
    assert "/indicators/entries?" in said


def test_the_first_of_a_section_has_none_before_it() -> None:
    said = str(indicator.build_neighbour_links(catalogue.indicator("police-forces"), CHOSEN))
    assert "Previous" not in said
    assert "/indicators/maracs?" in said
