"""The numbers of every meeting, drawn so that each row keeps the rules of a return."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maracdash.catalogue.demographics import MINORITISED, WHITE
from maracdash.catalogue.performance import CASES, CASES_WITH_CHILDREN, CHILDREN
from maracdash.demo.meeting_dates import DemoMeetings, Integers
from maracdash.demo.profiles import MaracProfiles, share_out

SEASONAL_FACTORS = (1.0, 0.985, 1.04, 0.975)
QUARTER_NOISE = 0.07
MEETING_SHAPE = 8.0
SHARED_REFERRALS = 0.15
DAYS_A_YEAR = 365.25


def draw_counts(
    profiles: MaracProfiles, meetings: DemoMeetings, first_index: int, rng: np.random.Generator
) -> dict[str, Integers]:
    """Draw the counts by field, one entry a meeting. Routes come in half cases: their sum is twice the cases."""
    who = meetings.maracs
    cases = rng.poisson(_expect_cases(profiles, meetings, first_index, rng))
    part = _draw_parts(profiles, who, cases, rng)
    with_children = part[CASES_WITH_CHILDREN.name]
    more_children = np.maximum(0.0, profiles.children - profiles.shares[CASES_WITH_CHILDREN.name])[who] * cases
    return {
        CASES.name: cases,
        CHILDREN.name: with_children + rng.poisson(more_children),
        **part,
        **_draw_ethnicities(profiles, who, cases, rng),
        **_draw_routes(profiles, who, cases, rng),
    }


def _draw_parts(
    profiles: MaracProfiles, who: Integers, cases: Integers, rng: np.random.Generator
) -> dict[str, Integers]:
    """Each field that is a share of the cases; one that stands apart from another is drawn from the cases left."""
    found: dict[str, Integers] = {}
    for name, each in sorted(share_out().items(), key=lambda pair: bool(pair[1].apart_from)):
        left = cases - found[each.apart_from] if each.apart_from else cases
        found[name] = rng.binomial(left, profiles.shares[name][who])
    return found


def _expect_cases(
    profiles: MaracProfiles, meetings: DemoMeetings, first_index: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Expect cases at each meeting: level, growth towards the end, season, and two layers of noise."""
    quarters = int(meetings.quarters.max()) + 1
    places = np.arange(quarters)
    years_to_go = (quarters - 1 - places) / 4
    level = profiles.cases_a_year[:, None] / DAYS_A_YEAR * profiles.growth[:, None] ** -years_to_go
    season = np.array(SEASONAL_FACTORS)[(first_index + places) % 4]
    noise = np.exp(rng.normal(-(QUARTER_NOISE**2) / 2, QUARTER_NOISE, level.shape))
    daily = (level * season * noise)[meetings.maracs, meetings.quarters]
    means: NDArray[np.float64] = (
        daily * meetings.spans * rng.gamma(MEETING_SHAPE, 1 / MEETING_SHAPE, len(meetings.maracs))
    )
    return means


def _draw_ethnicities(
    profiles: MaracProfiles, who: Integers, cases: Integers, rng: np.random.Generator
) -> dict[str, Integers]:
    drawn = rng.multinomial(cases, profiles.groups[who])
    group = {name: drawn[:, place] for place, name in enumerate(profiles.group_names)}
    white_british, unknown = drawn[:, -2], drawn[:, -1]
    group[WHITE.name] = group[WHITE.name] + white_british
    return {MINORITISED.name: cases - white_british - unknown, **group}


def _draw_routes(
    profiles: MaracProfiles, who: Integers, cases: Integers, rng: np.random.Generator
) -> dict[str, Integers]:
    """Every case has a route; in some meetings one case is shared by two, half to each."""
    halves = 2 * rng.multinomial(cases, profiles.routes[who])
    shared = np.flatnonzero((rng.random(len(who)) < SHARED_REFERRALS) & (cases > 0))
    giver = halves[shared].argmax(axis=1)
    chance = profiles.routes[who[shared]]
    taker = (chance.cumsum(axis=1) < rng.random((len(shared), 1)) * chance.sum(axis=1)[:, None]).sum(axis=1)
    halves[shared, giver] -= 1
    halves[shared, taker] += 1
    return {name: halves[:, place] for place, name in enumerate(profiles.route_names)}
