"""The peer finder: the areas most like one, the weights it goes by, and who among them does otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from maracdash.model.answers import MarkedAnswer, Point, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.errors import NotFoundError
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

HEAVIEST = 3
WEIGHTS = tuple(range(HEAVIEST + 1))
WEIGHT_PREFIX = "w-"
"""Beginning of a weight's name in an address: `w-size=2`."""


@dataclass(frozen=True, kw_only=True)
class PeerFeature:
    """A feature that areas may be alike in: an indicator, or with `of_people` the number of people behind it.

    `why` says what it has to do with likeness. A `size` is compared by its ratio. `echoes` are the slugs of
    indicators that say the same, so that areas found by the feature are alike in them by construction.
    """

    name: str
    title: str
    indicator: str
    why: str
    weight: int = 1
    size: bool = False
    of_people: bool = False
    echoes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PeerSelection:
    """An area (code or name), a quarter, the indicator to look at, and the weight of each feature by its name."""

    area: str
    quarter: Quarter
    indicator: str
    weights: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class WeightedFeature:
    """A feature with its weight, and the value that the area itself has."""

    feature: PeerFeature
    weight: int
    own: Value


@dataclass(frozen=True, kw_only=True)
class FeatureMatch:
    """A feature that both have: both values, how many standard deviations the other lies above, its part in all."""

    feature: PeerFeature
    own: Value
    other: Value
    apart: float
    part: float


@dataclass(frozen=True, kw_only=True)
class Peer:
    """An area that is near: its distance, the features of both, the most alike first, and those that it lacks.

    `point` is its figure of the indicator that is looked at, with the verdict of the area itself against it.
    """

    area: Area
    force: Area | None
    distance: float
    matches: tuple[FeatureMatch, ...]
    lacks: tuple[WeightedFeature, ...]
    point: Point


@dataclass(frozen=True, kw_only=True)
class PeerAnswer(MarkedAnswer):
    """The areas nearest to one, nearest first, out of `compared`; `left_out` share too few features with it.

    `refusal` is a sentence where none can be found.
    """

    selection: PeerSelection
    indicator: Indicator
    own: Point
    features: tuple[WeightedFeature, ...]
    peers: tuple[Peer, ...]
    compared: int
    left_out: tuple[Area, ...]
    refusal: str
    release: ReleaseNote

    @property
    def weighted(self) -> tuple[WeightedFeature, ...]:
        """The features that count for something."""
        return tuple(each for each in self.features if each.weight)

    @property
    def echoes(self) -> tuple[WeightedFeature, ...]:
        """The features that say the same as the indicator that is looked at."""
        return tuple(each for each in self.weighted if self.indicator.slug in each.feature.echoes)


def find_otherwise(answer: PeerAnswer) -> tuple[Peer, ...]:
    """The peers by how far their figure lies from the area's own, the farthest first; those without a figure last."""
    own = answer.own.value.number
    known = [peer for peer in answer.peers if own is not None and peer.point.value.known]
    rest = [peer for peer in answer.peers if peer not in known]
    return (*sorted(known, key=lambda peer: -abs((peer.point.value.number or 0.0) - (own or 0.0))), *rest)


def parse_weights(query: Mapping[str, str], features: Sequence[PeerFeature]) -> tuple[tuple[str, int], ...]:
    """Read the weight of every feature from an address. Raises NotFoundError for one that is no weight."""
    return tuple(
        (feature.name, _parse_weight(query.get(f"{WEIGHT_PREFIX}{feature.name}"), feature)) for feature in features
    )


def write_weights(weights: tuple[tuple[str, int], ...], features: Sequence[PeerFeature]) -> str:
    """Weights as part of an address: only those that are not as usual."""
    usual = {feature.name: feature.weight for feature in features}
    return urlencode({f"{WEIGHT_PREFIX}{name}": weight for name, weight in weights if weight != usual[name]})


def _parse_weight(text: str | None, feature: PeerFeature) -> int:
    if not text:
        return feature.weight
    if text not in map(str, WEIGHTS):
        raise NotFoundError(
            f"“{text[:40]}” is no weight for “{feature.title}”. Choose one of: {', '.join(map(str, WEIGHTS))}."
        )
    return int(text)
