"""A page of several charts about one Marac and quarter: a section of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components import charts, html_components, legends
from layouts.components.charts import Chart
from layouts.components.pickers import pickers
from layouts.html.attributes import attributes
from maracdash.figures import Key
from maracdash.model.answers import Choices
from maracdash.model.indicators import Section
from maracdash.model.selection import Selection

SCALES = {"": "Same scale", "own": "Each its own"}
SAME_SCALE = (
    "Shares of cases stand on one scale, and shares that reach above 40% on another, so that charts can be compared."
)


@dataclass(frozen=True, kw_only=True)
class Top:
    """What stands above the charts of any such page, and the lines below them."""

    heading: str
    marac: str
    selection: Selection
    choices: Choices
    zip: str
    lines: tuple[str, ...]
    without_pictures: str | None = None


def top(page: Top) -> list[Component]:
    """Heading, pickers, and what can be taken away."""
    return [
        html.H1(page.heading),
        pickers(page.choices, page.marac, page.selection.quarter),
        html.Div(id=ids.NOTICE, role="alert"),
        html.Div(_files(page), className="files"),
    ]


def foot(page: Top) -> list[Component]:
    """Where the figures come from, of when, and how complete they are; and what is going on."""
    return [
        html.Div(html_components.paragraphs(page.lines), className="sources"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def section(
    page: Top, of: Section, shown: Sequence[Chart], look: tuple[bool | None, Sequence[Key]], config: Any
) -> list[Component]:
    """Every indicator of a section. `look` is whether scales are shared (None: none can be), and the legend."""
    shared, legend = look
    return [
        *top(page),
        *_scales(shared),
        html.H2(f"{of.title}: {len(shown)} indicators", id="charts"),
        *legends.legend(legend),
        charts.charts(shown, page.selection, config),
        *foot(page),
    ]


def _scales(shared: bool | None) -> list[Component]:  # noqa: FBT001
    if shared is None:
        return []
    buttons = [
        html.Button(
            text,
            type="button",
            **attributes(
                aria_pressed=str(shared is (not value)).lower(), data_set=f"scale={value}", data_key=f"scale-{value}"
            ),
        )
        for value, text in SCALES.items()
    ]
    said = [SAME_SCALE] if shared else []
    group = html.Div(buttons, className="switch", role="group", **attributes(aria_label="Scale of the charts"))
    return [group, *html_components.paragraphs(said, "key")]


def _files(page: Top) -> list[Component]:
    copy = html.Button("Copy link", type="button", className="action", **attributes(data_copy="address"))
    if page.without_pictures:
        return [copy, html.P(page.without_pictures, className="without")]
    return [html.A("All charts and numbers (zip)", href=page.zip, download="", className="action"), copy]
