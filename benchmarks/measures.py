"""Measures with their targets, and the table of all. Knows nothing of how they were measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

HEADER = ("", "median", "target", "met", "least", "ratio", "what the least is")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One line of the table. `floor` is the least it could take, `bare` says what that was."""

    name: str
    median: float
    unit: str
    target: float | None = None
    more_is_better: bool = False
    floor: float | None = None
    bare: str = ""

    @property
    def ratio(self) -> float | None:
        """Times the least it took; None where the least is not known."""
        if not self.floor or not self.median:
            return None
        return self.floor / self.median if self.more_is_better else self.median / self.floor

    @property
    def met(self) -> bool | None:
        """True where it reaches its target; None without one."""
        if self.target is None:
            return None
        return self.median >= self.target if self.more_is_better else self.median <= self.target


def percentile(numbers: Iterable[float], share: float) -> float:
    """The smallest number that at least this share of them do not exceed."""
    ordered = sorted(numbers)
    return ordered[ceil(share * len(ordered)) - 1]


def write_table(measures: Sequence[Measure]) -> str:
    """All of them, in columns."""
    rows = [HEADER, *map(_measure_row, measures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["  ".join(_align_row(row, widths)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _measure_row(measure: Measure) -> tuple[str, ...]:
    sign = ">" if measure.more_is_better else "<"
    return (
        measure.name,
        f"{_write_number(measure.median)} {measure.unit}",
        "" if measure.target is None else f"{sign} {_write_number(measure.target)}",
        "" if measure.met is None else ("yes" if measure.met else "NO"),
        "" if measure.floor is None else _write_number(measure.floor),
        "" if measure.ratio is None else f"{measure.ratio:.1f} x",
        measure.bare,
    )


def _write_number(number: float) -> str:
    if number == int(number) or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def _align_row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    left = (0, len(HEADER) - 1)
    return [
        text.ljust(width) if column in left else text.rjust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
