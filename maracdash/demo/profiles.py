"""What each Marac is like: its chances for every route and characteristic, spread around the published UK column.

The shares are those of the overview report for the year to March 2024; how far Maracs differ is our own choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maracdash.catalogue.fields import ROUTE_NAMES
from maracdash.demo.geography import Land

Real = NDArray[np.float64]

POLICE = {"typical": 0.66, "spread": 0.075, "least": 0.34, "most": 0.75, "capital": 0.47}
OTHER_ROUTES = {
    "referred_idva": 12.5,
    "referred_childrens_social_care": 2.9,
    "referred_primary_care": 2.4,
    "referred_secondary_care": 2.7,
    "referred_education": 0.2,
    "referred_housing": 1.9,
    "referred_mental_health": 1.5,
    "referred_probation": 2.5,
    "referred_voluntary_sector": 3.1,
    "referred_substance": 0.6,
    "referred_adult_social_care": 0.9,
    "referred_mash": 0.6,
    "referred_other": 4.4,
}
NEVER_REFERS = {"referred_primary_care": 0.12, "referred_mash": 0.25}

# Typical share of cases, and the spread of its logarithm between Maracs
SHARES = {
    "repeats": (0.315, 0.18),
    "cases_with_children": (0.27, 0.25),
    "lgbtq": (0.017, 0.4),
    "disability": (0.094, 0.5),
    "males": (0.064, 0.25),
    "victims_16_17": (0.013, 0.3),
    "victims_65_plus": (0.011, 0.3),
    "harming_17_or_below": (0.0105, 0.4),
}
CHILDREN_PER_CASE = 1.26
# Cases from minoritised groups stand at two thirds of their share of the population, in the UK as in London
REACH = 0.67
GROUPS = ("asian", "black", "mixed", "other", "white_minority", "white_british", "unknown")
MINORITISED_MIX = (0.19, 0.15, 0.10, 0.10, 0.46)
UNKNOWN = (0.1, 0.5)
NO_CHILDREN_RECORDED = 4


@dataclass(frozen=True, kw_only=True)
class Profiles:
    """One row a Marac, in the land's order. `routes` follow ROUTE_NAMES, `groups` GROUPS; both rows sum to 1."""

    cases_a_year: Real
    growth: Real
    routes: Real
    groups: Real
    shares: dict[str, Real]
    children: Real


def profiles(land: Land, rng: np.random.Generator) -> Profiles:
    """Profiles for every Marac; one records no case with children though it counts the children."""
    number = len(land.maracs)
    shares = {name: _around(rng, number, *typical) for name, typical in SHARES.items()}
    shares["cases_with_children"][NO_CHILDREN_RECORDED] = 0.0
    return Profiles(
        cases_a_year=np.array([each.cases_a_year for each in land.maracs]),
        growth=rng.normal(1.03, 0.02, number),
        routes=_routes(land, rng),
        groups=_groups(land, rng),
        shares=shares,
        children=_around(rng, number, CHILDREN_PER_CASE, 0.12, most=3.0),
    )


def _around(rng: np.random.Generator, number: int, typical: float, spread: float, most: float = 0.6) -> Real:
    return np.minimum(typical * np.exp(rng.normal(-(spread**2) / 2, spread, number)), most)


def _routes(land: Land, rng: np.random.Generator) -> Real:
    number = len(land.maracs)
    typical = np.array([POLICE["typical" if each.force else "capital"] for each in land.maracs])
    police = np.clip(rng.normal(typical, POLICE["spread"]), POLICE["least"], POLICE["most"])
    mix = np.array([OTHER_ROUTES[name] for name in ROUTE_NAMES[1:]])
    others = rng.dirichlet(45 * mix / mix.sum(), number)
    for name, chance in NEVER_REFERS.items():
        others[rng.random(number) < chance, ROUTE_NAMES.index(name) - 1] = 0.0
    others *= ((1 - police) / others.sum(axis=1))[:, None]
    return np.column_stack((police, others))


def _groups(land: Land, rng: np.random.Generator) -> Real:
    number = len(land.maracs)
    local = np.array([each.minoritised_share for each in land.maracs])
    reached = np.minimum(REACH * local * np.exp(rng.normal(0, 0.15, number)), 0.65)
    unknown = _around(rng, number, *UNKNOWN, most=0.3)
    split = rng.dirichlet(30 * np.array(MINORITISED_MIX), number) * reached[:, None]
    return np.column_stack((split, 1 - reached - unknown, unknown))
