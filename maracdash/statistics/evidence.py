"""Evidence behind figures that are estimated in part: a copy of the quarter before tells nothing new."""

from __future__ import annotations

from maracdash.model.values import Coverage

EXTRA_VARIANCE = 0.5
"""Of a year in which one quarter counts twice: 1 + 1 + 2 squared in place of four times 1, by the law of variances."""


def find_evidence_share(coverage: Coverage) -> float:
    """Share of its cases that a figure is as certain as, from 0 to 1: its intervals are those of so many cases.

    The number stays what it is; the copy only counts one quarter's chance twice. A year of one Marac is then as certain
    as two thirds of its cases (the effective size of Kish 1965, chapter 8, for weights of 1, 1 and 2). A larger area
    is in the measure of its Maracs with a copy, taken to be of one size. A single quarter is no evidence for itself
    where it is a copy, so the share of a Marac is 0 there. Two copies in a year, of a Marac that returns every second
    quarter, count as one: figures of a release do not tell them apart.
    """
    filled = min(1.0, coverage.proxied / coverage.returned) if coverage.returned else 0.0
    return 1 - filled if coverage.quarters == 1 else 1 / (1 + EXTRA_VARIANCE * filled)
