"""Profiles of Maracs: the chances of every route and characteristic, spread around the published UK column.

The shares are those of the overview report for the year to March 2024; how far Maracs differ is our own choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maracdash.catalogue.demographics import ETHNICITY_FIELDS, WHITE
from maracdash.catalogue.fields import FIELDS
from maracdash.catalogue.performance import CASES_AND_CHILDREN, CASES_WITH_CHILDREN, CHILDREN
from maracdash.catalogue.referrals import POLICE, ROUTE_FIELDS
from maracdash.demo.geography import DemoGeography
from maracdash.model.fields import Demonstration, FieldGroup

Floats = NDArray[np.float64]
Shapes = dict[str, Demonstration]

MIN_POLICE, MAX_POLICE = 0.34, 0.75
POLICE_OF_THE_CAPITAL = 0.47
MAX_CHILDREN_PER_CASE = 3.0
# Cases from minoritised groups stand at two thirds of their share of the population, in the UK as in London
MINORITISED_REACH = 0.67
UNKNOWN_ETHNICITY = Demonstration(per_case=0.1, variation=0.5)
NO_CHILDREN_RECORDED = 4


@dataclass(frozen=True, kw_only=True)
class MaracProfiles:
    """One row a Marac, in the land's order. `routes` and `groups` follow their names here; both rows sum to 1.

    `group_names` ends with the White minority, under the name of all White; `groups` goes on with White British and
    unknown.
    """

    cases_a_year: Floats
    growth: Floats
    route_names: tuple[str, ...]
    routes: Floats
    group_names: tuple[str, ...]
    groups: Floats
    shares: dict[str, Floats]
    children: Floats


def draw_profiles(land: DemoGeography, rng: np.random.Generator) -> MaracProfiles:
    """Draw profiles for every Marac; one records no case with children though it counts the children."""
    number = len(land.maracs)
    shares = {name: _draw_around(rng, number, each) for name, each in share_out().items()}
    shares[CASES_WITH_CHILDREN.name][NO_CHILDREN_RECORDED] = 0.0
    routes, groups = _draw_shapes(ROUTE_FIELDS), _draw_shapes(ETHNICITY_FIELDS)
    routes = {POLICE.name: routes.pop(POLICE.name), **routes}
    groups[WHITE.name] = groups.pop(WHITE.name)
    return MaracProfiles(
        cases_a_year=np.array([each.cases_a_year for each in land.maracs]),
        growth=rng.normal(1.03, 0.02, number),
        route_names=tuple(routes),
        routes=_draw_routes(land, routes, rng),
        group_names=tuple(groups),
        groups=_draw_groups(land, groups, rng),
        shares=shares,
        children=_draw_around(rng, number, _draw_shapes(CASES_AND_CHILDREN)[CHILDREN.name], most=MAX_CHILDREN_PER_CASE),
    )


def share_out() -> Shapes:
    """The fields that are drawn as a share of the cases, each for itself."""
    whole = (ROUTE_FIELDS, ETHNICITY_FIELDS)
    return {
        each.name: each.demonstration
        for each in FIELDS
        if each.demonstration and each.group not in whole and each is not CHILDREN
    }


def _draw_shapes(group: FieldGroup) -> Shapes:
    return {each.name: each.demonstration for each in FIELDS if each.demonstration and each.group == group}


def _draw_around(rng: np.random.Generator, number: int, shape: Demonstration, most: float = 0.6) -> Floats:
    return np.minimum(shape.per_case * np.exp(rng.normal(-(shape.variation**2) / 2, shape.variation, number)), most)


def _draw_routes(land: DemoGeography, shapes: Shapes, rng: np.random.Generator) -> Floats:
    """The police's share, and the rest in proportion to the other routes; `shapes` begins with the police."""
    number = len(land.maracs)
    police, *others = shapes.values()
    typical = np.array([police.per_case if each.force else POLICE_OF_THE_CAPITAL for each in land.maracs])
    own = np.clip(rng.normal(typical, police.variation), MIN_POLICE, MAX_POLICE)
    mix = np.array([each.per_case for each in others])
    rest = rng.dirichlet(45 * mix / mix.sum(), number)
    for place, each in enumerate(others):
        if each.never:
            rest[rng.random(number) < each.never, place] = 0.0
    rest *= ((1 - own) / rest.sum(axis=1))[:, None]
    return np.column_stack((own, rest))


def _draw_groups(land: DemoGeography, shapes: Shapes, rng: np.random.Generator) -> Floats:
    number = len(land.maracs)
    local = np.array([each.minoritised_share for each in land.maracs])
    reached = np.minimum(MINORITISED_REACH * local * np.exp(rng.normal(0, 0.15, number)), 0.65)
    unknown = _draw_around(rng, number, UNKNOWN_ETHNICITY, most=0.3)
    split = rng.dirichlet(30 * np.array([each.per_case for each in shapes.values()]), number) * reached[:, None]
    return np.column_stack((split, 1 - reached - unknown, unknown))
