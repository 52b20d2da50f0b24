"""Figures as tests look at them."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go

BASIC = {"bar", "scatter"}


def validate_figure(figure: dict[str, Any]) -> dict[str, Any]:
    go.Figure(figure)
    assert {trace["type"] for trace in figure["data"]} <= BASIC
    text = json.dumps(figure, allow_nan=False)
    assert '"textangle"' not in text
    return figure


def trace_names(figure: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in figure["data"] if "name" in trace}


def note_texts(figure: dict[str, Any]) -> list[str]:
    return [*trace_texts(figure), *(note["text"] for note in figure["layout"]["annotations"])]


def trace_texts(figure: dict[str, Any]) -> dict[str, tuple[float, float, str]]:
    """The texts of a figure that are a trace, and where each stands."""
    traces = [trace for trace in figure["data"] if trace.get("mode") == "text"]
    return {
        text.strip(): (x, y, side)
        for trace in traces
        for text, x, y, side in zip(trace["text"], trace["x"], trace["y"], trace["textposition"], strict=True)
    }
