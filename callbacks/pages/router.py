"""Each page's figures: asked for when the router calls for the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import unquote, urlencode, urlsplit

import dash
from dash.development.base_component import Component

from callbacks.context import Context
from callbacks.pages import chart_page, dashboards, overview_reports, regions, revisions, sections
from callbacks.pages.selections import chosen
from layouts.components import html_components
from layouts.html import page_frame
from layouts.html.page_frame import Frame
from layouts.pages import not_found
from layouts.pages.registry import PAGES, SLUG, Page
from maracdash import figures, queries
from maracdash.model.errors import MaracdashError
from maracdash.model.selection import Selection
from maracdash.reading.past_releases import past_releases

PATHNAME = "_pages_location.pathname"
QUARTERS_BACK = 8
"""Of each Marac's returns, on the data-quality page."""


def register(context: Context) -> None:
    """Tell Dash of every page."""
    for page in PAGES:
        dash.register_page(
            f"pages.{page.name}",
            path_template=page.path,
            name=page.title,
            title=f"{page.title} – {context.settings.deployment}",
            layout=partial(called, context, page),
        )
    dash.register_page(
        "pages.not_found_404",
        path="/not-found",
        title=context.settings.deployment,
        layout=partial(_missing, context, not_found.NOT_FOUND),
    )


def called(context: Context, page: Page, /, **query: str) -> list[Component]:
    """A page as the router asks for it. Dash lets a query's word hide the part of the path of that name: not here."""
    path: str = dash.ctx.inputs[PATHNAME]
    return rendered(context, page, **{**query, "slug": path.removeprefix(page.path.removesuffix(SLUG))})


def rendered(context: Context, page: Page, /, **query: str) -> list[Component]:
    """A page with everything around it; a sentence in its place where it cannot be had."""
    path = page.path.replace("<slug>", query.pop("slug", ""))
    try:
        return ASKED[page.name](context, page, f"{path}?{urlencode(query)}")
    except MaracdashError as error:
        return _instead(context, not_found.heading(error), str(error))


def _board(context: Context, page: Page, address: str) -> list[Component]:
    shown = chart_page.drawn(context, address)
    content = page.layout(shown, context.reader.ask(queries.choices), figures.CONFIG)
    return page_frame.framed(_frame(context, page, shown.selection), content)


def _report(context: Context, page: Page, address: str) -> list[Component]:
    shown, selection = overview_reports.drawn(context, address)
    return page_frame.framed(_frame(context, page, selection), page.layout(shown, selection))


def _region(context: Context, page: Page, address: str) -> list[Component]:
    shown, selection = regions.drawn(context, address)
    return _titled(context, page, address, (selection, page.title, page.layout(shown, selection)))


def _section(context: Context, page: Page, address: str) -> list[Component]:
    return _titled(context, page, address, sections.section(context, address, _slug(address)))


def _dashboards(context: Context, page: Page, address: str) -> list[Component]:
    selection = chosen(context, address)
    place = context.reader.ask(queries.comparison, selection).place
    return page_frame.framed(_frame(context, page, selection), page.layout(place.marac.name, selection))


def _dashboard(context: Context, page: Page, address: str) -> list[Component]:
    return _titled(context, page, address, dashboards.dashboard(context, address, _slug(address)))


def _slug(address: str) -> str:
    return unquote(urlsplit(address).path).rpartition("/")[2]


def _titled(
    context: Context, page: Page, address: str, drawn: tuple[Selection, str, list[Component]]
) -> list[Component]:
    selection, title, content = drawn
    frame = replace(_frame(context, page, selection), title=title)
    return page_frame.framed(frame, [*_since(context, address), *content])


def _since(context: Context, address: str) -> list[Component]:
    said = html_components.notice(revisions.elsewhere(context, address))
    return [said] if said else []


def _indicators(context: Context, page: Page, address: str) -> list[Component]:
    selection = chosen(context, address)
    place = context.reader.ask(queries.comparison, selection).place
    return page_frame.framed(_frame(context, page, selection), page.layout(place.marac.name, selection))


def _guidance(context: Context, page: Page, address: str) -> list[Component]:
    selection = chosen(context, address)
    return page_frame.framed(_frame(context, page, selection), page.layout(selection))


def _data_quality(context: Context, page: Page, address: str) -> list[Component]:
    selection = chosen(context, address)
    content = page.layout(
        context.reader.ask(queries.status),
        context.reader.ask(queries.returns, QUARTERS_BACK),
        past_releases(context.reader),
        selection,
    )
    return page_frame.framed(_frame(context, page, selection), content)


def _accessibility(context: Context, page: Page, _: str) -> list[Component]:
    return page_frame.framed(Frame(deployment=context.settings.deployment, title=page.title), page.layout())


def _missing(context: Context, sentence: str, /, **_: str) -> list[Component]:
    return _instead(context, not_found.HEADING, sentence)


def _instead(context: Context, heading: str, sentence: str) -> list[Component]:
    return page_frame.framed(
        Frame(deployment=context.settings.deployment, title=heading), not_found.layout(heading, sentence)
    )


def _frame(context: Context, page: Page, selection: Selection) -> Frame:
    return Frame(
        deployment=context.settings.deployment,
        here=page.name,
        tools=context.tools,
        title=page.title,
        selection=selection,
        release=context.reader.release,
        marking=context.reader.marking,
    )


ASKED: dict[str, Callable[[Context, Page, str], list[Component]]] = {
    "overview": _board,
    "indicators": _indicators,
    "indicator": _board,
    "report": _report,
    "region": _region,
    "section": _section,
    "dashboards": _dashboards,
    "dashboard": _dashboard,
    "guidance": _guidance,
    "data_quality": _data_quality,
    "accessibility": _accessibility,
}
