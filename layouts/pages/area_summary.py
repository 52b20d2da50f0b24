"""The summary in words: five sentences, then each indicator that has something to say, then what to bear in mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import html_components, since_filters
from layouts.components.open_actions import build_open_actions
from layouts.components.pickers import build_pickers
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.answers import Choices
from maracdash.model.areas import Area
from maracdash.model.selection import Selection
from maracdash.model.signals import SinceSelection
from maracdash.words.area_summaries import WrittenIndicator, WrittenSection, WrittenSummary

PATH = "/summary"
FILE_NAMES = {"summary.txt": "Text", "summary.md": "Markdown"}


@dataclass(frozen=True, kw_only=True)
class SummaryPage:
    """Content of the page. `actions` says which of the Marac's meetings are open; empty where none is to be told."""

    area: Area
    selection: SinceSelection
    own: Selection
    choices: Choices
    written: WrittenSummary
    actions: str


def layout(shown: SummaryPage) -> list[Component]:
    """The whole page."""
    written = shown.written
    return [
        html.H1(written.heading),
        build_pickers(shown.choices, shown.area, shown.selection.quarter),
        html.Div(id=ids.NOTICE, role="alert"),
        since_filters.build_since_filters(shown.selection, PATH),
        html.Div(
            [
                html.P(written.period, className="period", role="status"),
                html.Ul([html.Li(each) for each in written.sentences], className="in-a-minute"),
                *build_open_actions(shown.actions, shown.own),
                html.Div(_files(shown), className="files"),
                *[part for each in written.sections for part in _build_section(each, shown.own)],
                *html_components.paragraphs([written.nothing] if written.nothing else []),
                html.H2("Bear in mind"),
                html_components.bullets(written.caveats),
            ],
            className="summary",
            **attributes(data_query=shown.selection.query()),
        ),
        html.Div(html_components.paragraphs(written.lines), className="sources"),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def _files(shown: SummaryPage) -> list[Component]:
    query = shown.selection.query()
    files = [html.A(w, href=f"/export/{n}?{query}", download="", className="action") for n, w in FILE_NAMES.items()]
    return [*files, html.Button("Copy link", type="button", className="action", **attributes(data_copy="address"))]


def _build_section(section: WrittenSection, own: Selection) -> Sequence[Component]:
    return [html.H2(section.title), *[_build_indicator(each, own) for each in section.indicators]]


def _build_indicator(written: WrittenIndicator, own: Selection) -> Component:
    """The headline stands out; how sure it is and the gap follow in plain type."""
    href = links.indicator(written.indicator.slug, own)
    link = html.A(
        written.indicator.title, href=href, **attributes(data_route="to", data_key=href, data_from="the summary")
    )
    headline, *rest = written.sentences
    return html.Section(
        [
            html.H3([link, " ", html.Span(str(written.standing), className="standing")]),
            html.P(headline, className="said"),
            *html_components.paragraphs(rest),
        ],
        **attributes(aria_label=written.indicator.title),
    )
