"""How many posts a number of cases asks for, and what if it were another number."""

from __future__ import annotations

from maracdash.catalogue import formulas
from maracdash.model.dashboards import Posts, WhatIf
from maracdash.model.errors import UnknownThing

LEAST, MOST = -100, 500


def posts(cases: float) -> Posts:
    """Full-time posts by the planning rules, each on the area's total."""
    return Posts(cases=cases, idva=formulas.idva_posts(cases), admin=formulas.admin_posts(cases))


def what_if(cases: float, percent: float) -> WhatIf:
    """Posts now, and with so many per cent more (or, below zero, fewer) cases. Raises UnknownThing out of range."""
    if not LEAST <= percent <= MOST:
        raise UnknownThing(f"A change of {percent:g}% cannot be shown. Choose one from {LEAST}% to {MOST}%.")
    return WhatIf(percent=percent, now=posts(cases), then=posts(round(cases * (1 + percent / 100))))
