"""All Maracs at once: choose from the address, ask, draw."""

from __future__ import annotations

from dataclasses import dataclass, replace

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.overview_reports import find_own_selection
from callbacks.pages.page_record import Page, PageContent
from layouts import links
from layouts.pages import region
from layouts.pages.region import RegionPage, RegionTableRow
from maracdash import queries, words
from maracdash.figures import sparklines
from maracdash.model import regions
from maracdash.model.areas import Level
from maracdash.model.overview_reports import ReportForm
from maracdash.model.query_strings import read_query, write_query
from maracdash.model.regions import EVERYWHERE, RegionRow, RegionSelection, RegionView
from maracdash.model.selection import Selection
from maracdash.words import regions as said
from maracdash.words.sources import DEMONSTRATION, write_day, write_source


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Meaning of an address: whose Maracs, in which order, and the reader's own at the same quarter."""

    selection: RegionSelection
    sort: str
    own: Selection


def resolve_region(context: AppContext, address: str) -> Choice:
    """Resolve an address. Raises NotFoundError or NoReleaseError."""
    query = read_query(address)
    own = find_own_selection(context, query.get("own") or query.get("marac", ""), query)
    place = context.reader.ask(queries.COMPARISON, own).hierarchy
    first = RegionSelection(
        indicator=own.indicator,
        quarter=own.quarter,
        level=Level.REGION if place.region else None,
        area=place.region.code if place.region else "",
        group=own.group,
    )
    selection = context.reader.ask(queries.RESOLVED_REGION_SELECTION, regions.parse_region_selection(query, first))
    sort = query.get("sort", "")
    regions.sort_rows((), sort)
    return Choice(
        selection=selection,
        sort=sort,
        own=replace(own, quarter=selection.quarter, indicator=selection.indicator),
    )


def build_page(context: AppContext, choice: Choice) -> RegionPage:
    """The page."""
    view, own, sort = context.reader.ask(queries.REGION_VIEW, choice.selection), choice.own, choice.sort
    within = f"{view.area.level}:{view.area.code}" if view.area else EVERYWHERE
    asked = {"indicator": view.indicator.slug, "quarter": str(view.selection.quarter), "within": within}
    asked |= own.comparison_parts()
    asked |= {key: text for key, text in (("own", own.marac), ("sort", sort)) if text}
    highest = _shared_scale(view)
    rows = regions.sort_rows(view.rows, sort)
    return RegionPage(
        indicator=view.indicator.slug,
        unit=str(view.indicator.unit).capitalize(),
        quarter=view.selection.quarter,
        within=within,
        summary=said.write_summary(view),
        rows=tuple(_table_row(view, each, highest, own) for each in rows),
        sort=sort,
        query=write_query(asked.items(), safe=":"),
        areas=(
            *context.reader.ask(queries.REGIONS),
            *context.reader.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC),
        ),
        quarters=context.reader.ask(queries.CHOICES).quarters,
        lines=_source_lines(view),
        comparators=said.comparator_columns(view),
    )


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    content = region.layout(build_page(context, choice), choice.own)
    return PageContent(content=[*revisions.build_notice(context, address), *content], selection=choice.own)


def _table_row(view: RegionView, row: RegionRow, scale: tuple[float, float], own: Selection) -> RegionTableRow:
    including = view.selection.including
    breaks = [view.quarters.index(each.quarter) for each in view.breaks]
    svg = sparklines.draw_sparkline([value.number for value in row.values], scale, breaks)
    return RegionTableRow(
        marac=row.marac,
        force=row.force.name if row.force else "",
        picture=sparklines.make_data_url(svg),
        description=said.describe_sparkline(view.indicator, row),
        value=words.write_value(view.indicator, row.latest),
        year_change=said.write_movement(view.indicator, row),
        against_force=said.write_comparison(view.indicator, row, row.against_force, including=including),
        against_uk=said.write_comparison(view.indicator, row, row.against_uk, including=including),
        against_group=said.write_comparison(view.indicator, row, row.against_group, including=including)
        if view.selection.group
        else "",
        own=row.marac.code == own.marac,
    )


def _shared_scale(view: RegionView) -> tuple[float, float]:
    """One scale for every row, 0 in it, so that lines can be compared."""
    numbers = [value.number for row in view.rows for value in row.values if value.number is not None]
    return min([*numbers, 0.0]), max([*numbers, 0.0])


def _source_lines(view: RegionView) -> tuple[str, ...]:
    release = view.release
    lines = (
        said.WHAT_VERDICTS_MEAN,
        said.write_comparator_note(view),
        "Lines run over three years of rolling 12 months, all on one scale that starts at 0.",
        *(f"Not comparable before {each.quarter}: {each.reason}." for each in view.breaks),
        write_source(view.indicator.source, said.list_figures(view)),
        f"Figures as at {write_day(release.data_as_at)}, {release.id}",
        view.marking,
        DEMONSTRATION if release.demonstration else "",
    )
    return tuple(line for line in lines if line)


PAGE = Page(
    name="region",
    path="/region",
    title="All Maracs",
    word="All Maracs",
    link=links.region,
    family="region",
    form="Table",
    resolve=resolve_region,
    draw=_draw,
)
