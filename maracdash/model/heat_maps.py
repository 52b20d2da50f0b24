"""A heat map: every Marac of a force, a region or everywhere, by the indicators of a section or all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from maracdash.model.answers import AreaRole, MarkedAnswer, ReleaseNote, Verdict
from maracdash.model.area_profiles import COMPARATOR_ROLES, parse_comparator
from maracdash.model.areas import Area, Level
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice, parse_group
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.query_strings import write_query
from maracdash.model.regions import parse_within
from maracdash.model.values import Value

MAX_MARACS = 60
"""Of one page."""
EVERY_MARAC = 0
"""In place of a page's number."""


class CellContent(StrEnum):
    """Content of a cell: the verdict against the comparator, the position among the Maracs, or the value."""

    VERDICT = "verdict"
    POSITION = "position"
    VALUE = "value"


@dataclass(frozen=True, kw_only=True)
class HeatMapSelection:
    """A quarter, whose Maracs, of which section (empty: all), against which comparator, and the page, from 1.

    `group` is a group of the reader's own, in the place of the similar group.
    """

    quarter: Quarter
    level: Level | None = None
    area: str = ""
    section: str = ""
    against: AreaRole = AreaRole.UK
    page: int = 1
    group: GroupChoice | None = None

    def query(self) -> str:
        """The query string: defaults are left out, but for whose Maracs."""
        parts = {"quarter": str(self.quarter), "within": f"{self.level}:{self.area}" if self.level else "all"}
        parts |= {"section": self.section} if self.section else {}
        parts |= {"against": str(self.against)} if self.against is not AreaRole.UK else {}
        parts |= {"page": str(self.page)} if self.page > 1 else {}
        parts |= {"group": self.group.packed} if self.group else {}
        return write_query(parts.items(), safe=":")


@dataclass(frozen=True, kw_only=True)
class HeatMapCell:
    """One Marac's figure of one indicator, its verdict (`strong` at 99.8%), and its position: 1 is most.

    `rank` is among the Maracs of the whole area that have a figure; `tied` others have the very same. `doubted` is a 0
    that another figure contradicts: it has no verdict.
    """

    value: Value
    verdict: Verdict = Verdict.NOT_COMPARED
    strong: bool = False
    rank: int | None = None
    tied: int = 0
    doubted: bool = False


@dataclass(frozen=True, kw_only=True)
class HeatMapRow:
    """One indicator: a cell for each Marac of the page; `ranked` Maracs of the area have a figure."""

    indicator: Indicator
    cells: tuple[HeatMapCell, ...]
    ranked: int

    def count(self, verdict: Verdict) -> int:
        """Number of cells with a verdict at 99.8%."""
        return sum(cell.strong and cell.verdict is verdict for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class HeatMap(MarkedAnswer):
    """Rows in the catalogue's order. `maracs` are those of the page, by force and name, of `total` in `pages`."""

    selection: HeatMapSelection
    area: Area | None
    maracs: tuple[Area, ...]
    forces: tuple[Area, ...]
    rows: tuple[HeatMapRow, ...]
    total: int
    pages: int
    release: ReleaseNote


def parse_heat_map_selection(query: Mapping[str, str], default: HeatMapSelection) -> HeatMapSelection:
    """Read a selection from a query string over the default. Raises NotFoundError for a word it cannot read."""
    level, area = parse_within(query["within"]) if query.get("within") else (default.level, default.area)
    page = query.get("page") or str(default.page)
    if not (page.isascii() and page.isdigit() and int(page[:6]) > 0 and len(page) <= 6):
        raise NotFoundError(f"“{page[:20]}” is not the number of a page.")
    return replace(
        default,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        level=level,
        area=area,
        section=query.get("section", default.section),
        against=parse_comparator(query.get("against") or str(default.against), COMPARATOR_ROLES),
        page=int(page),
        group=parse_group(query["group"]) if query.get("group") else default.group,
    )


def parse_content(text: str) -> CellContent:
    """Read what stands in the cells. Raises NotFoundError."""
    if text and text not in list(CellContent):
        raise NotFoundError(f"Cells cannot show “{text[:40]}”. Choose one of: {', '.join(CellContent)}.")
    return CellContent(text or CellContent.VERDICT)
