"""All Maracs at once: choose from the address, ask, draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from callbacks.context import Context
from callbacks.pages import revisions
from callbacks.pages.overview_reports import own_selection
from callbacks.pages.page import Page, PageContent
from layouts import links
from layouts.pages import region
from layouts.pages.region import Row, Shown
from maracdash import queries, words
from maracdash.figures import sparklines
from maracdash.model import regions
from maracdash.model.areas import Level
from maracdash.model.overview_reports import Form
from maracdash.model.regions import EVERYWHERE, RegionRow, RegionSelection, RegionView
from maracdash.model.selection import Selection
from maracdash.words import regions as said
from maracdash.words.sources import DEMONSTRATION, day


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What an address says: whose Maracs, in which order, and the reader's own at the same quarter."""

    selection: RegionSelection
    sort: str
    own: Selection


def resolve(context: Context, address: str) -> Choice:
    """What an address says. Raises UnknownThing or NoRelease."""
    query = dict(parse_qsl(urlsplit(address).query))
    own = own_selection(context, query.get("own") or query.get("marac", ""))
    place = context.reader.ask(queries.comparison, own).place
    first = RegionSelection(
        indicator=own.indicator,
        quarter=own.quarter,
        level=Level.REGION if place.region else None,
        area=place.region.code if place.region else "",
    )
    selection = context.reader.ask(queries.resolved_region, regions.from_query(query, first))
    sort = query.get("sort", "")
    regions.ordered((), sort)
    return Choice(
        selection=selection,
        sort=sort,
        own=replace(own, quarter=selection.quarter, indicator=selection.indicator),
    )


def show(context: Context, choice: Choice) -> Shown:
    """The page."""
    view, own, sort = context.reader.ask(queries.region, choice.selection), choice.own, choice.sort
    within = f"{view.area.level}:{view.area.code}" if view.area else EVERYWHERE
    asked = {"indicator": view.indicator.slug, "quarter": str(view.selection.quarter), "within": within}
    asked |= {key: text for key, text in (("own", own.marac), ("sort", sort)) if text}
    highest = _scale(view)
    rows = regions.ordered(view.rows, sort)
    return Shown(
        indicator=view.indicator.slug,
        unit=str(view.indicator.unit).capitalize(),
        quarter=view.selection.quarter,
        within=within,
        summary=said.summary(view),
        rows=tuple(_row(view, each, highest, own) for each in rows),
        sort=sort,
        query=urlencode(asked, safe=":"),
        areas=(*context.reader.ask(queries.regions_of), *context.reader.ask(queries.forces_of, Form.FORCE_MARAC)),
        quarters=context.reader.ask(queries.choices).quarters,
        lines=_lines(view),
    )


def _draw(context: Context, address: str, choice: Choice) -> PageContent:
    content = region.layout(show(context, choice), choice.own)
    return PageContent(content=[*revisions.notice(context, address), *content], selection=choice.own)


def _row(view: RegionView, row: RegionRow, scale: tuple[float, float], own: Selection) -> Row:
    breaks = [view.quarters.index(each.quarter) for each in view.breaks]
    svg = sparklines.sparkline([value.number for value in row.values], scale, breaks)
    return Row(
        marac=row.marac,
        force=row.force.name if row.force else "",
        picture=sparklines.address(svg),
        told=said.path(view.indicator, row),
        value=words.value(view.indicator, row.latest),
        moved=said.moved(view.indicator, row),
        against_force=said.against(view.indicator, row, row.against_force),
        against_uk=said.against(view.indicator, row, row.against_uk),
        own=row.marac.code == own.marac,
    )


def _scale(view: RegionView) -> tuple[float, float]:
    """One scale for every row, 0 in it, so that lines can be compared."""
    numbers = [value.number for row in view.rows for value in row.values if value.number is not None]
    return min([*numbers, 0.0]), max([*numbers, 0.0])


def _lines(view: RegionView) -> tuple[str, ...]:
    release = view.release
    lines = (
        "Lines run over three years of rolling 12 months, all on one scale that starts at 0.",
        *(f"Not comparable before {each.quarter}: {each.reason}." for each in view.breaks),
        f"Source: {view.indicator.source}",
        f"Figures as at {day(release.data_as_at)}, {release.id}",
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
    resolve=resolve,
    draw=_draw,
)
