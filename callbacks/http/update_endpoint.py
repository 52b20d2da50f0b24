"""Changes of the chart page as JSON for assets/changes.js: no Dash callback, so that the chart waits for nothing."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import orjson
from dash import Dash, no_update
from dash.development.base_component import Component
from flask import Response, request

from callbacks.context import AppContext
from callbacks.http.error_messages import write_error_sentence
from callbacks.http.packed_answers import respond_packed
from callbacks.pages import chart_page, revisions
from callbacks.pages.page_record import find_page
from callbacks.pages.selections import read_selection
from layouts import ids
from layouts.components import html_components
from layouts.components.chart_page import OUTPUTS
from layouts.html import menus
from layouts.html.markup import read_element
from layouts.pages.not_found import NOT_FOUND
from maracdash.model.errors import MaracdashError, NotFoundError

RELEASE_HEADER = "X-Release"
"""By it a browser tells that what it has fetched ahead is of an earlier release: assets/ahead.js."""
JSON = "application/json"
UNREADABLE_ADDRESS = "This address cannot be read. Go back to the overview and choose again."
CHART_PAGES = (chart_page.OVERVIEW, chart_page.INDICATOR)
PropertyChanges = dict[str, dict[str, Any]]
"""By component, the properties that change."""


def register(app: Dash, context: AppContext) -> None:
    """/changes?address=..., the path and query of what the reader chose."""
    app.server.add_url_rule("/changes", "changes", partial(serve_changes, context))


def serve_changes(context: AppContext) -> Response:
    """Response with the changes for an address, or with the sentence that says why there are none."""
    address = request.args.get("address", "/")
    if not is_address(address):
        return _json_response(_error_changes(NotFoundError(UNREADABLE_ADDRESS)), HTTPStatus.BAD_REQUEST)
    if not find_page(CHART_PAGES, urlsplit(address).path):
        return _json_response(_error_changes(NotFoundError(NOT_FOUND)), HTTPStatus.NOT_FOUND)
    try:
        release = context.reader.release.id
        if not is_spelled_out(address):
            return _json_response(find_changes(context, address), HTTPStatus.OK, release)
        decided_by = ("changes", release, context.reader.audience, address)
        packed = context.remembered.answer(decided_by, lambda: _write_json(find_changes(context, address)))
        return respond_packed(packed, JSON, {RELEASE_HEADER: release})
    except MaracdashError as error:
        return _json_response(_error_changes(error), HTTPStatus.OK)
    except Exception as error:  # noqa: BLE001 - whatever it is, the reader is told and the log has it
        return _json_response(_error_changes(error), HTTPStatus.INTERNAL_SERVER_ERROR)


def is_address(address: str) -> bool:
    """True where the text is a path of this site, with or without a query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return address.startswith("/") and not parts.netloc


def is_spelled_out(address: str) -> bool:
    """True where an answer follows from the address, the release and the audience alone.

    Else a part comes from whoever asks, or from an earlier release.
    """
    return read_selection(address) is not None and not revisions.release_in_address(address)


def find_changes(context: AppContext, address: str) -> PropertyChanges:
    """Every output of the chart page that is not left as it is, by component and property."""
    answer: PropertyChanges = defaultdict(dict)
    outputs = {**OUTPUTS, **menus.outputs(context.menu)}
    for name, value in chart_page.update_outputs(context, address).items():
        if value is not no_update:
            component, prop = outputs[name]
            answer[component][prop] = value
    return dict(answer)


def _json_response(answer: PropertyChanges, status: HTTPStatus, release: str = "") -> Response:
    named = {RELEASE_HEADER: release} if release else {}
    return Response(_write_json(answer), status, named, mimetype=JSON)


def _write_json(answer: PropertyChanges) -> bytes:
    return orjson.dumps(answer, default=_component_json)


def _error_changes(error: Exception) -> PropertyChanges:
    return {ids.NOTICE: {"children": html_components.alert(write_error_sentence(error))}}


def _component_json(value: object) -> Any:
    if isinstance(value, Component):
        return read_element(value)
    raise TypeError(f"{type(value).__name__} cannot be sent")
