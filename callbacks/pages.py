"""Each page's figures: asked for when the router calls for the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import unquote, urlencode, urlsplit

import dash
from dash.development.base_component import Component

from callbacks import board, collections, dashboards, regions, reports
from callbacks.context import Context
from callbacks.selections import chosen
from layouts import missing, shell
from layouts.pages import PAGES, Page
from layouts.shell import Frame
from maracdash import ask, figures
from maracdash.model.errors import MaracdashError
from maracdash.model.selection import Selection


def register(context: Context) -> None:
    """Tell Dash of every page."""
    for page in PAGES:
        dash.register_page(
            f"pages.{page.name}",
            path_template=page.path,
            name=page.title,
            title=f"{page.title} – {context.settings.deployment}",
            layout=partial(rendered, context, page),
        )
    dash.register_page(
        "pages.not_found_404",
        path="/not-found",
        title=context.settings.deployment,
        layout=partial(_missing, context, missing.NOT_FOUND),
    )


def rendered(context: Context, page: Page, /, **query: str) -> list[Component]:
    """A page with everything around it; a sentence in its place where it cannot be had."""
    path = page.path.replace("<slug>", query.pop("slug", ""))
    try:
        return ASKED[page.name](context, page, f"{path}?{urlencode(query)}")
    except MaracdashError as error:
        return _instead(context, missing.heading(error), str(error))


def _board(context: Context, page: Page, address: str) -> list[Component]:
    shown = board.drawn(context, address)
    content = page.layout(shown, ask.choices(context.releases), figures.CONFIG)
    return shell.framed(_frame(context, page, shown.selection), content)


def _report(context: Context, page: Page, address: str) -> list[Component]:
    shown, selection = reports.drawn(context, address)
    return shell.framed(_frame(context, page, selection), page.layout(shown, selection))


def _region(context: Context, page: Page, address: str) -> list[Component]:
    shown, selection = regions.drawn(context, address)
    return shell.framed(_frame(context, page, selection), page.layout(shown, selection))


def _section(context: Context, page: Page, address: str) -> list[Component]:
    return _titled(context, page, *collections.section(context, address, _slug(address)))


def _dashboards(context: Context, page: Page, address: str) -> list[Component]:
    selection = chosen(context, address)
    place = ask.comparison(context.releases, selection).place
    return shell.framed(_frame(context, page, selection), page.layout(place.marac.name, selection))


def _dashboard(context: Context, page: Page, address: str) -> list[Component]:
    return _titled(context, page, *dashboards.dashboard(context, address, _slug(address)))


def _slug(address: str) -> str:
    return unquote(urlsplit(address).path).rpartition("/")[2]


def _titled(
    context: Context, page: Page, selection: Selection, title: str, content: list[Component]
) -> list[Component]:
    return shell.framed(replace(_frame(context, page, selection), title=title), content)


def _indicators(context: Context, page: Page, address: str) -> list[Component]:
    selection = chosen(context, address)
    place = ask.comparison(context.releases, selection).place
    return shell.framed(_frame(context, page, selection), page.layout(place.marac.name, selection))


def _guidance(context: Context, page: Page, address: str) -> list[Component]:
    selection = chosen(context, address)
    return shell.framed(_frame(context, page, selection), page.layout(selection))


def _data_quality(context: Context, page: Page, _: str) -> list[Component]:
    return shell.framed(_frame(context, page, context.start), page.layout(ask.status(context.releases)))


def _accessibility(context: Context, page: Page, _: str) -> list[Component]:
    return shell.framed(Frame(deployment=context.settings.deployment, title=page.title), page.layout())


def _missing(context: Context, sentence: str, /, **_: str) -> list[Component]:
    return _instead(context, missing.HEADING, sentence)


def _instead(context: Context, heading: str, sentence: str) -> list[Component]:
    return shell.framed(Frame(deployment=context.settings.deployment, title=heading), missing.layout(heading, sentence))


def _frame(context: Context, page: Page, selection: Selection) -> Frame:
    return Frame(
        deployment=context.settings.deployment,
        here=page.name,
        title=page.title,
        selection=selection,
        release=ask.release(context.releases),
        marking=ask.headlines(context.releases, context.start).marking,
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
