"""Numbers as people write them, read strictly: a doubtful one is a fault, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf, nan

from maracdash.intake.problems import Faulty, quoted

MOST = 1_000_000_000
PLAIN = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
HIDDEN = re.compile(r"[>≥~]\s*\d+", re.ASCII)
SMALL = re.compile(r"(?:<=?|≤|fewer than|less than)\s*(\d{1,9})|\[c\]", re.ASCII | re.IGNORECASE)
LARGEST_SMALL = 10
"""What is withheld is a small number: “<500” says something else."""
WITHHELD = -inf
"""What `withholding` gives for a count that is known to be small and is not told. No count is below zero."""
NOT_COLLECTED = frozenset({"", "n/a", "na", "-", "–", "—", "[x]", "not collected"})
NOT_GIVEN = frozenset({"#n/a", "none", "nil", "null", "unknown", "not known"})


def plain(text: str) -> str:
    """The number's digits without thousands separators. Raises Faulty for anything but a number."""
    tidy = text.strip().replace("−", "-")
    if PLAIN.fullmatch(tidy) or THOUSANDS.fullmatch(tidy):
        return tidy.replace(",", "")
    raise Faulty(_why_not(text))


def number(text: str) -> float:
    """A number; NaN for a blank. Raises Faulty."""
    if not text:
        return nan
    found = float(plain(text))
    if abs(found) > MOST:
        raise Faulty(f"{quoted(text)} is too large to be right.")
    return found


def at_least_nothing(text: str) -> float:
    """A number of at least 0, fractions allowed; NaN for a blank."""
    found = number(text)
    if found < 0:
        raise Faulty(f"{quoted(text)} is below zero. A count is 0 or more.")
    return found


def count(text: str) -> float:
    """A whole number of at least 0; NaN for a blank."""
    found = at_least_nothing(text)
    if found == found and not found.is_integer():  # noqa: PLR0124 - a blank is NaN and equals nothing
        raise Faulty(f"{quoted(text)} is not a whole number. Only referral counts may be fractions.")
    return found


def withholding(read: Callable[[str], float]) -> Callable[[str], float]:
    """A reading of counts that takes `<5` for a withheld count, and `n/a` or `-` for a blank."""

    def reading(text: str) -> float:
        if small := SMALL.fullmatch(text):
            return _withheld(text, small[1])
        return read("" if not_collected(text) else text)

    return reading


def _withheld(text: str, most: str | None) -> float:
    if most and not 1 < int(most) <= LARGEST_SMALL:
        raise Faulty(f"{quoted(text)} is no small number that is withheld, such as “<5”. Give the number itself.")
    return WITHHELD


def not_collected(text: str) -> bool:
    """Whether a cell says that the count was not collected."""
    return text.strip().casefold() in NOT_COLLECTED


def people(text: str) -> float:
    """A whole number above 0; NaN for a blank."""
    found = count(text)
    if found == 0:
        raise Faulty("A population of 0 cannot be right. Leave the cell blank if it is not known.")
    return found


def share(text: str) -> float:
    """A fraction from 0 to 1, or a percentage with its sign: `0.224` or `22.4%`. NaN for a blank."""
    percent = text.endswith("%")
    found = number(text.removesuffix("%").strip())
    if percent:
        found = round(found / 100, 12)
    if not text or 0 <= found <= 1:
        return found
    raise Faulty(f"{quoted(text)} is not a share. Write a fraction such as 0.224, or a percentage such as 22.4%.")


def _why_not(text: str) -> str:
    if HIDDEN.fullmatch(text.strip()):
        return f"{quoted(text)} hides a count. Give the number itself; small numbers are protected when shown."
    if text.strip().casefold() in NOT_GIVEN:
        return f"{quoted(text)} is not a number. Write 0 for none, or leave the cell blank if it was not collected."
    if text.strip().endswith("%"):
        return f"{quoted(text)} is a percentage. Give the count itself."
    return f"{quoted(text)} is not a number. Write it in figures, such as 12."
