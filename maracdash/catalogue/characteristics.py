"""Characteristics of victims whose share of the cases is set beside their share of the people."""

from __future__ import annotations

ETHNIC_GROUPS = ("victims-asian", "victims-black", "victims-mixed", "victims-white", "victims-other-ethnicity")
REPRESENTED_CHARACTERISTICS = (
    ("minoritised-cases", "minoritised-population"),
    *((slug, "") for slug in ETHNIC_GROUPS),
    ("lgbtq", ""),
    ("disability", ""),
    ("males", ""),
    ("victims-16-17-share", ""),
    ("victims-65-plus", ""),
)
"""A characteristic's share of cases, and the indicator of its share of the population where there is one."""
