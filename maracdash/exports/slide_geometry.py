"""Boxes and text of a slide in points: what fits where, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maracdash.figures import text_metrics
from maracdash.model.figure_tables import FigureTable

LINE = 1.2
"""Height of a line, in sizes of its letters."""
INSET = 4.0
CELL_INSET_X, CELL_INSET_Y = 5.0, 2.5
MIN_FONT_SIZE = 12
BALANCE_STEP = 2.0
NARROWING_STEP = 0.2
SPARE = 1.12
"""Room for letters that are wider in another font or in bold."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle of a slide, in points from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    def overlaps(self, other: Box) -> bool:
        """Tell whether two boxes share more than an edge."""
        return (
            self.x < other.right - 0.5
            and other.x < self.right - 0.5
            and self.y < other.bottom - 0.5
            and other.y < self.bottom - 0.5
        )


def measure_height(lines: Sequence[str], width: float, size: float) -> float:
    """Height of paragraphs in a text box this wide."""
    return sum(count_lines(line, width - 2 * INSET, size) for line in lines) * size * LINE + 2 * INSET


def count_lines(text: str, width: float, size: float) -> int:
    """Number of lines that a paragraph takes; a word that is wider than the line is broken."""
    return sum(
        max(1, -int(-text_metrics.measure_width(row, size) // width))
        for row in text_metrics.fit_text(text, width, size)
    )


def fit_size(lines: Sequence[str], box: Box, sizes: Sequence[int]) -> int:
    """The largest of the sizes (largest first) in which paragraphs fit into a box, else the smallest."""
    return next((size for size in sizes if measure_height(lines, box.width, size) <= box.height), sizes[-1])


def keep_fitting(lines: Sequence[str], box: Box, size: float) -> tuple[str, ...]:
    """As many of the first paragraphs as fit into a box; the first one always."""
    kept = list(lines)
    while len(kept) > 1 and measure_height(kept, box.width, size) > box.height:
        kept.pop()
    return tuple(kept)


def measure_row(cells: Sequence[str], widths: Sequence[float]) -> float:
    """Height of a row of a table."""
    most = max(
        count_lines(cell, width - 2 * CELL_INSET_X, MIN_FONT_SIZE) for cell, width in zip(cells, widths, strict=True)
    )
    return most * MIN_FONT_SIZE * LINE + 2 * CELL_INSET_Y


def share_width(table: FigureTable, width: float, size: float = MIN_FONT_SIZE) -> list[float]:
    """Widths of columns: as the table says, else as wide as its widest cell.

    Where that is too much, the widest columns are narrowed, but for their longest words.
    """
    if table.widths:
        return [share * width for share in table.widths]
    columns = list(zip(table.columns, *table.rows, strict=True))
    wanted = [_measure_widest(cells, size) for cells in columns]
    least = [_measure_widest([word for cell in cells for word in cell.split()], size) for cells in columns]
    if sum(wanted) <= width or sum(least) >= width:
        shared = wanted if sum(wanted) <= width else least
        return [each * width / sum(shared) for each in shared]
    low, high = 0.0, width
    while high - low > NARROWING_STEP:
        most = (low + high) / 2
        if sum(max(few, min(each, most)) for few, each in zip(least, wanted, strict=True)) > width:
            high = most
        else:
            low = most
    return [max(few, min(each, low)) for few, each in zip(least, wanted, strict=True)]


def _measure_widest(texts: Sequence[str], size: float) -> float:
    return max((text_metrics.measure_width(each, size) for each in texts), default=0.0) * SPARE + 2 * CELL_INSET_X


def break_table(table: FigureTable, box: Box) -> list[tuple[tuple[tuple[str, ...], ...], tuple[float, ...]]]:
    """Rows that fit into a box under the header, page by page, with the heights of header and rows.

    Pages are as full as each other, so that no last row stands alone.
    """
    widths = share_width(table, box.width)
    head, *heights = [measure_row(row, widths) for row in (table.columns, *table.rows)]
    most = len(_fill_pages(heights, box.height - head))
    limit = sum(heights) / most
    while len(_fill_pages(heights, limit)) > most:
        limit += BALANCE_STEP
    return [
        (table.rows[start:end], (head, *heights[start:end]))
        for start, end in _fill_pages(heights, min(limit, box.height - head))
    ]


def _fill_pages(heights: Sequence[float], limit: float) -> list[tuple[int, int]]:
    """First row of each page and the first of the next; a row that is too tall has a page of its own."""
    starts, used = [0], 0.0
    for place, tall in enumerate(heights):
        if place > starts[-1] and used + tall > limit:
            starts.append(place)
            used = 0.0
        used += tall
    return list(pairwise((*starts, len(heights))))


def spread_labels(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Middles of labels this high, each near where it is wanted, without overlaps and between two edges."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = [0.0] * len(wanted)
    edge = low
    for place in order:
        found[place] = max(wanted[place], edge + height / 2)
        edge = found[place] + height / 2
    edge = high
    for place in reversed(order):
        found[place] = min(found[place], edge - height / 2)
        edge = found[place] - height / 2
    return found
