"""Comparators: the one module that makes a point of a larger area, without the area that it is compared with."""

from __future__ import annotations

from maracdash.model.answers import Point
from maracdash.model.areas import Level
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.numbers import round_half_up
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value
from maracdash.statistics.verdict import decide_verdict

ROUNDING_ERROR = 1e-9
"""Sums of halves and shares of populations differ in their last bits."""


def build_comparator(
    indicator: Indicator, own: Point, comparator: Point, *, holds_own: bool = True, including: bool = False
) -> Point:
    """The comparator with the verdict of `own` against it.

    One that holds `own` is compared without it, unless the reader wants it `including` its own. Where it cannot be
    told without, as a published figure without its sums, the whole is compared and `excludes_own` is false.
    """
    without = exclude_area(indicator, comparator.value, own.value) if holds_own and not including else None
    compared = comparator.value if without is None else without
    if without is not None and not without.known:
        compared = make_absent_value(without.status, _nothing_left(own, comparator, without.coverage), without.coverage)
    word, strong = decide_verdict(indicator, own.value, compared)
    return Point(
        area=comparator.area,
        role=comparator.role,
        value=comparator.value,
        verdict=word,
        strong=strong,
        compared=compared,
        excludes_own=without is not None or not holds_own,
    )


def exclude_area(indicator: Indicator, comparator: Value, own: Value) -> Value | None:
    """A comparator's value without an area that it contains: an absence where that area is all there is of it.

    None where it cannot be told: a sum is not known, totals are not compared, or the sums are of different makes.
    """
    if indicator.is_total or comparator.number is None or own.number is None:
        return None
    left = _subtract_coverage(comparator.coverage, own.coverage)
    if comparator.coverage.expected > 0 and not left.returned:
        return make_absent_value(Status.NOT_APPLICABLE, coverage=left)
    sums = _subtract_sums(indicator, comparator, own)
    if sums is None:
        return None
    number = indicator.number(*sums)
    if number is None:
        return make_absent_value(Status.NOT_APPLICABLE, coverage=left)
    return Value(
        number=round_half_up(number) if _is_rounded(indicator, comparator) else number,
        origin=comparator.origin,
        numerator=sums[0],
        denominator=sums[1] if indicator.denominator else None,
        coverage=left,
    )


def _subtract_sums(indicator: Indicator, comparator: Value, own: Value) -> tuple[float, float] | None:
    """Both sums without the area's. A computed sum does not hold what was published of a part."""
    if comparator.origin is Origin.COMPUTED and own.origin is not Origin.COMPUTED:
        return None
    if None in (comparator.numerator, own.numerator):
        return None
    if indicator.denominator and None in (comparator.denominator, own.denominator):
        return None
    numerator = _subtract(comparator.numerator, own.numerator)
    denominator = _subtract(comparator.denominator, own.denominator)
    return (numerator, denominator) if min(numerator, denominator) >= 0 else None


def _subtract(whole: float | None, part: float | None) -> float:
    left = (whole or 0.0) - (part or 0.0)
    return 0.0 if abs(left) < ROUNDING_ERROR * max(1.0, abs(whole or 0.0)) else left


def _subtract_coverage(whole: Coverage, part: Coverage) -> Coverage:
    """Maracs behind what is left. A figure is of one Marac at least, whatever is known of its coverage."""
    return Coverage(
        expected=max(whole.expected - part.expected, 0),
        returned=max(whole.returned - max(part.returned, 1), 0),
        proxied=max(whole.proxied - part.proxied, 0),
    )


def _is_rounded(indicator: Indicator, comparator: Value) -> bool:
    """Tell if a percentage was rounded to protect its counts: what is left of it tells no more."""
    if indicator.unit is not Unit.PERCENT or comparator.numerator is None:
        return False
    exact = indicator.number(comparator.numerator, comparator.denominator)
    return exact is not None and comparator.number != exact and comparator.number == round_half_up(exact)


def _nothing_left(own: Point, comparator: Point, left: Coverage) -> str:
    noun = own.area.level.noun
    whose = "of the UK" if comparator.area.level is Level.UK else f"of its {comparator.area.level.noun}"
    if not left.expected:
        return f"the only {noun} {whose}"
    return f"no other {noun} {whose} has a figure" if not left.returned else f"no cases in the other {noun}s {whose}"
