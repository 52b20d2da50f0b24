"""The changes that a set of files would make, shown before it is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from maracdash.model.answers import MarkedAnswer
from maracdash.model.areas import Area
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter


@dataclass(frozen=True, kw_only=True)
class ChangeCount:
    """Counts for one area and quarter: fields or published figures that are new, changed, unchanged and lost.

    A field is lost where a return with other cases or entries leaves it blank: the count held is of other cases.
    """

    area: Area
    quarter: Quarter
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    lost: int = 0


@dataclass(frozen=True, kw_only=True)
class FigureChange:
    """One field of a return, or one published indicator, as it was and as it would be, written out.

    `was` is empty where nothing was held, `now` where nothing would be; `replaces` is the submission that loses it.
    """

    area: Area
    quarter: Quarter
    field: str
    was: str
    now: str
    replaces: str = ""


@dataclass(frozen=True, kw_only=True)
class AreaChange:
    """One fact of an area, such as its name, as it was and as it would be, written out; empty where there is none."""

    area: Area
    what: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, kw_only=True)
class ReplacedSubmission:
    """An earlier submission some of whose figures would no longer count, and their number."""

    id: str
    who: str
    accepted_at: datetime
    figures: int


@dataclass(frozen=True, kw_only=True)
class HeadlineChange:
    """One headline figure of 12 months before and after; None where there is none, with the mark that says why."""

    area: Area
    quarter: Quarter
    indicator: Indicator
    was: float | None
    now: float | None
    was_mark: str = ""
    now_mark: str = ""


@dataclass(frozen=True, kw_only=True)
class LostFigures:
    """Figures of a Marac that have a number now and would have none: of single quarters, and of 12 months to others."""

    area: Area
    indicators: tuple[Indicator, ...]
    quarters: tuple[Quarter, ...] = ()
    years: tuple[Quarter, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Preview(MarkedAnswer):
    """The difference that a set of files would make.

    `changes` are the changed and lost figures, and the new ones where they are few, at most as many as can be read;
    `parts` count all of them. `kept` are fields that this set leaves blank, with how many held figures of each stay.
    `losses` are the figures that would be gone where a return leaves out what a held one gives.
    `headlines` are those of the Maracs in the set that have a figure before or after, of the last quarter that would
    differ; where areas change, all those of Maracs and forces that would differ.
    """

    parts: tuple[ChangeCount, ...] = ()
    changes: tuple[FigureChange, ...] = ()
    replaced: tuple[ReplacedSubmission, ...] = ()
    kept: tuple[tuple[str, int], ...] = ()
    losses: tuple[LostFigures, ...] = ()
    headlines: tuple[HeadlineChange, ...] = ()
    areas: tuple[AreaChange, ...] = ()

    @property
    def new(self) -> int:
        """Figures where nothing was held."""
        return sum(part.new for part in self.parts)

    @property
    def changed(self) -> int:
        """Figures that replace another one."""
        return sum(part.changed for part in self.parts)

    @property
    def unchanged(self) -> int:
        """Figures that are held already as they are."""
        return sum(part.unchanged for part in self.parts)

    @property
    def lost(self) -> int:
        """Figures that would no longer count, with nothing in their place."""
        return sum(part.lost for part in self.parts)
