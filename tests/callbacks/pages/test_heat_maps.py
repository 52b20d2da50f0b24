"""The heat map's page: a cell for each Marac and indicator, words in all of them, filters in the address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dash import Dash, html

from callbacks.context import AppContext
from callbacks.pages import heat_maps
from layouts.pages import heat_map
from layouts.pages.heat_map import HeatMapPage
from maracdash import catalogue, figures, queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.selection import Selection
from maracdash.settings import Settings


@pytest.fixture
def context(demonstration: Path) -> AppContext:
    """A desk of its own, asking the demonstration data."""
    return AppContext.of(Settings(data=demonstration, deployment="Alderland"), outside_requests=Audience.FULL)


def opened(context: AppContext, query: str = "") -> tuple[HeatMapPage, Selection]:
    choice = heat_maps.resolve_heat_map(context, f"/heat-map?{query}")
    return heat_maps.build_page(context, choice), choice.own


def table(shown: tuple[HeatMapPage, Selection]) -> dict[str, Any]:
    (found,) = [
        part for each in heat_map.layout(*shown) for part in each._traverse() if getattr(part, "id", "") == "grid"
    ]
    assert isinstance(found, html.Div)
    return json.loads(found.to_plotly_json()["props"]["data-grid"])


@pytest.mark.parametrize("content", ["verdict", "position", "value"])
def test_every_cell_has_words(context: AppContext, content: str) -> None:
    drawn = table(opened(context, f"within=all&content={content}"))
    rows = [row for section in drawn["sections"] for row in section["rows"]]
    assert len(drawn["heads"]) == 30
    assert all(len(row["cells"]) == 30 for row in rows)
    assert all(cell[0] for row in rows for cell in row["cells"])


def test_a_verdict_stands_with_its_shape_its_strength_and_its_figure(context: AppContext) -> None:
    drawn = table(opened(context, "within=all"))
    marks = [mark[2] for mark in drawn["marks"]]
    for section in drawn["sections"]:
        for text, mark, under in (cell for row in section["rows"] for cell in row["cells"]):
            assert ("higher" in marks[mark]) is text.startswith(("▲ higher", "▲ clearly higher"))
            assert ("lower" in marks[mark]) is text.startswith(("▼ lower", "▼ clearly lower"))
            assert ("strong" in marks[mark]) is ("clearly " in text)
            assert under or marks[mark] == "absent"


def test_indicators_that_cannot_be_compared_are_named_and_not_shown(context: AppContext) -> None:
    shown, _ = opened(context, "within=all")
    kept = {indicator.slug for indicator, _ in shown.table.rows}
    assert {"cases", "idva-current"} & kept == set()
    assert any(note.startswith("Not shown, as they are totals") and "cases discussed" in note for note in shown.notes)
    assert len(opened(context, "within=all&content=value")[0].table.rows) == len(catalogue.INDICATORS)


def test_a_cell_leads_to_that_maracs_chart(context: AppContext, app: Dash) -> None:
    drawn = table(opened(context))
    code, row = drawn["heads"][-1][4], drawn["sections"][0]["rows"][0]
    address = f"{row['to']}{code}"
    assert row["slug"] in address
    assert address.endswith(f"marac={code}")
    assert app.server.test_client().get(address).status_code == 200
    assert f"marac={code}" in drawn["heads"][-1][3]


def test_the_readers_marac_is_marked(context: AppContext) -> None:
    shown, own = opened(context)
    assert [head[4] for head in table((shown, own))["heads"] if head[2] == "own"] == [own.marac]


def test_fills_are_those_of_the_theme(context: AppContext) -> None:
    (grid,) = [
        part
        for each in heat_map.layout(*opened(context))
        for part in each._traverse()
        if getattr(part, "id", "") == "grid"
    ]
    fills = {colour for pair in figures.VERDICT_FILLS.values() for colour in pair}
    assert fills <= set(grid.style.values())


def test_the_address_is_whole_and_leads_to_the_same(context: AppContext) -> None:
    force = context.reader.ask(queries.DIRECTORY).at(Level.FORCE)[0].area.code
    shown, own = opened(context, f"within=force:{force}&section=demographics&against=region&content=position")
    assert opened(context, shown.query) == (shown, own)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, ""),
        ("?within=all&content=position&page=7", 200, ""),
        ("?within=moon", 404, "names no force or region"),
        ("?within=force:Atlantis", 404, "Atlantis"),
        ("?section=height", 404, "There is no section called “height”."),
        ("?content=height", 404, "Cells cannot show “height”"),
        ("?against=moon", 404, "no comparator “moon”"),
        ("?page=0", 404, "is not the number of a page"),
        ("?quarter=1999-Q1", 404, "There are no figures for 1999-Q1."),
    ],
)
def test_addresses_answer_truly(app: Dash, query: str, status: int, said: str) -> None:
    answer = app.server.test_client().get(f"/heat-map{query}")
    assert answer.status_code == status
    assert said in answer.text


def test_a_group_of_ones_own_stands_in_the_place_of_the_similar_group(context: AppContext) -> None:
    shown = opened(context, "within=all&against=group&group=Coast~AM002,AF03&including=yes")
    drawn = table(shown)
    assert "each Marac against “Coast”" in drawn["caption"]
    assert "stands out from “Coast”" in shown[0].summary or "different from “Coast”" in shown[0].summary
    assert "group=Coast~AM002,AF03" in drawn["sections"][0]["rows"][0]["to"]
    assert opened(context, shown[0].query) == shown
