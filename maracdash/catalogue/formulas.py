"""Formulas: one number from two sums. Sources: DOMAIN formulas fitted to the published 2024-Q1 table."""

from __future__ import annotations

import math

RECOMMENDED_PER_10K = 40
CASES_PER_HALF_IDVA = 50
CASES_PER_FIFTH_ADMIN = 80


def total(numerator: float, _: float | None) -> float:
    """The sum itself."""
    return numerator


def percentage(numerator: float, denominator: float | None) -> float:
    """Share in percentage points."""
    return 100 * numerator / _require_denominator(denominator)


def per_10k(numerator: float, denominator: float | None) -> float:
    """Rate per 10,000."""
    return 10_000 * numerator / _require_denominator(denominator)


def average(numerator: float, denominator: float | None) -> float:
    """Ratio of the sums."""
    return numerator / _require_denominator(denominator)


def change(numerator: float, denominator: float | None) -> float:
    """Change on the earlier sum, in percentage points."""
    return 100 * (numerator / _require_denominator(denominator) - 1)


def recommended_cases(women: float, _: float | None = None) -> float:
    """40 for every 10,000 women aged 16 and over, the ten-thousands rounded to the nearest whole."""
    return RECOMMENDED_PER_10K * math.floor(women / 10_000 + 0.5)


def idva_posts(cases: float, _: float | None = None) -> float:
    """One full-time Idva for 100 cases, rounded up to half a post."""
    return math.ceil(cases / CASES_PER_HALF_IDVA) / 2


def admin_posts(cases: float, _: float | None = None) -> float:
    """One full-time administrator for 400 cases, rounded up to a fifth of a post."""
    return math.ceil(cases / CASES_PER_FIFTH_ADMIN) / 5


def idva_posts_recommended(women: float, _: float | None = None) -> float:
    """Idva posts for the recommended number of cases."""
    return idva_posts(recommended_cases(women))


def admin_posts_recommended(women: float, _: float | None = None) -> float:
    """Administrator posts for the recommended number of cases."""
    return admin_posts(recommended_cases(women))


def _require_denominator(denominator: float | None) -> float:
    if not denominator:
        raise ValueError("a ratio needs a denominator; Indicator.number answers None before it comes to this")
    return denominator
