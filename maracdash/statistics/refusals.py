"""Refusals: a statistic that cannot be given, with its reason, so that nobody takes its absence for a zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class RefusalReason(StrEnum):
    """Cause of a refusal."""

    NO_METHOD = "no-method"
    NO_FIGURE = "no-figure"
    NO_COMPARATOR = "no-comparator"
    NO_BASE = "no-base"
    NO_POPULATION = "no-population"
    FEW_AREAS = "few-areas"
    ROLLING = "rolling"
    NO_WEIGHTS = "no-weights"
    FEW_FEATURES = "few-features"


REASON_WORDS: Mapping[RefusalReason, str] = MappingProxyType(
    {
        RefusalReason.NO_METHOD: "This indicator is no share and no rate, so what chance explains is not known.",
        RefusalReason.NO_FIGURE: "There is no figure for this area and period.",
        RefusalReason.NO_COMPARATOR: "There is no figure to compare with for the same period.",
        RefusalReason.NO_BASE: "The number of cases or people behind the figure is not known.",
        RefusalReason.NO_POPULATION: "The group's share of the local population is not known, or is none.",
        RefusalReason.FEW_AREAS: "There are figures for {found} areas, and it takes at least {needed}.",
        RefusalReason.ROLLING: "Years that overlap look alike, so only single quarters can be judged this way.",
        RefusalReason.NO_WEIGHTS: "Every feature has the weight 0. Give at least one of them a weight.",
        RefusalReason.FEW_FEATURES: "Of this area {found} of the features are known, and it takes at least {needed}.",
    }
)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A statistic that is not given. `found` and `needed` count what there is too little of."""

    reason: RefusalReason
    found: int = 0
    needed: int = 0

    @property
    def words(self) -> str:
        """The reason as a sentence."""
        return REASON_WORDS[self.reason].format(found=self.found, needed=self.needed)
