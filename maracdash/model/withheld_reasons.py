"""Reasons for withholding a figure: marks of a release, with the words that readers see."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class WithheldReason(StrEnum):
    """Mark of a withheld figure. `RETURN` is its sender's own; the others are of figures that are safe to share."""

    RETURN = "withheld"
    SMALL_NUMBER = "small-number"
    SMALL_BASE = "small-base"
    FEW_MARACS = "few-maracs"
    ONE_OF_TWO = "one-of-two"
    TELLING_TOTAL = "telling-total"
    QUARTER_BREAKDOWN = "quarter-breakdown"
    PUBLISHED_ALONE = "published-alone"
    PART_WITHHELD = "part-withheld"

    @property
    def words(self) -> str:
        """The reason as it follows “withheld: ”."""
        return REASON_WORDS[self]


REASON_WORDS: Mapping[WithheldReason, str] = MappingProxyType(
    {
        WithheldReason.RETURN: "the return withholds a small number that this figure needs",
        WithheldReason.SMALL_NUMBER: "a small number could be read from it",
        WithheldReason.SMALL_BASE: "there are too few cases to show a percentage safely",
        WithheldReason.FEW_MARACS: "too few Maracs stand behind it to show it safely",
        WithheldReason.ONE_OF_TWO: "it would tell the figure of the force's other Marac",
        WithheldReason.TELLING_TOTAL: "a small number that is part of it could be worked out",
        WithheldReason.QUARTER_BREAKDOWN: "breakdowns are shared for 12 months only",
        WithheldReason.PUBLISHED_ALONE: "it was published without the counts that would protect it",
        WithheldReason.PART_WITHHELD: "a part of it is withheld, or is not of the same Maracs",
    }
)
WHOLE_MARK = "whole"
"""Mark of a percentage that is given as a whole number."""
PROTECTED_MARK = "protected"
"""Mark of a figure that others published, worked out again from its protected counts."""
