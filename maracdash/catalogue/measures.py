"""Measures that can be summed over Maracs: return fields, and those that the store derives for each Marac."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENTRIES = "entries"
"""Meeting records."""
MARACS = "maracs"
"""1 for each Marac with data in every quarter of the window."""
FORCES = "forces"
"""Forces with such a Marac, counted once each."""
CASES_YEAR_BEFORE = "cases_year_before"
"""Cases of the same window one year earlier, for Maracs that have both years."""
ALL_CASES = "all_cases"
"""Cases, or 0 for a Marac that had data only a year earlier."""
ALL_CASES_YEAR_BEFORE = "all_cases_year_before"
"""Cases of the same window one year earlier, or 0 for a Marac without data then."""
WOMEN_16_PLUS = "women_16_plus"
"""Women aged 16 and over, by the census basis in force at the quarter."""
MINORITISED_POPULATION = "minoritised_population"
"""Women 16 and over times the area's share that is not White British."""

BASE_NAMES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {("cases",): "Cases discussed", (WOMEN_16_PLUS,): "Women aged 16 and over"}
)
"""Names of the bases of shares and rates, as the title of an axis."""

POPULATION_MEASURES = (WOMEN_16_PLUS, MINORITISED_POPULATION)
