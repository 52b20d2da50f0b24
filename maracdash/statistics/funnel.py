"""Funnels: limits that areas of any size stay within, if they differ as Maracs usually do.

Spiegelhalter 2005, Statistics in Medicine 24:1185 (funnel plots) and Quality and Safety in Health Care 14:347
(over-dispersion), with the transformations of Spiegelhalter and others 2012, Journal of the Royal Statistical Society
A 175:1, which the Care Quality Commission uses: the arcsine of the square root of a share, the square root of a rate.
There the variance within an area depends on its size alone (1/4n) and not on the unknown share, an area with no
event keeps its place, and limits drawn back to shares never leave 0 to 100%. But where only a few events are
expected, that approximation calls "none" too few: of an expected 4, none is below its limit of 99.8% and comes by
chance once in 55 times. So limits are never nearer than the exact ones of chance alone (binomial, Poisson).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from scipy.special import bdtrik, ndtri, pdtrik

from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Status, Value
from maracdash.statistics.intervals import CONFIDENCE_95, CONFIDENCE_998, Interval
from maracdash.statistics.refusals import Refusal, RefusalReason

MIN_AREAS = 10
"""With fewer, a tenth of each end is less than one area, and the spread between areas cannot be told from chance."""
WINSORISED = 0.1
METHODS = frozenset({IntervalMethod.PROPORTION, IntervalMethod.RATE})


class Position(StrEnum):
    """An area against the limits. `ABOVE_95` and `BELOW_95` lie between the limits of 95% and of 99.8%."""

    INSIDE = "inside"
    ABOVE_95 = "above 95%"
    BELOW_95 = "below 95%"
    ABOVE_998 = "above 99.8%"
    BELOW_998 = "below 99.8%"

    @property
    def words(self) -> str:
        """Words for where an area lies: `above the 95% limits`."""
        return POSITION_WORDS[self]


POSITION_WORDS: Mapping[Position, str] = MappingProxyType(
    {
        Position.INSIDE: "within the 95% limits",
        Position.ABOVE_95: "above the 95% limits",
        Position.BELOW_95: "below the 95% limits",
        Position.ABOVE_998: "above the 99.8% limits",
        Position.BELOW_998: "below the 99.8% limits",
    }
)


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """One area in a funnel."""

    area: Area
    value: Value
    position: Position


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Limits by size around the centre, which is in the display unit.

    `phi` is how many times more than chance the areas vary (outliers pulled in first); `tau_squared` is the variance
    between areas on the transformed scale that makes up for it, 0 where chance explains all. `unit` is the number
    shown for one event in a base of one. `left_out` has no part in the limits: absent, proxied or without its sums.
    """

    centre: float
    phi: float
    tau_squared: float
    method: IntervalMethod
    unit: float
    points: tuple[FunnelPoint, ...]
    left_out: tuple[tuple[Area, Value], ...]


def build_funnel(indicator: Indicator, figures: Sequence[tuple[Area, Value]]) -> Funnel | Refusal:
    """Build the funnel of areas of one level and period, over-dispersed limits and each area's position.

    Expects areas that do not contain one another, so that the centre counts nobody twice.
    """
    unit = indicator.number(1, 1)
    if indicator.interval_method not in METHODS or unit is None:
        return Refusal(reason=RefusalReason.NO_METHOD)
    inside = [(area, value) for area, value in figures if _is_usable(indicator, value)]
    if len(inside) < MIN_AREAS:
        return Refusal(reason=RefusalReason.FEW_AREAS, found=len(inside), needed=MIN_AREAS)
    sums = [(value.numerator or 0, value.denominator or 0) for _, value in inside]
    share = math.fsum(events for events, _ in sums) / math.fsum(base for _, base in sums)
    phi, tau_squared = _measure_dispersion(indicator.interval_method, share, sums)
    bare = Funnel(
        centre=unit * share,
        phi=phi,
        tau_squared=tau_squared,
        method=indicator.interval_method,
        unit=unit,
        points=(),
        left_out=tuple((area, value) for area, value in figures if not _is_usable(indicator, value)),
    )
    return replace(bare, points=tuple(_place_point(bare, area, value) for area, value in inside))


def funnel_limits(funnel: Funnel, denominator: float, confidence: float = CONFIDENCE_95) -> Interval:
    """Limits at a denominator above 0, in the display unit."""
    usual = _usual_limits(funnel, denominator, confidence)
    chance = _chance_limits(funnel.method, funnel.centre / funnel.unit, denominator, confidence)
    return Interval(
        lower=funnel.unit * min(usual.lower, chance.lower), upper=funnel.unit * max(usual.upper, chance.upper)
    )


def find_position(funnel: Funnel, number: float, denominator: float) -> Position:
    """Find where a number of this base lies; on a limit is within it."""
    usual = _usual_limits(funnel, denominator, CONFIDENCE_95)
    if funnel.unit * usual.lower <= number <= funnel.unit * usual.upper:
        return Position.INSIDE  # a short cut: exact limits only reach further
    likely = funnel_limits(funnel, denominator)
    if likely.lower <= number <= likely.upper:
        return Position.INSIDE
    certain = funnel_limits(funnel, denominator, CONFIDENCE_998)
    if number > likely.upper:
        return Position.ABOVE_998 if number > certain.upper else Position.ABOVE_95
    return Position.BELOW_998 if number < certain.lower else Position.BELOW_95


def _usual_limits(funnel: Funnel, base: float, confidence: float) -> Interval:
    """Limits of areas that differ by chance and by the variance between areas, as shares."""
    middle = _transform(funnel.method, funnel.centre / funnel.unit)
    half = float(ndtri((1 + confidence) / 2)) * math.sqrt(1 / (4 * base) + funnel.tau_squared)
    return Interval(
        lower=_transform_back(funnel.method, middle - half), upper=_transform_back(funnel.method, middle + half)
    )


def _chance_limits(method: IntervalMethod, share: float, base: float, confidence: float) -> Interval:
    """Shares beyond which chance alone leaves less than the tail, exactly at whole events and smooth between them."""
    tail = (1 - confidence) / 2
    if method is IntervalMethod.RATE:
        lower, upper = float(pdtrik(tail, base * share)), float(pdtrik(1 - tail, base * share)) + 1
        return Interval(lower=lower / base, upper=upper / base)
    lower, upper = float(bdtrik(tail, base, share)), float(bdtrik(1 - tail, base, share)) + 1
    return Interval(lower=lower / base, upper=min(1.0, upper / base))


def _is_usable(indicator: Indicator, value: Value) -> bool:
    """Tell if a value is an area's own and has both sums; a proxied one would count a quarter twice."""
    if value.status is not Status.OK or value.numerator is None or not value.denominator:
        return False
    most = value.denominator if indicator.interval_method is IntervalMethod.PROPORTION else math.inf
    return value.denominator > 0 and 0 <= value.numerator <= most


def _place_point(funnel: Funnel, area: Area, value: Value) -> FunnelPoint:
    position = find_position(funnel, value.number or 0, value.denominator or 0)
    return FunnelPoint(area=area, value=value, position=position)


def _measure_dispersion(
    method: IntervalMethod, centre: float, sums: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Over-dispersion factor, and the variance between areas by the moments of DerSimonian and Laird 1986."""
    middle = _transform(method, centre)
    scores = [2 * math.sqrt(base) * (_transform(method, events / base) - middle) for events, base in sums]
    phi = math.fsum(score**2 for score in _winsorise(scores)) / len(scores)
    weights = [4 * base for _, base in sums]
    total = math.fsum(weights)
    excess = len(scores) * phi - (len(scores) - 1)
    return phi, max(0.0, excess / (total - math.fsum(weight**2 for weight in weights) / total))


def _winsorise(scores: Sequence[float]) -> list[float]:
    """Pull a tenth of the scores at each end in to the score that bounds it."""
    ordered = sorted(scores)
    lowest, highest = _quantile(ordered, WINSORISED), _quantile(ordered, 1 - WINSORISED)
    return [min(max(score, lowest), highest) for score in scores]


def _quantile(ordered: Sequence[float], part: float) -> float:
    """Quantile by linear interpolation between neighbours, as R and numpy do by default."""
    place = part * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _transform(method: IntervalMethod, share: float) -> float:
    root = math.sqrt(share)
    return math.asin(min(1.0, root)) if method is IntervalMethod.PROPORTION else root


def _transform_back(method: IntervalMethod, transformed: float) -> float:
    inside = max(0.0, transformed)
    return math.sin(min(math.pi / 2, inside)) ** 2 if method is IntervalMethod.PROPORTION else inside**2
