"""What the browser gets for a change: by component, only what changes, and a sentence where it fails."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from dash import Dash, html
from plotly.utils import PlotlyJSONEncoder

from callbacks.audience import VIEW_COOKIE
from callbacks.context import AppContext
from callbacks.http.update_endpoint import _write_json, is_spelled_out
from callbacks.pages import chart_page
from layouts import ids
from layouts.html.attributes import attributes
from layouts.html.page_frame import PUBLIC_VIEW
from maracdash.model.audiences import Audience


def answer(app: Dash, address: str) -> tuple[int, dict[str, Any]]:
    got = app.server.test_client().get("/changes", query_string={"address": address})
    return got.status_code, got.get_json()


def test_a_change_names_components_and_their_properties(app: Dash) -> None:
    status, changed = answer(app, "/?indicator=cases")
    assert status == 200
    assert changed[ids.GRAPH]["figure"]["data"]
    assert changed[ids.SUBHEADING] == {"children": "Number of cases discussed"}
    assert changed[ids.headline_card("cases")]["children"][0]["props"]["className"] == "label"


def test_what_stays_is_left_out(app: Dash) -> None:
    assert ids.GRAPH not in answer(app, "/?view=table")[1]
    assert ids.headline_card("cases") not in answer(app, "/indicators/repeat-rate")[1]


def test_an_unknown_marac_is_told_where_the_reader_looks(app: Dash) -> None:
    status, changed = answer(app, "/?marac=Atlantis")
    assert status == 200
    assert "Atlantis" in changed[ids.NOTICE]["children"]["props"]["children"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("x", 400, "This address cannot be read."),
        ("", 400, "This address cannot be read."),
        ("http://evil/", 400, "This address cannot be read."),
        ("//evil/", 400, "This address cannot be read."),
        ("javascript:alert(1)", 400, "This address cannot be read."),
        ("/nowhere", 404, "There is no page at this address."),
        ("/indicators/", 404, "There is no page at this address."),
        ("/report?marac=x", 404, "There is no page at this address."),
    ],
)
def test_only_addresses_of_chart_pages_have_changes(app: Dash, address: str, status: int, said: str) -> None:
    given, changed = answer(app, address)
    assert given == status
    assert said in changed[ids.NOTICE]["children"]["props"]["children"]
    assert list(changed) == [ids.NOTICE]


def test_a_fault_is_a_number_to_report_and_a_status_to_watch(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(chart_page, "update_outputs", broken)
    status, changed = answer(app, "/")
    sentence = changed[ids.NOTICE]["children"]["props"]["children"]
    assert status == 500
    assert "report the number" in sentence
    assert "secret" not in sentence


def test_an_answer_is_remembered_for_its_audience_alone(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/?{answer(app, '/?indicator=cases')[1][ids.BOARD]['data-query']}&view=trend"
    asked: list[Audience] = []
    draw = chart_page.update_outputs

    def note(context: AppContext, wanted: str) -> dict[str, Any]:
        asked.append(context.reader.audience)
        return draw(context, wanted)

    monkeypatch.setattr(chart_page, "update_outputs", note)
    client = app.server.test_client()
    full, again = (client.get("/changes", query_string={"address": address}).data for _ in range(2))
    client.set_cookie(VIEW_COOKIE, PUBLIC_VIEW)
    public = client.get("/changes", query_string={"address": address}).data
    assert asked == [Audience.FULL, Audience.SAFE]
    assert full == again != public


@pytest.mark.parametrize(
    ("address", "follows"),
    [
        ("/?marac=M1&quarter=2024-Q1&indicator=cases", True),
        ("/indicators/cases?marac=M1&quarter=2024-Q1", True),
        ("/?marac=M1&indicator=cases", False),
        ("/?quarter=2024-Q1&indicator=cases", False),
        ("/?marac=M1&quarter=2024-Q1&indicator=cases&release=release-1", False),
    ],
)
def test_what_depends_on_who_asks_or_on_an_earlier_release_is_not_remembered(address: str, *, follows: bool) -> None:
    assert is_spelled_out(address) == follows


def test_components_are_written_as_dash_writes_them() -> None:
    written = html.Div(
        [html.P("text", className="key", **attributes(aria_label="label", data_choose="1")), None, html.Br()], id="box"
    )
    assert orjson.loads(_write_json({"x": {"children": written}})) == {
        "x": {"children": json.loads(json.dumps(written, cls=PlotlyJSONEncoder))}
    }
