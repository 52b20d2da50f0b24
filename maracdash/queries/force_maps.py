"""Every police force at one quarter: its figure, its verdict against the UK, and its place on the map."""

from __future__ import annotations

from dataclasses import replace

from maracdash import catalogue
from maracdash.model.answers import AreaRole, Point, Verdict
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.force_maps import ForceMap, ForceMapSelection, ForceTile, Shading
from maracdash.model.force_tiles import TilePlace, lay_tiles
from maracdash.model.quarters import Window
from maracdash.queries.areas import get_directory, require_quarter
from maracdash.queries.comparators import ComparisonTerms, compare_with_areas
from maracdash.queries.values import ValueReader, read_snapshot
from maracdash.reference import load_force_tiles
from maracdash.store.releases.connections import ReleaseConnection


def get_force_map(db: ReleaseConnection, selection: ForceMapSelection) -> ForceMap:
    """One indicator's 12 months for every force that the release knows. Raises NotFoundError."""
    indicator, known = catalogue.indicator(selection.indicator), get_directory(db)
    quarter = require_quarter(db, selection.quarter)
    read = read_snapshot(db, quarter, Window.YEAR, (indicator,))
    asked = ComparisonTerms(indicator=indicator, quarter=quarter)
    layout = lay_tiles(_list_regions(known), load_force_tiles())
    uk = next(
        (
            Point(area=each.area, role=AreaRole.UK, value=read.value(each.area, quarter, indicator))
            for each in known.at(Level.UK)
        ),
        None,
    )
    tiles = tuple(
        _make_tile(read, asked, each.area, layout.places[each.area.code], uk) for each in known.at(Level.FORCE)
    )
    return ForceMap(
        indicator=indicator,
        quarter=quarter,
        tiles=tuple(_mark_own(each, selection.own) for each in tiles),
        captions=layout.captions,
        uk=uk,
        by_verdict=selection.shading is Shading.VERDICT
        and any(each.verdict is not Verdict.NOT_COMPARED for each in tiles),
        release=db.note,
    )


def _list_regions(known: AreaDirectory) -> list[tuple[str, tuple[Area, ...]]]:
    """Regions by name with their forces, and last the forces of none."""
    regions = [each.area for each in known.at(Level.REGION)]
    inside = [
        (region.name, tuple(each.area for each in known.children(Level.FORCE, region.code))) for region in regions
    ]
    codes = {region.code for region in regions}
    rest = tuple(each.area for each in known.at(Level.FORCE) if each.parent not in codes)
    return [*inside, ("Forces of no region", rest)]


def _make_tile(read: ValueReader, asked: ComparisonTerms, force: Area, place: TilePlace, uk: Point | None) -> ForceTile:
    value = read.value(force, asked.quarter, asked.indicator)
    tile = ForceTile(force=force, place=place, value=value)
    larger = ((uk.area, uk.role),) if uk else ()
    for point in compare_with_areas(read, asked, Point(area=force, role=AreaRole.OWN, value=value), larger):
        return replace(tile, verdict=point.verdict, strong=point.strong, compared=point)
    return tile


def _mark_own(tile: ForceTile, own: str) -> ForceTile:
    return replace(tile, own=True) if tile.force.code == own else tile
