"""The page of the peer finder: the same peers in both tables, weights in the address, one click to a group."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks.context import AppContext
from callbacks.pages import peer_finder
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader
from maracdash.settings import Settings


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def opened(context: AppContext, address: str):
    return peer_finder.build_page(context, peer_finder.resolve_peers(context, address))


def test_both_tables_have_the_same_ten_and_the_group_is_ready_to_be_made(client: FlaskClient, context) -> None:
    shown = opened(context, "/peers?indicator=repeat-rate")
    text = html.unescape(client.get("/peers?indicator=repeat-rate").text)
    assert {row.area for row in shown.peers} == {row.area for row in shown.otherwise}
    assert len(shown.peers) == 10
    boxes = re.findall(r'type="checkbox" name="m" value="([^"]+)" checked', text)
    assert boxes == [row.area.code for row in shown.peers]
    made = client.get(f"/groups?name={shown.group_name}&" + "&".join(f"m={code}" for code in boxes))
    assert made.status_code == 303
    assert "group=Most+like+" in made.headers["Location"]
    assert "10 Maracs" in client.get(made.headers["Location"]).text


@pytest.mark.parametrize("indicator", ["cases-per-10k", "repeat-rate", "cases"])
def test_the_gap_beside_two_figures_is_their_difference_as_shown(context: AppContext, indicator: str) -> None:
    shown, checked = opened(context, f"/peers?indicator={indicator}"), 0
    for row in shown.peers:
        if "," in f"{row.value}{shown.own_value}" or not row.gap:
            continue
        own, other = (float(each.removesuffix("%")) for each in (shown.own_value, row.value))
        size, way = (row.gap.split()[0], row.gap.split()[-1]) if "same" not in row.gap else ("0", "same")
        assert float(size) == pytest.approx(abs(other - own))
        assert way == ("more" if own > other else "less" if own < other else "same")
        checked += 1
    assert checked > 5


def test_verdict_and_difference_of_a_row_are_both_of_ours_beside_theirs(client: FlaskClient, context) -> None:
    address = "/peers?indicator=cases-per-10k"
    judged = [row for row in opened(context, address).otherwise if row.verdict.split()[-1] in ("higher", "lower")]
    assert {row.verdict.split()[-1] for row in judged} == {"higher", "lower"}
    for row in judged:
        assert row.gap.endswith({"higher": " more", "lower": " less"}[row.verdict.split()[-1]])
    heads = re.findall(r'<th[^>]* scope="col"[^>]*>([^<]+)</th>', html.unescape(client.get(address).text))
    assert [each for each in heads if "theirs" in each] == ["Ours beside theirs"]


def test_weights_of_the_address_count_and_are_kept_in_the_file_s(client: FlaskClient, context) -> None:
    usual = opened(context, "/peers?indicator=police")
    other = opened(context, "/peers?indicator=police&w-police=0&w-size=3")
    assert {each.feature.name: each.weight for each in other.question.features}["police"] == 0
    assert [row.area for row in usual.peers] != [row.area for row in other.peers]
    assert usual.echo
    assert not other.echo
    assert other.file.endswith("&w-size=3&w-police=0")
    lines = list(csv.DictReader(io.StringIO(client.get(other.file).data.decode("utf-8-sig"))))
    named = [line["area_code"] for line in lines if line["place"] != "0" and not line["feature"]]
    assert named == [row.area.code for row in other.peers]
    text = client.get("/peers?indicator=police&w-police=0&w-size=3").text
    assert re.search(r'name="w-size".*?<option selected value="3">', text, re.DOTALL)


@pytest.mark.parametrize("weight", ["4", "-1", "1.5", "x", "%3Cb%3E", "1" * 500])
def test_a_weight_that_is_none_is_a_sentence(client: FlaskClient, weight: str) -> None:
    for path in ("/peers", "/export/peers.csv"):
        answer = client.get(f"{path}?w-size={weight}")
        assert answer.status_code == 404
        assert "is no weight for “Cases in 12 months”. Choose one of: 0, 1, 2, 3." in answer.text


def test_without_any_weight_the_page_says_so_and_can_be_mended(client: FlaskClient) -> None:
    zero = "&".join(f"w-{name}=0" for name in ("size", "rate", "population", "minoritised", "children", "police"))
    text = client.get(f"/peers?{zero}").text
    assert "Every feature has the weight 0. Give at least one of them a weight." in text
    assert re.search(r"<details[^>]* open", text)
    assert "Make those ticked a group" not in text


def test_a_force_is_compared_with_forces(context: AppContext, demonstration: Path) -> None:
    force = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY).at(Level.FORCE)[0]
    shown = opened(context, f"/peers?marac={force.area.code}&indicator=repeat-rate")
    assert shown.heading == f"Forces most like {force.area.name}"
    assert {row.area.level for row in shown.peers} == {Level.FORCE}


def test_every_choice_is_offered_with_the_present_one_chosen(client: FlaskClient, context) -> None:
    shown = opened(context, "/peers?indicator=repeat-rate&quarter=2024-Q2")
    text = html.unescape(client.get("/peers?indicator=repeat-rate&quarter=2024-Q2").text)
    for value in ("repeat-rate", "2024-Q2", shown.area.code):
        assert re.search(rf'<option selected value="{value}">', text)
    assert text.count("<optgroup") == len(shown.question.areas)
