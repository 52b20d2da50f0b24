"""An indicator made of existing fields is one record in the catalogue: asked, drawn, said, exported like any other."""

from __future__ import annotations

import csv
import io

import plotly.graph_objects as go
import pytest

from maracdash import catalogue, figures, queries, words
from maracdash.catalogue import formulas
from maracdash.catalogue.fields import field_names
from maracdash.exports import tables
from maracdash.model.audiences import Audience
from maracdash.model.indicators import Indicator, IntervalMethod, Unit
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import current_release_path, publish_release
from tests.support import folders
from tests.support.derived_measures import list_derived_measures

NOW = Quarter(2024, 4)
NEW = Indicator(
    slug="elderly-or-disabled",
    title="Aged 65+ or disabled %",
    section="ours",
    unit=Unit.PERCENT,
    decimals=1,
    noun="victims aged 65 or over or with a disability",
    numerator=("victims_65_plus", "disability"),
    denominator=("cases",),
    rule=formulas.percentage,
    interval_method=IntervalMethod.PROPORTION,
    definition="Share of cases: victims aged 65 or over, and victims with a disability.",
    formula="(victims aged 65 or over + victims with a disability) ÷ cases",
    source="Marac returns",
)
EACH_QUARTER = {"M1": (2, 10, 100), "M2": (1, 1, 100), "M3": (0, 5, 50)}


@pytest.fixture
def new():
    """The catalogue with one more."""
    catalogue.INDICATORS.append(NEW)
    yield NEW
    catalogue.INDICATORS.remove(NEW)


@pytest.fixture
def reader(tmp_path):
    """Published before the indicator was thought of."""
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1", "M2"), "F2": ("M3",)}),
        returns=[
            folders.quarterly_return(code, NOW - back, cases=cases, victims_65_plus=elderly, disability=disabled)
            for code, (elderly, disabled, cases) in EACH_QUARTER.items()
            for back in range(6)
        ],
    )
    publish_release(tmp_path)
    return Reader(tmp_path, Audience.FULL)


@pytest.fixture
def selection(reader, new):
    before = current_release_path(reader.folder)
    assert reader.release.id != before.stem, "a new catalogue makes a new release, unasked"
    return Selection(marac="M1", quarter=NOW, indicator=new.slug)


def test_it_is_asked(selection, reader):
    answer = Reader(reader.folder, Audience.FULL).ask(
        queries.COMPARISON, Reader(reader.folder, Audience.FULL).ask(queries.RESOLVED_SELECTION, selection)
    )
    assert answer.own.value.number == pytest.approx(12)
    assert [point.value.number for point in answer.averages] == pytest.approx([7, 7.6, 7.6, 7.6])
    assert (answer.own.value.numerator, answer.own.value.denominator) == (48, 400)


def test_it_is_drawn_and_said(selection, reader):
    fresh = Reader(reader.folder, Audience.FULL)
    for answer, draw in (
        (fresh.ask(queries.COMPARISON, selection), figures.draw_comparison),
        (fresh.ask(queries.TREND, selection), figures.draw_trend),
    ):
        assert go.Figure(draw(answer)).data
        assert "12.0%" in f"{words.write_finding(answer)} {words.write_alt_text(answer)}"
        assert words.build_figure_rows(answer)


def test_it_is_exported(selection, reader):
    table = Reader(reader.folder, Audience.FULL).ask(queries.TIDY_TABLE, NOW, slugs=(selection.indicator,))
    rows = list(csv.DictReader(io.StringIO(tables.write_csv(table).decode("utf-8-sig"))))
    assert {row["area_code"]: float(row["value"]) for row in rows if row["level"] == "marac"} == {
        "M1": 12,
        "M2": 2,
        "M3": 10,
    }
    assert {row["indicator"] for row in rows} == {NEW.slug}


def test_its_quantities_are_known(new):
    assert {*new.numerator, *new.denominator} <= {*field_names(), *list_derived_measures()}
    assert catalogue.section_indicators("ours")[-1] is new
