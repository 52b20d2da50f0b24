"""Open actions of a Marac's meetings: a sentence on a page of changes, and the way to where they are kept."""

from __future__ import annotations

from dash.development.base_component import Component

from layouts import links
from layouts.html import elements as html
from maracdash.model.selection import Selection
from maracdash.words.meeting_actions import HEADING


def build_open_actions(sentence: str, selection: Selection) -> list[Component]:
    """Build the sentence with its link, to the meeting of the Marac; nothing without a sentence."""
    return [html.P([sentence, " ", html.A(HEADING, href=links.meeting(selection))])] if sentence else []
