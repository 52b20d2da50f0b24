"""The heat map: filters, one sentence, and a cell for each Marac and indicator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from dash.development.base_component import Component

from layouts import ids, links
from layouts.components import filters, html_components
from layouts.components.heat_map_table import HeatMapLinks, HeatMapTable, build_heat_map, chart_address
from layouts.html import elements as html
from layouts.html.attributes import attributes
from maracdash.model.answers import AreaRole
from maracdash.model.area_profiles import COMPARATOR_ROLES
from maracdash.model.areas import Area
from maracdash.model.heat_maps import CellContent, HeatMapSelection
from maracdash.model.quarters import Quarter, Window, describe_period
from maracdash.model.regions import EVERYWHERE
from maracdash.model.selection import ChartView, Selection
from maracdash.words.heat_maps import name_comparator

CONTENT_NAMES = {
    CellContent.VERDICT: "higher, lower or similar",
    CellContent.POSITION: "place among the Maracs",
    CellContent.VALUE: "figure",
}
KEYS = (
    "A name leads to the Marac's profile or the indicator's page, a cell to that Marac's chart. By keyboard, Tab "
    "reaches the cells once; arrow keys go from cell to cell."
)


@dataclass(frozen=True, kw_only=True)
class HeatMapPage:
    """Content of the page. `query` is the address in full."""

    selection: HeatMapSelection
    content: CellContent
    pages: int
    summary: str
    table: HeatMapTable
    notes: tuple[str, ...]
    areas: tuple[Area, ...]
    quarters: tuple[Quarter, ...]
    lines: tuple[str, ...]
    query: str


def layout(shown: HeatMapPage, own: Selection) -> list[Component]:
    """Filters, the sentence, the table. `own` is the reader's Marac at the same quarter."""
    return [
        html.H1("Heat map of Maracs"),
        html.Div(
            [
                filters.build_area_select("heat-within", shown.areas, _within(shown)),
                filters.build_section_select("heat-section", shown.selection.section),
                _quarter_select(shown),
                _comparator_select(shown),
                _content_select(shown),
            ],
            className="pickers three",
            role="search",
        ),
        html.Div(id=ids.NOTICE, role="alert"),
        html.Section(
            [
                html.Div(
                    [html.H2("Maracs by indicators", id="heat-map"), _share_menu(shown)],
                    className="bar",
                ),
                html.P(shown.summary, className="finding", role="status"),
                *_page_links(shown),
                build_heat_map(shown.table, _links(own)),
                *html_components.paragraphs(shown.notes, "key"),
                html.P(KEYS, className="key screen"),
                html.Div(html_components.paragraphs(shown.lines), className="sources"),
            ],
            className="report",
            **attributes(aria_labelledby="heat-map", data_query=shown.query),
        ),
        html.P(id=ids.PROGRESS, className="progress-note", role="status"),
    ]


def _links(own: Selection) -> HeatMapLinks:
    return HeatMapLinks(
        marac=lambda code: links.profile(code, own),
        indicator=lambda slug: links.indicator(slug, own),
        section=lambda slug: links.section(slug, own),
        chart=lambda slug: chart_address(links.indicator(slug, own, ChartView.COMPARE)),
    )


def _within(shown: HeatMapPage) -> str:
    chosen = shown.selection
    return f"{chosen.level}:{chosen.area}" if chosen.level else EVERYWHERE


def _quarter_select(shown: HeatMapPage) -> Component:
    offered = sorted({*shown.quarters, shown.selection.quarter}, reverse=True)
    options = [(str(each), f"{each}: {describe_period(each, Window.YEAR)}") for each in offered]
    return filters.build_select("Quarter", ("heat-quarter", "quarter"), options, str(shown.selection.quarter))


def _comparator_select(shown: HeatMapPage) -> Component:
    options = [(str(role), name_comparator(shown.selection, role)) for role in COMPARATOR_ROLES]
    part, usual = ("heat-against", "against"), str(AreaRole.UK)
    return filters.build_select("Each Marac against", part, options, str(shown.selection.against), usual)


def _content_select(shown: HeatMapPage) -> Component:
    options = [(str(each), words) for each, words in CONTENT_NAMES.items()]
    part, usual = ("heat-content", "content"), str(CellContent.VERDICT)
    return filters.build_select("Cells show", part, options, str(shown.content), usual)


def _share_menu(shown: HeatMapPage) -> Component:
    return filters.build_share_menu([(f"/export/heat-map.csv?{shown.query}", "CSV")])


def _page_links(shown: HeatMapPage) -> Iterable[Component]:
    """One button a page, where there are several."""
    if shown.pages == 1:
        return []
    buttons = [
        html.Button(
            str(page),
            type="button",
            **attributes(
                aria_pressed=str(page == shown.selection.page).lower(),
                aria_label=f"Page {page} of {shown.pages}",
                data_set=urlencode({"page": page if page > 1 else ""}),
                data_key=f"page-{page}",
            ),
        )
        for page in range(1, shown.pages + 1)
    ]
    return [html.Div(buttons, className="switch", role="group", **attributes(aria_label="Pages of Maracs"))]
