"""A dashboard: each block declared in the catalogue, asked and drawn by its kind."""

from __future__ import annotations

import re

from callbacks.context import AppContext
from callbacks.pages import revisions
from callbacks.pages.dashboard_blocks import BLOCK_BUILDERS, Choice, ask_comparison
from callbacks.pages.page_record import Page, PageContent
from callbacks.pages.selections import path_remainder, resolve_selection
from layouts import links
from layouts.components import dashboard_blocks
from layouts.pages import dashboards
from layouts.pages.sections import ChartsPageFrame
from maracdash import queries
from maracdash.catalogue import staffing
from maracdash.catalogue.dashboards import dashboard as declared
from maracdash.catalogue.staffing import MAX_POSTS
from maracdash.exports import chart_images
from maracdash.figures import LegendEntry, legends
from maracdash.model.answers import Comparison
from maracdash.model.board_packs import PackPart
from maracdash.model.dashboards import BlockKind, Dashboard, PostsInPlace
from maracdash.model.errors import NotFoundError
from maracdash.model.query_strings import read_query
from maracdash.model.selection import Selection
from maracdash.words import dashboards as said

START = "/dashboards/"
CHANGE_KEY = "change"
USUAL_CHANGE = "10"
CHANGE_PATTERN = re.compile(r"[+-]?[0-9]{1,6}")
IDVA_KEY, ADMIN_KEY = "idva", "admin"
POSTS_PATTERN = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")


def resolve_dashboard(context: AppContext, address: str, slug: str) -> Choice:
    """Resolve the address of a dashboard. Raises NotFoundError or NoReleaseError."""
    return Choice(
        selection=resolve_selection(context, address),
        dashboard=declared(slug),
        percent=_read_change(address),
        in_place=PostsInPlace(idva=_read_posts(address, IDVA_KEY), admin=_read_posts(address, ADMIN_KEY)),
    )


def _resolve(context: AppContext, address: str) -> Choice:
    return resolve_dashboard(context, address, path_remainder(START, address))


def _draw(context: AppContext, address: str, choice: Choice) -> PageContent:
    selection, of = choice.selection, choice.dashboard
    answers = [ask_comparison(context, selection, each) for each in of.indicators]
    first = answers[0]
    area = first.hierarchy.area
    page = ChartsPageFrame(
        heading=f"{of.title}: {area.name}",
        area=area,
        selection=selection,
        choices=context.reader.ask(queries.CHOICES),
        lines=said.write_page_source_lines(first, [each.indicator for each in answers], answers),
        zip=f"/export/dashboard.zip?dashboard={of.slug}&{selection.query()}",
        without_pictures=chart_images.explain_unavailable(),
        pack=links.board_pack(selection, f"{PackPart.DASHBOARD}:{of.slug}"),
    )
    blocks = [
        dashboard_blocks.build_block(each, BLOCK_BUILDERS[each.kind](context, choice, each)) for each in of.blocks
    ]
    content = dashboards.build_dashboard(page, of.question, _legend(of, first), blocks)
    return PageContent(
        content=[*revisions.build_notice(context, address), *content], selection=selection, title=page.heading
    )


def _legend(of: Dashboard, first: Comparison) -> tuple[LegendEntry, ...]:
    """List the entries for its charts: dots where Maracs are compared, the Marac's own line where there are trends."""
    kinds = {each.kind for each in of.blocks}
    dots = legends.dot_entries(first) if BlockKind.COMPARE in kinds else ()
    own = (legends.own_line_entry(first),) if BlockKind.TREND in kinds else ()
    return (*dots, *own, *legends.line_entries(first)) if dots or own else ()


def _draw_list(context: AppContext, _: str, selection: Selection) -> PageContent:
    place = context.reader.ask(queries.COMPARISON, selection).hierarchy
    return PageContent(content=dashboards.layout(place.area.name, selection), selection=selection)


def _read_change(address: str) -> int:
    text = read_query(address).get(CHANGE_KEY, USUAL_CHANGE)
    if not CHANGE_PATTERN.fullmatch(text.strip()):
        raise NotFoundError(f"“{text[:20]}” is not a change in per cent. Write a whole number, such as 10.")
    percent = int(text)
    staffing.calculate_what_if(0, percent)
    return percent


def _read_posts(address: str, key: str) -> float | None:
    text = read_query(address).get(key, "").strip()
    if not text:
        return None
    if not POSTS_PATTERN.fullmatch(text):
        raise NotFoundError(f"“{text[:20]}” is not a number of posts. Write one from 0 to {MAX_POSTS}, such as 3.5.")
    return staffing.check_posts_in_place(float(text))


LIST = Page(
    name="dashboards",
    path="/dashboards",
    title="Dashboards",
    word="Dashboards",
    resolve=resolve_selection,
    draw=_draw_list,
)
PAGE = Page(name="dashboard", path=f"{START}<slug>", title="Dashboard", resolve=_resolve, draw=_draw)
