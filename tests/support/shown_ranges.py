"""The least and the most that a count, or a sum of counts, can be by what is shown of it: part of a slow twin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from maracdash.catalogue.fields import FIELDS
from maracdash.model.safe_rules import SafeRule
from maracdash.model.withheld_reasons import WithheldReason
from tests.support.safe_oracle import Figure, is_small, names, protect_count

UNKNOWN = 1_000_000
HALVES = {each.name for each in FIELDS if not each.whole}


@dataclass(frozen=True)
class Range:
    """The least and the most that a count can be by what is shown of it; `hides` tells of a small one in it.

    `inner_low` and `inner_high` are those ends while the small part at hand is left free of what is shown of areas
    between; `known_low` and `known_high` are the same for somebody who knows one Marac or force of the sum. `gain_low`
    and `gain_high` are by how much knowing one moves the ends of the whole.
    """

    low: float
    high: float
    hides: bool
    inner_low: float = 0
    inner_high: float = 0
    known_low: float = -math.inf
    known_high: float = math.inf
    gain_low: float = 0
    gain_high: float = 0


def find_gains(count: float, low: float, high: float) -> tuple[float, float]:
    """How much nearer somebody who knows a count may be to the ends of its range, wherever in it the count is."""
    if high - low < UNKNOWN / 2:
        return high - low, high - low
    return count - low, high - count


def bin_ends(count: float, step: float, rule: SafeRule) -> tuple[float, float]:
    """The least and the most that a count can be by the way it is shown."""
    if count == 0:
        return 0, 0
    if is_small(count, rule):
        return step, rule.withheld_up_to
    multiple, half = protect_count(count, rule), rule.rounded_to / 2
    low = math.ceil((multiple - half) / step) * step
    return max(rule.withheld_up_to + step, low), (math.ceil((multiple + half) / step) - 1) * step


def step_of(figure: Figure, side: str) -> float:
    return 0.5 if names(getattr(figure.indicator, side)) & HALVES else 1


def read_range(true: Figure, shown: Figure, side: str, rule: SafeRule) -> Range:
    """What is shown of a Marac's count."""
    count, step = getattr(true, side) or 0, step_of(true, side)
    if shown.reason is WithheldReason.PUBLISHED_ALONE:
        return Range(0, UNKNOWN, hides=True)
    withheld = shown.reason if side == "numerator" else None
    if withheld is WithheldReason.SMALL_BASE:
        return Range(0, rule.smallest_base, hides=True)
    if count == 0:
        return Range(0, 0, hides=False)
    if withheld is WithheldReason.ONE_OF_TWO:
        return Range(rule.withheld_up_to + step, UNKNOWN, hides=True)
    if withheld is WithheldReason.SMALL_NUMBER and not is_small(count, rule):
        low, high = bin_ends(true.denominator or 0, 1, rule)
        return Range(max(0, low - rule.withheld_up_to), high, hides=True)
    return Range(*bin_ends(count, step, rule), hides=is_small(count, rule))


def add_ranges(parts: Sequence[Range]) -> Range:
    """The least and the most of a sum."""
    low, high = sum(each.low for each in parts), sum(each.high for each in parts)
    hiding = [each for each in parts if each.hides]
    free_low, free_high, known_low, known_high = [], [], [], []
    for each in hiding:
        others = [other for other in parts if other is not each]
        free_low.append(each.low - each.inner_low)
        free_high.append(each.inner_high - each.high)
        known_low += [each.low - each.known_low, free_low[-1] - max((other.gain_low for other in others), default=0)]
        known_high += [
            each.known_high - each.high,
            free_high[-1] - max((other.gain_high for other in others), default=0),
        ]
    return Range(
        low,
        high,
        bool(hiding),
        low - min(free_low, default=0),
        high + min(free_high, default=0),
        low - min(known_low, default=0),
        high + min(known_high, default=0),
        max((each.gain_low for each in parts), default=0),
        max((each.gain_high for each in parts), default=0),
    )
