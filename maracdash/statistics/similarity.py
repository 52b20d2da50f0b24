"""Similarity: the areas most like one, by a distance over chosen features, and why each is near.

As the nearest-neighbour models of CIPFA and the Office for National Statistics: features are standardised over all
areas, so that none counts for its unit, and the distance is Euclidean, each feature by its weight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, pstdev

from maracdash.model.areas import Area
from maracdash.model.values import Value
from maracdash.statistics.refusals import Refusal, RefusalReason

MIN_SHARED = 2
"""Features that two areas must both have: one alone would make neighbours of any two of a size."""
DIGITS = 12
"""Of a distance that mean something: ties are ties, and not sorted by the dust of binary fractions."""


class Scale(StrEnum):
    """Scale of a feature. On the logarithm, 200 is to 100 as 2,000 to 1,000: for sizes, not for shares."""

    PLAIN = "plain"
    LOGARITHM = "logarithm"


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A feature that areas are compared by; of weight 0 it counts for nothing."""

    name: str
    weight: float = 1.0
    scale: Scale = Scale.PLAIN

    def __post_init__(self) -> None:
        if not (math.isfinite(self.weight) and self.weight >= 0):
            raise ValueError(f"the weight of {self.name} is {self.weight}; it must be 0 or more")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An area and its values by feature name; one that is not there is as good as absent."""

    area: Area
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One feature's part in a distance.

    `apart` is how many standard deviations the neighbour lies above the area, `part` its share of the squared distance
    (all parts sum to 1, or are 0 where the two are the same).
    """

    feature: Feature
    own: float
    other: float
    apart: float
    part: float


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """An area, its distance (0 = the same), and the contributions of the features both have, the most alike first."""

    area: Area
    distance: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Areas by distance, nearest first and equals by name; `left_out` share too few features with the area."""

    nearest: tuple[Neighbour, ...]
    left_out: tuple[Area, ...]


def find_neighbours(
    own: Profile, others: Sequence[Profile], features: Sequence[Feature], fewest_shared: int = MIN_SHARED
) -> Neighbours | Refusal:
    """Find the areas most like one.

    Two areas are compared over the weighted features that both have, by the root of the weighted mean square: an area
    is neither near nor far for what is not known of it. Means and standard deviations are of all areas given.
    """
    weighted = [feature for feature in features if feature.weight]
    if not weighted:
        return Refusal(reason=RefusalReason.NO_WEIGHTS)
    others = [other for other in others if other.area != own.area]
    scores = _standardise((own, *others), weighted)
    mine = scores[own.area]
    if len(mine) < fewest_shared:
        return Refusal(reason=RefusalReason.FEW_FEATURES, found=len(mine), needed=fewest_shared)
    shared = {
        other.area: [feature for feature in weighted if feature in mine and feature in scores[other.area]]
        for other in others
    }
    near = [
        _compare_profiles(own, other, {each: scores[other.area][each] - mine[each] for each in shared[other.area]})
        for other in others
        if len(shared[other.area]) >= fewest_shared
    ]
    return Neighbours(
        nearest=tuple(sorted(near, key=_nearest_first_key)),
        left_out=tuple(area for area, both in shared.items() if len(both) < fewest_shared),
    )


def _standardise(profiles: Sequence[Profile], features: Sequence[Feature]) -> dict[Area, dict[Feature, float]]:
    """Each area's standard scores of the features that it has; all 0 where no two areas differ."""
    scores: dict[Area, dict[Feature, float]] = {profile.area: {} for profile in profiles}
    for feature in features:
        found = {profile.area: _measure(profile, feature) for profile in profiles}
        numbers = {area: number for area, number in found.items() if number is not None}
        if not numbers:
            continue
        middle, deviation = fmean(numbers.values()), pstdev(numbers.values())
        for area, number in numbers.items():
            scores[area][feature] = (number - middle) / deviation if deviation else 0.0
    return scores


def _measure(profile: Profile, feature: Feature) -> float | None:
    """The number on the feature's scale; None where it is absent, or has no logarithm."""
    value = profile.values.get(feature.name)
    if value is None or value.number is None:
        return None
    if feature.scale is Scale.PLAIN:
        return value.number
    return math.log(value.number) if value.number > 0 else None


def _compare_profiles(own: Profile, other: Profile, apart: Mapping[Feature, float]) -> Neighbour:
    squares = {feature: feature.weight * distance**2 for feature, distance in apart.items()}
    total = math.fsum(squares.values())
    contributions = [
        Contribution(
            feature=feature,
            own=own.values[feature.name].number or 0.0,
            other=other.values[feature.name].number or 0.0,
            apart=distance,
            part=squares[feature] / total if total else 0.0,
        )
        for feature, distance in apart.items()
    ]
    return Neighbour(
        area=other.area,
        distance=round(math.sqrt(total / math.fsum(feature.weight for feature in apart)), DIGITS),
        contributions=tuple(sorted(contributions, key=_most_alike_first_key)),
    )


def _most_alike_first_key(contribution: Contribution) -> float:
    return round(contribution.part, DIGITS)


def _nearest_first_key(neighbour: Neighbour) -> tuple[float, str, str]:
    return neighbour.distance, neighbour.area.name.casefold(), neighbour.area.code
