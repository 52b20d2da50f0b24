"""Plausibility: numbers that may be right, but far more often are a slip of the hand."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.catalogue.performance import CASES, CHILDREN
from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.rules.context import RuleContext

MAX_CHILDREN_PER_CASE = 10
"""Children of one case."""
MAX_ENTRIES_PER_QUARTER = 65
"""Meetings of a quarter: one each working day."""


def warn_many_children(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Warn of more children than live in so many households."""
    yield from returns.problems(
        returns.values(CHILDREN.name) > MAX_CHILDREN_PER_CASE * returns.values(CASES.name),
        CHILDREN.name,
        lambda at: (
            f"{returns.number(CHILDREN.name, at)} children in {returns.number(CASES.name, at)} cases is more than "
            f"{MAX_CHILDREN_PER_CASE} a case. Check it, or accept the warning."
        ),
        Severity.WARNING,
    )


def warn_many_entries(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Warn of more meetings than a quarter has working days."""
    yield from returns.problems(
        returns.values("entries") > MAX_ENTRIES_PER_QUARTER,
        "entries",
        lambda at: (
            f"{returns.number('entries', at)} meetings are more than a quarter has working days. "
            "Check it, or accept the warning."
        ),
        Severity.WARNING,
    )
