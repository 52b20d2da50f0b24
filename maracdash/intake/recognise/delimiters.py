"""Delimiters: what separates the columns of a text, known by the header that stands under it and never by counting."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice

import pandas as pd

from maracdash.intake.readers.sheets import Sheet
from maracdash.intake.readers.texts import DELIMITERS
from maracdash.intake.recognise.headers import DEEPEST, Header, header
from maracdash.intake.recognise.kinds import Kind

HEAD = 100_000
"""Characters in which a header must stand, below titles."""


def find_delimiter(kinds: Sequence[Kind], text: str) -> str:
    """The first under which the text has a header that is known, else the one with the header nearest to one."""
    near: dict[str, Header] = {}
    for each in DELIMITERS:
        found = header(_top(text, each), kinds)
        if found and found.exact:
            return each
        if found:
            near[each] = found
    return max(near, key=lambda each: len(near[each].places), default=DELIMITERS[0])


def _top(text: str, delimiter: str) -> Sheet:
    """The first rows, read leniently: what is wrong with them is said when the whole is read."""
    lines = csv.reader(io.StringIO(text[:HEAD], newline=""), delimiter=delimiter)
    try:
        rows = list(islice(lines, DEEPEST))
    except csv.Error:
        rows = []
    width = max(map(len, rows), default=0)
    return Sheet(cells=pd.DataFrame([row + [""] * (width - len(row)) for row in rows]))
