"""An indicator's name inside a sentence."""

from __future__ import annotations

from maracdash.model.indicators import Indicator, Unit
from maracdash.words.numbers import SINGULARS

CASES_ONLY = ("cases",)
SINGULAR_STARTS = ("share ", "number ", "no. ", "change ", "recommended ", "local ", "rate ")
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


def definite_subject(indicator: Indicator) -> str:
    """The subject where a sentence names one thing: `the share of repeat cases`, `cases discussed`."""
    named = subject(indicator)
    return f"the {named}" if named.startswith(SINGULAR_STARTS) else named


def past_clause(indicator: Indicator, number: str) -> str:
    """The subject with its verb and number: `share of repeat cases was 27%`, `number of cases discussed was 584`."""
    named = subject(indicator)
    if indicator.unit is Unit.COUNT and not named.startswith(SINGULAR_STARTS):
        return f"number of {named} was {number}"
    return f"{named} {past_verb(indicator)} {number}"


def past_verb(indicator: Indicator) -> str:
    """The verb that follows the subject: `was`, or `were` after cases."""
    return "were" if subject(indicator).split()[0] in SINGULARS else "was"
