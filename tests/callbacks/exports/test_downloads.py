"""Files at plain addresses: their names, their bytes, and what is said when they cannot be made."""

from __future__ import annotations

import csv
import io
import logging
from pathlib import Path

import pytest
from dash import Dash

from maracdash.exports import charts
from maracdash.exports.files import File
from maracdash.model.errors import DrawingError
from maracdash.store.releases.publish import current_release_path


def test_the_numbers_come_as_csv_named_after_what_is_in_them(app: Dash) -> None:
    answer = app.server.test_client().get("/export/table.csv?indicator=cases&quarter=2024-Q2")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert answer.status_code == 200
    assert "_cases_2024-Q2.csv" in answer.headers["Content-Disposition"]
    assert {row["indicator"] for row in rows} == {"cases"}
    assert {row["quarter"] for row in rows} == {"2024-Q2"}


def test_a_trend_has_many_quarters(app: Dash) -> None:
    answer = app.server.test_client().get("/export/table.csv?view=trend&window=quarter")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len({row["quarter"] for row in rows}) > 4
    assert {row["window"] for row in rows} == {"quarter"}


@pytest.mark.parametrize(("form", "media_type"), [("png", "image/png"), ("svg", "image/svg+xml")])
@pytest.mark.parametrize(
    ("asked", "kind", "intervals"),
    [
        ("view=trend", "Trend", False),
        ("view=distribution", "Distribution", False),
        ("view=funnel", "FunnelPlot", False),
        ("view=control", "ControlSeries", False),
        ("intervals=yes", "Comparison", True),
    ],
)
def test_a_picture_is_of_what_the_address_says(
    app: Dash, monkeypatch: pytest.MonkeyPatch, form: str, media_type: str, asked: str, kind: str, *, intervals: bool
) -> None:
    drawn: list[tuple[str, str, bool]] = []

    def chart(answer: charts.Comparison | charts.Trend, asked: str, *, intervals: bool) -> File:
        drawn.append((type(answer).__name__, asked, intervals))
        return File(name=f"a.{asked}", content=b"picture", media_type=media_type)

    monkeypatch.setattr(charts, "build_chart_file", chart)
    answer = app.server.test_client().get(f"/export/chart.{form}?{asked}")
    assert drawn == [(kind, form, intervals)]
    assert answer.content_type == media_type
    assert f"a.{form}" in answer.headers["Content-Disposition"]


FILES = (
    "chart.png",
    "chart.svg",
    "bare-chart.svg",
    "table.csv",
    "table.html",
    "report.csv",
    "report-tidy.csv",
    "report.xlsx",
    "heat-map.csv",
    "profile.csv",
    "profile.xlsx",
    "map.png",
    "map.svg",
    "map.csv",
    "changes.csv",
    "summary.txt",
    "summary.md",
    "peers.csv",
    "section.zip",
    "dashboard.zip",
    "pack.pptx",
    "pack.docx",
    "pack.html",
)
WRONG = {
    "release=nope": "There is no release “nope”.",
    "marac=Atlantis": "Atlantis",
    "quarter=1999-Q1": "There are no figures for 1999-Q1.",
    "quarter=٢٠٢٤-Q1": "“٢٠٢٤-Q1” is not a quarter. Write it like 2024-Q1.",
}


@pytest.mark.parametrize(("query", "said"), WRONG.items())
@pytest.mark.parametrize("name", FILES)
def test_what_does_not_exist_has_no_file(app: Dash, name: str, query: str, said: str) -> None:
    answer = app.server.test_client().get(f"/export/{name}?section=referrals&dashboard=children&{query}")
    assert answer.status_code == 404
    assert said in answer.text
    assert "Content-Disposition" not in answer.headers


def test_every_file_is_among_those_that_are_tried(app: Dash) -> None:
    rules = [str(each) for each in app.server.url_map.iter_rules() if str(each).startswith("/export/")]
    assert sorted(rules) == sorted(f"/export/{each}" for each in FILES)


def test_a_link_with_an_earlier_release_has_the_figures_that_its_page_shows(app: Dash, demonstration: Path) -> None:
    release = current_release_path(demonstration).stem
    answer = app.server.test_client().get(f"/export/table.csv?release={release}")
    assert answer.status_code == 200


def test_a_view_without_a_chart_is_refused_with_its_sentence_and_has_its_numbers(app: Dash) -> None:
    client = app.server.test_client()
    refused = client.get("/export/chart.png?indicator=cases&view=funnel")
    assert refused.status_code == 400
    assert "There is no funnel here." in refused.text
    numbers = client.get("/export/table.csv?indicator=repeat-rate&view=funnel")
    assert "repeat-rate_2024-Q4_funnel.csv" in numbers.headers["Content-Disposition"]
    assert sum(line.startswith("marac,") for line in numbers.text.splitlines()) == 30


def test_without_chromium_it_says_what_is_missing(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    def chart(*_: object, **__: object) -> File:
        raise DrawingError("Pictures need Chromium.")

    monkeypatch.setattr(charts, "build_chart_file", chart)
    answer = app.server.test_client().get("/export/chart.png")
    assert answer.status_code == 503
    assert "Pictures need Chromium." in answer.text


def test_what_leaves_is_logged_without_its_values(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "maracdash.exports"):
        app.server.test_client().get("/export/table.csv")
    assert "cases-per-10k_2024-Q4.csv" in caplog.text


def test_the_table_of_a_chart_is_a_page_with_source_and_marking(app: Dash) -> None:
    for view in ("compare", "trend", "distribution", "funnel", "control", "table"):
        answer = app.server.test_client().get(f"/export/table.html?indicator=repeat-rate&view={view}")
        assert answer.content_type == "text/html; charset=utf-8"
        assert answer.text.count("<caption>") == (2 if view in ("compare", "table") else 1)
        assert "Full figures. Official-sensitive" in answer.text
        assert "Source: " in answer.text
    assert app.server.test_client().get("/export/table.html?marac=Atlantis").status_code == 404
