"""A zero that another figure contradicts is said to be probably not recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maracdash import catalogue, words
from maracdash.model.answers import AreaRole, Comparison, Verdict
from maracdash.model.indicators import Unit
from maracdash.model.values import Value
from tests.support import answers

LOWER = answers.make_averages({AreaRole.FORCE: 23.0}, {AreaRole.FORCE: Verdict.LOWER})


def share(part: float, beside: Value | None, whole: float | None = 208) -> Comparison:
    own = answers.known_value(100 * part / (whole or 1), numerator=part, denominator=whole)
    return replace(answers.make_comparison(indicator="cases-with-children", own=own, around=LOWER), beside=beside)


@pytest.mark.parametrize(
    ("beside", "whole", "said"),
    [
        (156, 208, "0 of 208 cases though 156 children are counted: probably not recorded"),
        (1, 1, "0 of 1 case though 1 child is counted: probably not recorded"),
        (1200, None, "none though 1,200 children are counted: probably not recorded"),
    ],
)
def test_no_case_with_children_beside_children(beside, whole, said):
    answer = share(0, answers.known_value(beside), whole)
    assert words.write_finding(answer) == f"Birchford: cases with children, {said}."
    card = words.write_card(answer)
    assert (card.value, card.unit, card.position) == ("0.0%", "of cases", said)
    assert card.comparators == ("Force 23.0%",)
    assert not any("95%" in line for line in words.write_source_lines(answer))


@pytest.mark.parametrize(
    ("part", "beside"),
    [(3, answers.known_value(156)), (0, answers.known_value(0)), (0, answers.missing_value()), (0, None)],
)
def test_anything_else_is_as_it_is(part: float, beside: Value | None):
    assert "probably" not in words.write_finding(share(part, beside))
    assert "Force 23.0%: ours is lower" in words.write_card(share(part, beside)).comparators


def test_what_an_indicator_is_read_with_is_a_count():
    named = [each.zero_contradicted_by for each in catalogue.INDICATORS if each.zero_contradicted_by]
    assert named == ["children"]
    assert all(catalogue.indicator(slug).unit is Unit.COUNT for slug in named)
