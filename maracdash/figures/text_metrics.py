"""Text as a chart needs it: safe, in short lines, and its width in pixels before it is drawn."""

from __future__ import annotations

import html
import textwrap
from functools import lru_cache

from maracdash.figures import theme

NARROW_LETTERS = frozenset("iljtfrI.,:;|!'() -")
WIDE_LETTERS = frozenset("mwMW%@−")
MAX_LINE_LENGTH = 24
MAX_REMEMBERED = 4096


def escape_text(text: str) -> str:
    """The text with `<`, `>` and `&` as letters: a chart reads a subset of HTML."""
    return html.escape(text, quote=False)


def make_bold(text: str) -> str:
    """Safe text made bold."""
    return f"<b>{text}</b>"


def escape_template(text: str) -> str:
    """The text where a template would be read: `%{` is only letters."""
    return text.replace("%{", "% {")


def wrap_text(text: str, longest: int = MAX_LINE_LENGTH) -> list[str]:
    """The text in lines of at most `longest` characters; only a longer single word is cut."""
    return textwrap.wrap(text, longest) if len(text) > longest else [text]


def join_lines(rows: list[str]) -> str:
    """Lines as one safe text."""
    return "<br>".join(escape_text(row) for row in rows)


def measure_width(text: str, size: float = theme.TEXT_SIZE) -> float:
    """About how many pixels the longest line takes in Arial, rather too many than too few."""
    return max(map(_measure_line, text.split("<br>"))) * size


def fit_text(text: str, pixels: float, size: float) -> list[str]:
    """The text in lines no wider than `pixels`."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and measure_width(longer, size) > pixels:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


@lru_cache(maxsize=MAX_REMEMBERED)
def _measure_line(line: str) -> float:
    return sum(map(_letter_width, line))


@lru_cache(maxsize=MAX_REMEMBERED)
def _letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 0.32
    if letter in WIDE_LETTERS:
        return 0.88
    return 0.7 if letter.isupper() else 0.57
