"""The report and the collections from the command line."""

import csv
from zipfile import ZipFile

import pytest

from maracdash.exports import charts
from maracdash.exports.files import File
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from tests.support.prepared_folders import copy_prepared
from tests.support.sample_report import SAMPLE


@pytest.fixture
def published(tmp_path):
    return copy_prepared(build_folder, tmp_path / "data")


def build_folder(folder):
    assert accept_files(folder, [UploadedFile(SAMPLE.name, SAMPLE.read_bytes())], "Ada").id


def test_the_published_report_goes_in_comes_out_and_goes_in_again(maracdash, published, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    words = (
        "export",
        "report",
        "--form",
        "force-marac",
        "--force",
        "Metropolitan Police",
        "--quarter",
        "2024-Q1",
        "-o",
    )
    assert maracdash(*words, first, "--data", published) == (
        0,
        f"Report of 43 indicators and 7 columns written to {first}.\n",
        "",
    )
    elsewhere = tmp_path / "elsewhere"
    code, _, problems = maracdash("load", first, "--data", elsewhere)
    assert (code, problems) == (0, "")
    assert maracdash(*words, second, "--data", elsewhere)[0] == 0
    assert first.read_text().splitlines()[1:] == second.read_text().splitlines()[1:]


def test_chosen_maracs_and_tidy(maracdash, published, tmp_path):
    out = tmp_path / "tidy.csv"
    words = ("--force", "Metropolitan Police", "--marac", "Marac 3", "--marac", "Marac 1", "--tidy")
    code, _, _ = maracdash(
        "export", "report", "--form", "force-marac", "--quarter", "2024 - Q1", "-o", out, "--data", published, *words
    )
    assert code == 0
    with out.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["area"] for row in rows if row["level"] == "marac"} == {"Marac 1", "Marac 3"}


@pytest.mark.parametrize("form", ["countries-regions", "countries-forces"])
def test_the_other_forms_write_a_workbook(maracdash, published, tmp_path, form):
    out = tmp_path / "report.xlsx"
    code, _, _ = maracdash("export", "report", "--form", form, "--quarter", "2024-Q1", "-o", out, "--data", published)
    assert code == 0
    with ZipFile(out) as archive:
        assert "xl/workbook.xml" in archive.namelist()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--form", "force-marac", "-o", "x.csv"], 1, "Choose at least one police force"),
        (["--form", "force-marac", "--force", "Atlantis", "-o", "x.csv"], 1, "no force called “Atlantis”"),
        (["--form", "sideways", "-o", "x.csv"], 2, "force-marac"),
        (["--form", "countries-regions", "-o", "x.ods"], 2, ".csv or .xlsx"),
        (["--form", "countries-regions", "--tidy", "-o", "x.xlsx"], 2, "--tidy goes with .csv only"),
        (["--form", "countries-regions", "-o", "missing/x.csv"], 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(maracdash, published, words, code, sentence):
    ended, _, said = maracdash("export", "report", "--quarter", "2024-Q1", *words, "--data", published)
    assert ended == code
    assert sentence in " ".join(said.replace("│", " ").split())
    assert "Traceback" not in said


def test_a_section_and_a_dashboard_go_into_a_zip(maracdash, demonstration, tmp_path, monkeypatch):
    picture = File(name="chart.png", content=b"picture", media_type="image/png")
    monkeypatch.setattr(charts, "build_chart_file", lambda *_: picture)
    start = ("export", "collection", "--quarter", "2024-Q4", "--data", demonstration)
    code, listed, _ = maracdash(
        "export", "table", "--quarter", "2024-Q4", "--level", "marac", "-o", tmp_path / "t.csv", "--data", demonstration
    )
    assert (code, bool(listed)) == (0, True)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig") as lines:
        marac = next(csv.DictReader(lines))["area_code"]
    for kind, slug, charts_in in (("--section", "resources", 4), ("--dashboard", "repeat-cases", 5)):
        out = tmp_path / f"{slug}.zip"
        assert maracdash(*start, "--marac", marac, kind, slug, "-o", out)[0] == 0
        with ZipFile(out) as archive:
            assert len(archive.namelist()) == charts_in + 1


def test_a_collection_needs_one_choice(maracdash, published, tmp_path):
    start = ("export", "collection", "--quarter", "2024-Q1", "--marac", "Marac 1", "--data", published)
    assert maracdash(*start, "-o", tmp_path / "x.zip")[0] == 2
    code, _, said = maracdash(*start, "--section", "nowhere", "-o", tmp_path / "x.zip")
    assert (code, "no section called “nowhere”" in said) == (1, True)
