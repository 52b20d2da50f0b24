"""First pages: the first HTML holds the page that was asked for, readable as it is; Dash takes it over later.

The page is asked for once. What is written as HTML goes along as the layout that Dash would ask for, so that Dash, when
it has started, needs no answer any more (assets/adapter.js). The reader is that of the request, as on every other way.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import orjson
from dash import Dash
from flask import Response, request

from callbacks.context import AppContext
from callbacks.http import bootstrap_css, plotly_bundle
from callbacks.http.bundles import Bundles, build_bundles
from callbacks.http.packed_answers import respond_packed
from callbacks.http.update_endpoint import CHART_PAGES, is_spelled_out
from callbacks.pages.page_record import Page, build_family, find_page
from callbacks.pages.router import build_page, read_tab_title
from layouts.html import first_page, page_frame
from layouts.html.first_page import DashParts, FirstPage
from layouts.html.markup import WithoutScript, read_element
from layouts.pages.not_found import NOT_FOUND
from maracdash.model.errors import NoReleaseError, NotFoundError

SCRIPT_TAG = re.compile(r'<script src="([^"]+)"></script>\n?')
HTML = "text/html"
PAGE_SIGN = "end_id"
ASSETS_PART = "/assets/"
START_DASH = "function startDash() { new DashRenderer(); }"
"""Dash starts when assets/first-page.js says so, and not as soon as its script is there."""
LESS_THAN = (b"<", b"\\u003c")
"""No text can end the script that it stands in."""


class FirstPageApp(Dash):
    """Dash, but for its one empty page."""

    context: AppContext
    known_pages: Sequence[Page[Any]]
    bundles: Bundles
    _parts: Mapping[str, Any] | None = None

    def show_pages(self, context: AppContext, pages: Sequence[Page[Any]]) -> None:
        """Know the pages, before the first request."""
        self.context, self.known_pages, self.bundles = context, pages, build_bundles()

    def index(self, *_args: Any, **_kwargs: Any) -> Response | str:
        """The page of the address that is asked for, from memory where one was written. Raises NotFoundError."""
        decided_by = self._list_deciding(self._find_page())
        if decided_by is None:
            return self._write_index()
        return respond_packed(self.context.remembered.answer(decided_by, lambda: self._write_index().encode()), HTML)

    def _config(self) -> dict[str, Any]:
        """Settings for the script of Dash, without the sign that it gives each page: the same for all readers.

        By it Dash tells who asked for a callback in the background, and there is none.
        """
        told: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        told.pop(PAGE_SIGN, None)
        return told

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """The page of the address that is asked for, written. Raises NotFoundError."""
        self._parts = parts
        return self._write_page(self._find_page(), parts)

    def _write_index(self) -> str:
        """Dash's own parts are the same for every page, and take it a millisecond: it writes them for the first."""
        return self._write_page(self._find_page(), self._parts) if self._parts else str(super().index())  # type: ignore[no-untyped-call]

    def _find_page(self) -> Page[Any]:
        page = find_page(self.known_pages, request.path)
        if page is None:
            raise NotFoundError(NOT_FOUND)
        return page

    def _list_deciding(self, page: Page[Any]) -> Hashable | None:
        """All that decides a page; None where that is more than the address, the release and who asks."""
        if page not in CHART_PAGES or not is_spelled_out(request.full_path):
            return None
        context = self.context
        try:
            release = context.reader.release.id
        except NoReleaseError:
            return None
        return "page", release, context.reader.audience, context.tools, context.view, context.remark, request.full_path

    def _write_page(self, page: Page[Any], parts: Mapping[str, Any]) -> str:
        content = build_page(self.context, page, request.full_path, build_family(self.known_pages, page))
        title = read_tab_title(content) or parts["title"]
        scripts = parts["scripts"]
        shown = FirstPage(
            content=content,
            path=request.path,
            query=request.query_string.decode(errors="replace"),
            title=title,
            answer=self._write_answer(page_frame.fill_root(content, title)),
            styles=(bootstrap_css.stylesheet_address(), self.bundles.styles),
            plain_styles=self.bundles.plain,
            plotly=plotly_bundle.address(),
            first=self.bundles.first,
            later_scripts=(
                *(each for each in SCRIPT_TAG.findall(scripts) if ASSETS_PART not in each),
                self.bundles.rest,
            ),
        )
        written = {name: parts[name] for name in ("metas", "favicon", "config", "renderer")}
        return first_page.write_first_page(shown, DashParts(inline_scripts=SCRIPT_TAG.sub("", scripts), **written))

    def _write_answer(self, layout: Any) -> str:
        """The layout, and what its callbacks depend on, as Dash's own addresses would tell them."""
        answer = {"layout": layout, "dependencies": orjson.Fragment(self.dependencies().get_data())}
        written = orjson.dumps(answer, default=_write_component, option=orjson.OPT_PASSTHROUGH_DATACLASS)
        return written.replace(*LESS_THAN).decode()


def _write_component(value: Any) -> Any:
    return None if isinstance(value, WithoutScript) else read_element(value)
