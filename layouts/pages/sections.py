"""A page of several charts about one Marac and quarter: a section of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from layouts import ids
from layouts.components import charts, html_components, legends
from layouts.components.charts import Chart
from layouts.components.pickers import build_pickers
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.figures import LegendEntry
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.indicators import Section
from maracdash.model.selection import Selection

SCALE_CHOICES = {"": "Same scale", "own": "Each its own"}
SAME_SCALE_NOTE = (
    "Shares of cases stand on one scale, and shares that reach above 40% on another, so that charts can be compared."
)


@dataclass(frozen=True, kw_only=True)
class ChartsPageFrame:
    """Frame of a page of charts: its heading and pickers, and the source lines below; `pack` puts it before a board."""

    heading: str
    area: Area
    selection: Selection
    choices: Choices
    zip: str
    lines: tuple[str, ...]
    without_pictures: str | None = None
    pack: str = ""


def build_top(page: ChartsPageFrame) -> list[Component]:
    """Heading, pickers, and what can be taken away."""
    return [
        html.H1(page.heading),
        build_pickers(page.choices, page.area, page.selection.quarter),
        html.Div(id=ids.NOTICE, role="alert"),
        html.Div(_download_links(page), className="files"),
    ]


def build_foot(page: ChartsPageFrame) -> list[Component]:
    """Sources, dates and completeness of the figures; and the progress note."""
    return [
        html.Div(html_components.paragraphs(page.lines), className="sources"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def build_section(
    page: ChartsPageFrame,
    of: Section,
    shown: Sequence[Chart],
    look: tuple[bool | None, Sequence[LegendEntry]],
    config: Any,
) -> list[Component]:
    """Every indicator of a section. `look` is whether scales are shared (None: none can be), and the legend."""
    shared, legend = look
    return [
        *build_top(page),
        *_scale_switch(shared),
        html.H2(f"{of.title}: {len(shown)} indicators", id="charts"),
        *legends.build_legend(legend),
        charts.build_charts(shown, page.selection, config),
        *build_foot(page),
    ]


def _scale_switch(shared: bool | None) -> list[Component]:  # noqa: FBT001
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
        for value, text in SCALE_CHOICES.items()
    ]
    said = [SAME_SCALE_NOTE] if shared else []
    group = html.Div(buttons, className="switch", role="group", **attributes(aria_label="Scale of the charts"))
    return [group, *html_components.paragraphs(said, "key")]


def _download_links(page: ChartsPageFrame) -> list[Component]:
    copy = html.Button("Copy link", type="button", className="action", **attributes(data_copy="address"))
    pack = [html.A("Board pack", href=page.pack, className="action")] if page.pack else []
    if page.without_pictures:
        return [*pack, copy, html.P(page.without_pictures, className="without")]
    return [html.A("All charts and numbers (zip)", href=page.zip, download="", className="action"), *pack, copy]
