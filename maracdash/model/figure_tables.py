"""A table as text: behind a chart, in a pack, on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FigureTable:
    """A table as text: its first column names the row; `own` is the reader's row; `numbers` are columns of figures.

    `widths` are the shares of the columns, where they are not shared out by their words.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    own: int | None = None
    numbers: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()

    def is_own(self, row: tuple[str, ...]) -> bool:
        """Tell whether a row is that of one's own Marac."""
        return self.own is not None and row == self.rows[self.own]
