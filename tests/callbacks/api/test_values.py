"""Values of the API: those of the pages, cell by cell, for each audience; every row once; absences with reasons."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from maracdash import catalogue, queries, words
from maracdash.accounts.people import Access
from maracdash.exports.tidy_rows import TIDY_COLUMNS
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.people import Role
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from tests.support.api import as_text, read_csv, read_json, walk_pages
from tests.support.sign_in_pages import ADMINISTRATOR, SignInApp

QUARTER = Quarter(2024, 4)
OF_ONE_MARAC = (
    "verdict",
    "compared_value",
    "compared_without_own",
    "gap",
    "gap_lower",
    "gap_upper",
    "gap_status",
)
"""Of a table in which one Marac is compared; the API has the verdicts of every area."""
SELECTIONS = (
    ("repeat-rate", QUARTER, Window.YEAR),
    ("cases", QUARTER, Window.QUARTER),
    ("cases-per-10k", Quarter(2024, 2), Window.YEAR),
    ("cases-change", Quarter(2022, 1), Window.YEAR),
    ("idva-recommended", QUARTER, Window.QUARTER),
)


@pytest.fixture(scope="module")
def maracs(demonstration: Path) -> tuple[Area, ...]:
    found = Reader(demonstration, Audience.FULL).ask(queries.DIRECTORY).at(Level.MARAC)
    return tuple(each.area for each in found)


@pytest.fixture(scope="module")
def browsers(
    demonstration: Path, tmp_path_factory: pytest.TempPathFactory, maracs: tuple[Area, ...]
) -> dict[str, tuple[FlaskClient, Audience]]:
    """Somebody of each audience, and the audience."""
    own = frozenset({maracs[0].code})
    private = SignInApp.of(demonstration, tmp_path_factory.mktemp("private"))
    public = SignInApp.of(demonstration, tmp_path_factory.mktemp("public"), public=True)
    private.add("all@example.org", ADMINISTRATOR)
    private.add("some@example.org", Access(role=Role.READER, areas=own))
    return {
        "full": (private.browser("all@example.org"), Audience.FULL),
        "mixed": (private.browser("some@example.org"), Audience(areas=own)),
        "safe": (public.browser(), Audience.SAFE),
    }


@pytest.mark.parametrize("chosen", SELECTIONS, ids=lambda each: each[0])
@pytest.mark.parametrize("audience", ["full", "mixed", "safe"])
def test_values_are_those_of_the_pages_table(
    browsers: dict[str, tuple[FlaskClient, Audience]], maracs: tuple[Area, ...], audience: str, chosen
) -> None:
    client, _ = browsers[audience]
    slug, quarter, window = chosen
    for marac in (maracs[0], maracs[-1]):
        query = f"indicator={slug}&quarter={quarter}&window={window}"
        table = read_csv(client.get(f"/export/table.csv?marac={marac.code}&{query}").data)
        found = {(row["level"], row["area_code"]): row for row in read_json(client, f"/api/v1/values?{query}")["data"]}
        assert len(table) > 3
        for row in table:
            mine = found[row["level"], row["area_code"]]
            shared = [each.name for each in TIDY_COLUMNS if each.name not in OF_ONE_MARAC]
            assert {name: as_text(mine[name]) for name in shared} == {name: row[name] for name in shared}


@pytest.mark.parametrize("chosen", SELECTIONS, ids=lambda each: each[0])
@pytest.mark.parametrize("audience", ["full", "mixed", "safe"])
def test_verdicts_and_written_numbers_are_those_of_the_screen(
    browsers: dict[str, tuple[FlaskClient, Audience]],
    demonstration: Path,
    maracs: tuple[Area, ...],
    audience: str,
    chosen,
) -> None:
    client, of = browsers[audience]
    slug, quarter, window = chosen
    address = f"/api/v1/values?indicator={slug}&quarter={quarter}&window={window}&level=marac"
    mine = {row["area_code"]: row for row in read_json(client, address)["data"]}
    reader, indicator = Reader(demonstration, of), catalogue.indicator(slug)
    for marac in (maracs[0], maracs[7], maracs[-1]):
        selection = Selection(marac=marac.code, quarter=quarter, indicator=slug, window=window)
        answer = reader.ask(queries.COMPARISON, selection)
        row = mine[marac.code]
        shown = {each.role: each for each in words.build_figure_rows(answer)}
        for role in ("force", "group", "region", "country", "uk"):
            if role in shown:
                beside = next(each for each in answer.averages if each.role == role)
                assert row[f"against_{role}"] == beside.verdict
                assert row[f"against_{role}_strong"] == beside.strong
                assert row[f"against_{role}_value"] == beside.against.number
            else:
                assert row[f"against_{role}"] is None
        assert row["value"] == answer.own.value.number
        written = answer.indicator.format_value(answer.own.value) if row["value"] is not None else ""
        assert written in shown["own"].value
        assert indicator.slug == row["indicator"]


def test_some_verdict_is_not_the_usual_one(browsers: dict[str, tuple[FlaskClient, Audience]]) -> None:
    """Otherwise the test above would compare nothing."""
    rows = read_json(browsers["full"][0], "/api/v1/values?indicator=repeat-rate&quarter=2024-Q4")["data"]
    assert {"higher", "lower", "similar"} <= {row["against_uk"] for row in rows}
    assert {True, False} <= {row["against_uk_strong"] for row in rows}
    assert [row["against_uk"] for row in rows if row["level"] == "uk"] == [None]


def test_an_absent_value_is_null_with_its_status_and_reason(
    browsers: dict[str, tuple[FlaskClient, Audience]],
) -> None:
    for client, _ in browsers.values():
        rows = read_json(client, "/api/v1/values?quarter=2022-Q1&limit=5000")["data"]
        absent = [row for row in rows if row["value_status"] not in ("ok", "proxied")]
        assert len(absent) > 100
        assert {row["value"] for row in absent} == {None}
        assert all(row["reason"] and row["shorthand"] for row in absent)
        assert all(row["value"] is not None for row in rows if row["value_status"] in ("ok", "proxied"))


@pytest.mark.parametrize("limit", [7, 100, 5000])
def test_pages_hold_every_row_once_and_in_one_order(app, limit: int) -> None:
    client = app.server.test_client()
    chosen = "quarter=2024-Q4&quarter=2024-Q3&indicator=cases&indicator=repeat-rate"
    pages = list(walk_pages(client, f"/api/v1/values?{chosen}&limit={limit}"))
    keys = [
        (row["quarter"], row["level"], row["area_code"], row["indicator"]) for page in pages for row in page["data"]
    ]
    assert len(keys) == len({*keys}) == pages[0]["total"]
    assert all(len(page["data"]) == limit for page in pages[:-1])
    levels = list(dict.fromkeys(level for _, level, _, _ in keys))
    assert levels == ["marac", "force", "group", "region", "country", "uk"]
    assert list(dict.fromkeys(quarter for quarter, *_ in keys)) == ["2024-Q3", "2024-Q4"]
    whole = [row for page in walk_pages(client, f"/api/v1/values?{chosen}") for row in page["data"]]
    assert [row for page in pages for row in page["data"]] == whole


def test_all_figures_of_the_release_are_there(app) -> None:
    client = app.server.test_client()
    total = read_json(client, "/api/v1/values?limit=1")["total"]
    areas, quarters, indicators = (
        read_json(client, f"/api/v1/{each}")["total"] for each in ("areas", "quarters", "indicators")
    )
    assert total == areas * quarters * indicators
    assert indicators == len(catalogue.INDICATORS)


def test_a_page_past_the_last_is_empty(app) -> None:
    page = read_json(app.server.test_client(), "/api/v1/values?indicator=cases&offset=1000000000")
    assert (page["data"], page["next"]) == ([], None)


def test_pages_of_two_releases_are_not_mixed(app) -> None:
    answer = app.server.test_client().get("/api/v1/values?release=release-of-yesterday")
    assert answer.status_code == 409
    assert "Begin again with the first page." in answer.json["detail"]


def test_filters_choose(app, maracs: tuple[Area, ...]) -> None:
    client = app.server.test_client()
    named = (
        f"/api/v1/values?area={quote(maracs[3].name.upper())}&area={maracs[0].code}&quarter=2024-Q4&section=resources"
    )
    rows = read_json(client, named)["data"]
    assert {row["area_code"] for row in rows if row["level"] == "marac"} == {maracs[3].code, maracs[0].code}
    assert {row["indicator"] for row in rows} == {each.slug for each in catalogue.section_indicators("resources")}
    assert {row["window"] for row in read_json(client, f"{named}&window=quarter")["data"]} == {"quarter"}
