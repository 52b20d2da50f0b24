"""Notes of a figure as one trace of text: the browser measures every note before it draws it, and only places these."""

from __future__ import annotations

from typing import Any

from maracdash.figures.theme import Figure

TEXT_POSITIONS = {"left": "middle right", "right": "middle left", "center": "middle center"}
"""Position of a text relative to its point, by the edge that a note would place there."""
PADDING = "\u00a0"
"""Between a place and its text."""


def turn_notes_into_trace(figure: Figure) -> Figure:
    """The figure with its notes as the last trace. What stood on white is to have a white outline from the page."""
    layout = figure["layout"]
    notes = layout["annotations"]
    texts = [_text_trace(notes, layout["xaxis"]["range"][0])] if notes else []
    return {"data": [*figure["data"], *texts], "layout": {**layout, "annotations": []}}


def _text_trace(notes: list[dict[str, Any]], edge: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [edge if note.get("xref") == "paper" else note["x"] for note in notes],
        "y": [note["y"] for note in notes],
        "text": [f"{PADDING}{note['text']}{PADDING}" for note in notes],
        "textposition": [TEXT_POSITIONS[note["xanchor"]] for note in notes],
        "textfont": {"color": [note["font"]["color"] for note in notes]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
