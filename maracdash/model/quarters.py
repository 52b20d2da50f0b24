"""Calendar quarters and the windows that end with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from maracdash.model.errors import NotFoundError

QUARTER_PATTERN = re.compile(r"^\s*([0-9]{4})\s*-?\s*[Qq]([1-4])\s*$")
MAX_REMEMBERED = 1024
YEARS = range(1900, 2201)


class Window(StrEnum):
    """The months a figure covers. Published figures are always `YEAR`."""

    YEAR = "year"
    QUARTER = "quarter"

    @property
    def quarters(self) -> int:
        """Number of quarters that the window sums."""
        return 4 if self is Window.YEAR else 1


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter: `2024-Q1` is January to March 2024."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2024-Q1` or the portal's `2024 - Q1`. Raises NotFoundError with a sentence for anything else."""
        match = QUARTER_PATTERN.match(text)
        if not match:
            raise NotFoundError(f"“{text[:40]}” is not a quarter. Write it like 2024-Q1.")
        if int(match[1]) not in YEARS:
            raise NotFoundError(f"“{text[:40].strip()}” lies in no year that has figures. Check the year.")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def from_index(cls, index: int) -> Quarter:
        """The inverse of `index`."""
        return cls(index // 4, index % 4 + 1)

    @property
    def index(self) -> int:
        """A running number (year * 4 + quarter - 1), so that neighbouring quarters differ by one."""
        return self.year * 4 + self.number - 1

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return (self + 1).start - timedelta(days=1)

    def __add__(self, quarters: int) -> Quarter:
        return Quarter.from_index(self.index + quarters)

    def __sub__(self, quarters: int) -> Quarter:
        return Quarter.from_index(self.index - quarters)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@lru_cache(maxsize=MAX_REMEMBERED)
def describe_period(quarter: Quarter, window: Window) -> str:
    """Describe the months a figure covers: `April 2023 to March 2024`, or `January to March 2024`."""
    first = quarter - (window.quarters - 1)
    begins, ends = _name_month(3 * first.number - 2), _name_month(3 * quarter.number)
    if first.year == quarter.year:
        return f"{begins} to {ends} {quarter.year}"
    return f"{begins} {first.year} to {ends} {quarter.year}"


def name_measure(name: str, window: Window) -> str:
    """The name of what is measured, which says so where it is one quarter alone: a part of the usual 12 months."""
    return f"{name}, in one quarter" if window is Window.QUARTER else name


@cache
def _name_month(number: int) -> str:
    """By a day of any year: the first of all quarters has no year before it."""
    return f"{date(1, number, 1):%B}"
