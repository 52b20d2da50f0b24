"""A comparator without the area that is compared with it."""

from __future__ import annotations

import math

from maracdash.model.indicators import Indicator
from maracdash.model.values import Origin, Value

DUST = 1e-6
"""Of a difference of two sums that hold fractions."""


def exclude_area(indicator: Indicator, comparator: Value, own: Value) -> Value | None:
    """Exclude an area from a larger one that contains it, by the difference of their sums; None where it cannot be.

    Both must be computed here: a published figure comes without its sums, or counts other Maracs than ours. A proxied
    area is in the larger sums as it stands, so it can be taken out; an absent or withheld one cannot. None too where
    nothing is left. The sums are taken as given: in a safe release they are protected, and so is their difference, but
    whether it may be shown (three Maracs, a base of 25) is the caller's to check by `coverage` and `denominator`.
    """
    if not _is_sum(indicator, comparator) or not _is_sum(indicator, own):
        return None
    left = comparator.coverage.without(own.coverage)
    numerator = _subtract(comparator.numerator, own.numerator)
    denominator = _subtract(comparator.denominator, own.denominator)
    if not left.returned or numerator is None or (indicator.denominator and not denominator):
        return None
    number = indicator.number(numerator, denominator)
    if number is None:
        return None
    return Value(
        number=number,
        origin=Origin.COMPUTED,
        numerator=numerator,
        denominator=denominator,
        coverage=left,
    )


def _is_sum(indicator: Indicator, value: Value) -> bool:
    """Tell if a value was computed here and has each sum that its indicator is made of."""
    if not value.known or value.origin is not Origin.COMPUTED or value.numerator is None:
        return False
    return value.denominator is not None or not indicator.denominator


def _subtract(whole: float | None, part: float | None) -> float | None:
    """The rest; None where one is not known, or the part is more than the whole."""
    if whole is None or part is None:
        return None
    left = whole - part
    if math.isclose(left, 0, abs_tol=DUST):
        return 0.0
    return left if left > 0 else None
