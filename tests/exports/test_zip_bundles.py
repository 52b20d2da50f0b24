"""A collection in one zip: numbered pictures and each figure once."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from maracdash import queries
from maracdash.exports import charts, zip_bundles
from maracdash.exports.files import File
from maracdash.exports.zip_bundles import Collection
from maracdash.model.audiences import Audience
from maracdash.model.errors import MissingChoiceError
from maracdash.reading.chart_collections import ask_dashboard_charts, ask_section_charts
from maracdash.reading.reader import Reader
from tests.support import answers


@pytest.fixture
def drawn(monkeypatch):
    """Pictures without Chromium: each names its chart."""

    def chart(answer, form):
        name = f"{answer.indicator.slug}-{type(answer).__name__}.{form}".lower()
        return File(name=name, content=name.encode(), media_type="image/png")

    monkeypatch.setattr(charts, "build_chart_file", chart)


CHILDREN = Collection(
    slug="children",
    title="Children",
    answers=(
        answers.make_comparison(indicator="children"),
        answers.make_trend(),
        answers.make_comparison(indicator="repeat-rate"),
    ),
)


@pytest.mark.usefixtures("drawn")
def test_pictures_are_numbered_in_the_order_of_the_page():
    file = zip_bundles.build_zip_file(CHILDREN)
    with ZipFile(BytesIO(file.content)) as archive:
        names = archive.namelist()
        assert archive.read(names[0]) == b"children-comparison.png"
    assert names == [
        "01_children-comparison.png",
        "02_cases-per-10k-trend.png",
        "03_repeat-rate-comparison.png",
        "figures.csv",
    ]
    assert file.name == "birchford_children_2024-Q1.zip"


@pytest.mark.usefixtures("drawn")
def test_the_numbers_hold_every_figure_once():
    twice = Collection(slug="x", title="X", answers=(*CHILDREN.answers, answers.make_comparison(indicator="children")))
    with ZipFile(BytesIO(zip_bundles.build_zip_file(twice).content)) as archive:
        rows = list(csv.DictReader(StringIO(archive.read("figures.csv").decode("utf-8-sig"))))
    keys = [(row["level"], row["area_code"], row["quarter"], row["indicator"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert {key[3] for key in keys} == {"children", "cases-per-10k", "repeat-rate"}


@pytest.mark.usefixtures("drawn")
def test_the_same_answers_make_the_same_file():
    assert zip_bundles.build_zip_file(CHILDREN).content == zip_bundles.build_zip_file(CHILDREN).content


@pytest.mark.usefixtures("drawn")
def test_progress_is_told():
    said = []
    zip_bundles.build_zip_file(CHILDREN, said.append)
    assert said == ["Drawing 1 of 3", "Drawing 2 of 3", "Drawing 3 of 3"]


def test_an_empty_collection_explains_itself():
    with pytest.raises(MissingChoiceError, match="“Nothing”"):
        zip_bundles.build_zip_file(Collection(slug="n", title="Nothing", answers=()))


def test_sections_and_dashboards_have_their_charts_once(demonstration):
    reader = Reader(demonstration, Audience.FULL)
    start = reader.ask(queries.DEFAULT_SELECTION)
    section = ask_section_charts(reader, start, "referrals")
    assert len({each.indicator.slug for each in section}) == len(section) == 15
    health = ask_dashboard_charts(reader, start, "health-referrals")
    assert len(health) == 10
    assert [type(each).__name__ for each in health] == ["Comparison"] * 5 + ["Trend"] * 5
