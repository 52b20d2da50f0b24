"""References: columns by letter, as a spreadsheet calls them, and by number."""

from __future__ import annotations


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total


def column_letters(number: int) -> str:
    """The inverse of `column_number`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
