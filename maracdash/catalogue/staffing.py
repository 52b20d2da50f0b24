"""Posts required for a number of cases, and for more or fewer."""

from __future__ import annotations

from maracdash.catalogue import formulas
from maracdash.model.dashboards import Posts, WhatIf
from maracdash.model.errors import NotFoundError

LOWEST_PERCENT, HIGHEST_PERCENT = -100, 500


def calculate_posts(cases: float) -> Posts:
    """Calculate full-time posts by the planning rules, each on the area's total."""
    return Posts(cases=cases, idva=formulas.idva_posts(cases), admin=formulas.admin_posts(cases))


def calculate_what_if(cases: float, percent: float) -> WhatIf:
    """Calculate posts now, and with so many per cent more (or, below zero, fewer) cases.

    Raises NotFoundError out of range.
    """
    if not LOWEST_PERCENT <= percent <= HIGHEST_PERCENT:
        raise NotFoundError(
            f"A change of {percent:g}% cannot be shown. Choose one from {LOWEST_PERCENT}% to {HIGHEST_PERCENT}%."
        )
    return WhatIf(percent=percent, now=calculate_posts(cases), then=calculate_posts(round(cases * (1 + percent / 100))))
