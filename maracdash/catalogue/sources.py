"""Sources of figures, as written under them."""

RETURNS_SOURCE = "Marac returns, one record a meeting"
CENSUS_SOURCE = "Census 2011 to the year 2022-23, Census 2021 from 2023-24 (Office for National Statistics)"
PLANNING_SOURCE = "SafeLives planning guidance"
