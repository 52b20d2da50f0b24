"""Quartiles of areas: three numbers that part them into quarters, each area counted once whatever its size."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from maracdash.statistics.refusals import Refusal, RefusalReason

MIN_AREAS = 8
"""With fewer, a quarter of the areas is less than two."""


class QuartileRange(StrEnum):
    """Part of the areas that a number lies in; one on a quartile is within the middle half."""

    LOWEST = "the lowest quarter"
    MIDDLE = "the middle half"
    HIGHEST = "the highest quarter"


@dataclass(frozen=True, kw_only=True)
class Quartiles:
    """A quarter of the areas lies at or below `lower`, half at or below `median`, a quarter at or above `upper`."""

    lower: float
    median: float
    upper: float

    def find_range(self, number: float) -> QuartileRange:
        """The quarter of the areas that a number falls into."""
        if number < self.lower:
            return QuartileRange.LOWEST
        return QuartileRange.HIGHEST if number > self.upper else QuartileRange.MIDDLE


def find_quartiles(numbers: Sequence[float]) -> Quartiles | Refusal:
    """Quartiles by linear interpolation between neighbours, as R and numpy do by default; refused for few areas."""
    if len(numbers) < MIN_AREAS:
        return Refusal(reason=RefusalReason.FEW_AREAS, found=len(numbers), needed=MIN_AREAS)
    lower, median, upper = statistics.quantiles(numbers, n=4, method="inclusive")
    return Quartiles(lower=lower, median=median, upper=upper)
