"""Breaks in series: quarters from which a measure is not comparable with before."""

from __future__ import annotations

from maracdash.catalogue import measures
from maracdash.model.answers import SeriesBreak
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter

CENSUS_2021 = SeriesBreak(
    quarter=Quarter(2024, 1),
    reason="the national method takes populations of Census 2011 before and of Census 2021 from then on, whichever "
    "were sent here",
)
"""Published rates break here in any case; what bases the populations of a deployment have, it knows itself."""
SERIES_BREAKS = ((measures.POPULATION_MEASURES, CENSUS_2021),)


def series_breaks(indicator: Indicator) -> tuple[SeriesBreak, ...]:
    """The breaks that affect an indicator, oldest first."""
    terms = {*indicator.numerator, *indicator.denominator}
    return tuple(each for quantities_, each in SERIES_BREAKS if terms & set(quantities_))
