"""A figure that another one contradicts: no case with a child, though children are counted."""

from __future__ import annotations

from maracdash import catalogue
from maracdash.model.answers import Comparison
from maracdash.words import numbers


def find_contradiction(answer: Comparison) -> str:
    """`0 of 208 cases though 156 children are counted: probably not recorded`, or nothing."""
    beside = answer.beside
    if not answer.is_doubted or beside is None:
        return ""
    other = catalogue.indicator(answer.indicator.zero_contradicted_by)
    counted = other.format_value(beside)
    verb = "is" if counted == "1" else "are"
    return f"{_zero(answer)} though {counted} {numbers.noun(other, counted)} {verb} counted: probably not recorded"


def _zero(answer: Comparison) -> str:
    cases = answer.own.value.denominator
    if cases is None:
        return "none"
    return f"0 of {numbers.write_count(cases)} {'case' if cases == 1 else 'cases'}"
