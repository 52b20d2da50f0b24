"""Board packs: the request as it stands in an address, the answers to it, and the outline that every file renders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from maracdash.model.answers import Comparison, MarkedAnswer, ReleaseNote, Trend
from maracdash.model.areas import AreaHierarchy
from maracdash.model.errors import NotFoundError
from maracdash.model.figure_tables import FigureTable
from maracdash.model.groups import GroupChoice, parse_group
from maracdash.model.quarters import Quarter
from maracdash.model.query_strings import write_query
from maracdash.model.selection import INCLUDING_WORD, ChartView, Selection, parse_including

PART_END = ":"
MAX_ITEMS = 60
MAX_CHARTS = 40
MAX_TITLE_LENGTH = 120
Pairs = Iterable[tuple[str, str]]


class PackPart(StrEnum):
    """Part of a pack: all charts of a dashboard, or a view of one indicator."""

    DASHBOARD = "dashboard"
    COMPARE = "compare"
    TREND = "trend"
    FUNNEL = "funnel"
    CONTROL = "control"


VIEWS: Mapping[PackPart, ChartView] = MappingProxyType(
    {PackPart.FUNNEL: ChartView.FUNNEL, PackPart.CONTROL: ChartView.CONTROL}
)
"""Parts with an answer of their own, which are drawn as pictures."""


class SlideKind(StrEnum):
    """Content of a slide."""

    TITLE = "title"
    CHART = "chart"
    TABLE = "table"
    RECORD = "record"


@dataclass(frozen=True, kw_only=True)
class PackItem:
    """A part of a pack with the slug of its dashboard or indicator: `trend:cases` in an address."""

    part: PackPart
    slug: str

    def __str__(self) -> str:
        return f"{self.part}{PART_END}{self.slug}"


@dataclass(frozen=True, kw_only=True)
class PackRequest:
    """Request for a pack on a Marac or force (code or name) at a quarter: its items in the order of the slides.

    `group`, a group of the reader's own, stands in the place of the similar group. `held_on` is the day of the board.
    """

    marac: str
    quarter: Quarter
    items: tuple[PackItem, ...] = ()
    group: GroupChoice | None = None
    including: bool = False
    title: str = ""
    held_on: date | None = None

    def query(self) -> str:
        """The query string, short: defaults are left out."""
        return self._write_query(str(self.quarter))

    def query_of_any_quarter(self) -> str:
        """The same without the quarter, which is then the newest."""
        return self._write_query("")

    def _write_query(self, quarter: str) -> str:
        parts = [
            ("marac", self.marac),
            ("quarter", quarter),
            ("group", self.group.packed if self.group else ""),
            ("including", INCLUDING_WORD if self.including else ""),
            ("title", self.title),
            ("date", self.held_on.isoformat() if self.held_on else ""),
            *(("item", str(each)) for each in self.items),
        ]
        return write_query([pair for pair in parts if pair[1]], safe=PART_END)

    def select_view(self, item: PackItem) -> Selection:
        """The selection of one chart, in its view."""
        view = ChartView.TREND if item.part is PackPart.TREND else VIEWS.get(item.part, ChartView.COMPARE)
        return replace(self.select(item.slug), view=view)

    def select(self, indicator: str) -> Selection:
        """The selection of one indicator for the area and quarter."""
        return Selection(
            marac=self.marac, quarter=self.quarter, indicator=indicator, including=self.including, group=self.group
        )


@dataclass(frozen=True, kw_only=True)
class PackChart:
    """One chart of a pack: an indicator beside others and through time, of which `part` is drawn.

    `view` is the answer of a part that has one of its own.
    """

    part: PackPart
    comparison: Comparison
    trend: Trend
    view: Comparison | Trend | None = None

    @property
    def answer(self) -> Comparison | Trend:
        """The answer that is drawn."""
        if self.view:
            return self.view
        return self.trend if self.part is PackPart.TREND else self.comparison


@dataclass(frozen=True, kw_only=True)
class PackAnswers(MarkedAnswer):
    """Answers to a request, a chart each, and the audience they are for."""

    request: PackRequest
    charts: tuple[PackChart, ...]
    hierarchy: AreaHierarchy
    release: ReleaseNote
    audience: str


@dataclass(frozen=True, kw_only=True)
class Slide:
    """A slide of the outline: its title says the finding; `answer` is drawn, with `alt` for who does not see it.

    `subtitle` names indicator and period; `footer` is source, coverage, release and marking; `notes` are the speaker's.
    """

    kind: SlideKind
    title: str
    subtitle: str = ""
    bullets: tuple[str, ...] = ()
    answer: Comparison | Trend | None = None
    alt: str = ""
    footer: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    table: FigureTable | None = None


@dataclass(frozen=True, kw_only=True)
class BoardPack(MarkedAnswer):
    """The outline of a pack: the same slides for presentation, document and page."""

    title: str
    subtitle: str
    area: str
    quarter: Quarter
    slides: tuple[Slide, ...]
    release: ReleaseNote
    audience: str


def parse_pack_request(pairs: Pairs, default: PackRequest) -> PackRequest:
    """Read a request from the pairs of a query string over the default. Raises NotFoundError for what it cannot read.

    `item` may stand there many times; the same one counts once, where it first stands.
    """
    pairs = list(pairs)
    query = dict(pairs)
    items = tuple(dict.fromkeys(parse_item(text) for name, text in pairs if name == "item" and text))
    if len(items) > MAX_ITEMS:
        raise NotFoundError(f"A pack of {len(items)} items is too long. Choose at most {MAX_ITEMS}.")
    return replace(
        default,
        marac=query.get("marac") or default.marac,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        items=items or default.items,
        group=parse_group(query["group"]) if query.get("group") else default.group,
        including=parse_including(query.get("including"), default=default.including),
        title=parse_title(query.get("title", "")),
        held_on=parse_day(query.get("date", "")),
    )


def parse_item(text: str) -> PackItem:
    """Read an item such as `trend:cases`. Raises NotFoundError for a part that no pack has."""
    part, end, slug = text.partition(PART_END)
    if not end or part not in list(PackPart) or not slug:
        raise NotFoundError(
            f"“{text[:60]}” is no part of a pack. Write dashboard:, compare:, trend:, funnel: or control: and the "
            "short name behind it, such as trend:cases."
        )
    return PackItem(part=PackPart(part), slug=slug)


def parse_title(text: str) -> str:
    """Read the title of a pack. Raises NotFoundError for one that is too long or cannot be printed."""
    title = " ".join(text.split())
    if len(title) > MAX_TITLE_LENGTH or not title.isprintable():
        raise NotFoundError(f"The title of a pack has at most {MAX_TITLE_LENGTH} letters that can be seen. Shorten it.")
    return title


def parse_day(text: str) -> date | None:
    """Read the day of a board: `2026-05-12`; none where nothing is said. Raises NotFoundError."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFoundError(f"“{text[:40]}” is not a day. Write it like 2026-05-12.") from None


def move_item(request: PackRequest, place: int, by: int) -> PackRequest:
    """Move an item up (-1) or down (1); one at the end stays where it is."""
    items, to = list(request.items), place + by
    if 0 <= place < len(items) and 0 <= to < len(items):
        items[place], items[to] = items[to], items[place]
    return replace(request, items=tuple(items))
