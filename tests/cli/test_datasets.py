"""A release as Parquet: the figures of the tidy table, protected for the audience, in the schema that is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from maracdash import queries
from maracdash.exports.datasets import DESCRIBED_TABLES, FIGURES_FOLDER, PARTITIONS
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.reading.reader import Reader
from tests.support import small_country
from tests.support.repository import ROOT

Run = Callable[..., tuple[int, str, str]]
DOCUMENT = (ROOT / "docs" / "parquet.md").read_text(encoding="utf-8")
LAST = Quarter(2024, 4)


@pytest.fixture(scope="module", params=[Audience.FULL, Audience.SAFE], ids=["full", "safe"])
def audience(request: pytest.FixtureRequest) -> Audience:
    chosen: Audience = request.param
    return chosen


def _ask(folder: Path, columns: str, where: str = "true", table: str = FIGURES_FOLDER) -> list[tuple[object, ...]]:
    place = f"{folder}/{table}/**/*.parquet" if table == FIGURES_FOLDER else f"{folder}/{table}.parquet"
    found = duckdb.sql(f"select {columns} from read_parquet('{place}', hive_partitioning = true) where {where}")
    return found.fetchall()


def test_the_figures_are_those_of_the_tidy_table_for_each_audience(
    maracdash: Run, demonstration: Path, tmp_path: Path, audience: Audience
) -> None:
    folder = tmp_path / "parquet"
    options = ["--safe"] if audience == Audience.SAFE else []
    code, out, err = maracdash("export", "parquet", folder, *options, "--data", demonstration)
    assert (code, err) == (0, "")
    assert Reader(demonstration, audience).marking in out
    for window in Window:
        table = Reader(demonstration, audience).ask(queries.TIDY_TABLE, LAST, window)
        wanted = {
            (each.area.level, each.area.code, each.indicator.slug, each.value.number, each.value.status)
            for each in table.cells
        }
        where = f"\"window\" = '{window}' and quarter = '{LAST}'"
        assert {*_ask(folder, "level, area_code, indicator, value, value_status", where)} == wanted
    assert {*_ask(folder, "distinct quarter")} == {*_ask(folder, "quarter", table="quarters")}
    assert len(_ask(folder, "distinct marking")) == 1
    for name, columns in DESCRIBED_TABLES:
        described = duckdb.sql(f"describe from '{folder}/{name}{'/**/*' if name == FIGURES_FOLDER else ''}.parquet'")
        types = {
            each[0]: each[1] for each in described.fetchall() if each[0] not in PARTITIONS or name != FIGURES_FOLDER
        }
        assert types == {
            each.name: each.kind.value.replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE") for each in columns
        }


def test_a_safe_one_shows_no_small_count(maracdash: Run, tmp_path: Path) -> None:
    """Each Marac has one case a quarter."""
    small_country.fill(tmp_path / "data", cases=1)
    for name, options in (("full", []), ("safe", ["--safe"])):
        maracdash("export", "parquet", tmp_path / name, *options, "--data", tmp_path / "data")
    chosen = ("value, value_status", "indicator = 'cases' and level = 'marac' and quarter = '2024-Q4'")
    assert {*_ask(tmp_path / "full", *chosen)} == {(4, "ok"), (1, "ok")}
    assert {value for value, _ in _ask(tmp_path / "safe", *chosen)} == {None}


@pytest.mark.parametrize(("name", "columns"), DESCRIBED_TABLES, ids=lambda each: each if isinstance(each, str) else "")
def test_the_document_describes_every_column(name: str, columns: tuple[object, ...]) -> None:
    section = re.search(rf"### {name}\n(.*?)(?=\n### |\Z)", DOCUMENT, re.DOTALL)
    assert section
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", section[1], re.MULTILINE)
    assert rows == [(each.name, each.kind.value, each.description) for each in columns]


def test_a_folder_that_holds_something_is_left_alone(maracdash: Run, demonstration: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine").write_text("kept", encoding="utf-8")
    code, _, err = maracdash("export", "parquet", tmp_path / "there", "--data", demonstration)
    assert (code, "is not empty" in err) == (1, True)
    assert [each.name for each in tmp_path.rglob("*")] == ["there", "mine"]
    code, _, err = maracdash("export", "parquet", tmp_path / "none" / "folder", "--data", demonstration)
    assert (code, "cannot be written" in err) == (1, True)
