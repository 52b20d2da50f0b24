"""The page of the map: a link on each tile and each row, the same numbers in both, and the reader's own force."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from dash import Dash, html

from callbacks.context import AppContext
from callbacks.pages import force_maps
from layouts.pages import force_map
from maracdash import figures, queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.settings import Settings


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def opened(context: AppContext, address: str) -> tuple[force_map.ForceMapPage, list]:
    choice = force_maps.resolve_map(context, address)
    shown = force_maps.build_page(context, choice)
    return shown, force_map.layout(shown, choice.own, figures.GRAPH_CONFIG)


def test_every_force_is_a_link_on_the_map_and_in_the_table(context: AppContext) -> None:
    shown, page = opened(context, "/map?indicator=cases-per-10k")
    links = [part for each in page for part in each._traverse() if isinstance(part, html.A)]
    for kind in ("tile", "force"):
        found = [each for each in links if getattr(each, "data-key", "").startswith(f"{kind}-")]
        assert [each.href.split("&")[0] for each in found] == [
            f"/indicators/cases-per-10k?marac={row.force.code}" for row in shown.rows
        ]
    assert [each.words.split(",")[0] for each in shown.tiles] == [row.value.split(",")[0] for row in shown.rows]
    assert sum(row.own for row in shown.rows) == 1


def test_a_tile_leads_to_its_force(app: Dash, context: AppContext) -> None:
    _, page = opened(context, "/map")
    link = next(part for each in page for part in each._traverse() if getattr(part, "data-tile", None) is not None)
    assert app.server.test_client().get(link.href).status_code == 200


def test_the_readers_force_follows_from_their_marac_or_is_it(context: AppContext) -> None:
    known = context.reader.ask(queries.DIRECTORY)
    marac = known.at(Level.MARAC)[3]
    for own in (marac.area.name, marac.parent):
        shown, _ = opened(context, f"/map?own={own}")
        assert [row.force.code for row in shown.rows if row.own] == [marac.parent]


def test_the_address_is_whole_and_leads_to_the_same(context: AppContext) -> None:
    shown, _ = opened(context, "/map?shading=verdict&indicator=repeat-rate&quarter=2024-Q2")
    assert opened(context, f"/map?{shown.query}")[0] == shown
    assert "shading=verdict" in shown.query


def test_where_there_are_no_verdicts_the_page_says_so_and_offers_none(context: AppContext) -> None:
    for query in ("indicator=cases", "indicator=cases&shading=verdict"):
        shown, page = opened(context, f"/map?{query}")
        assert shown.without_verdicts
        assert not [part for each in page for part in each._traverse() if getattr(part, "className", "") == "switch"]
    assert not opened(context, "/map?indicator=repeat-rate")[0].without_verdicts


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, ""),
        ("?shading=verdict&indicator=repeat-rate", 200, ""),
        ("?shading=height", 404, "The map cannot be coloured by “height”."),
        ("?indicator=height", 404, "There is no indicator called “height”."),
        ("?quarter=1999-Q1", 404, "There are no figures for 1999-Q1."),
        ("?own=Atlantis", 404, "Atlantis"),
    ],
)
def test_addresses_answer_truly(app: Dash, query: str, status: int, said: str) -> None:
    client = app.server.test_client()
    for path in ("/map", "/export/map.csv"):
        answer = client.get(f"{path}{query}")
        assert answer.status_code == status
        assert said in answer.text


def test_the_file_holds_the_numbers_of_the_page(app: Dash, context: AppContext) -> None:
    shown, _ = opened(context, "/map?indicator=cases")
    answer = app.server.test_client().get(f"/export/map.csv?{shown.query}")
    rows = [row for row in csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))) if row["level"] == "force"]
    assert {row["area"]: f"{float(row['value']):,.0f}" for row in rows} == {
        row.force.name: row.value.split(",  ")[0] for row in shown.rows
    }


def test_what_the_reader_compares_with_goes_on_to_the_force_and_stays_in_the_address(context: AppContext) -> None:
    shown, page = opened(context, "/map?group=Coast~AM002,AF03&including=yes")
    tiles = [part for each in page for part in each._traverse() if getattr(part, "data-tile", None) is not None]
    assert tiles
    for address in (shown.query, *(each.href for each in tiles)):
        assert "including=yes&group=Coast~AM002,AF03" in address
    assert opened(context, f"/map?{shown.query}")[0] == shown
