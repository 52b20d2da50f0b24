"""A group's share of cases over its share of the population, in words: with its interval wherever there is one."""

from __future__ import annotations

from maracdash.model.dashboards import Representation, RepresentationRow
from maracdash.model.numbers import format_number
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.gap_in_cases import find_gap_in_cases
from maracdash.statistics.refusals import Refusal
from maracdash.statistics.representation import Representation as Found
from maracdash.statistics.representation import find_representation
from maracdash.words import gap_in_cases, numbers

NOT_COMPARED = "not compared"


def write_representation(row: RepresentationRow) -> str:
    """`fewer than live here: 0.71 times, 0.66 to 0.76`; the ratio alone where no interval is known; `not compared`."""
    if row.ratio is None:
        return NOT_COMPARED
    found = find_representation(row.indicator, row.share, row.population)
    if isinstance(found, Refusal):
        return write_ratio(row.ratio)
    span = f"{format_number(found.limits.lower, 2)} to {format_number(found.limits.upper, 2)}"
    return f"{_compare_with_one(found)}: {format_number(found.ratio, 2)} times, {span}"


def write_representation_sentences(answer: Representation) -> tuple[str, ...]:
    """A sentence for each group whose share of the population is known; nothing where none is."""
    return tuple(_representation_sentence(answer, row) for row in answer.rows if row.ratio is not None)


def write_ratio(number: float) -> str:
    """`0.71 times its share of the population`."""
    return f"{format_number(number, 2)} times its share of the population"


def _representation_sentence(answer: Representation, row: RepresentationRow) -> str:
    cases, living = (numbers.write_in_sentence(row.indicator, each) for each in (row.share, row.population))
    return (
        f"In {answer.hierarchy.area.name}, {cases} of cases had {row.indicator.noun}, and {living} of the people who "
        f"live there belong to that group: {write_representation(row)}.{_gap_sentence(answer, row)}"
    )


def _gap_sentence(answer: Representation, row: RepresentationRow) -> str:
    """Cases more or fewer that would be as many as live there; empty where chance explains it, or it is not known."""
    gap = find_gap_in_cases(row.indicator, row.share, take_as_known(row.population))
    if isinstance(gap, Refusal) or gap_in_cases.holds_none(gap):
        return ""
    phrase = gap_in_cases.write_gap_phrase(row.indicator, gap, answer.window)
    return f" To match, one would expect {phrase}. {gap_in_cases.WHAT_IT_IS}"


def _compare_with_one(found: Found) -> str:
    if found.limits.lower <= 1 <= found.limits.upper:
        return "no more apart than chance explains"
    return "fewer than live here" if found.ratio < 1 else "more than live here"
