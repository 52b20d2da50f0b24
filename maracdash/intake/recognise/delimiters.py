"""Delimiters: what separates the columns of a text, known by the header that stands under it and never by counting."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice

import pandas as pd

from maracdash.intake.readers.sheets import Sheet
from maracdash.intake.readers.texts import DELIMITERS
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.intake.recognise.headers import HEADER_SEARCH_ROWS, Header, find_header

HEAD_CHARACTERS = 100_000
"""Characters in which a header must stand, below titles."""


def find_delimiter(kinds: Sequence[HeaderKind], text: str) -> str:
    """The first under which the text has a header that is known, else the one with the header nearest to one."""
    near: dict[str, Header] = {}
    for each in DELIMITERS:
        found = find_header(_read_first_rows(text, each), kinds)
        if found and found.is_exact:
            return each
        if found:
            near[each] = found
    return max(near, key=lambda each: len(near[each].column_positions), default=DELIMITERS[0])


def _read_first_rows(text: str, delimiter: str) -> Sheet:
    """The first rows, read leniently: what is wrong with them is said when the whole is read."""
    lines = csv.reader(io.StringIO(text[:HEAD_CHARACTERS], newline=""), delimiter=delimiter)
    try:
        rows = list(islice(lines, HEADER_SEARCH_ROWS))
    except csv.Error:
        rows = []
    width = max(map(len, rows), default=0)
    return Sheet(cells=pd.DataFrame([row + [""] * (width - len(row)) for row in rows]))
