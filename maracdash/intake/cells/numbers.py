"""Numbers as people write them, read strictly: a doubtful one is a fault, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf, nan

from maracdash.intake.cells.notations import NUMBER_WITH_THOUSANDS, PLAIN_NUMBER, normalise_blanks
from maracdash.intake.cells.number_faults import Absent, HiddenNumber, MarkedNumber, find_fault
from maracdash.intake.problems import CellError, quote_value

MAX_NUMBER = 1_000_000_000
WITHHELD_COUNT = re.compile(r"(?:<=?|≤|fewer than|less than|under) ?(\d{1,9})|\[c\]", re.ASCII | re.IGNORECASE)
MAX_WITHHELD = 10
"""What is withheld is a small number: “<500” says something else."""
WITHHELD = -inf
"""The result of `allow_withheld` for a count that is known to be small and is not told. No count is below zero."""
NOT_COLLECTED_WORDS = frozenset({"", "n/a", "na", "-", "–", "—", "[x]", "not collected"})
OPTIONAL_COUNT = (
    "Leave it blank if it was not collected, write <5 or [c] if it is a small number that is withheld, or 0 if "
    "there were none."
)
NEEDED_COUNT = (
    "This count is always needed: write the number, <5 or [c] if it is a small one that is withheld, or 0 if there "
    "were none."
)
NEEDED_NUMBER = "Every row needs it: write the number."


def parse_digits(text: str) -> str:
    """Parse a number to its digits, without thousands separators. Raises CellError for anything but a number."""
    tidy = text.strip().replace("−", "-")
    if PLAIN_NUMBER.fullmatch(tidy) or NUMBER_WITH_THOUSANDS.fullmatch(tidy):
        return tidy.replace(",", "")
    raise find_fault(text)


def with_advice(read: Callable[[str], float], remedy: str) -> Callable[[str], float]:
    """A reading that says of a mark such as `..` what to write in its place."""

    def reading(text: str) -> float:
        try:
            return read(text)
        except Absent as fault:
            raise Absent(fault.text, remedy) from None

    return reading


def parse_number(text: str) -> float:
    """Parse a number; NaN for a blank. Raises CellError."""
    if not text:
        return nan
    found = float(parse_digits(text))
    if abs(found) > MAX_NUMBER:
        raise CellError(f"{quote_value(text)} is too large to be right.")
    return found


def parse_non_negative(text: str) -> float:
    """Parse a number of at least 0, fractions allowed; NaN for a blank. Raises CellError."""
    found = parse_number(text)
    if found < 0:
        raise CellError(f"{quote_value(text)} is below zero. A count is 0 or more.")
    return found


def parse_count(text: str) -> float:
    """Parse a whole number of at least 0; NaN for a blank. Raises CellError."""
    found = parse_non_negative(text)
    if found == found and not found.is_integer():  # noqa: PLR0124 - a blank is NaN and equals nothing
        raise CellError(f"{quote_value(text)} is not a whole number. Only referral counts may be fractions.")
    return found


def allow_withheld(read: Callable[[str], float]) -> Callable[[str], float]:
    """Wrap a parser of counts: `<5` becomes WITHHELD, and `n/a` or `-` a blank."""

    def reading(text: str) -> float:
        if small := WITHHELD_COUNT.fullmatch(normalise_blanks(text)):
            return _parse_withheld(text, small[1])
        try:
            return read("" if is_not_collected(text) else text)
        except MarkedNumber as fault:
            raise _explain_marked_count(fault) from None
        except HiddenNumber as fault:
            raise _explain_withheld(fault) from None

    return reading


def _explain_marked_count(fault: MarkedNumber) -> CellError:
    if fault.number > MAX_WITHHELD:
        return fault
    notation = f"<{fault.number:g} or [c]" if fault.number > 1 else "[c]"
    return CellError(f"{fault} If it is a withheld count, write {notation}.")


def _explain_withheld(fault: HiddenNumber) -> CellError:
    """The notation of a withheld count that was written in words. A large one is never withheld."""
    if fault.limit is None or not 1 < fault.limit <= MAX_WITHHELD + 1:
        return fault
    notation = f"<{fault.limit} or [c]" if fault.limit <= MAX_WITHHELD else "[c]"
    return CellError(
        f"{quote_value(fault.text)} reads as a small number that is withheld. If it is, write {notation}; else write "
        "the number itself."
    )


def _parse_withheld(text: str, most: str | None) -> float:
    if most and not 1 < int(most) <= MAX_WITHHELD:
        raise CellError(f"{quote_value(text)} is not a withheld small number, such as “<5”. Give the number itself.")
    return WITHHELD


def is_not_collected(text: str) -> bool:
    """Tell if a cell says that the count was not collected."""
    return text.strip().casefold() in NOT_COLLECTED_WORDS


def parse_population(text: str) -> float:
    """Parse a whole number above 0; NaN for a blank. Raises CellError."""
    found = parse_count(text)
    if found == 0:
        raise CellError("A population of 0 cannot be right. Leave the cell blank if it is not known.")
    return found


def parse_share(text: str) -> float:
    """Parse a fraction from 0 to 1, or a percentage with its sign: `0.224` or `22.4%`.

    NaN for a blank. Raises CellError.
    """
    percent = text.endswith("%")
    found = parse_number(text.removesuffix("%").strip())
    if percent:
        found = round(found / 100, 12)
    if not text or 0 <= found <= 1:
        return found
    raise CellError(
        f"{quote_value(text)} is not a share. Write a fraction such as 0.224, or a percentage such as 22.4%."
    )
