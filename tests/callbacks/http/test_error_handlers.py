"""What cannot be answered is refused in words: no stack trace on the page, one line in the log."""

from __future__ import annotations

import logging

import pytest
from dash import Dash

from maracdash.model.errors import MaracdashError
from maracdash.reading.reader import Reader

UPDATE = "/_dash-update-component"


@pytest.mark.parametrize("body", ["[]", "null", "{}", '{"output":"x.y"}', "not json", '{"output":["x"]}'])
def test_a_malformed_question_is_refused(app: Dash, body: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = app.server.test_client().post(UPDATE, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "This request could not be understood" in answer.text
    (line,) = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert not line.exc_info


@pytest.mark.parametrize("body", ["[]", "null", '{"output":5}', '{"output":"x.y"}'])
def test_the_grid_refuses_it_too(app: Dash, body: str) -> None:
    answer = app.server.test_client().post(f"/upload/grid{UPDATE}", data=body, content_type="application/json")
    assert answer.status_code == 400


def test_what_only_a_browser_works_out_is_not_asked_of_the_server(app: Dash) -> None:
    clientside = [name for name, known in app.callback_map.items() if "callback" not in known]
    assert clientside
    for name in clientside:
        inputs = [{"id": "x", "property": "y"} for _ in app.callback_map[name]["inputs"]]
        answer = app.server.test_client().post(UPDATE, json={"output": name, "inputs": inputs})
        assert answer.status_code == 400


@pytest.mark.parametrize(
    ("path", "method", "status", "said"),
    [
        ("/_dash-component-suites/nope/x.js", "GET", 404, "There is no page at this address."),
        ("/_dash-component-suites/dash/nope.js", "GET", 404, "There is no page at this address."),
        ("/assets/nope.js", "GET", 404, "There is no page at this address."),
        ("/healthz", "POST", 405, "nothing can be sent to it"),
        (UPDATE, "POST", 413, "More was sent than this address takes."),
    ],
)
def test_each_refusal_says_what_is_wrong(
    app: Dash, caplog: pytest.LogCaptureFixture, path: str, method: str, status: int, said: str
) -> None:
    content = "[" + "1," * 50_000 + "1]" if status == 413 else None
    answer = app.server.test_client().open(path, method=method, data=content, content_type="application/json")
    assert answer.status_code == status
    assert said in answer.text
    assert "style.css?m=" in answer.text
    assert len([each for each in caplog.records if each.levelno >= logging.WARNING]) == 1


def test_a_fault_of_ours_is_a_number_to_report(
    app: Dash, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Reader, "ask", broken)
    answer = app.server.test_client().get("/")
    assert answer.status_code == 500
    assert "report the number" in answer.text
    assert "secret" not in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("path", ["/", "/data-quality", "/healthz"])
def test_whatever_is_damaged_the_page_is_ours(app: Dash, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise MaracdashError("The submission 000001 cannot be read.")

    monkeypatch.setattr(Reader, "ask", damaged)
    answer = app.server.test_client().get(path)
    assert answer.status_code == (200 if path == "/healthz" else 503)
    assert path == "/healthz" or "The submission 000001 cannot be read." in answer.text
    assert path == "/healthz" or 'href="/upload"' in answer.text


def test_sending_has_its_page_where_no_figure_can_be_read(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise MaracdashError("The submission 000001 cannot be read.")

    monkeypatch.setattr(Reader, "release", property(damaged))
    answer = app.server.test_client().get("/upload")
    assert answer.status_code == 200
    assert "Send figures" in answer.text


def test_an_address_that_is_none_is_refused_by_changes(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    answer = app.server.test_client().get("/changes", query_string={"address": "//["})
    assert answer.status_code == 400
    assert "This address cannot be read." in answer.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/indicators/cases", "Number of cases discussed"), ("/dashboards/children", "Children")],
)
def test_the_path_wins_over_the_query(app: Dash, path: str, shown: str) -> None:
    (output,) = [each for each in app.callback_map if "_pages_content.children" in each and "_pages_store" in each]
    known = app.callback_map[output]
    given = {"pathname": path, "search": "?slug=repeat-rate"}
    body = {
        "output": output,
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [{**each, "value": given.get(each["property"], "")} for each in known["inputs"]],
        "changedPropIds": ["_pages_location.pathname"],
    }
    answer = app.server.test_client().post(UPDATE, json=body)
    assert answer.status_code == 200
    assert shown in answer.text
    assert "repeat-rate" not in answer.get_json()["response"]["_pages_store"]["data"]["title"]
