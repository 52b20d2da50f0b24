"""Confidence intervals in an indicator's display unit, by the methods of the public-health observatories."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from scipy.special import gammainccinv, gammaincinv, ndtri

from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.evidence import find_evidence_share

CONFIDENCE_95 = 0.95
CONFIDENCE_998 = 0.998
MAX_REMEMBERED = 4096
"""Intervals that are kept: a Marac's is the same against each of five larger areas."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Lower and upper limit, both in the unit of the number they belong to."""

    lower: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A number with its limits."""

    number: float
    limits: Interval


def confidence_interval(indicator: Indicator, value: Value, confidence: float = CONFIDENCE_95) -> Interval | None:
    """The interval that fits the indicator, in its display unit; None where a sum it needs is not known.

    A published value often brings no sums, an indicator of `IntervalMethod.NONE` is no estimate, and a copy of another
    quarter is no evidence. What is copied in part has the wider interval of the cases that are evidence.
    """
    share = find_evidence_share(value.coverage)
    if value.number is None or not share:
        return None
    if indicator.interval_method is IntervalMethod.PROPORTION:
        return _percentage_interval(value.number, share * (value.denominator or 0), confidence)
    if indicator.interval_method is IntervalMethod.RATE:
        return _rate_interval(indicator, value, share, confidence)
    if indicator.interval_method is IntervalMethod.COUNT:
        return _count_interval(value.number, share, confidence)
    if indicator.interval_method is IntervalMethod.CHANGE:
        return _change_interval(value, share, confidence)
    return None


@lru_cache(maxsize=MAX_REMEMBERED)
def wilson(share: float, base: float, confidence: float = CONFIDENCE_95) -> Interval:
    """Wilson's score interval of a share (0 to 1) of a base above 0. Wilson 1927; never leaves 0 to 1."""
    z = _find_deviate(confidence)
    scale = 1 + z**2 / base
    centre = (share + z**2 / (2 * base)) / scale
    half = z * math.sqrt(share * (1 - share) / base + z**2 / (4 * base**2)) / scale
    return Interval(lower=max(0.0, min(share, centre - half)), upper=min(1.0, max(share, centre + half)))


@lru_cache(maxsize=MAX_REMEMBERED)
def poisson(events: float, confidence: float = CONFIDENCE_95) -> Interval:
    """Exact limits of a count of events, 0 or more. Garwood 1936; half of chi-square quantiles.

    The gamma form takes fractions too: a case referred by two agencies counts a half to each.
    """
    tail = (1 - confidence) / 2
    lower = float(gammaincinv(events, tail)) if events else 0.0
    return Interval(lower=lower, upper=float(gammainccinv(events + 1, tail)))


def ratio_interval(now: float, before: float, confidence: float = CONFIDENCE_95) -> Interval:
    """Limits of now / before for two independent counts, both above 0, on the logarithmic scale."""
    z = _find_deviate(confidence)
    factor = math.exp(z * math.sqrt(1 / now + 1 / before))
    return Interval(lower=now / before / factor, upper=now / before * factor)


def subtract_estimates(one: Estimate, other: Estimate) -> Interval:
    """Limits of one estimate less another that is independent of it, from the limits of each.

    Newcombe 1998 (method 10) for shares, and likewise for other estimates (Zou and Donner 2008).
    """
    apart = one.number - other.number
    return Interval(
        lower=apart - math.hypot(one.number - one.limits.lower, other.limits.upper - other.number),
        upper=apart + math.hypot(one.limits.upper - one.number, other.number - other.limits.lower),
    )


@lru_cache
def _find_deviate(confidence: float) -> float:
    """Standard deviations within which so much of a normal distribution lies: 1.96 for 95%."""
    return float(ndtri((1 + confidence) / 2))


def _percentage_interval(number: float, base: float, confidence: float) -> Interval | None:
    if base <= 0 or not 0 <= number <= 100:
        return None
    limits = wilson(number / 100, base, confidence)
    return Interval(lower=min(number, 100 * limits.lower), upper=max(number, 100 * limits.upper))


def _rate_interval(indicator: Indicator, value: Value, share: float, confidence: float) -> Interval | None:
    events, number = value.numerator, value.number
    if number is None or events is None or events < 0:
        return None
    limits = _events_interval(events, share, confidence)
    if events:
        return Interval(lower=number * limits.lower / events, upper=number * limits.upper / events)
    upper = indicator.number(limits.upper, value.denominator) if value.denominator else None
    return None if upper is None else Interval(lower=0.0, upper=upper)


def _count_interval(number: float, share: float, confidence: float) -> Interval | None:
    return _events_interval(number, share, confidence) if number >= 0 else None


def _events_interval(events: float, share: float, confidence: float) -> Interval:
    limits = poisson(events * share, confidence)
    return Interval(lower=limits.lower / share, upper=limits.upper / share)


def _change_interval(value: Value, share: float, confidence: float) -> Interval | None:
    now, before = value.numerator, value.denominator
    if not now or not before or now < 0 or before < 0:
        return None
    limits = ratio_interval(now * share, before, confidence)
    return Interval(lower=100 * (limits.lower / share - 1), upper=100 * (limits.upper / share - 1))
