"""The exported table: its columns, filters, and what it says of names that are not there."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from docx import Document
from pptx import Presentation

from maracdash.store.releases.publish import current_release_path, publish_release
from tests.support import folders
from tests.support.ranked_maracs import CASES, FORCES, NOW, SIMILAR

PROMISED = """
level area_code area quarter window indicator value value_status numerator denominator origin returned expected release
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    folders.submit(
        folder,
        areas=folders.build_country(FORCES),
        similar=[{"force": one, "similar_force": other} for one, other in SIMILAR],
        returns=[
            folders.quarterly_return(code, NOW - back, cases=number)
            for code, number in CASES.items()
            for back in range(4)
        ],
        populations=[folders.population_row(code, 30_000) for code in CASES],
    )
    publish_release(folder)
    return folder


@pytest.fixture
def table(maracdash, held, tmp_path):
    """Export a table; its rows."""

    def export(*words: str) -> list[dict[str, str]]:
        path = tmp_path / "table.csv"
        code, out, err = maracdash("export", "table", "--data", held, "--quarter", str(NOW), "-o", path, *words)
        assert code == 0, err
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert out.startswith(f"{len(rows):,} figure{'' if len(rows) == 1 else 's'} written")
        return rows

    return export


def test_the_columns_that_were_promised(table, held):
    row = table("--level", "force", "--area", "A", "--indicator", "cases-per-10k")[0]
    assert set(PROMISED.split()) <= set(row)
    given = {name: row[name] for name in PROMISED.split()}
    assert float(given.pop("value")) == pytest.approx(400 / 12)
    assert given == {
        "level": "force",
        "area_code": "A",
        "area": "Force A",
        "quarter": "2024-Q4",
        "window": "year",
        "indicator": "cases-per-10k",
        "value_status": "ok",
        "numerator": "400",
        "denominator": "120000",
        "origin": "computed",
        "returned": "4",
        "expected": "4",
        "release": current_release_path(held).stem,
    }


def test_filters_together(table):
    rows = table("--level", "marac", "--indicator", "cases", "--indicator", "children", "--window", "quarter")
    assert {row["indicator"] for row in rows} == {"cases", "children"}
    assert {row["area_code"]: row["value"] for row in rows if row["indicator"] == "cases"} == {
        code: str(number) for code, number in CASES.items()
    }
    assert {row["value_status"] for row in rows if row["indicator"] == "children"} == {"not-collected"}


def test_the_group_of_a_named_force(table):
    for name in ("A", "force a", "Most similar group of Force A"):
        (row,) = table("--level", "group", "--area", name, "--indicator", "cases")
        assert (row["level"], row["area_code"], float(row["value"])) == ("group", "A", 4 * (100 + 100 + 20))


def test_without_a_filter_every_area_and_level(table):
    assert {row["level"] for row in table()} == {"marac", "force", "group", "region", "country", "uk"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--quarter", "2031-Q1"), "There are no figures for 2031-Q1. This release holds 2024-Q1 to 2024-Q4."),
        (("--quarter", "spring"), "“spring” is not a quarter. Write it like 2024-Q1."),
        (
            ("--quarter", "2024-Q4", "--area", "Nowhere", "--level", "force"),
            "There is no force called “Nowhere” in this release.",
        ),
        (("--quarter", "2024-Q4", "--area", "D", "--level", "group"), "There is no group called “D” in this release."),
        (
            ("--quarter", "2024-Q4", "--indicator", "joy"),
            "There is no indicator called “joy”. The page “Indicators” lists them.",
        ),
    ],
)
def test_unknown_names_are_sentences(maracdash, held, tmp_path, words, sentence):
    code, _, err = maracdash("export", "table", "--data", held, "-o", tmp_path / "x.csv", *words)
    assert (code, err.strip()) == (1, sentence)
    assert not (tmp_path / "x.csv").exists()


def test_a_level_that_does_not_exist_is_usage(maracdash, held, tmp_path):
    words = ("--quarter", "2024-Q4", "--level", "planet", "-o", tmp_path / "x.csv")
    assert maracdash("export", "table", "--data", held, *words)[0] == 2


def test_a_place_that_cannot_be_written(maracdash, held, tmp_path):
    code, _, err = maracdash("export", "table", "--data", held, "--quarter", "2024-Q4", "-o", tmp_path / "no" / "x.csv")
    assert code == 1
    assert "cannot be written: No such file or directory." in err


def test_an_earlier_release_answers_as_it_did(maracdash, tmp_path):
    data, path = tmp_path / "data", tmp_path / "table.csv"
    areas = folders.build_country(FORCES)
    ids = []
    for cases in (10, 12):
        rows = [folders.quarterly_return(code, NOW - back, cases=cases) for code in CASES for back in range(4)]
        folders.submit(data, areas=areas, returns=rows)
        publish_release(data)
        ids.append(current_release_path(data).stem)
    words = ("--data", data, "--quarter", NOW, "--level", "marac", "--indicator", "cases", "-o", path)
    report = ("--data", data, "--quarter", NOW, "--form", "force-marac", "--force", "A", "-o", path)
    for release, cases in zip(ids, ("40", "48"), strict=True):
        assert maracdash("export", "table", *words, "--release", release)[0] == 0
        with path.open(encoding="utf-8-sig", newline="") as lines:
            assert {(row["value"], row["release"]) for row in csv.DictReader(lines)} == {(cases, release)}
        assert maracdash("export", "report", *report, "--release", release, "--tidy")[0] == 0
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [each for each in csv.DictReader(lines) if each["level"] == "marac" and each["indicator"] == "cases"]
        assert {row["value"] for row in rows} == {cases}
    code, _, err = maracdash("export", "table", *words, "--release", "release-of-spring")
    assert (code, "release-of-spring" in err) == (1, True)


def test_what_changed_goes_to_a_file_and_is_summed_up(maracdash, held, tmp_path):
    path = tmp_path / "changes.csv"
    marac = next(iter(CASES))
    words = ("export", "changes", "--data", held, "--marac", marac, "--quarter", NOW, "-o", path)
    code, out, err = maracdash(*words)
    assert code == 0, err
    assert "beside 2024-Q3 (last quarter)" in out
    assert "chance alone would still give" in out
    with path.open(encoding="utf-8-sig", newline="") as lines:
        assert {row["area_code"] for row in csv.DictReader(lines)} <= {marac}
    assert maracdash(*words, "--since", "2024-11-01")[0] == 0
    code, _, err = maracdash(*words, "--since", "spring")
    assert (code, "“spring” is no day to look back to." in err) == (1, True)
    code, out, err = maracdash(*words, "--since", "1999-01-01")
    assert (code, "signals cannot be compared" in out, "comparisons" in out) == (0, True, False), err
    code, _, err = maracdash(*words, "--since", "9999-12-31")
    assert (code, "31 December 9999 has not come yet." in err) == (1, True)
    assert maracdash(*words[:-1], tmp_path / "changes.png")[0] == 2


@pytest.mark.parametrize(("form", "start"), [("txt", "Summary: "), ("md", "# Summary: ")])
def test_a_summary_in_words_by_the_files_ending(maracdash, held, tmp_path, form, start):
    path = tmp_path / f"summary.{form}"
    words = ("export", "summary", "--data", held, "--marac", next(iter(CASES)), "--quarter", str(NOW), "-o", path)
    code, out, err = maracdash(*words)
    assert code == 0, err
    assert out == f"Summary written to {path}.\n"
    assert path.read_text(encoding="utf-8").startswith(start)


def test_a_summary_has_no_other_form_and_no_other_time(maracdash, held, tmp_path):
    chosen = ("export", "summary", "--data", held, "--marac", next(iter(CASES)), "--quarter", str(NOW))
    code, _, err = maracdash(*chosen, "-o", tmp_path / "summary.docx")
    assert (code, ".txt or .md" in err) == (2, True)
    code, _, err = maracdash(*chosen, "-o", tmp_path / "summary.txt", "--since", "spring")
    assert (code, "no day to look back to" in err) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Two forces of three Maracs and one, a year of each."""
    folder = tmp_path_factory.mktemp("groups")
    cases = {"A1": (100, 20), "A2": (60, 30), "A3": (80, 10), "B1": (50, 5)}
    folders.submit(
        folder,
        areas=folders.build_country({"F1": ("A1", "A2", "A3"), "F2": ("B1",)}),
        returns=[
            folders.quarterly_return(code, NOW - back, cases=number, repeats=repeats)
            for code, (number, repeats) in cases.items()
            for back in range(4)
        ],
    )
    publish_release(folder)
    return folder


def test_a_group_of_one_s_own_is_in_the_table_under_its_name(maracdash, small, tmp_path):
    path = tmp_path / "table.csv"
    words = ("--level", "force", "--indicator", "repeat-rate", "--group", "Coast~A2, Marac A3 ,B1")
    code, _, err = maracdash("export", "table", "--data", small, "--quarter", str(NOW), "-o", path, *words)
    assert code == 0, err
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["area"]: row for row in csv.DictReader(lines)}
    assert set(rows) == {"Force F1", "Force F2", "Coast"}
    assert float(rows["Coast"]["value"]) == pytest.approx(100 * 45 / 190)
    assert (rows["Coast"]["level"], rows["Coast"]["area_code"]) == ("group", "Coast~A2,A3,B1")


def test_a_group_of_one_s_own_is_on_the_chart(maracdash, small, tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "maracdash.exports.charts.render", lambda figure, form: drawn.append(str(figure)) or form.encode()
    )
    words = ("--data", small, "--quarter", str(NOW), "--marac", "A1", "--indicator", "repeat-rate")
    code, _, err = maracdash("export", "chart", *words, "--group", "Coast~A2,A3,B1", "-o", tmp_path / "chart.svg")
    assert code == 0, err
    assert "Coast 23.7%" in drawn[0]


@pytest.mark.parametrize(
    ("group", "sentence"),
    [
        ("Coast", "is no group"),
        ("Coast~", "is no group"),
        ("Coast~X9", "There is no Marac called"),
        ("~A1", "is no group"),
    ],
)
@pytest.mark.parametrize("command", ["table", "chart", "collection"])
def test_what_is_no_group_is_said_and_nothing_is_written(maracdash, small, tmp_path, command, group, sentence):
    of = {"table": (), "chart": ("--indicator", "cases"), "collection": ("--section", "resources")}[command]
    marac = () if command == "table" else ("--marac", "A1")
    ending = {"table": "csv", "chart": "svg", "collection": "zip"}[command]
    path = tmp_path / f"file.{ending}"
    code, _, err = maracdash(
        "export", command, "--data", small, "--quarter", str(NOW), "-o", path, *of, *marac, "--group", group
    )
    assert (code == 0, path.exists()) == (False, False)
    assert sentence in " ".join(err.split())


def test_a_board_pack_goes_to_a_file_and_is_summed_up(maracdash, held, tmp_path):
    path, marac = tmp_path / "pack.pptx", next(iter(CASES))
    words = ("export", "pack", "--data", held, "--marac", marac, "--quarter", NOW, "-o", path)
    code, out, err = maracdash(*words, "--item", "trend:cases", "--item", "compare:cases", "--title", "Our board")
    assert code == 0, err
    assert out.startswith("Board pack with 2 charts written")
    titles = [slide.shapes.title.text for slide in Presentation(str(path)).slides]
    assert titles[0] == "Our board"
    code, _, err = maracdash(*words, "--item", "chart:cases")
    assert (code, "no part of a pack" in err) == (1, True)
    assert maracdash(*words[:-1], tmp_path / "pack.odp")[0] == 2


def test_a_pack_leads_back_to_the_address_that_is_set_and_to_none_without_one(maracdash, held, tmp_path, monkeypatch):
    path = tmp_path / "pack.docx"
    words = ("export", "pack", "--data", held, "--marac", next(iter(CASES)), "--quarter", NOW, "-o", path)

    def about() -> str:
        assert maracdash(*words)[0] == 0
        said = "\n".join(each.text for each in Document(str(path)).paragraphs)
        return said.partition("About this pack")[2]

    assert "Release: " in about()
    assert "board-pack?" not in about()
    for name, value in (("HOSTS", "maracs.example"), ("HTTPS", "true")):
        monkeypatch.setenv(f"MARACDASH_{name}", value)
    assert ": https://maracs.example/board-pack?marac=" in about()


def test_the_board_packs_of_a_region_go_to_one_zip(maracdash, small, tmp_path):
    path = tmp_path / "packs.zip"
    words = (
        "export",
        "packs",
        "--data",
        small,
        "--area",
        "A1",
        "--quarter",
        NOW,
        "--item",
        "compare:cases",
        "-o",
        path,
    )
    code, out, err = maracdash(*words)
    assert code == 0, err
    assert out.startswith("4 board packs of Midmarch written to ")
    with zipfile.ZipFile(path) as archive:
        titles = [
            Presentation(io.BytesIO(archive.read(name))).slides[0].shapes.title.text for name in archive.namelist()
        ]
    assert titles == [f"Marac {code}: Marac figures for the board" for code in ("A1", "A2", "A3", "B1")]
    code, _, err = maracdash(*words[:5], "Atlantis", *words[6:])
    assert (code == 0, "Atlantis" in err) == (False, True)
    assert maracdash(*words[:-1], tmp_path / "packs.pptx")[0] == 2
