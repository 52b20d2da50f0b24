"""Comparators: the one module that makes a point of a larger area, without the area that it is compared with."""

from __future__ import annotations

from dataclasses import replace

from maracdash.model.answers import Point
from maracdash.model.areas import Level
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.numbers import round_half_up
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Coverage, Origin, Status, Value, make_absent_value
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.excluding import exclude_area
from maracdash.statistics.gap_in_cases import GapInCases, find_gap_in_cases
from maracdash.statistics.refusals import Refusal
from maracdash.statistics.verdict import decide_verdict

FEW_LEFT = "too few other Maracs are left to compare with safely"
FEW_CASES_LEFT = "the others have too few cases to compare with safely"


def build_comparator(indicator: Indicator, own: Point, comparator: Point, without: Value | None) -> Point:
    """The comparator with the verdict of `own` against it.

    `without` is the comparator without `own`, and the verdict is made against that, with what chance does to it; None
    where the whole is to be compared, as the reader wants it or as it cannot be told without: then as a known number.
    """
    compared = comparator.value if without is None else without
    word, strong = decide_verdict(indicator, own.value, take_as_known(compared) if without is None else compared)
    return Point(
        area=comparator.area,
        role=comparator.role,
        value=comparator.value,
        verdict=word,
        strong=strong,
        compared=compared,
        excludes_own=without is not None,
    )


def find_gap(indicator: Indicator, own: Point, comparator: Point) -> GapInCases | Refusal:
    """The gap in cases between an area and a comparator, by the very value that its verdict was made against."""
    against = comparator.against
    return find_gap_in_cases(indicator, own.value, against if comparator.excludes_own else take_as_known(against))


def leave_out(indicator: Indicator, own: Point, comparator: Point, rule: SafeRule | None = None) -> Value | None:
    """The value of a comparator without an area that it holds, or an absence that says why nothing is left.

    None where it cannot be told, as of a published figure, whose sums may be of other Maracs. `rule` as in `find_rest`.
    """
    rest = find_rest(indicator, comparator.value, own.value, rule)
    if rest is None or rest.known or rest.status is Status.WITHHELD:
        return rest
    return make_absent_value(rest.status, _nothing_left(own, comparator, rest.coverage), rest.coverage)


def find_rest(indicator: Indicator, comparator: Value, own: Value, rule: SafeRule | None = None) -> Value | None:
    """A comparator without an area that it holds: an absence where that area is all there is of it.

    None where it cannot be told, and for totals, which are not compared. By the `rule` of figures that are safe to
    share it is withheld where too few Maracs or cases are left, as any figure of so few is.
    """
    if indicator.is_total or comparator.number is None or own.number is None:
        return None
    left = comparator.coverage.without(own.coverage)
    if comparator.coverage.expected > 0 and not left.returned:
        return make_absent_value(Status.NOT_APPLICABLE, coverage=left)
    rest = exclude_area(indicator, comparator, own)
    if rest is None:
        return make_absent_value(Status.NOT_APPLICABLE, coverage=left) if _has_same_base(comparator, own) else None
    if reason := _find_reason_to_withhold(indicator, rest, rule):
        return make_absent_value(Status.WITHHELD, reason, rest.coverage)
    if rest.number is not None and comparator.whole:
        return replace(rest, number=round_half_up(rest.number), whole=True)
    return rest


def _find_reason_to_withhold(indicator: Indicator, rest: Value, rule: SafeRule | None) -> str:
    if rule is None:
        return ""
    if rest.coverage.returned < rule.fewest_maracs:
        return FEW_LEFT
    is_small = indicator.unit is Unit.PERCENT and (rest.denominator or 0) < rule.smallest_base
    return FEW_CASES_LEFT if is_small else ""


def _has_same_base(comparator: Value, own: Value) -> bool:
    """Tell if all cases or people behind a comparator are the area's own."""
    is_computed = comparator.origin is own.origin is Origin.COMPUTED
    return is_computed and own.denominator is not None and comparator.denominator == own.denominator


def _nothing_left(own: Point, comparator: Point, left: Coverage) -> str:
    noun = own.area.level.noun
    whose = "of the UK" if comparator.area.level is Level.UK else f"of its {comparator.area.level.noun}"
    if not left.expected:
        return f"the only {noun} {whose}"
    return f"no other {noun} {whose} has a figure" if not left.returned else f"no cases in the other {noun}s {whose}"
