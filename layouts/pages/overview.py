"""The overview: five headlines, the chosen one's chart and what it says."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from layouts.components import chart_page
from maracdash.model.answers import Choices


def layout(shown: chart_page.Board, choices: Choices, config: Any) -> list[Component]:
    """The board alone: its cards are the page."""
    return chart_page.layout(shown, choices, config)
