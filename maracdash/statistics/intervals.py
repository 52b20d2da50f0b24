"""Confidence intervals in an indicator's display unit, by the methods of the public-health observatories."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import gammainccinv, gammaincinv, ndtri

from maracdash.model.indicators import Indicator, Spread
from maracdash.model.values import Value

LIKELY = 0.95
NEAR_CERTAIN = 0.998


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Lower and upper limit, both in the unit of the number they belong to."""

    lower: float
    upper: float


def interval(indicator: Indicator, value: Value, confidence: float = LIKELY) -> Interval | None:
    """The interval that fits the indicator, in its display unit; None where a sum it needs is not known.

    A published value often brings no sums, and an indicator of `Spread.NONE` is no estimate.
    """
    if value.number is None:
        return None
    if indicator.spread is Spread.PROPORTION:
        return _of_percentage(value.number, value.denominator, confidence)
    if indicator.spread is Spread.RATE:
        return _of_rate(indicator, value, confidence)
    if indicator.spread is Spread.COUNT:
        return _of_count(value.number, confidence)
    if indicator.spread is Spread.CHANGE:
        return _of_change(value.numerator, value.denominator, confidence)
    return None


def wilson(share: float, base: float, confidence: float = LIKELY) -> Interval:
    """Wilson's score interval of a share (0 to 1) of a base above 0. Wilson 1927; never leaves 0 to 1."""
    z = float(ndtri((1 + confidence) / 2))
    scale = 1 + z**2 / base
    centre = (share + z**2 / (2 * base)) / scale
    half = z * math.sqrt(share * (1 - share) / base + z**2 / (4 * base**2)) / scale
    return Interval(lower=max(0.0, min(share, centre - half)), upper=min(1.0, max(share, centre + half)))


def poisson(events: float, confidence: float = LIKELY) -> Interval:
    """Exact limits of a count of events, 0 or more. Garwood 1936; half of chi-square quantiles.

    The gamma form takes fractions too: a case referred by two agencies counts a half to each.
    """
    tail = (1 - confidence) / 2
    lower = float(gammaincinv(events, tail)) if events else 0.0
    return Interval(lower=lower, upper=float(gammainccinv(events + 1, tail)))


def ratio(now: float, before: float, confidence: float = LIKELY) -> Interval:
    """Limits of now / before for two independent counts, both above 0, on the logarithmic scale."""
    z = float(ndtri((1 + confidence) / 2))
    factor = math.exp(z * math.sqrt(1 / now + 1 / before))
    return Interval(lower=now / before / factor, upper=now / before * factor)


def _of_percentage(number: float, base: float | None, confidence: float) -> Interval | None:
    if not base or base < 0 or not 0 <= number <= 100:
        return None
    limits = wilson(number / 100, base, confidence)
    return Interval(lower=min(number, 100 * limits.lower), upper=max(number, 100 * limits.upper))


def _of_rate(indicator: Indicator, value: Value, confidence: float) -> Interval | None:
    events, number = value.numerator, value.number
    if number is None or events is None or events < 0:
        return None
    limits = poisson(events, confidence)
    if events:
        return Interval(lower=number * limits.lower / events, upper=number * limits.upper / events)
    upper = indicator.number(limits.upper, value.denominator) if value.denominator else None
    return None if upper is None else Interval(lower=0.0, upper=upper)


def _of_count(number: float, confidence: float) -> Interval | None:
    return poisson(number, confidence) if number >= 0 else None


def _of_change(now: float | None, before: float | None, confidence: float) -> Interval | None:
    if not now or not before or now < 0 or before < 0:
        return None
    limits = ratio(now, before, confidence)
    return Interval(lower=100 * (limits.lower - 1), upper=100 * (limits.upper - 1))
