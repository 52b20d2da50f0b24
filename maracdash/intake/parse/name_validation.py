"""Validation of names and codes: visible characters, and no more than a page has room for."""

from __future__ import annotations

import unicodedata

from maracdash.intake.problems import CellError, quote_value

MAX_NAME_LENGTH = 120
FORBIDDEN_IN_CODES = ",*"
"""Separator and wildcard in addresses."""
INVISIBLE_CATEGORIES = ("C", "Zl", "Zp")


def check_name(text: str) -> str:
    """Check a name and return it. Raises CellError."""
    unseen = next((letter for letter in text if unicodedata.category(letter).startswith(INVISIBLE_CATEGORIES)), "")
    if unseen:
        raise CellError(
            f"{quote_value(_visible_part(text))} holds a character that cannot be seen (U+{ord(unseen):04X}). Type "
            "it again."
        )
    if len(text) > MAX_NAME_LENGTH:
        raise CellError(f"{quote_value(text)} has {len(text)} characters. Use at most {MAX_NAME_LENGTH}.")
    return text


def check_code(text: str) -> str:
    """Check a code and return it. Raises CellError."""
    wrong = next((letter for letter in FORBIDDEN_IN_CODES if letter in text), "")
    if wrong:
        raise CellError(
            f"{quote_value(_visible_part(text))} holds “{wrong}”, which no code may have. Choose another code."
        )
    return check_name(text)


def _visible_part(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith(INVISIBLE_CATEGORIES))
