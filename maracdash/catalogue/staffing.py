"""Posts required for a number of cases, and for more or fewer."""

from __future__ import annotations

from maracdash.catalogue import formulas
from maracdash.model.dashboards import Posts, WhatIf
from maracdash.model.errors import NotFoundError
from maracdash.model.numbers import round_half_up

MAX_POSTS = 1000
MIN_PERCENT, MAX_PERCENT = -100, 500


def calculate_posts(cases: float) -> Posts:
    """Calculate full-time posts by the planning rules, each on the area's total."""
    return Posts(cases=cases, idva=formulas.idva_posts(cases), admin=formulas.admin_posts(cases))


def calculate_what_if(cases: float, percent: float) -> WhatIf:
    """Calculate posts now, and with so many per cent more (or, below zero, fewer) cases.

    Raises NotFoundError out of range.
    """
    if not MIN_PERCENT <= percent <= MAX_PERCENT:
        raise NotFoundError(
            f"A change of {percent:g}% cannot be shown. Choose one from {MIN_PERCENT}% to {MAX_PERCENT}%."
        )
    then = calculate_posts(round_half_up(multiply_cases(cases, percent)))
    return WhatIf(percent=percent, now=calculate_posts(cases), then=then)


def multiply_cases(cases: float, percent: float) -> float:
    """Multiply cases by 1 + percent / 100, before they are rounded to whole cases."""
    return cases * (100 + percent) / 100


def check_posts_in_place(posts: float) -> float:
    """The same number. Raises NotFoundError out of range."""
    if not 0 <= posts <= MAX_POSTS:
        raise NotFoundError(f"{posts:g} posts cannot be shown. Write a number from 0 to {MAX_POSTS}, such as 3.5.")
    return posts
