"""Indicators: the definition of each, from sums of returns to one number and its written form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from maracdash.model.numbers import format_number
from maracdash.model.values import Value

Calculation = Callable[[float, float | None], float]


class Unit(StrEnum):
    """Unit of a number, which decides how it is written. `PERCENT` numbers are percentage points: 9.2 means 9.2%."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate per 10,000"
    POSTS = "full-time posts"
    AVERAGE = "average"


TOTALS = frozenset({Unit.COUNT, Unit.POSTS})


class IntervalMethod(StrEnum):
    """Method of the confidence interval (see statistics.intervals); `NONE` where the number is no estimate."""

    NONE = "none"
    COUNT = "count"
    PROPORTION = "proportion"
    RATE = "rate"
    CHANGE = "change"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A coloured block of the overview report."""

    slug: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One line of the overview report.

    `numerator` and `denominator` name measures (return fields, or those of `catalogue.measures`); a leading
    minus subtracts. They are summed over the Maracs that have all of them, then `rule` makes the number.
    `zero_contradicted_by` is the slug of a count that makes a 0 of this indicator doubtful, where it is above 0 itself.
    An `annual` one has no figure for a single quarter. `former_slugs` are its slugs in figures published before.
    """

    slug: str
    title: str
    section: str
    unit: Unit
    decimals: int
    numerator: tuple[str, ...]
    rule: Calculation
    definition: str
    formula: str
    source: str
    noun: str = "cases"
    denominator: tuple[str, ...] = ()
    interval_method: IntervalMethod = IntervalMethod.NONE
    notes: tuple[str, ...] = ()
    considerations: tuple[str, ...] = ()
    short_title: str = ""
    portal_title: str = ""
    zero_contradicted_by: str = ""
    annual: bool = False
    former_slugs: tuple[str, ...] = ()

    @property
    def is_total(self) -> bool:
        """Tell whether the number grows with its area, so that areas of different size are not compared by it."""
        return self.unit in TOTALS

    @property
    def printed_title(self) -> str:
        """The portal's own title, letter by letter."""
        return self.portal_title or self.title

    @property
    def label(self) -> str:
        """The title, or a shorter one for a card."""
        return self.short_title or self.title

    @property
    def suffix(self) -> str:
        """The sign after a written number."""
        return "%" if self.unit is Unit.PERCENT else ""

    def number(self, numerator: float, denominator: float | None) -> float | None:
        """The indicator's number from two sums; None where the denominator is zero."""
        if self.denominator and not denominator:
            return None
        return self.rule(numerator, denominator)

    def format(self, number: float) -> str:
        """Write a number with the indicator's decimals, by `numbers.format_number`: the one way to write it."""
        return f"{format_number(number, self.decimals)}{self.suffix}"

    def format_value(self, value: Value) -> str:
        """Write the number of a value that has one, as finely as the value allows."""
        return (_without_decimals(self) if value.whole else self).format(value.number or 0.0)

    def fitting(self, *values: Value) -> Indicator:
        """The indicator with the decimals that these values, and what is worked out from them, are written with."""
        return _without_decimals(self) if any(value.whole for value in values) else self


@lru_cache
def _without_decimals(indicator: Indicator) -> Indicator:
    return replace(indicator, decimals=0)
