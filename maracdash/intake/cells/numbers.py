"""Numbers as people write them, read strictly: a doubtful one is a fault, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf, nan

from maracdash.intake.problems import CellError, quote_value

LARGEST_NUMBER = 1_000_000_000
PLAIN_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
NUMBER_WITH_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[-−]?[\d.]*\d,\d+", re.ASCII)
GAPS = re.compile(r"-?[1-9]\d{0,2}([ '’]\d{3})+", re.ASCII)
HIDDEN_COUNT = re.compile(r"[>≥~] ?\d+|\d+ ?\+", re.ASCII)
WITHHELD_COUNT = re.compile(r"(?:<=?|≤|fewer than|less than) ?(\d{1,9})|\[c\]", re.ASCII | re.IGNORECASE)
MARKED = re.compile(
    r"(?P<before>[*†‡§¶#^]*|\[[a-z]+\]) ?(?P<number>[-−]?[\d.,]*\d%?) ?"
    r"(?P<after>(?:\[\w+\]|\(\w+\)|[^\d()\[\]])*(?:\[\w+\]|\(\w+\)|[^\d()\[\]+]))?",
    re.ASCII | re.IGNORECASE,
)
"""A number with a footnote's mark, a shorthand such as `[r]`, or a word beside it."""
ABSENT = re.compile(
    r"\.+|…|:+|\?+|[*†‡§#]+|/|[a-z]|\[[a-z]+\]|\([a-z]+\)|n\.a\.?|n[./]?k\.?|tbc|tba|missing|withheld|suppressed"
    r"|not (?:available|applicable|given)",
    re.ASCII | re.IGNORECASE,
)
"""What stands in published tables where there is no number. Each publisher means something else by it."""
LARGEST_WITHHELD = 10
"""What is withheld is a small number: “<500” says something else."""
WITHHELD = -inf
"""The result of `allow_withheld` for a count that is known to be small and is not told. No count is below zero."""
NOT_COLLECTED_WORDS = frozenset({"", "n/a", "na", "-", "–", "—", "[x]", "not collected"})
UNKNOWN_WORDS = frozenset({"#n/a", "none", "nil", "null", "unknown", "not known"})
OPTIONAL_COUNT = (
    "Leave the cell blank if it was not collected, write <5 or [c] if it is a small number that is withheld, or 0 if "
    "there were none."
)
NEEDED_COUNT = (
    "Every row needs this count: write the number, <5 or [c] if it is a small one that is withheld, or 0 if there were "
    "none."
)
NEEDED_NUMBER = "Every row needs it: write the number."


class Absent(CellError):
    """A mark stands where there is no number, such as `..`. What to write instead depends on the column."""

    def __init__(self, text: str, remedy: str = "Leave the cell blank.") -> None:
        super().__init__(f"{quote_value(text)} is not a number. {remedy}")
        self.text = text


def parse_digits(text: str) -> str:
    """Parse a number to its digits, without thousands separators. Raises CellError for anything but a number."""
    tidy = text.strip().replace("−", "-")
    if PLAIN_NUMBER.fullmatch(tidy) or NUMBER_WITH_THOUSANDS.fullmatch(tidy):
        return tidy.replace(",", "")
    if ABSENT.fullmatch(tidy):
        raise Absent(text)
    raise CellError(_explain_fault(text))


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
    if abs(found) > LARGEST_NUMBER:
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
        if small := WITHHELD_COUNT.fullmatch(_normalise_blanks(text)):
            return _parse_withheld(text, small[1])
        return read("" if is_not_collected(text) else text)

    return reading


def _parse_withheld(text: str, most: str | None) -> float:
    if most and not 1 < int(most) <= LARGEST_WITHHELD:
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


def _explain_fault(text: str) -> str:
    tidy = _normalise_blanks(text)
    if HIDDEN_COUNT.fullmatch(tidy):
        return f"{quote_value(text)} hides a count. Give the number itself; small numbers are protected when shown."
    if tidy.casefold() in UNKNOWN_WORDS:
        return (
            f"{quote_value(text)} is not a number. Write 0 for none, or leave the cell blank if it was not collected."
        )
    if DECIMAL_COMMA.fullmatch(tidy.removesuffix("%")):
        return (
            f"{quote_value(text)} is not a number. A comma stands before each three digits of a thousand, as in "
            "1,234, and nowhere else; decimals follow a point, as in 0.5."
        )
    if GAPS.fullmatch(tidy):
        return f"{quote_value(text)} may be one number or several. If it is one, write {re.sub('[^0-9-]', '', tidy)}."
    if tidy.endswith("%"):
        return f"{quote_value(text)} is a percentage. Give the count itself."
    return _strip_marks(text, tidy) or f"{quote_value(text)} is not a number. Write it in figures, such as 12."


def _strip_marks(text: str, tidy: str) -> str:
    """A number with a mark, and what to remove of it."""
    found = MARKED.fullmatch(tidy)
    digits = found["number"].removesuffix("%").replace("−", "-") if found else ""
    if not found or not (PLAIN_NUMBER.fullmatch(digits) or NUMBER_WITH_THOUSANDS.fullmatch(digits)):
        return ""
    marks = " and ".join(quote_value(mark) for mark in (found["before"], (found["after"] or "").strip()) if mark)
    return f"{quote_value(text)} is a number with a mark. Remove {marks}, so that {found['number']} stands there alone."


def _normalise_blanks(text: str) -> str:
    """The text with ordinary blanks for those of typesetters, such as the one that does not break."""
    return " ".join(text.split())
