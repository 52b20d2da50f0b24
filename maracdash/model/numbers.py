"""Written numbers: rounded half up, as people and spreadsheets round, and not to even."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "−"
SIGNIFICANT_DIGITS = 12
"""Digits of a quotient that mean something: 57 of 200 is 28.5%, though a float says 28.499999999999996."""
MAX_REMEMBERED = 4096
"""Numbers as they are written: the same averages stand on every Marac's page."""


def round_half_up(number: float, decimals: int = 0) -> float:
    """Round a number as `format_number` writes it."""
    size = _quantize(number, decimals)
    return float(-size if number < 0 else size)


@lru_cache(maxsize=MAX_REMEMBERED)
def format_number(number: float, decimals: int = 0) -> str:
    """Write a number: thousands with commas, a true minus (never before a zero), halves rounded away from zero."""
    size = _quantize(number, decimals)
    return f"{MINUS if number < 0 and size else ''}{size:,f}"


def _quantize(number: float, decimals: int) -> Decimal:
    exact = Decimal(f"{abs(number):.{SIGNIFICANT_DIGITS}g}")
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
