"""Estimates in tables: the mark beside a figure that has a quarter filled with the one before, and its explanation."""

from __future__ import annotations

from collections.abc import Iterable

from maracdash.model.values import Status, Value

MARK = Status.PROXIED.shorthand
MEANING = f"{MARK} {Status.PROXIED.words}"


def find_estimate_mark(figure: Value) -> str:
    """`[e]` of a figure that is estimated, or an empty string."""
    return MARK if figure.status is Status.PROXIED else ""


def mark_number(written: str, figure: Value) -> str:
    """A number as it is written, with its mark: `45.0% [e]`."""
    return f"{written} {find_estimate_mark(figure)}".rstrip()


def explain_marks(figures: Iterable[Value]) -> str:
    """The line under a table of these figures; empty where none is marked."""
    return f"{MEANING}." if any(map(find_estimate_mark, figures)) else ""


def count_estimates(figures: Iterable[Value]) -> str:
    """`, 3 estimated` of several figures, or an empty string."""
    filled = sum(bool(find_estimate_mark(each)) for each in figures)
    return f", {filled} estimated" if filled else ""
