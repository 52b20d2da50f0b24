"""Parts and wholes: no part above the cases it is part of, and sums that must come out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from maracdash.catalogue.fields import BY_NAME, ETHNICITY_NAMES, FIELDS, ROUTE_NAMES
from maracdash.intake.parse.numbers import LARGEST_SMALL
from maracdash.intake.parse.returns import Returns
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.rules.context import Context

TOLERANCE = 0.01
WHITE = "ethnicity_white"


def parts_within_cases(returns: Returns, _: Context) -> Iterator[Problem]:
    """Every field that counts some of the cases."""
    for field in FIELDS:
        if field.part_of:
            yield from _above(returns, field.name, field.part_of)


def _above(returns: Returns, part: str, whole: str) -> Iterator[Problem]:
    title, total = BY_NAME[part].title, BY_NAME[whole].title.lower()
    yield from returns.problems(
        returns.withheld[whole].to_numpy() & (returns.values(part) > LARGEST_SMALL),
        part,
        lambda at: f"{title}: {returns.number(part, at)}, too many for {total} that are withheld as few. Check both.",
    )
    yield from returns.problems(
        returns.values(part) > returns.values(whole) + TOLERANCE,
        part,
        lambda at: (
            f"{title}: {returns.number(part, at)}, more than the {returns.number(whole, at)} {total}. Check both."
        ),
    )


def routes_make_cases(returns: Returns, _: Context) -> Iterator[Problem]:
    """Referral counts sum to the cases where all are given, and are never above them where some are not."""
    routes, cases = returns.sums(ROUTE_NAMES), returns.values("cases")
    whole = ~returns.frame[list(ROUTE_NAMES)].isna().any(axis="columns").to_numpy()
    wrong = (routes > cases + TOLERANCE) | (whole & (routes < cases - TOLERANCE))
    yield from returns.problems(
        wrong,
        "cases",
        lambda at: (
            f"The referral counts sum to {routes[at]:,.10g}, not to the {cases[at]:,.10g} cases discussed. "
            "A case referred by two agencies counts 0.5 to each."
        ),
    )


def ethnicities_within_cases(returns: Returns, _: Context) -> Iterator[Problem]:
    """The five ethnic groups together; fewer is usual, where it was not recorded."""
    groups, cases = returns.sums(ETHNICITY_NAMES), returns.values("cases")
    yield from returns.problems(
        groups > cases + TOLERANCE,
        "cases",
        lambda at: (
            f"The ethnic groups sum to {groups[at]:,.10g}, more than the {cases[at]:,.10g} cases discussed. Check both."
        ),
    )


def minoritised_groups(returns: Returns, _: Context) -> Iterator[Problem]:
    """A question where the groups that are not White are more than the victims who are not White British."""
    names = [name for name in ETHNICITY_NAMES if name != WHITE]
    groups, minoritised = returns.sums(names), returns.values("minoritised")
    yield from returns.problems(
        groups > minoritised + TOLERANCE,
        "minoritised",
        lambda at: (
            f"The ethnic groups other than White sum to {groups[at]:,.10g}, more than the "
            f"{returns.number('minoritised', at)} victims from Black, Asian and racially minoritised groups. "
            "Check both, or accept the warning."
        ),
        Severity.WARNING,
    )


def children_of_cases(returns: Returns, _: Context) -> Iterator[Problem]:
    """A case with children has at least one."""
    yield from returns.problems(
        returns.values("children") < returns.values("cases_with_children"),
        "children",
        lambda at: (
            f"{returns.number('children', at)} children cannot live in "
            f"{returns.number('cases_with_children', at)} cases with children."
        ),
    )


def entries_of_cases(returns: Returns, _: Context) -> Iterator[Problem]:
    """Cases are discussed at meetings."""
    wrong = (returns.values("entries") == 0) & (np.nan_to_num(returns.values("cases")) > 0)
    yield from returns.problems(
        wrong, "entries", lambda at: f"{returns.number('cases', at)} cases cannot be discussed at 0 meetings."
    )
