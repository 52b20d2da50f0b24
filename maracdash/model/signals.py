"""Signals: what differs beyond chance at 99.8%, from a larger area or from a year before; and how they changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from maracdash.model.answers import MarkedAnswer, Point, ReleaseNote, Verdict
from maracdash.model.areas import Area
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Quarter
from maracdash.model.query_strings import write_query
from maracdash.model.revisions import Revision
from maracdash.model.selection import write_comparison_parts
from maracdash.model.values import Value


class SignalKind(StrEnum):
    """Other figure of a comparison: a larger area's, or the same area's of a year before."""

    FORCE = "force"
    GROUP = "group"
    UK = "uk"
    YEAR = "year before"


class SinceSpan(StrEnum):
    """Spans to look back over that need no date."""

    QUARTER = "quarter"
    YEAR = "year"
    THREE_YEARS = "three-years"

    @property
    def quarters(self) -> int:
        """Length of the span."""
        return SPAN_QUARTERS[self]


SPAN_QUARTERS = {SinceSpan.QUARTER: 1, SinceSpan.YEAR: 4, SinceSpan.THREE_YEARS: 12}
SINCE_EXAMPLE = "2026-05-12"


@dataclass(frozen=True, kw_only=True)
class SinceSelection:
    """A Marac or force, a quarter, and what to look back to: a span, or a day such as that of the last meeting.

    `including` and `group` say what it is compared with, as in `Selection`.
    """

    marac: str
    quarter: Quarter
    since: SinceSpan | date = SinceSpan.QUARTER
    including: bool = False
    group: GroupChoice | None = None

    def query(self) -> str:
        """The query string."""
        parts = {"marac": self.marac, "quarter": str(self.quarter)}
        if self.since is not SinceSpan.QUARTER:
            parts["since"] = str(self.since)
        return write_query({**parts, **self.comparison_parts()}.items())

    def comparison_parts(self) -> dict[str, str]:
        """The parts of an address that say what the area is compared with; none where that is as usual."""
        return write_comparison_parts(including=self.including, group=self.group)


@dataclass(frozen=True, kw_only=True)
class SignalCheck:
    """One comparison of 12 months. `outcome` is `HIGHER` or `LOWER` at 99.8%, else `SIMILAR` or not compared.

    `likely` is the same at 95%, the verdict that pages name. `other` is the larger area, and `beside` the figure that
    it was compared by; of a year before there is no other.
    """

    indicator: Indicator
    kind: SignalKind
    quarter: Quarter
    value: Value
    beside: Value
    outcome: Verdict
    likely: Verdict
    other: Point | None = None

    @property
    def key(self) -> tuple[str, SignalKind]:
        """Identity of the comparison at whichever quarter."""
        return self.indicator.slug, self.kind

    @property
    def is_signal(self) -> bool:
        """Tell whether chance alone is an unlikely reason."""
        return self.outcome in (Verdict.HIGHER, Verdict.LOWER)

    @property
    def is_compared(self) -> bool:
        """Tell whether the two figures could be compared at all."""
        return self.outcome is not Verdict.NOT_COMPARED


@dataclass(frozen=True, kw_only=True)
class SignalScan(MarkedAnswer):
    """Every comparison of an area at one quarter, signals or not, in the order of the indicators.

    `is_filled` where a Marac did not return that quarter, which is proxied: a copy of the one before.
    """

    area: Area
    quarter: Quarter
    checks: tuple[SignalCheck, ...]
    release: ReleaseNote
    is_filled: bool = False

    @property
    def compared(self) -> tuple[SignalCheck, ...]:
        """The comparisons that could be made."""
        return tuple(each for each in self.checks if each.is_compared)

    @property
    def indicators(self) -> int:
        """Number of indicators with a comparison that could be made."""
        return len({each.indicator.slug for each in self.compared})


@dataclass(frozen=True, kw_only=True)
class SignalChange:
    """A signal, and the same comparison at the other time; None where it was not even asked for."""

    signal: SignalCheck
    other: SignalCheck | None

    @property
    def is_of_grade(self) -> bool:
        """Tell whether the other figure differs the same way at 95%: then only the grade is another."""
        return self.other is not None and self.other.likely is self.signal.outcome


@dataclass(frozen=True, kw_only=True)
class ChangesSince(MarkedAnswer):
    """Changes from then to now: signals at 99.8% that are new, gone or lasting, and figures of then revised since.

    A signal may be new because a figure that differed at 95% took a small step: such are `clearer`, the others `fresh`.
    One that is gone may likewise be `less_clear` only, else it is `ended`, or `untold` where nothing can be compared.
    `then` is None where there is nothing to compare with, and `why_not` says why. `then_release` was current at the
    end of `day`; None where there was no release yet, or it is no longer kept (`is_kept`), so that revisions cannot be
    told. `is_newest` where no later quarter than that of now has figures.
    """

    selection: SinceSelection
    now: SignalScan
    then_quarter: Quarter
    day: date
    then: SignalScan | None = None
    then_release: ReleaseNote | None = None
    why_not: str = ""
    is_newest: bool = True
    is_kept: bool = True
    new: tuple[SignalChange, ...] = ()
    gone: tuple[SignalChange, ...] = ()
    lasting: tuple[SignalChange, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def release(self) -> ReleaseNote:
        """The release of now."""
        return self.now.release

    @property
    def fresh(self) -> tuple[SignalChange, ...]:
        """Signals that are new, and whose figure did not differ the same way at 95% then."""
        return tuple(each for each in self.new if not each.is_of_grade)

    @property
    def clearer(self) -> tuple[SignalChange, ...]:
        """Signals that are new, and whose figure differed the same way at 95% then."""
        return tuple(each for each in self.new if each.is_of_grade)

    @property
    def less_clear(self) -> tuple[SignalChange, ...]:
        """Signals that are gone, and whose figure still differs the same way at 95%."""
        return tuple(each for each in self.gone if each.is_of_grade)

    @property
    def ended(self) -> tuple[SignalChange, ...]:
        """Signals that are gone, not less clear only, and whose comparison can still be made."""
        return tuple(each for each in self.gone if not each.is_of_grade and each not in self.untold)

    @property
    def untold(self) -> tuple[SignalChange, ...]:
        """Signals of then whose comparison cannot be made now, as where a figure is withheld."""
        return tuple(each for each in self.gone if each.other and not each.other.is_compared)

    @property
    def is_nothing_newer(self) -> bool:
        """Tell whether then and now are the very same figures, so that nothing can have changed."""
        if self.then is None:
            return False
        return (self.then.quarter, self.then.release.id) == (self.now.quarter, self.now.release.id)

    @property
    def is_same_release(self) -> bool:
        """Tell whether nothing was published since."""
        return self.then_release is not None and self.then_release.id == self.release.id


def parse_since_selection(query: Mapping[str, str], default: SinceSelection) -> SinceSelection:
    """Read what to look back to from a query string. Raises NotFoundError for a word or day it cannot read."""
    text = query.get("since", "").strip()
    return replace(default, since=parse_since(text)) if text else default


def parse_since(text: str) -> SinceSpan | date:
    """Read a span's word or a day. Raises NotFoundError."""
    if text in list(SinceSpan):
        return SinceSpan(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFoundError(
            f"“{text[:40]}” is no day to look back to. Write it like {SINCE_EXAMPLE}, or choose one of: "
            f"{', '.join(SinceSpan)}."
        ) from None


def sort_changes(
    then: SignalScan, now: SignalScan
) -> tuple[list[SignalChange], list[SignalChange], list[SignalChange]]:
    """Sort the signals of two times into new, gone and lasting ones.

    A signal that turned from higher to lower is gone as one and new as the other.
    """
    before, after = ({each.key: each for each in scan.checks} for scan in (then, now))
    new: list[SignalChange] = []
    lasting: list[SignalChange] = []
    for each in now.checks:
        if each.is_signal:
            other = before.get(each.key)
            held = other is not None and other.outcome is each.outcome
            (lasting if held else new).append(SignalChange(signal=each, other=other))
    gone = [
        SignalChange(signal=each, other=other)
        for each in then.checks
        if each.is_signal and ((other := after.get(each.key)) is None or other.outcome is not each.outcome)
    ]
    return new, gone, lasting
