"""The grid is a small app of its own under /upload/grid/, so that its bundle is loaded there and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import dash_ag_grid
from dash import Dash

from callbacks.context import AppContext
from callbacks.http import error_handlers, sessions
from callbacks.http.server_pages import SCRIPTS, ServerPages
from layouts.uploads import grid
from maracdash.intake.cells import dates, notations, numbers
from maracdash.model.areas import Level

PATH = "/upload/grid/"
BUNDLE = "dash_ag_grid.min.js"
BODY_END = "</body>"
GRID_SCRIPTS = ("adapter.js", "upload-grid-rules.js", "upload-grid-paste.js", "upload-grid.js")


class GridApp(Dash):
    """One component, in a page that the server writes."""

    server_pages: ServerPages

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """The page around the grid, with this browser's token."""
        listings = self.server_pages.directory.at(Level.MARAC)
        names = sorted({name for each in listings for name in (each.area.code, each.area.name)})
        content = grid.grid_page(sessions.form_token(), names, describe_notations(), sessions.sender())
        page = self.server_pages.page(grid.HEADING, content, scripts=(*SCRIPTS, *GRID_SCRIPTS)).get_data(as_text=True)
        scripts = f"{parts['config']}{parts['scripts']}{parts['renderer']}{BODY_END}"
        return page.replace(grid.GRID_PLACEHOLDER, parts["app_entry"], 1).replace(BODY_END, scripts, 1)


def register(app: Dash, context: AppContext) -> Sequence[str]:
    """/upload/grid/, where figures are taken at all; the hashes of the scripts that Dash writes into that page."""
    if not context.settings.accepts_uploads:
        return ()
    for each in dash_ag_grid._js_dist:  # noqa: SLF001 - Dash has no public way to keep a bundle off other pages
        if each["relative_package_path"] == BUNDLE:
            each["dynamic"] = True
    bundle = f"{PATH}_dash-component-suites/dash_ag_grid/{BUNDLE}"
    options = {
        "routes_pathname_prefix": PATH,
        "requests_pathname_prefix": f"{context.settings.path_prefix}{PATH}",
        "use_async": False,
        "compress": False,
        "include_assets_files": False,
        "update_title": None,
    }
    own = GridApp(__name__, server=app.server, external_scripts=[bundle], **options)  # type: ignore[arg-type]
    own.server_pages = ServerPages(app, context)
    own.layout = grid.layout()
    app.server.before_request(
        partial(
            error_handlers.reject_malformed_callback, own, f"{PATH}{error_handlers.CALLBACK_PATH.removeprefix('/')}"
        )
    )
    hashes: Sequence[str] = own.csp_hashes()
    return hashes


def describe_notations() -> dict[str, Any]:
    """The check's own ways of reading a cell, so that the grid marks none that would be taken."""
    return {
        "numbers": [_translate_pattern(each) for each in (notations.PLAIN_NUMBER, notations.NUMBER_WITH_THOUSANDS)],
        "withheld": _translate_pattern(numbers.WITHHELD_COUNT),
        "largest_withheld": numbers.MAX_WITHHELD,
        "not_collected": sorted(numbers.NOT_COLLECTED_WORDS - {""}),
        "dates": [_translate_pattern(each) for each in (dates.ISO_DATE, dates.BRITISH_DATE, dates.DATE_IN_WORDS)],
    }


def _translate_pattern(pattern: re.Pattern[str]) -> str:
    """A pattern as JavaScript writes it, which names groups without the P."""
    return pattern.pattern.replace("(?P<", "(?<")
