"""Summary of an area: what is new or clearer, what stands out and what went back to usual, indicator by indicator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maracdash.model.answers import Comparison, MarkedAnswer, ReleaseNote
from maracdash.model.areas import Area
from maracdash.model.quarters import Quarter
from maracdash.model.signals import ChangesSince, SignalChange, SignalCheck


class Standing(StrEnum):
    """Standing of an indicator now, beside then: the first of these that is true of it.

    `NEW` has a signal whose figure did not differ that way at 95% then, `CLEARER` one whose figure did, `LASTING` one
    that was a signal then too. With no signal now, of `LOST` one of then cannot be compared any more, `LESS_CLEAR`
    still differs at 95%, and `BACK` is within what chance explains. `MILD` differs at 95% and was no signal then.
    """

    NEW = "new"
    CLEARER = "clearer than before"
    LASTING = "stands out"
    LOST = "no longer compared"
    LESS_CLEAR = "less clear than before"
    BACK = "back to usual"
    MILD = "differs at 95%"


@dataclass(frozen=True, kw_only=True)
class IndicatorSummary:
    """An indicator that has something to say: its comparison, the signals that hold now, and those that do no more.

    `fresh` are those of now whose figure did not differ that way at 95% then, `clearer` those whose figure did.
    """

    standing: Standing
    comparison: Comparison
    signals: tuple[SignalCheck, ...] = ()
    fresh: tuple[SignalCheck, ...] = ()
    clearer: tuple[SignalCheck, ...] = ()
    ended: tuple[SignalChange, ...] = ()

    @property
    def slug(self) -> str:
        """Slug of the indicator."""
        return self.comparison.indicator.slug


@dataclass(frozen=True, kw_only=True)
class AreaSummary(MarkedAnswer):
    """A Marac or force at a quarter, beside then.

    `comparisons` are of every indicator, in the order of the catalogue, and `indicators` those that have something to
    say, in the same order. A 0 that is doubted says nothing.
    """

    changes: ChangesSince
    comparisons: tuple[Comparison, ...]
    indicators: tuple[IndicatorSummary, ...]

    @property
    def area(self) -> Area:
        """The Marac or force."""
        return self.changes.now.area

    @property
    def quarter(self) -> Quarter:
        """The quarter that the 12 months of every figure end with."""
        return self.changes.now.quarter

    @property
    def release(self) -> ReleaseNote:
        """The release of now."""
        return self.changes.release

    @property
    def doubted(self) -> tuple[Comparison, ...]:
        """Comparisons of a 0 that is probably not recorded."""
        return tuple(each for each in self.comparisons if each.is_doubted)

    @property
    def compared(self) -> tuple[SignalCheck, ...]:
        """Comparisons of now that could be made, without those of a 0 that is doubted."""
        doubted = {each.indicator.slug for each in self.doubted}
        return tuple(each for each in self.changes.now.compared if each.indicator.slug not in doubted)

    def with_standing(self, *standings: Standing) -> tuple[IndicatorSummary, ...]:
        """The indicators of these standings."""
        return tuple(each for each in self.indicators if each.standing in standings)
