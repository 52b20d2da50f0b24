"""Written numbers: rounded half up, as people and spreadsheets round, and not to even."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
SIGNIFICANT_DIGITS = 12
"""Digits of a quotient that mean something: 57 of 200 is 28.5%, though a float says 28.499999999999996."""


def format_number(number: float, decimals: int = 0) -> str:
    """Write a number: thousands with commas, a true minus (never before a zero), halves rounded away from zero."""
    exact = Decimal(f"{abs(number):.{SIGNIFICANT_DIGITS}g}")
    size = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{MINUS if number < 0 and size else ''}{size:,f}"
