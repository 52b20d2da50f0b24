"""Distance of a figure from a comparator, in words and shape. Never says what is good or bad."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.answers import Verdict
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.numbers import round_half_up
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Status, Value
from maracdash.statistics.comparators import find_rest
from maracdash.statistics.excess import take_as_known
from maracdash.statistics.verdict import decide_verdict
from maracdash.words.verdicts import write_verdict

SIZES_DIFFER = "totals of areas of different size are not compared"
THE_SAME = "the same"
ITSELF = "the comparator"
NOTHING_ELSE = "not compared: the comparator has nothing else"


class Shape(StrEnum):
    """Filled where an interval stands behind the word, hollow where only the two numbers do."""

    HIGHER = "▲"
    LOWER = "▼"
    SIMILAR = "●"
    ABOVE = "△"
    BELOW = "▽"
    EQUAL = "○"
    NONE = ""


SHAPES = {Verdict.HIGHER: Shape.HIGHER, Verdict.LOWER: Shape.LOWER, Verdict.SIMILAR: Shape.SIMILAR}
SHAPE_KEY = (
    "▲ higher and ▼ lower: chance alone is an unlikely reason (95%), and clearly so at 99.8%. ● similar. "
    "△ and ▽ higher and lower by the numbers alone: no interval is known. "
    "Each area is compared with the rest of its comparator, itself left out, and chance in both allowed for, "
    "wherever the counts are known. Differences are worked out before rounding."
)


@dataclass(frozen=True, kw_only=True)
class ComparatorDifference:
    """Content of a cell in place of its value: `▲` and `4.1 points higher`, or only why there is no difference."""

    shape: Shape
    words: str

    @property
    def text(self) -> str:
        """Both."""
        return f"{self.shape} {self.words}".strip()


def compare_figures(
    indicator: Indicator, value: Value, comparator: Value, rule: SafeRule | None = None
) -> ComparatorDifference:
    """A figure against the comparator of the same row, which holds its area, without it where its sums are known.

    `rule` is that of a figure that is protected.
    """
    if refusal := _refuse_comparison(indicator, value, comparator):
        return refusal
    return _compare_with_rest(indicator, value, comparator, find_rest(indicator, comparator, value, rule))


def compare_with_group(indicator: Indicator, value: Value, group: Value, without: Value | None) -> ComparatorDifference:
    """A figure against a group of the reader's own; `without` is the group without its area, None if it is not told."""
    if refusal := _refuse_comparison(indicator, value, group):
        return refusal
    if without and not without.known:
        return ComparatorDifference(shape=Shape.NONE, words=f"not compared: {without.reason or without.status.words}")
    return _compare_with_rest(indicator, value, group, without)


def _refuse_comparison(indicator: Indicator, value: Value, comparator: Value) -> ComparatorDifference | None:
    if value is comparator:
        return ComparatorDifference(shape=Shape.NONE, words=ITSELF)
    if value.number is None:
        return ComparatorDifference(shape=Shape.NONE, words=value.status.words)
    if comparator.number is None:
        return ComparatorDifference(shape=Shape.NONE, words=f"comparator: {comparator.status.words}")
    if indicator.is_total:
        return ComparatorDifference(shape=Shape.NONE, words=SIZES_DIFFER)
    return None


def _compare_with_rest(
    indicator: Indicator, value: Value, comparator: Value, without: Value | None
) -> ComparatorDifference:
    compared = comparator if without is None else without
    if compared.number is None:
        withheld = compared.status is Status.WITHHELD
        return ComparatorDifference(
            shape=Shape.NONE, words=f"comparator {compared.absence}" if withheld else NOTHING_ELSE
        )
    verdict = decide_verdict(indicator, value, take_as_known(compared) if without is None else compared)
    gap = (value.number or 0.0) - compared.number
    return _write_difference(indicator.fitting(value, compared), verdict, gap)


def write_amount(indicator: Indicator, gap: float) -> str:
    """The size of a gap: `4.1 points`, `22 per 10,000`, `1.5`; empty where it rounds to nothing."""
    size = indicator.format(abs(gap)).removesuffix(indicator.suffix)
    if not size.strip("0."):
        return ""
    if indicator.unit is Unit.PERCENT:
        return f"{size} {'point' if float(size.replace(',', '')) == 1 else 'points'}"
    return f"{size} per 10,000" if indicator.unit is Unit.RATE else size


def write_shown_amount(indicator: Indicator, before: Value, after: Value) -> str:
    """The size of the gap between two figures that stand beside it, as written: a reader who subtracts finds the same.

    Empty where both are written alike, or one has no number.
    """
    if before.number is None or after.number is None:
        return ""
    old, new = (round_half_up(each.number or 0.0, indicator.fitting(each).decimals) for each in (before, after))
    return write_amount(indicator.fitting(before, after), new - old)


def write_beside(indicator: Indicator, own: Value, other: Value) -> str:
    """A figure beside another in its row, as both are written: `23 per 10,000 more`; or that nothing can be told."""
    if own.number is None or other.number is None:
        return Status.NOT_APPLICABLE.words
    if size := write_shown_amount(indicator, own, other):
        return f"{size} {'more' if own.number > other.number else 'less'}"
    return THE_SAME


def _write_difference(indicator: Indicator, verdict: tuple[Verdict, bool], gap: float) -> ComparatorDifference:
    size, (word, strong) = write_amount(indicator, gap), verdict
    plain = f"{size} {'higher' if gap > 0 else 'lower'}" if size else THE_SAME
    if word is Verdict.SIMILAR:
        return ComparatorDifference(shape=Shape.SIMILAR, words=f"similar ({plain})" if size else "similar")
    if word is not Verdict.NOT_COMPARED:
        return ComparatorDifference(shape=SHAPES[word], words=_write_gap(size, write_verdict(word, strong=strong)))
    if not size:
        return ComparatorDifference(shape=Shape.EQUAL, words=THE_SAME)
    return ComparatorDifference(shape=Shape.ABOVE if gap > 0 else Shape.BELOW, words=plain)


def _write_gap(size: str, verdict: str) -> str:
    """`22 per 10,000 clearly higher`; the verdict alone where the gap rounds to nothing."""
    return f"{size} {verdict}".strip()
