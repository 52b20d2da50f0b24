"""The gap in cases in words: how many more or fewer a Marac would have at the share or rate of a larger area."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from maracdash.catalogue.characteristics import ETHNIC_GROUPS
from maracdash.model.answers import AreaRole, Comparison, Point
from maracdash.model.indicators import Indicator
from maracdash.model.numbers import format_number, round_half_up
from maracdash.model.quarters import Window
from maracdash.model.values import Status
from maracdash.statistics.comparators import find_gap
from maracdash.statistics.gap_in_cases import METHODS, GapInCases
from maracdash.statistics.refusals import Refusal, RefusalReason
from maracdash.words import comparators, contradictions, numbers
from maracdash.words.sentences import join_words

GAP_ROLES = (AreaRole.FORCE, AreaRole.GROUP, AreaRole.REGION, AreaRole.UK)
BRIEF_ROLES = (AreaRole.GROUP, AreaRole.FORCE, AreaRole.UK)
OF_OTHER_PEOPLE = frozenset({"minoritised-cases", *ETHNIC_GROUPS})
PERIODS = {Window.YEAR: "a year", Window.QUARTER: "in the quarter"}
LESS_THAN_ONE = "less than 1"
ALIKE = "no more than chance explains"
WHAT_IT_IS = "Numbers of cases say how large a difference is. They are no target."


@dataclass(frozen=True, kw_only=True)
class PointGap:
    """A larger area with the gap to it."""

    point: Point
    gap: GapInCases


def write_gaps_in_cases(answer: Comparison) -> tuple[str, ...]:
    """A sentence for each larger area that the Marac is higher or lower than, then one for those where it is similar.

    `To match the rest of its force (9.0%), Birchford would expect about 14 more cases referred by ... a year, between 6
    and 22.` And what such a number is. Or why none can be told; nothing for totals, and where there is no figure to
    speak of. Nothing either of ethnic groups: other areas have other people, and what is to be matched is who lives
    here (`representation`).
    """
    if answer.indicator.interval_method not in METHODS or not answer.own.value.known:
        return ()
    if answer.indicator.slug in OF_OTHER_PEOPLE:
        return ()
    if contradictions.find_contradiction(answer):
        return ()
    found = _find_gaps(answer, comparators.known_averages(answer, GAP_ROLES))
    if isinstance(found, Refusal):
        return (f"How many cases the difference is cannot be told. {found.words}",)
    apart = [each for each in found if not holds_none(each.gap)]
    alike = [each.point for each in found if holds_none(each.gap)]
    notes = (WHAT_IT_IS,) if apart else ()
    return (*(_gap_sentence(answer, each) for each in apart), *_alike_sentences(answer, alike), *notes)


def write_brief_gap(answer: Comparison) -> tuple[str, ...]:
    """The same of one larger area: the similar group, else the force, else the UK."""
    known = {point.role: point for point in comparators.known_averages(answer, BRIEF_ROLES)}
    first = next((known[role] for role in BRIEF_ROLES if role in known and known[role].against.known), None)
    return write_gaps_in_cases(replace(answer, averages=(first,))) if first else ()


def write_gap_cell(indicator: Indicator, own: Point, point: Point) -> str:
    """`14 more (6 more to 22 more)`; `2 fewer (11 fewer to 3 more), no more than chance explains`; or why not."""
    found = find_gap(indicator, own, point)
    if isinstance(found, Refusal):
        return _refusal_phrase(found, point)
    alike = f", {ALIKE}" if holds_none(found) else ""
    ends = (found.gap, found.limits.lower, found.limits.upper)
    gap, lower, upper = (_write_amount(found, each) for each in ends)
    return f"{gap} ({lower} to {upper}){alike}"


def holds_none(gap: GapInCases) -> bool:
    """Tell if chance explains a gap: the verdict is then "similar"."""
    return gap.limits.lower <= 0 <= gap.limits.upper


def _find_gaps(answer: Comparison, points: Iterable[Point]) -> list[PointGap] | Refusal:
    """The gap to each, without those that are no comparators; the refusal where there is none for want of a base."""
    found, refused = [], None
    for point in points:
        gap = find_gap(answer.indicator, answer.own, point)
        if isinstance(gap, GapInCases):
            found.append(PointGap(point=point, gap=gap))
        elif gap.reason is RefusalReason.NO_BASE:
            refused = gap
    return found or refused or []


def write_gap_phrase(indicator: Indicator, gap: GapInCases, window: Window) -> str:
    """`about 14 more cases referred by ... a year, between 6 and 22`: of a gap whose limits do not hold none."""
    low, high = sorted((gap.limits.lower, gap.limits.upper), key=abs)
    size, least, most = (_write_size(gap, each) for each in (gap.gap, low, high))
    about, counted = (size, "1") if size == LESS_THAN_ONE else (f"about {size}", size)
    more = "more" if gap.gap > 0 else "fewer"
    span = "" if least == most else f", between {least} and {most}"
    return f"{about} {more} {numbers.noun(indicator, counted)} {PERIODS[window]}{span}"


def _gap_sentence(answer: Comparison, found: PointGap) -> str:
    name = comparators.name_compared(answer, found.point)
    phrase = write_gap_phrase(answer.indicator, found.gap, answer.window)
    return f"To match {name}, {answer.hierarchy.area.name} would expect {phrase}."


def _alike_sentences(answer: Comparison, points: list[Point]) -> tuple[str, ...]:
    if not points:
        return ()
    named = join_words([comparators.name_compared(answer, point) for point in points])
    return (f"The gap in cases to {named} is {ALIKE}.",)


def _refusal_phrase(refusal: Refusal, point: Point) -> str:
    if refusal.reason is RefusalReason.NO_METHOD:
        return Status.NOT_APPLICABLE.words
    if refusal.reason is RefusalReason.NO_COMPARATOR and point.against.absence:
        return f"not told: {point.against.absence}"
    return f"not told: {refusal.words[0].lower()}{refusal.words[1:].rstrip('.')}"


def _write_amount(gap: GapInCases, number: float) -> str:
    """`14 more`, `3 fewer`, `none`."""
    return f"{_write_size(gap, number)} {'more' if number > 0 else 'fewer'}" if number else "none"


def _write_size(gap: GapInCases, number: float) -> str:
    """Whole cases, never more than there is room for: a gap of 1.5 is 1 where 1.5 is all that there is."""
    if abs(number) < 1:
        return LESS_THAN_ONE
    room = gap.room.upper if number > 0 else -gap.room.lower
    whole = round_half_up(abs(number))
    return format_number(whole if whole <= room else math.floor(room))
