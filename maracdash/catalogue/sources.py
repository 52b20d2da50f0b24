"""Where figures come from, as written under them."""

RETURNS = "Marac returns, one record a meeting"
CENSUS = "Census 2011 to the year 2022-23, Census 2021 from 2023-24 (Office for National Statistics)"
PLANNING = "SafeLives planning guidance"
