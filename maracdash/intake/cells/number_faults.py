"""Faults of cells that should hold a number, each with what to write instead."""

from __future__ import annotations

import re

from maracdash.intake.cells.notations import DECIMAL_COMMA, NUMBER_WITH_THOUSANDS, PLAIN_NUMBER, normalise_blanks
from maracdash.intake.cells.withheld_words import find_limit
from maracdash.intake.problems import CellError, quote_value

GAPS = re.compile(r"-?[1-9]\d{0,2}([ '’]\d{3})+", re.ASCII)
HIDDEN_COUNT = re.compile(
    r"(?:[>≥~]=?|over|above|more than|at least|about|around|approx\.?|c\.|circa) ?\d+"
    r"|\d+ ?(?:\+|or (?:more|over|above))",
    re.ASCII | re.IGNORECASE,
)
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
UNKNOWN_WORDS = frozenset({"#n/a", "none", "nil", "null", "unknown", "not known"})


class MarkedNumber(CellError):
    """A number with a mark beside it, such as `5*`. In a small count the mark may say that it is withheld."""

    def __init__(self, sentence: str, number: float) -> None:
        super().__init__(sentence)
        self.number = number


class HiddenNumber(CellError):
    """Words or signs that give no number but say about how large it is, such as `5 or fewer` or `>5`."""

    def __init__(self, text: str, limit: int | None = None) -> None:
        super().__init__(
            f"{quote_value(text)} hides a count. Give the number itself; small numbers are protected when shown."
        )
        self.text, self.limit = text, limit


class Absent(CellError):
    """A mark stands where there is no number, such as `..`. What to write instead depends on the column."""

    def __init__(self, text: str, remedy: str = "Leave it blank.") -> None:
        super().__init__(f"{quote_value(text)} is not a number. {remedy}")
        self.text = text


def find_fault(text: str) -> CellError:
    """Find why a text is no number, and what to write in its place."""
    tidy = normalise_blanks(text)
    if ABSENT.fullmatch(tidy):
        return Absent(text)
    limit = find_limit(tidy)
    if limit is not None or HIDDEN_COUNT.fullmatch(tidy):
        return HiddenNumber(text, limit)
    if sentence := _explain_notation(text, tidy):
        return CellError(sentence)
    return _find_marks(text, tidy) or CellError(
        f"{quote_value(text)} is not a number. Write it in figures, such as 12."
    )


def _explain_notation(text: str, tidy: str) -> str:
    """The remedy for a number in another notation, or a word for none; empty for any other text."""
    if tidy.casefold() in UNKNOWN_WORDS:
        return f"{quote_value(text)} is not a number. Write 0 for none, or leave it blank if it was not collected."
    if DECIMAL_COMMA.fullmatch(tidy.removesuffix("%")):
        return (
            f"{quote_value(text)} is not a number. Use a comma only between thousands, as in 1,234, and a point for "
            "decimals, as in 0.5."
        )
    if GAPS.fullmatch(tidy):
        return f"{quote_value(text)} may be one number or several. If it is one, write {re.sub('[^0-9-]', '', tidy)}."
    if tidy.endswith("%"):
        return f"{quote_value(text)} is a percentage. Give the count itself."
    return ""


def _find_marks(text: str, tidy: str) -> CellError | None:
    """A number with a mark, and what to remove of it."""
    found = MARKED.fullmatch(tidy)
    digits = found["number"].removesuffix("%").replace("−", "-") if found else ""
    if not found or not (PLAIN_NUMBER.fullmatch(digits) or NUMBER_WITH_THOUSANDS.fullmatch(digits)):
        return None
    marks = " and ".join(quote_value(mark) for mark in (found["before"], (found["after"] or "").strip()) if mark)
    return MarkedNumber(
        f"{quote_value(text)} is a number with a mark. Remove {marks}, so that {found['number']} stands there alone.",
        float(digits.replace(",", "")),
    )
