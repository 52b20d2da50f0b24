"""An indicator's name inside a sentence."""

from __future__ import annotations

from maracdash.model.indicators import Indicator, Unit
from maracdash.words.numbers import SINGULARS

CASES_ONLY = ("cases",)
PROPER_WORDS = ("Black,",)


def subject(indicator: Indicator) -> str:
    """Phrase for what the indicator counts: `cases per 10,000 women`, `share of victims who are male`."""
    if indicator.unit is Unit.PERCENT and indicator.denominator == CASES_ONLY:
        return f"share of {indicator.noun}"
    return lower_label(indicator)


def lower_label(indicator: Indicator) -> str:
    """The indicator's label inside a sentence: no capital but in abbreviations and names, no trailing %."""
    label = indicator.label.removesuffix("%").rstrip()
    first, _, rest = label.partition(" ")
    first = first if first[1:].lower() != first[1:] or first in PROPER_WORDS else first.lower()
    return f"{first} {rest}".strip()


def past_verb(indicator: Indicator) -> str:
    """The verb that follows the subject: `was`, or `were` after cases."""
    return "were" if subject(indicator).split()[0] in SINGULARS else "was"
