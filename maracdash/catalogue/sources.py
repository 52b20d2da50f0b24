"""Sources of figures, as written under them."""

RETURNS_SOURCE = "Marac returns, one record a meeting"
CENSUS_SOURCE = (
    "populations as sent (in the national method Census 2011 to the year 2022-23 and Census 2021 from 2023-24, Office "
    "for National Statistics)"
)
"""A deployment sends its populations itself, so nothing more can be said of them."""
PLANNING_SOURCE = "SafeLives planning guidance"
