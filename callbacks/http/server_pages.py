"""Pages that the server writes whole: the frame around them, their styles and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path

from dash import Dash
from dash.development.base_component import Component
from flask import Response

from callbacks.context import AppContext
from callbacks.http import bootstrap_css
from callbacks.pages import regions
from callbacks.pages.page_record import build_family
from callbacks.pages.registry import PAGES
from layouts.html import elements as html
from layouts.html import html_page, menus
from layouts.html.page_frame import PageFrame
from maracdash import queries
from maracdash.exports.files import File
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import MaracdashError
from maracdash.model.selection import Selection
from maracdash.record import Record

STYLES = ("style.css", "report.css", "upload.css")
GROUP_STYLES = (*STYLES, "form-groups.css")
SCRIPTS = ("upload.js", "notices.js", "session.js")
FORM_SCRIPTS = ("form-focus.js",)
GROUP_SCRIPTS = (*FORM_SCRIPTS, "form-groups.js", "notices.js", "session.js")
ACCOUNT_SCRIPTS = (*FORM_SCRIPTS, "notices.js", "session.js")


@dataclass(frozen=True)
class ServerPages:
    """Builds pages of the server; the app gives the addresses of its files, the context the data and settings."""

    app: Dash
    context: AppContext

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.context.settings.data

    @property
    def record(self) -> Record:
        """Record of what was sent and published."""
        return self.context.record

    @property
    def directory(self) -> AreaDirectory:
        """Areas of the release; none where nothing was ever published."""
        return self.context.reader.ask(queries.DIRECTORY) if self.record.release_id() else AreaDirectory()

    def page(
        self,
        title: str,
        content: list[Component],
        status: HTTPStatus = HTTPStatus.OK,
        here: str = "upload",
        scripts: Sequence[str] = SCRIPTS,
        marking: str = "",
    ) -> Response:
        """A whole page; `marking` is that of figures of its own, where there may be no others yet."""
        return self._answer(self._frame(title, here, marking), content, status, scripts)

    def pack_page(
        self,
        title: str,
        content: list[Component],
        selection: Selection,
        status: HTTPStatus,
        scripts: Sequence[str],
    ) -> Response:
        """A page of a board pack: its menu keeps what the pack is of and compares with."""
        frame = replace(self._frame(title, "dashboards"), selection=selection)
        return self._answer(frame, content, status, scripts)

    def group_page(
        self, title: str, content: list[Component], selection: Selection, status: HTTPStatus, here: str
    ) -> Response:
        """A page of groups, which is a form of all Maracs: its menus keep what the reader chose."""
        frame = replace(self._frame(title, here), selection=selection, family=regions.PAGE.family)
        forms = menus.build_family_menu(build_family(PAGES, regions.PAGE), here, selection, {})
        return self._answer(frame, [*forms, *content], status, GROUP_SCRIPTS, GROUP_STYLES)

    def account_page(self, title: str, content: list[Component], status: HTTPStatus = HTTPStatus.OK) -> Response:
        """A page of accounts: without figures, so with no marking of who may see them."""
        frame = replace(self._frame(title, "account"), marking="", view=None)
        return self._answer(frame, content, status, ACCOUNT_SCRIPTS)

    def bare_page(
        self, title: str, content: list[Component], status: HTTPStatus = HTTPStatus.OK, *, error: bool = False
    ) -> Response:
        """A page for whoever has not signed in: no menu, no figures, and nothing about them."""
        frame = PageFrame(deployment=self.context.settings.deployment, title=f"Error: {title}" if error else title)
        return self._answer(frame, content, status, FORM_SCRIPTS)

    def message_page(self, heading: str, sentence: str, status: HTTPStatus) -> Response:
        """A page that only says something, and the way back."""
        way = html.P(html.A("Send figures", href="/upload"))
        return self.page(heading, [html.H1(heading), html.P(sentence), way], status)

    def asset(self, name: str) -> str:
        """The address of a file of assets, which changes when the file does."""
        path = Path(self.app.config.assets_folder) / name
        stamp = int(path.stat().st_mtime) if path.is_file() else 0
        return f"{self.app.get_asset_url(name)}?m={stamp}"

    def _answer(
        self,
        frame: PageFrame,
        content: list[Component],
        status: HTTPStatus,
        scripts: Sequence[str],
        styles: Sequence[str] = STYLES,
    ) -> Response:
        addresses = [bootstrap_css.stylesheet_address(), *map(self.asset, styles)]
        page = html_page.build_html_page(frame, content, addresses, [self.asset(name) for name in scripts])
        return Response(page, status=status, mimetype="text/html")

    def _frame(self, title: str, here: str, marking: str = "") -> PageFrame:
        """Header and footer; bare where there are no figures yet, or none can be read."""
        context = self.context
        bare = PageFrame(
            deployment=context.settings.deployment,
            here=here,
            title=title,
            menu=context.menu,
            tools=context.tools,
            marking=marking,
        )
        try:
            reader = context.reader
            return replace(
                bare,
                selection=context.start,
                release=reader.release,
                marking=reader.marking,
                view=context.view,
                remark=context.remark,
            )
        except MaracdashError:
            return bare


def download_response(file: File) -> Response:
    """Response with a file to save."""
    response = Response(file.content, content_type=file.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response


def redirect(address: str) -> Response:
    """Redirect after a form (303), so that going back or reloading sends nothing twice."""
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": address})
