"""Pooling: one value of several areas, the ratio of their sums and never a mean of their rates."""

from __future__ import annotations

from collections.abc import Sequence

from maracdash.model.indicators import Indicator
from maracdash.model.numbers import round_half_up
from maracdash.model.safe_rules import USUAL_RULE, SafeRule
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value

FORCES = "forces"
"""The measure that cannot be summed: two Maracs may be of one force."""


def pool_values(indicator: Indicator, values: Sequence[Value], rule: SafeRule | None) -> Value:
    """Pool the values of areas that do not overlap.

    A member without a figure, or without the sums of it, is left out; the coverage counts the Maracs of those that are
    in, of all. An absence where fewer Maracs are in than the rule of the release asks for, or the usual rule where all
    figures are full: a comparator of fewer would be a Marac or two by name.
    """
    used = [each for each in values if _has_sums(indicator, each)]
    coverage = Coverage(
        expected=sum(max(each.coverage.expected, int(each.known)) for each in values),
        returned=sum(max(each.coverage.returned, 1) for each in used),
        proxied=sum(each.coverage.proxied for each in used),
        quarters=min((each.coverage.quarters for each in used), default=Coverage.quarters),
    )
    if FORCES in indicator.numerator:
        return make_absent_value(Status.NOT_APPLICABLE, "the forces of a group of one's own are not counted", coverage)
    fewest = (rule or USUAL_RULE).fewest_maracs
    if coverage.returned < fewest:
        reason = f"a group needs {fewest} Maracs with figures, and {coverage.returned} of its Maracs "
        reason += "has one" if coverage.returned == 1 else "have them"
        return make_absent_value(Status.NOT_APPLICABLE, reason, coverage)
    numerator = sum(each.numerator or 0.0 for each in used)
    denominator = sum(each.denominator or 0.0 for each in used) if indicator.denominator else None
    number = indicator.number(numerator, denominator)
    if number is None:
        return make_absent_value(Status.NOT_APPLICABLE, "there were no cases to take a share of", coverage)
    whole = any(each.whole for each in used)
    return Value(
        number=round_half_up(number) if whole else number,
        origin=Origin.COMPUTED,
        numerator=numerator,
        denominator=denominator,
        coverage=coverage,
        whole=whole,
    )


def _has_sums(indicator: Indicator, value: Value) -> bool:
    return value.known and value.numerator is not None and (value.denominator is not None or not indicator.denominator)
