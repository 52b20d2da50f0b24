"""What the reader chose: the whole state of a page, to and from its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from maracdash.model.errors import UnknownThing
from maracdash.model.quarters import Quarter, Window

Word = TypeVar("Word", bound=StrEnum)


class View(StrEnum):
    """How a chart's numbers are shown."""

    COMPARE = "compare"
    TREND = "trend"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A Marac (code or name), a quarter, an indicator, a window and a view."""

    marac: str
    quarter: Quarter
    indicator: str
    window: Window = Window.YEAR
    view: View = View.COMPARE

    def query(self) -> str:
        """The query string, short: defaults are left out."""
        parts = {"marac": self.marac, "quarter": str(self.quarter), "indicator": self.indicator}
        if self.window is not Window.YEAR:
            parts["window"] = str(self.window)
        if self.view is not View.COMPARE:
            parts["view"] = str(self.view)
        return urlencode(parts)


def from_query(query: Mapping[str, str], default: Selection) -> Selection:
    """The default with what the query names put in. Raises UnknownThing for a word it cannot read."""
    return replace(
        default,
        marac=query.get("marac") or default.marac,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        indicator=query.get("indicator") or default.indicator,
        window=_word(Window, query.get("window"), default.window, "period"),
        view=_word(View, query.get("view"), default.view, "view"),
    )


def _word(kind: type[Word], text: str | None, default: Word, noun: str) -> Word:
    if not text:
        return default
    if text not in list(kind):
        raise UnknownThing(f"There is no {noun} called “{text[:40]}”. Choose one of: {', '.join(kind)}.")
    return kind(text)
