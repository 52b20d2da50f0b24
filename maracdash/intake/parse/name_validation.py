"""What a name or a code may be made of: letters that a reader sees, and no more of them than a page has room for."""

from __future__ import annotations

import unicodedata

from maracdash.intake.problems import Faulty, quoted

LONGEST = 120
NOT_IN_CODES = ",*"
"""They part and stand for codes elsewhere."""
UNSEEN = ("C", "Zl", "Zp")


def name(text: str) -> str:
    """The text, if it may be a name. Raises Faulty."""
    unseen = next((letter for letter in text if unicodedata.category(letter).startswith(UNSEEN)), "")
    if unseen:
        raise Faulty(
            f"{quoted(_seen(text))} holds a character that cannot be seen (U+{ord(unseen):04X}). Type it again."
        )
    if len(text) > LONGEST:
        raise Faulty(f"{quoted(text)} has {len(text)} characters. Use at most {LONGEST}.")
    return text


def code(text: str) -> str:
    """The text, if it may be a code. Raises Faulty."""
    wrong = next((letter for letter in NOT_IN_CODES if letter in text), "")
    if wrong:
        raise Faulty(f"{quoted(_seen(text))} holds “{wrong}”, which no code may have. Choose another code.")
    return name(text)


def _seen(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith(UNSEEN))
