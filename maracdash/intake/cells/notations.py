"""Notations of numbers: as they are read, and the comma that is none of them."""

from __future__ import annotations

import re

PLAIN_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
NUMBER_WITH_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[-−]?[\d.]*\d,\d+", re.ASCII)


def normalise_blanks(text: str) -> str:
    """The text with ordinary blanks for those of typesetters, such as the one that does not break."""
    return " ".join(text.split())
