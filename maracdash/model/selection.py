"""The reader's selection: the whole state of a page, to and from its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from maracdash.model.areas import LEVELS, Level
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice, parse_group
from maracdash.model.quarters import Quarter, Window
from maracdash.model.query_strings import write_query

Word = TypeVar("Word", bound=StrEnum)


INCLUDING_WORD = "yes"
INTERVALS_WORD = "yes"
TABLE_WORD = "yes"
YES_OR_NO = {"yes": True, "no": False}


class ChartView(StrEnum):
    """Form in which a chart's numbers are shown."""

    COMPARE = "compare"
    TREND = "trend"
    DISTRIBUTION = "distribution"
    FUNNEL = "funnel"
    CONTROL = "control"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A Marac (code or name), a quarter, an indicator, a window and a view.

    `including` compares with areas that contain the Marac as they are; by default, each without it.
    `group` stands in the place of the similar group. `intervals` draws the 95% interval of each Marac beside others.
    `tabled` opens the table under a view of all Maracs, or of single quarters.
    """

    marac: str
    quarter: Quarter
    indicator: str
    window: Window = Window.YEAR
    view: ChartView = ChartView.COMPARE
    including: bool = False
    group: GroupChoice | None = None
    intervals: bool = False
    tabled: bool = False

    def query(self) -> str:
        """The query string, short: defaults are left out."""
        return write_query(self.parts().items())

    def parts(self) -> dict[str, str]:
        """The names and texts of the query string, in its order."""
        parts = {"marac": self.marac, "quarter": str(self.quarter), "indicator": self.indicator}
        if self.window is not Window.YEAR:
            parts["window"] = str(self.window)
        if self.view is not ChartView.COMPARE:
            parts["view"] = str(self.view)
        if self.intervals:
            parts["intervals"] = INTERVALS_WORD
        if self.tabled:
            parts["table"] = TABLE_WORD
        return {**parts, **self.comparison_parts()}

    def comparison_parts(self) -> dict[str, str]:
        """The parts of an address that say what the Marac is compared with; none where that is as usual."""
        return write_comparison_parts(including=self.including, group=self.group)


@dataclass(frozen=True, kw_only=True)
class ValueSelection:
    """Any values of one window: all where nothing is named, `limit` of them from `offset` on.

    `areas` are codes or names, `indicators` slugs. The order is that of quarters (oldest first), then of areas (by
    level and name), then of the catalogue: the same for as long as the release is.
    """

    areas: tuple[str, ...] = ()
    levels: tuple[Level, ...] = LEVELS
    quarters: tuple[Quarter, ...] = ()
    indicators: tuple[str, ...] = ()
    window: Window = Window.YEAR
    offset: int = 0
    limit: int = 1000


def parse_selection(query: Mapping[str, str], default: Selection) -> Selection:
    """Read a selection from a query string over the default. Raises NotFoundError for a word it cannot read."""
    return replace(
        default,
        marac=query.get("marac") or default.marac,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        indicator=query.get("indicator") or default.indicator,
        window=_parse_word(Window, query.get("window"), default.window, "period"),
        view=_parse_word(ChartView, query.get("view"), default.view, "view"),
        intervals=_parse_yes_or_no("intervals", query.get("intervals"), default=default.intervals),
        tabled=_parse_yes_or_no("table", query.get("table"), default=default.tabled),
        **_parse_comparison(query, default),
    )


def write_comparison_parts(*, including: bool, group: GroupChoice | None) -> dict[str, str]:
    """The parts of an address that say what an area is compared with; none where that is as usual."""
    parts = {"including": INCLUDING_WORD if including else "", "group": group.packed if group else ""}
    return {key: text for key, text in parts.items() if text}


def parse_comparison(query: Mapping[str, str], default: Selection) -> Selection:
    """Read only what the Marac is compared with, from the address of a page of many. Raises NotFoundError."""
    return replace(default, **_parse_comparison(query, default))


def _parse_comparison(query: Mapping[str, str], default: Selection) -> dict[str, Any]:
    return {
        "including": parse_including(query.get("including"), default=default.including),
        "group": parse_group(query["group"]) if query.get("group") else default.group,
    }


def parse_including(text: str | None, *, default: bool) -> bool:
    """Read whether a comparator includes the area itself. Raises NotFoundError for anything but yes and no."""
    return _parse_yes_or_no("including", text, default=default)


def _parse_yes_or_no(name: str, text: str | None, *, default: bool) -> bool:
    if not text:
        return default
    if text not in YES_OR_NO:
        raise NotFoundError(f"“{name}={text[:40]}” is not understood. Write {name}=yes or {name}=no.")
    return YES_OR_NO[text]


def _parse_word(kind: type[Word], text: str | None, default: Word, noun: str) -> Word:
    if not text:
        return default
    if text not in list(kind):
        raise NotFoundError(f"There is no {noun} called “{text[:40]}”. Choose one of: {', '.join(kind)}.")
    return kind(text)
