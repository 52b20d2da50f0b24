"""The map of police forces: a tile of equal size for each, with its figure and its verdict against the UK."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from maracdash.model.answers import MarkedAnswer, Point, ReleaseNote, Verdict
from maracdash.model.areas import Area
from maracdash.model.errors import NotFoundError
from maracdash.model.force_tiles import TileCaption, TilePlace
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.values import Value

MAX_STEPS = 5


class Shading(StrEnum):
    """Meaning of a tile's colour: a step of the value, or the verdict against the UK."""

    VALUE = "value"
    VERDICT = "verdict"


@dataclass(frozen=True, kw_only=True)
class ForceMapSelection:
    """An indicator, a quarter, the shading, and the code of the reader's own force, where there is one."""

    indicator: str
    quarter: Quarter
    shading: Shading = Shading.VALUE
    own: str = ""

    def query(self) -> str:
        """The query string, without the reader's force, which follows from their Marac."""
        parts = {"indicator": self.indicator, "quarter": str(self.quarter)}
        if self.shading is not Shading.VALUE:
            parts["shading"] = str(self.shading)
        return urlencode(parts)


@dataclass(frozen=True, kw_only=True)
class ForceTile:
    """A force on the map: its place, its value, and its verdict against the UK (`strong` at 99.8%), without itself.

    `compared` is the UK as it was compared with; None where there is none.
    """

    force: Area
    place: TilePlace
    value: Value
    verdict: Verdict = Verdict.NOT_COMPARED
    strong: bool = False
    compared: Point | None = None
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class ForceMap(MarkedAnswer):
    """Every force that the release knows, by name, at one quarter's 12 months; `uk` is None where it knows of none.

    `captions` name regions whose forces have no place of their own on the map. `by_verdict` says what the colour
    means: for an indicator without verdicts it is the value, whatever was chosen.
    """

    indicator: Indicator
    quarter: Quarter
    tiles: tuple[ForceTile, ...]
    captions: tuple[TileCaption, ...]
    uk: Point | None
    by_verdict: bool
    release: ReleaseNote

    @property
    def known(self) -> tuple[ForceTile, ...]:
        """The tiles with a figure."""
        return tuple(each for each in self.tiles if each.value.known)

    @property
    def fitted_indicator(self) -> Indicator:
        """The indicator with the decimals that all of the figures allow."""
        return self.indicator.fitting(*(each.value for each in self.known))

    @property
    def own(self) -> ForceTile | None:
        """The tile of the reader's force."""
        return next((each for each in self.tiles if each.own), None)


@dataclass(frozen=True, kw_only=True)
class ValueStep:
    """A fifth of the forces with a figure, or about that: `number` runs from 0, the lowest fifth, to 4."""

    number: int
    lowest: float
    highest: float
    forces: frozenset[Area]


def parse_map_selection(query: Mapping[str, str], default: ForceMapSelection) -> ForceMapSelection:
    """Read a selection from a query string over the default. Raises NotFoundError for a word it cannot read."""
    shading = query.get("shading") or default.shading
    if shading not in list(Shading):
        raise NotFoundError(f"The map cannot be coloured by “{shading[:40]}”. Choose one of: {', '.join(Shading)}.")
    return replace(
        default,
        indicator=query.get("indicator") or default.indicator,
        quarter=Quarter.parse(query["quarter"]) if query.get("quarter") else default.quarter,
        shading=Shading(shading),
    )


def find_steps(answer: ForceMap) -> tuple[ValueStep, ...]:
    """Divide the forces with a figure into fifths, lowest first.

    Figures that are written alike are never parted, so that a reader can tell the step from the number: then a step
    holds more or fewer than a fifth, or there are fewer than five.
    """
    known = sorted(answer.known, key=lambda tile: tile.value.number or 0.0)
    written = [answer.fitted_indicator.format(tile.value.number or 0.0) for tile in known]
    sizes, before = Counter(written), 0
    steps: dict[int, list[ForceTile]] = {}
    for text in dict.fromkeys(written):
        middle = (before + sizes[text] / 2) / len(known)
        steps.setdefault(int(MAX_STEPS * middle), []).extend(known[before : before + sizes[text]])
        before += sizes[text]
    return tuple(_make_step(number, tiles) for number, tiles in steps.items())


def _make_step(number: int, tiles: list[ForceTile]) -> ValueStep:
    numbers = [tile.value.number or 0.0 for tile in tiles]
    return ValueStep(
        number=number, lowest=numbers[0], highest=numbers[-1], forces=frozenset(tile.force for tile in tiles)
    )
