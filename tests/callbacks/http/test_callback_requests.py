"""Whatever is sent to a callback of Dash's is answered, or refused in a sentence: never with a stack trace."""

from __future__ import annotations

import json
import logging

import pytest
from dash import Dash, Input, Output, State, html

from app import create_app
from callbacks.http.callback_requests import is_callback_request
from callbacks.http.error_handlers import CALLBACK_PATH
from callbacks.uploads.grid import PATH as GRID_PATH
from callbacks.uploads.grid import GridApp
from maracdash.settings import Settings
from tests.support import callback_requests

GRID_CALLBACKS = f"{GRID_PATH}{CALLBACK_PATH.removeprefix('/')}"
REFUSED = "This request could not be understood"


def test_the_pages_own_request_is_answered(app: Dash) -> None:
    names = callback_requests.list_server_callbacks(app)
    assert names
    for name in names:
        answer = app.server.test_client().post(CALLBACK_PATH, json=callback_requests.build_valid_request(app, name))
        assert answer.status_code == 200


def test_a_damaged_request_is_refused_in_words_or_answered_without_a_fault(
    app: Dash, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[str] = []
    refused = 0
    for name in callback_requests.list_server_callbacks(app):
        valid = callback_requests.build_valid_request(app, name)
        for damage, body in callback_requests.damage_request(valid):
            caplog.clear()
            text = json.dumps(body)
            answer = app.server.test_client().post(CALLBACK_PATH, data=text, content_type="application/json")
            logged = [each for each in caplog.records if each.levelno >= logging.WARNING]
            refused += answer.status_code == 400
            if answer.status_code == 400:
                whole = REFUSED in answer.text and len(logged) == 1
            else:
                whole = answer.status_code == 200 and not logged
            if not whole or any(each.exc_info for each in logged) or "Traceback" in answer.text:
                faults.append(f"{damage}: {answer.status_code}, {[each.getMessage()[:80] for each in logged]}")
    assert faults == []
    assert refused > 100


@pytest.mark.parametrize("opened", ["[", '{"a":'])
@pytest.mark.parametrize("path", [CALLBACK_PATH, GRID_CALLBACKS])
def test_what_is_nested_too_deep_is_refused(
    app: Dash, caplog: pytest.LogCaptureFixture, path: str, opened: str
) -> None:
    text = opened * callback_requests.DEEP
    closed = {"[": "]", '{"a":': "}"}[opened] * callback_requests.DEEP
    answer = app.server.test_client().post(path, data=f"{text}1{closed}", content_type="application/json")
    assert answer.status_code == 400
    assert REFUSED in answer.text
    (line,) = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert not line.exc_info


@pytest.mark.usefixtures("apart")
def test_the_grid_refuses_what_is_no_request_to_it(demonstration: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no callback of the server's, so that every request to one is damaged."""
    made: list[GridApp] = []
    begin = GridApp.__init__
    monkeypatch.setattr(
        GridApp, "__init__", lambda self, *given, **named: made.append(self) or begin(self, *given, **named)
    )
    app = create_app(Settings(data=demonstration))
    (grid,) = made
    assert callback_requests.list_server_callbacks(grid) == []
    for name in callback_requests.list_server_callbacks(app):
        body = callback_requests.build_valid_request(app, name)
        assert app.server.test_client().post(GRID_CALLBACKS, json=body).status_code == 400


@pytest.mark.usefixtures("apart")
def test_callbacks_of_one_output_none_and_state_are_recognised() -> None:
    """There is none of these in the app yet."""
    app = Dash("apart", use_async=False)
    app.layout = html.Div()
    app.callback(Output("a", "children"), Input("b", "value"), State("c", "value"))(str)
    app.callback(Input("b", "value"))(str)
    app._setup_server()
    names = callback_requests.list_server_callbacks(app)
    assert len(names) == 2
    for name in names:
        body = callback_requests.build_valid_request(app, name)
        assert is_callback_request(app.callback_map, body)
        assert not is_callback_request(app.callback_map, {**body, "outputs": [{"id": "z", "property": "children"}]})
        assert not is_callback_request(app.callback_map, {**body, "state": [{"id": "z", "property": "value"}]})
