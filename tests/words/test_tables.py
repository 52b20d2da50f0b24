"""The table behind every chart."""

from __future__ import annotations

from dataclasses import fields

from maracdash import words
from maracdash.model.answers import AreaRole, Verdict
from maracdash.model.values import Origin, Status, make_absent_value
from tests.support import answers

TEXTS = [field.name for field in fields(words.FigureRow) if field.name != "strong"]

GROUP = "most similar group, Harrowshire Police included"


def test_a_comparison_lists_maracs_then_larger_areas():
    rows = words.build_figure_rows(answers.make_comparison(8))
    assert [row.what for row in rows[-5:]] == ["force", GROUP, "region", "country", "UK"]
    assert rows[0].area == "Birchford"
    assert len(rows) == 13


def test_a_row_shows_its_sums_coverage_origin_and_verdict():
    own = answers.known_value(20.4, numerator=589, denominator=489.5)
    around = answers.make_averages({AreaRole.UK: 9.2}, {AreaRole.UK: Verdict.HIGHER})
    first, *_, last = words.build_figure_rows(
        answers.make_comparison(1, indicator="cases-change", own=own, around=around)
    )
    assert (first.value, first.numerator, first.denominator) == ("20.4%", "589", "489.5")
    assert (first.coverage, first.origin, first.verdict) == ("1 of 1 Marac", "computed from returns", "not compared")
    assert (last.coverage, last.origin, last.verdict) == ("as published", "as published", "higher")
    assert last.numerator == "not published"


def test_no_cell_is_blank_or_a_dash():
    absent = answers.make_comparison(
        8, indicator="cases", own=answers.missing_value(), others={3: answers.missing_value()}
    )
    for row in (
        *words.build_figure_rows(absent),
        *words.build_figure_rows(answers.make_trend((58.0, answers.missing_value()))),
    ):
        assert all(str(getattr(row, name)).strip("-– ") for name in TEXTS)


def test_a_comparison_says_why_a_figure_is_withheld():
    own = make_absent_value(Status.WITHHELD, "a small number could be read from it")
    (row, *_) = words.build_figure_rows(answers.make_comparison(1, own=own))
    assert row.value == "withheld: a small number could be read from it"


def test_a_count_has_no_denominator():
    (row, *_) = words.build_figure_rows(
        answers.make_comparison(1, indicator="cases", own=answers.known_value(5, numerator=5))
    )
    assert (row.numerator, row.denominator) == ("5", "not applicable")


def test_a_trend_lists_the_newest_quarter_first_and_every_area_in_it():
    around = {AreaRole.UK: (45.0, answers.known_value(46.1, origin=Origin.PUBLISHED))}
    rows = words.build_figure_rows(answers.make_trend((58.0, 70.4), around=around))
    assert [(row.quarter, row.what, row.value) for row in rows] == [
        ("2024-Q1", "this Marac", "70"),
        ("2024-Q1", "UK", "46"),
        ("2023-Q4", "this Marac", "58"),
        ("2023-Q4", "UK", "45"),
    ]
