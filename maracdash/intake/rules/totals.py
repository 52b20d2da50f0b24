"""Totals: no part above the cases it is part of, and sums that must come out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from maracdash.catalogue.demographics import ETHNICITY_FIELDS, MINORITISED, WHITE
from maracdash.catalogue.fields import FIELDS, GROUPS, field_names, field_title
from maracdash.catalogue.performance import CASES_WITH_CHILDREN, CHILDREN
from maracdash.intake.cells.numbers import MAX_WITHHELD
from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.readers.sheets import Mask, Numbers
from maracdash.intake.rules.context import RuleContext
from maracdash.model.fields import FieldGroup, Total

TOLERANCE = 0.01


def check_parts_within_cases(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Check that no field that counts some of the cases is above them."""
    for field in FIELDS:
        if field.part_of:
            yield from _check_part(returns, field.name, field.part_of)


def _check_part(returns: ParsedReturns, part: str, whole: str) -> Iterator[Problem]:
    title, total = field_title(part), field_title(whole).lower()
    yield from returns.problems(
        returns.withheld[whole].to_numpy() & (returns.values(part) > MAX_WITHHELD),
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


def check_group_totals(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Fields of a group never sum to more than its total, nor to less where it is exact and all of them are given."""
    for group in GROUPS:
        if group.total:
            yield from _check_group_total(returns, group, group.total)


def _check_group_total(returns: ParsedReturns, group: FieldGroup, total: Total) -> Iterator[Problem]:
    names = field_names(group)
    parts, whole = returns.sums(names), returns.values(total.of)
    is_complete = ~returns.frame[list(names)].isna().any(axis="columns").to_numpy()
    wrong = find_wrong_sums(total, parts, whole, is_complete)
    than, advice = ("not to", group.hint) if total.is_exact else ("more than", "Check both.")
    title = field_title(total.of).lower()
    yield from returns.problems(
        wrong,
        total.of,
        lambda at: f"The {total.noun} sum to {parts[at]:,.10g}, {than} the {whole[at]:,.10g} {title}. {advice}",
    )


def find_wrong_sums(total: Total, parts: Numbers, whole: Numbers, is_complete: Mask) -> Mask:
    """Find sums of a group's fields that are above its total, or below an exact one where all fields are given."""
    wrong: Mask = parts > whole + TOLERANCE
    if total.is_exact:
        wrong |= is_complete & (parts < whole - TOLERANCE)
    return wrong


def check_minoritised_groups(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Warn where the groups that are not White are more than the victims who are not White British."""
    names = [name for name in field_names(ETHNICITY_FIELDS) if name != WHITE.name]
    groups, minoritised = returns.sums(names), returns.values(MINORITISED.name)
    yield from returns.problems(
        groups > minoritised + TOLERANCE,
        MINORITISED.name,
        lambda at: (
            f"The ethnic groups other than White sum to {groups[at]:,.10g}, more than the "
            f"{returns.number(MINORITISED.name, at)} victims from Black, Asian and racially minoritised groups. "
            "Check both, or accept the warning."
        ),
        Severity.WARNING,
    )


def check_children_cover_cases(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Check that cases with children have at least one child each."""
    yield from returns.problems(
        returns.values(CHILDREN.name) < returns.values(CASES_WITH_CHILDREN.name),
        CHILDREN.name,
        lambda at: (
            f"{returns.number(CHILDREN.name, at)} children cannot live in "
            f"{returns.number(CASES_WITH_CHILDREN.name, at)} cases with children."
        ),
    )


def check_cases_have_entries(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Check that cases were discussed at meetings."""
    wrong = (returns.values("entries") == 0) & (np.nan_to_num(returns.values("cases")) > 0)
    yield from returns.problems(
        wrong, "entries", lambda at: f"{returns.number('cases', at)} cases cannot be discussed at 0 meetings."
    )
