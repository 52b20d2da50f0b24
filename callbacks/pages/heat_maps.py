"""The heat map: choose from the address, ask, draw. The same choice for the page and its file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.overview_reports import find_own_selection
from callbacks.pages.page_record import Page, PageContent
from layouts import links
from layouts.components.heat_map_table import HeatMapTable
from layouts.pages import heat_map
from layouts.pages.heat_map import HeatMapPage
from maracdash import catalogue, queries
from maracdash.model import heat_maps
from maracdash.model.areas import Level
from maracdash.model.heat_maps import EVERY_MARAC, CellContent, HeatMap, HeatMapSelection
from maracdash.model.overview_reports import ReportForm
from maracdash.model.query_strings import read_query
from maracdash.model.selection import INCLUDING_WORD, Selection
from maracdash.words import heat_maps as said
from maracdash.words import verdicts


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: the heat map, what its cells show, and the reader's own Marac at the same quarter.

    Its indicator is that of the other forms of all Maracs: the heat map is of many.
    """

    selection: HeatMapSelection
    content: CellContent
    own: Selection


def resolve_heat_map(context: AppContext, address: str) -> Choice:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    query = read_query(address)
    own = find_own_selection(context, query.get("own") or query.get("marac", ""), query)
    own = replace(own, indicator=catalogue.indicator(query.get("indicator") or own.indicator).slug)
    region = context.reader.ask(queries.COMPARISON, own).hierarchy.region
    first = HeatMapSelection(
        quarter=own.quarter,
        level=Level.REGION if region else None,
        area=region.code if region else "",
        group=own.group,
    )
    asked = heat_maps.parse_heat_map_selection(query, first)
    selection = context.reader.ask(queries.RESOLVED_HEAT_MAP_SELECTION, asked)
    content = heat_maps.parse_content(query.get("content", ""))
    return Choice(selection=selection, content=content, own=replace(own, quarter=selection.quarter))


def ask_every_marac(context: AppContext, choice: Choice) -> HeatMap:
    """The heat map of all pages at once, for a file."""
    return context.reader.ask(queries.HEAT_MAP, replace(choice.selection, page=EVERY_MARAC))


def build_page(context: AppContext, choice: Choice) -> HeatMapPage:
    """The page."""
    view, content = context.reader.ask(queries.HEAT_MAP, choice.selection), choice.content
    rows = tuple(
        (row.indicator, tuple(said.write_cell(row, cell, content) for cell in row.cells))
        for row in said.list_rows(view, content)
    )
    notes = (
        said.write_estimate_note(view, content),
        said.SHADES[content],
        verdicts.STRENGTHS,
        said.write_left_out(view, content),
    )
    return HeatMapPage(
        selection=view.selection,
        content=content,
        pages=view.pages,
        summary=said.write_summary(view),
        table=HeatMapTable(
            caption=said.write_caption(view, content),
            maracs=tuple((marac, said.write_head(view, place)) for place, marac in enumerate(view.maracs)),
            rows=rows,
            own=choice.own.marac,
        ),
        notes=tuple(filter(None, notes)),
        areas=(
            *context.reader.ask(queries.REGIONS),
            *context.reader.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC),
        ),
        quarters=context.reader.ask(queries.CHOICES).quarters,
        lines=said.write_lines(view),
        query=_write_query(replace(choice, selection=view.selection)),
    )


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    content = heat_map.layout(build_page(context, choice), choice.own)
    return PageContent(content=[*revisions.build_notice(context, address), *content], selection=choice.own)


def _write_query(choice: Choice) -> str:
    more = {
        "own": choice.own.marac,
        "indicator": choice.own.indicator,
        **({"including": INCLUDING_WORD} if choice.own.including else {}),
    }
    if choice.content is not CellContent.VERDICT:
        more["content"] = str(choice.content)
    return f"{choice.selection.query()}&{urlencode(more)}"


PAGE = Page(
    name="heat_map",
    path="/heat-map",
    title="Heat map of Maracs",
    link=links.heat_map,
    family="region",
    form="Heat map",
    resolve=resolve_heat_map,
    draw=_draw,
)
