"""A change of the board as JSON for assets/changes.js: no callback of Dash, so that the chart need wait for nothing."""

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

from callbacks.context import Context
from callbacks.http.error_messages import sentence
from callbacks.pages import chart_page
from layouts import ids
from layouts.components import html_components, menus
from layouts.components.chart_page import OUTPUTS
from maracdash.model.errors import MaracdashError, UnknownThing

UNREADABLE = "This address cannot be read. Go back to the overview and choose again."
Answer = dict[str, dict[str, Any]]
"""By component, the properties that change."""


def register(app: Dash, context: Context) -> None:
    """/changes?address=..., the path and query of what the reader chose."""
    app.server.add_url_rule("/changes", "changes", partial(changes, context))


def changes(context: Context) -> Response:
    """What an address changes; where it fails, the sentence that says so."""
    address = request.args.get("address", "/")
    if not readable(address):
        return _sent(_failed(UnknownThing(UNREADABLE)), HTTPStatus.BAD_REQUEST)
    try:
        return _sent(changed(context, address), HTTPStatus.OK)
    except MaracdashError as error:
        return _sent(_failed(error), HTTPStatus.OK)
    except Exception as error:  # noqa: BLE001 - whatever it is, the reader is told and the log has it
        return _sent(_failed(error), HTTPStatus.INTERNAL_SERVER_ERROR)


def readable(address: str) -> bool:
    """Whether it has the form of an address at all."""
    try:
        return bool(urlsplit(address))
    except ValueError:
        return False


def changed(context: Context, address: str) -> Answer:
    """Every output of the board and the menu that is not left as it is."""
    answer: Answer = defaultdict(dict)
    outputs = {**OUTPUTS, **menus.outputs(context.menu)}
    for name, value in chart_page.change(context, address).items():
        if value is not no_update:
            component, prop = outputs[name]
            answer[component][prop] = value
    return dict(answer)


def _sent(answer: Answer, status: HTTPStatus) -> Response:
    return Response(orjson.dumps(answer, default=_plain), status=status, mimetype="application/json")


def _failed(error: Exception) -> Answer:
    return {ids.NOTICE: {"children": html_components.notice(sentence(error))}}


def _plain(value: object) -> Any:
    if isinstance(value, Component):
        return value.to_plotly_json()
    raise TypeError(f"{type(value).__name__} cannot be sent")
