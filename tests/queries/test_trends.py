"""One indicator through time: which quarters, which lines, where a series breaks."""

from __future__ import annotations

import pytest

from maracdash import queries
from maracdash.model.answers import AreaRole
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter, Window
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import publish_release
from tests.support import folders

FIRST = Quarter(2022, 1)
LAST = Quarter(2024, 4)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trends")
    later = [FIRST + 4 + back for back in range(8)]
    folders.submit(
        folder,
        areas=folders.build_country({"F1": ("M1",), "F2": ("M2",)}),
        returns=[folders.quarterly_return("M1", FIRST + back, cases=back + 1) for back in range(12)]
        + [folders.quarterly_return("M2", quarter, cases=100) for quarter in later],
        populations=[folders.population_row("M1", 40_000), folders.population_row("M1", 50_000, Quarter(2024, 1))],
    )
    publish_release(folder)
    return Reader(folder, Audience.FULL)


def trend(reader, indicator="cases", quarter=LAST, window=Window.YEAR, marac="M1"):
    return reader.ask(queries.TREND, Selection(marac=marac, quarter=quarter, indicator=indicator, window=window))


@pytest.mark.parametrize(
    ("indicator", "window", "first"),
    [
        ("cases", Window.QUARTER, FIRST),
        ("cases", Window.YEAR, FIRST + 3),
        ("cases-change", Window.QUARTER, FIRST + 4),
        ("cases-change", Window.YEAR, FIRST + 7),
        ("lgbtq", Window.YEAR, LAST),
    ],
)
def test_it_starts_where_a_line_has_a_number_and_ends_with_the_choice(reader, indicator, window, first):
    answer = trend(reader, indicator, window=window)
    assert (answer.quarters[0], answer.quarters[-1]) == (first, LAST)
    assert [each.index for each in answer.quarters] == list(range(first.index, LAST.index + 1))
    assert {len(series.values) for series in answer.series} == {len(answer.quarters)}


def test_a_comparator_that_is_older_keeps_its_quarters(reader):
    answer = trend(reader, marac="M2")
    assert answer.quarters[0] == FIRST + 3
    assert [value.known for value in answer.series[0].values].index(True) == 4


def test_lines_run_from_the_marac_to_the_uk(reader):
    answer = trend(reader)
    assert [series.role for series in answer.series] == [
        AreaRole.OWN,
        AreaRole.FORCE,
        AreaRole.REGION,
        AreaRole.COUNTRY,
        AreaRole.UK,
    ]
    assert [value.number for value in answer.series[0].values] == [10, 14, 18, 22, 26, 30, 34, 38, 42]


@pytest.mark.parametrize(
    ("indicator", "quarter", "broken"),
    [
        ("cases-per-10k", LAST, True),
        ("recommended-cases", LAST, True),
        ("cases", LAST, False),
        ("cases-per-10k", Quarter(2023, 4), False),
    ],
)
def test_the_census_breaks_what_stands_on_population(reader, indicator, quarter, broken):
    answer = trend(reader, indicator, quarter)
    assert [each.quarter for each in answer.breaks] == ([Quarter(2024, 1)] if broken else [])


def test_the_population_is_that_of_the_quarter(reader):
    own = trend(reader, "cases-per-10k").series[0].values
    assert own[-5].denominator == 40_000
    assert own[-4].denominator == 50_000
