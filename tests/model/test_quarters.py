"""Calendar quarters: read, counted, and the months that a window covers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter, Window, describe_period


@pytest.mark.parametrize("text", ["2024-Q1", "2024 - Q1", " 2024q1 ", "2024-q1"])
def test_both_spellings_are_read(text):
    assert Quarter.parse(text) == Quarter(2024, 1)


@pytest.mark.parametrize("text", ["", "2024", "2024-Q5", "Q1 2024", "2024-Q1-Q2", "24-Q1", "٢٠٢٤-Q1", "2024-Q٢"])
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(NotFoundError, match=r"is not a quarter\. Write it like 2024-Q1\."):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["0000-Q1", "0204-Q1", "1899-Q4", "2201-Q1", "9999-Q4"])
def test_a_year_far_away_is_refused(text):
    with pytest.raises(NotFoundError, match=r"lies in no year that has figures\. Check the year\."):
        Quarter.parse(text)


def test_the_census_quarter_has_its_known_index():
    assert Quarter(2024, 1).index == 8096


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_lies_in_its_quarter(day):
    quarter = Quarter.of(day)
    assert quarter.start <= day <= quarter.end
    assert Quarter.from_index(quarter.index) == quarter == Quarter.parse(str(quarter))
    assert (quarter + 1).start.toordinal() == quarter.end.toordinal() + 1
    assert quarter + 4 - 4 == quarter < quarter + 1


@pytest.mark.parametrize(
    ("quarter", "window", "words"),
    [
        (Quarter(2024, 1), Window.YEAR, "April 2023 to March 2024"),
        (Quarter(2024, 1), Window.QUARTER, "January to March 2024"),
        (Quarter(2024, 4), Window.YEAR, "January to December 2024"),
    ],
)
def test_the_months_of_a_window(quarter, window, words):
    assert describe_period(quarter, window) == words
