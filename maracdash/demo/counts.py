"""The numbers of every meeting, drawn so that each row keeps the rules of a return."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maracdash.catalogue.fields import ROUTE_NAMES
from maracdash.demo.meeting_dates import Meetings, Whole
from maracdash.demo.profiles import GROUPS, Profiles

SEASON = (1.0, 0.985, 1.04, 0.975)
QUARTER_NOISE = 0.07
MEETING_SHAPE = 8.0
SHARED_REFERRALS = 0.15
DAYS_A_YEAR = 365.25


def counts(profiles: Profiles, meetings: Meetings, first_index: int, rng: np.random.Generator) -> dict[str, Whole]:
    """Counts by field, one entry a meeting. Routes come in half cases: their sum is twice the cases."""
    who = meetings.maracs
    cases = rng.poisson(_expected(profiles, meetings, first_index, rng))
    shares = profiles.shares
    part = {name: rng.binomial(cases, shares[name][who]) for name in shares if name != "victims_65_plus"}
    part["victims_65_plus"] = rng.binomial(cases - part["victims_16_17"], shares["victims_65_plus"][who])
    more_children = np.maximum(0.0, profiles.children - shares["cases_with_children"])[who] * cases
    return {
        "cases": cases,
        "children": part["cases_with_children"] + rng.poisson(more_children),
        **part,
        **_ethnicities(profiles, who, cases, rng),
        **_routes(profiles, who, cases, rng),
    }


def _expected(
    profiles: Profiles, meetings: Meetings, first_index: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Cases to expect at each meeting: level, growth towards the end, season, and two layers of noise."""
    quarters = int(meetings.quarters.max()) + 1
    places = np.arange(quarters)
    years_to_go = (quarters - 1 - places) / 4
    level = profiles.cases_a_year[:, None] / DAYS_A_YEAR * profiles.growth[:, None] ** -years_to_go
    season = np.array(SEASON)[(first_index + places) % 4]
    noise = np.exp(rng.normal(-(QUARTER_NOISE**2) / 2, QUARTER_NOISE, level.shape))
    daily = (level * season * noise)[meetings.maracs, meetings.quarters]
    means: NDArray[np.float64] = (
        daily * meetings.spans * rng.gamma(MEETING_SHAPE, 1 / MEETING_SHAPE, len(meetings.maracs))
    )
    return means


def _ethnicities(profiles: Profiles, who: Whole, cases: Whole, rng: np.random.Generator) -> dict[str, Whole]:
    drawn = rng.multinomial(cases, profiles.groups[who])
    group = {name: drawn[:, place] for place, name in enumerate(GROUPS)}
    return {
        "minoritised": cases - group["white_british"] - group["unknown"],
        "ethnicity_asian": group["asian"],
        "ethnicity_black": group["black"],
        "ethnicity_mixed": group["mixed"],
        "ethnicity_white": group["white_minority"] + group["white_british"],
        "ethnicity_other": group["other"],
    }


def _routes(profiles: Profiles, who: Whole, cases: Whole, rng: np.random.Generator) -> dict[str, Whole]:
    """Every case has a route; in some meetings one case is shared by two, half to each."""
    halves = 2 * rng.multinomial(cases, profiles.routes[who])
    shared = np.flatnonzero((rng.random(len(who)) < SHARED_REFERRALS) & (cases > 0))
    giver = halves[shared].argmax(axis=1)
    chance = profiles.routes[who[shared]]
    taker = (chance.cumsum(axis=1) < rng.random((len(shared), 1)) * chance.sum(axis=1)[:, None]).sum(axis=1)
    halves[shared, giver] -= 1
    halves[shared, taker] += 1
    return {name: halves[:, place] for place, name in enumerate(ROUTE_NAMES)}
