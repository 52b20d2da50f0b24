"""Colours, dashes and the component's settings."""

from __future__ import annotations

import pytest

from maracdash import figures
from maracdash.model.answers import AreaRole


def test_nothing_in_a_figure_can_send_its_data_away():
    assert figures.GRAPH_CONFIG["showSendToCloud"] is False
    assert figures.GRAPH_CONFIG["plotlyServerURL"] == ""
    assert figures.GRAPH_CONFIG["displayModeBar"] is False
    assert figures.GRAPH_CONFIG["displaylogo"] is False


@pytest.mark.parametrize("role", list(AreaRole))
def test_every_colour_stands_out_from_white(role: AreaRole):
    assert _contrast_with_white(figures.COLOURS[role]) >= 3


def test_each_larger_area_has_a_dash_and_a_colour_of_its_own():
    larger = (AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.COUNTRY, AreaRole.UK)
    assert len({figures.DASHES[role] for role in larger}) == 5
    assert len(set(figures.COLOURS.values())) == len(AreaRole)


@pytest.mark.parametrize("fill", figures.VERDICT_FILLS.values())
def test_ink_on_a_filled_cell_can_be_read_and_neither_fill_is_red_or_green(fill: tuple[str, str]) -> None:
    ground, ink = map(_contrast_with_white, fill)
    assert max(ground, ink) / min(ground, ink) >= 4.5
    red, green, blue = (int(fill[0][at : at + 2], 16) for at in (1, 3, 5))
    assert blue > max(red, green)


def _contrast_with_white(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
