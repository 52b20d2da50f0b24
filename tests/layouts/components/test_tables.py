"""The tables show what the charts show."""

from __future__ import annotations

from layouts.components import tables
from maracdash import words
from maracdash.model.answers import AreaRole, SeriesBreak
from maracdash.model.quarters import Quarter
from tests.support.answers import make_comparison, make_trend, missing_value


def test_larger_areas_carry_verdict_and_coverage_and_maracs_what_they_are() -> None:
    answer = make_comparison()
    larger, maracs = map(str, tables.build_comparison_tables(answer, words.build_figure_rows(answer)))
    assert "Birchford is" in larger
    assert "29 of 29 Maracs, 1 estimated" in larger
    assert "Marac of the similar group" in maracs
    assert maracs.count("Tr(") == len(answer.maracs) + 1


def test_a_marac_without_a_return_is_said_to_have_none() -> None:
    answer = make_comparison(others={2: missing_value()})
    assert "no return" in str(tables.build_comparison_tables(answer, words.build_figure_rows(answer))[-1])


def test_without_larger_areas_there_is_one_table() -> None:
    answer = make_comparison(around=())
    assert len(tables.build_comparison_tables(answer, words.build_figure_rows(answer))) == 1


def test_a_trend_has_a_row_a_quarter_and_a_column_an_area() -> None:
    answer = make_trend((58.0, 60.0), around={AreaRole.UK: (45.0, 46.0)})
    said = str(tables.build_trend_table(answer, words.build_figure_rows(answer)))
    assert said.count("Tr(") == 3
    assert said.index("2024-Q1") < said.index("2023-Q4")


def test_a_break_stands_at_its_quarter_in_the_table_too() -> None:
    answer = make_trend((58.0, 60.0, 61.0), breaks=(SeriesBreak(quarter=Quarter(2023, 4), reason="A census."),))
    said = str(tables.build_trend_table(answer, words.build_figure_rows(answer)))
    assert said.count("2023-Q4: not comparable with the quarters before it") == 1
    assert said.count("not comparable") == 1
    assert "not comparable" not in str(tables.build_trend_table(make_trend(), words.build_figure_rows(make_trend())))
