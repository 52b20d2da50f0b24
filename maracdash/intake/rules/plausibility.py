"""Plausibility: numbers that may be right, but far more often are a slip of the hand."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.catalogue.performance import CASES, CHILDREN
from maracdash.intake.parse.returns import Returns
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.rules.context import Context

MOST_CHILDREN = 10
"""Children of one case."""
MOST_ENTRIES = 65
"""Meetings of a quarter: one each working day."""


def many_children(returns: Returns, _: Context) -> Iterator[Problem]:
    """More children than live in so many households."""
    yield from returns.problems(
        returns.values(CHILDREN.name) > MOST_CHILDREN * returns.values(CASES.name),
        CHILDREN.name,
        lambda at: (
            f"{returns.number(CHILDREN.name, at)} children in {returns.number(CASES.name, at)} cases is more than "
            f"{MOST_CHILDREN} a case. Check it, or accept the warning."
        ),
        Severity.WARNING,
    )


def many_entries(returns: Returns, _: Context) -> Iterator[Problem]:
    """More meetings than a quarter has working days."""
    yield from returns.problems(
        returns.values("entries") > MOST_ENTRIES,
        "entries",
        lambda at: (
            f"{returns.number('entries', at)} meetings are more than a quarter has working days. "
            "Check it, or accept the warning."
        ),
        Severity.WARNING,
    )
