"""Breaks in series: from which quarter a quantity stands on another footing."""

from __future__ import annotations

from maracdash.catalogue import measures
from maracdash.model.answers import Break
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter

CENSUS_2021 = Break(
    quarter=Quarter(2024, 1),
    reason="Population changes from Census 2011 to Census 2021: not comparable with earlier figures",
)
BREAKS = ((measures.POPULATIONS, CENSUS_2021),)


def breaks(indicator: Indicator) -> tuple[Break, ...]:
    """The breaks that touch an indicator, oldest first."""
    terms = {*indicator.numerator, *indicator.denominator}
    return tuple(each for quantities_, each in BREAKS if terms & set(quantities_))
