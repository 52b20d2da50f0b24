"""What somebody hears who does not see the chart."""

from __future__ import annotations

from maracdash import words
from maracdash.model.answers import SeriesBreak
from maracdash.model.quarters import Quarter
from tests.support import answers


def test_a_comparison_says_what_it_is_and_what_it_shows():
    answer = answers.make_comparison(8, around=(), others={3: answers.missing_value()})
    assert words.write_alt_text(answer) == (
        "Chart of cases per 10,000 women, April 2023 to March 2024: Birchford beside 7 other Maracs, "
        "1 without a figure. Birchford: 70 cases per 10,000 women."
    )


def test_one_other_is_singular():
    assert "Birchford beside 1 other Marac." in words.write_alt_text(answers.make_comparison(2))
    assert "Birchford alone." in words.write_alt_text(answers.make_comparison(1))


def test_a_trend_says_its_span_and_its_breaks():
    breaks = (SeriesBreak(quarter=Quarter(2023, 3), reason="The population changes."),)
    assert words.write_alt_text(answers.make_trend(breaks=breaks)) == (
        "Line chart of cases per 10,000 women, 12 months to each quarter, 2023-Q1 to 2024-Q1. "
        "Not comparable before 2023-Q3: The population changes. "
        "Birchford: cases per 10,000 women were 70 in the 12 months to 2024-Q1 and 63 in the 12 months to 2023-Q3."
    )
