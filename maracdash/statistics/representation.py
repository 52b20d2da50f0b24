"""Representation: a group's share of cases over its share of the population; 1 where the two are alike."""

from __future__ import annotations

from dataclasses import dataclass

from maracdash.model.indicators import Indicator, IntervalMethod
from maracdash.model.values import Value
from maracdash.statistics.intervals import CONFIDENCE_95, Interval, confidence_interval
from maracdash.statistics.refusals import Refusal, RefusalReason


@dataclass(frozen=True, kw_only=True)
class Representation:
    """The ratio of two shares, with its limits."""

    ratio: float
    limits: Interval


def find_representation(
    indicator: Indicator, share: Value, population: Value, confidence: float = CONFIDENCE_95
) -> Representation | Refusal:
    """Find how a group is represented, from its shares of cases and of the population, both in percent.

    A census counts everybody, so its share is taken as known and the limits are Wilson's of the share of cases,
    divided by it (as those of a standardised ratio by what is expected: Breslow and Day 1987, chapter 2). They hold 1
    exactly where the verdict of the share against the population is "similar". Limits of the logarithm (Katz 1978)
    would allow for a population that was sampled too, and give none where the group has no case.
    """
    if indicator.interval_method is not IntervalMethod.PROPORTION:
        return Refusal(reason=RefusalReason.NO_METHOD)
    if share.number is None:
        return Refusal(reason=RefusalReason.NO_FIGURE)
    if not population.number or population.number < 0:
        return Refusal(reason=RefusalReason.NO_POPULATION)
    limits = confidence_interval(indicator, share, confidence)
    if limits is None:
        return Refusal(reason=RefusalReason.NO_BASE)
    return Representation(
        ratio=share.number / population.number,
        limits=Interval(lower=limits.lower / population.number, upper=limits.upper / population.number),
    )
