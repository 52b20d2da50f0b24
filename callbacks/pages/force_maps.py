"""The map of police forces: choose from the address, ask, draw. The same for the page and its files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.overview_reports import find_own_selection
from callbacks.pages.page_record import Page, PageContent
from layouts import links
from layouts.pages import force_map
from layouts.pages.force_map import ForceMapPage, MapRow, MapTile
from maracdash import figures, queries
from maracdash.exports import chart_images, maps
from maracdash.model import force_maps
from maracdash.model.force_maps import ForceMap, ForceMapSelection, ForceTile, Shading
from maracdash.model.query_strings import read_query, write_query
from maracdash.model.selection import Selection
from maracdash.words import force_maps as said
from maracdash.words import write_coverage, write_value
from maracdash.words.verdicts import write_verdict

WITHOUT_VERDICTS = "These figures have no verdict against the UK, so tiles are coloured by the figure."


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: the map, and the reader's own Marac at the same quarter."""

    selection: ForceMapSelection
    own: Selection


def resolve_map(context: AppContext, address: str) -> Choice:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    query = read_query(address)
    own = find_own_selection(context, query.get("own") or query.get("marac", ""), query)
    first = ForceMapSelection(indicator=own.indicator, quarter=own.quarter)
    selection = force_maps.parse_map_selection(query, first)
    here = replace(own, quarter=selection.quarter, indicator=selection.indicator)
    area = context.reader.ask(queries.RESOLVED_SELECTION, here).marac
    known = context.reader.ask(queries.DIRECTORY)
    place = known.hierarchy(known.own(area))
    force = place.own_force
    return Choice(selection=replace(selection, own=force.code if force else ""), own=here)


def ask_map(context: AppContext, choice: Choice) -> ForceMap:
    """The map's figures."""
    return context.reader.ask(queries.FORCE_MAP, choice.selection)


def build_page(context: AppContext, choice: Choice) -> ForceMapPage:
    """The page."""
    answer, selection = ask_map(context, choice), choice.selection
    compared = selection.shading is Shading.VALUE or answer.by_verdict
    boxes = figures.locate_tiles(answer)
    return ForceMapPage(
        indicator=answer.indicator.slug,
        unit=str(answer.indicator.unit).capitalize(),
        quarter=answer.quarter,
        quarters=context.reader.ask(queries.CHOICES).quarters,
        shading=Shading.VERDICT if answer.by_verdict else Shading.VALUE,
        without_verdicts="" if compared and said.has_verdicts(answer) else WITHOUT_VERDICTS,
        summary=said.write_map_summary(answer),
        alt=said.write_map_alt(answer),
        figure=figures.draw_force_map(answer),
        keys=maps.build_keys(answer),
        tiles=tuple(
            MapTile(force=each.force, box=boxes[each.force], words=said.write_tile_words(answer, each))
            for each in answer.tiles
        ),
        rows=tuple(_table_row(answer, each) for each in answer.tiles),
        query=f"{selection.query()}&{write_query(_keep_own(choice.own).items())}",
        lines=said.write_map_lines(answer),
        without_pictures=chart_images.explain_unavailable(),
    )


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    content = force_map.layout(build_page(context, choice), choice.own, figures.GRAPH_CONFIG)
    return PageContent(content=[*revisions.build_notice(context, address), *content], selection=choice.own)


def _keep_own(own: Selection) -> dict[str, str]:
    """The reader's own Marac, and what it is compared with on other pages."""
    return {"own": own.marac, **own.comparison_parts()}


def _table_row(answer: ForceMap, tile: ForceTile) -> MapRow:
    return MapRow(
        force=tile.force,
        value=write_value(answer.indicator, tile.value),
        verdict=write_verdict(tile.verdict, strong=tile.strong),
        coverage=write_coverage(tile.value),
        own=tile.own,
    )


PAGE = Page(
    name="map",
    path="/map",
    title="Map of police forces",
    family="region",
    form="Map",
    link=links.force_map,
    resolve=resolve_map,
    draw=_draw,
)
