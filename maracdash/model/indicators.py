"""What an indicator is: how a sum of returns becomes one number, and how that number is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.numbers import written

Rule = Callable[[float, float | None], float]


class Unit(StrEnum):
    """How a number is written. `PERCENT` numbers are percentage points: 9.2 means 9.2%."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate per 10,000"
    POSTS = "full-time posts"
    AVERAGE = "average"


class Spread(StrEnum):
    """Which interval fits (see statistics.intervals); `NONE` where the number is no estimate."""

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
class Field:
    """A column of a meeting return. `whole` counts must be whole numbers; `part_of` names the count that caps it.

    `former_names` are those under which files that were accepted before hold it.
    """

    name: str
    title: str
    whole: bool = True
    part_of: str = ""
    definition: str = ""
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One line of the overview report.

    `numerator` and `denominator` name quantities (return fields, or those of `catalogue.quantities`); a leading
    minus subtracts. They are summed over the Maracs that have all of them, then `rule` makes the number. `read_with` is
    the slug of a count that makes a 0 of this indicator doubtful, where it is above 0 itself. An `annual` one has no
    figure for a single quarter. `former_slugs` are those under which published figures of before hold it.
    """

    slug: str
    title: str
    section: str
    unit: Unit
    decimals: int
    numerator: tuple[str, ...]
    rule: Rule
    definition: str
    formula: str
    source: str
    noun: str = "cases"
    denominator: tuple[str, ...] = ()
    spread: Spread = Spread.NONE
    notes: tuple[str, ...] = ()
    consider: tuple[str, ...] = ()
    short: str = ""
    portal_title: str = ""
    read_with: str = ""
    annual: bool = False
    former_slugs: tuple[str, ...] = ()

    @property
    def printed_title(self) -> str:
        """The portal's own title, letter by letter."""
        return self.portal_title or self.title

    @property
    def label(self) -> str:
        """The title, or a shorter one for a card."""
        return self.short or self.title

    @property
    def suffix(self) -> str:
        """What follows a written number."""
        return "%" if self.unit is Unit.PERCENT else ""

    def number(self, numerator: float, denominator: float | None) -> float | None:
        """The indicator's number from two sums; None where the denominator is zero."""
        if self.denominator and not denominator:
            return None
        return self.rule(numerator, denominator)

    def format(self, number: float) -> str:
        """The one way to write a number: its decimals, as `numbers.written` writes them."""
        return f"{written(number, self.decimals)}{self.suffix}"
