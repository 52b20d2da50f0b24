"""The overview: five headlines, the chosen one's chart and what it says."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from layouts import board
from maracdash.model.answers import Choices


def layout(shown: board.Board, choices: Choices, config: Any) -> list[Component]:
    """The board alone: its cards are the page."""
    return board.layout(shown, choices, config)
