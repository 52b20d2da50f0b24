"""Sheets of a workbook on paper: as wide as a page, and each row as high as the words that wrap in it.

A workbook says how high a row is, or leaves it to whoever opens it; LibreOffice then prints rows over each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import gptables

from maracdash.figures.text_metrics import fit_text

A4 = 9
"""The paper's number in a workbook."""
COVER_WIDTH, REFERENCE_WIDTH, TEXT_WIDTH = 104, 20, 110
"""Of columns, in digits. LibreOffice makes a page of columns smaller to fit, but not one of a single column."""
FIRST_ROW = 3
"""Row of the first entry in Contents and Notes: title, instructions and header stand above."""
UNIT_PIXELS = 7
"""Pixels of one unit of a column's width."""
PIXELS_IN_POINT = 4 / 3
LEADING = 1.3
BOLD = 1.05
"""Width of bold letters by that of plain ones, rather too much."""


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """Letters of a row: their size in points, and if they are bold."""

    points: int = 12
    is_bold: bool = False


TEXT, HEADER = Lettering(), Lettering(is_bold=True)
TITLE, SUBTITLE = Lettering(points=16, is_bold=True), Lettering(points=14, is_bold=True)


def make_theme() -> gptables.Theme:
    """The usual look; in a row that is high for one cell's words all others begin at its top."""
    theme = deepcopy(gptables.gptheme)
    for update in (theme.update_data_format, theme.update_index_1_format, theme.update_cover_text_format):
        update({"valign": "top"})
    return theme


def set_up_print(page: Any) -> None:
    """Landscape A4, on as many sheets of paper as it takes, but one wide."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)


def fit_row(page: Any, row: int, cells: Iterable[tuple[str, float]], look: Lettering = TEXT) -> None:
    """Make a row as high as its cells' words, each with the width of its column; one of a line is left as it is."""
    lines = max((count_lines(words, width, look) for words, width in cells), default=1)
    if lines > 1:
        page.set_row(row, round(lines * look.points * LEADING, 1))


def count_lines(words: str, width: float, look: Lettering = TEXT) -> int:
    """Lines that words take in a column of this width."""
    pixels = width * UNIT_PIXELS / (BOLD if look.is_bold else 1)
    return len(fit_text(words, pixels, look.points * PIXELS_IN_POINT))


def fit_cover(page: Any, cover: gptables.Cover) -> None:
    """Fit a cover of title, introduction and what the figures are to a page."""
    page.set_column(0, 0, COVER_WIDTH)
    set_up_print(page)
    parts = [(cover.title, TITLE)]
    for said in (cover.intro, cover.about):
        parts += [("", SUBTITLE), *((each, TEXT) for each in said)]
    for row, (words, look) in enumerate(parts):
        fit_row(page, row, [(words, COVER_WIDTH)], look)


def fit_references(page: Any, entries: Sequence[str]) -> None:
    """Fit a table of references and what each stands for, in this order, to a page: Contents, Notes."""
    page.set_column(0, 0, REFERENCE_WIDTH)
    page.set_column(1, 1, TEXT_WIDTH)
    set_up_print(page)
    for row, words in enumerate(entries, start=FIRST_ROW):
        fit_row(page, row, [(words, TEXT_WIDTH)])
