"""What each Marac is like: its chances for every route and characteristic, spread around the published UK column.

The shares are those of the overview report for the year to March 2024; how far Maracs differ is our own choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maracdash.catalogue.demographics import ETHNICITIES, WHITE
from maracdash.catalogue.fields import FIELDS
from maracdash.catalogue.performance import CASES_AND_CHILDREN, CASES_WITH_CHILDREN, CHILDREN
from maracdash.catalogue.referrals import POLICE, ROUTES
from maracdash.demo.geography import Land
from maracdash.model.fields import Demonstration, FieldGroup

Real = NDArray[np.float64]
Shapes = dict[str, Demonstration]

LEAST_POLICE, MOST_POLICE = 0.34, 0.75
POLICE_OF_THE_CAPITAL = 0.47
MOST_CHILDREN_PER_CASE = 3.0
# Cases from minoritised groups stand at two thirds of their share of the population, in the UK as in London
REACH = 0.67
UNKNOWN = Demonstration(per_case=0.1, spread=0.5)
NO_CHILDREN_RECORDED = 4


@dataclass(frozen=True, kw_only=True)
class Profiles:
    """One row a Marac, in the land's order. `routes` and `groups` follow their names here; both rows sum to 1.

    `group_names` ends with the White minority, under the name of all White; `groups` goes on with White British and
    unknown.
    """

    cases_a_year: Real
    growth: Real
    route_names: tuple[str, ...]
    routes: Real
    group_names: tuple[str, ...]
    groups: Real
    shares: dict[str, Real]
    children: Real


def profiles(land: Land, rng: np.random.Generator) -> Profiles:
    """Profiles for every Marac; one records no case with children though it counts the children."""
    number = len(land.maracs)
    shares = {name: _around(rng, number, each) for name, each in shared().items()}
    shares[CASES_WITH_CHILDREN.name][NO_CHILDREN_RECORDED] = 0.0
    routes, groups = _shapes(ROUTES), _shapes(ETHNICITIES)
    routes = {POLICE.name: routes.pop(POLICE.name), **routes}
    groups[WHITE.name] = groups.pop(WHITE.name)
    return Profiles(
        cases_a_year=np.array([each.cases_a_year for each in land.maracs]),
        growth=rng.normal(1.03, 0.02, number),
        route_names=tuple(routes),
        routes=_routes(land, routes, rng),
        group_names=tuple(groups),
        groups=_groups(land, groups, rng),
        shares=shares,
        children=_around(rng, number, _shapes(CASES_AND_CHILDREN)[CHILDREN.name], most=MOST_CHILDREN_PER_CASE),
    )


def shared() -> Shapes:
    """The fields that are drawn as a share of the cases, each for itself."""
    whole = (ROUTES, ETHNICITIES)
    return {
        each.name: each.demonstration
        for each in FIELDS
        if each.demonstration and each.group not in whole and each is not CHILDREN
    }


def _shapes(group: FieldGroup) -> Shapes:
    return {each.name: each.demonstration for each in FIELDS if each.demonstration and each.group == group}


def _around(rng: np.random.Generator, number: int, shape: Demonstration, most: float = 0.6) -> Real:
    return np.minimum(shape.per_case * np.exp(rng.normal(-(shape.spread**2) / 2, shape.spread, number)), most)


def _routes(land: Land, shapes: Shapes, rng: np.random.Generator) -> Real:
    """The police's share, and the rest in proportion to the other routes; `shapes` begins with the police."""
    number = len(land.maracs)
    police, *others = shapes.values()
    typical = np.array([police.per_case if each.force else POLICE_OF_THE_CAPITAL for each in land.maracs])
    own = np.clip(rng.normal(typical, police.spread), LEAST_POLICE, MOST_POLICE)
    mix = np.array([each.per_case for each in others])
    rest = rng.dirichlet(45 * mix / mix.sum(), number)
    for place, each in enumerate(others):
        if each.never:
            rest[rng.random(number) < each.never, place] = 0.0
    rest *= ((1 - own) / rest.sum(axis=1))[:, None]
    return np.column_stack((own, rest))


def _groups(land: Land, shapes: Shapes, rng: np.random.Generator) -> Real:
    number = len(land.maracs)
    local = np.array([each.minoritised_share for each in land.maracs])
    reached = np.minimum(REACH * local * np.exp(rng.normal(0, 0.15, number)), 0.65)
    unknown = _around(rng, number, UNKNOWN, most=0.3)
    split = rng.dirichlet(30 * np.array([each.per_case for each in shapes.values()]), number) * reached[:, None]
    return np.column_stack((split, 1 - reached - unknown, unknown))
