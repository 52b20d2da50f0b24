"""A summary in words: five sentences for who has a minute, then sentences on each indicator, then what to bear in mind.

It says what is so and how sure that is: never why, nor what is good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from maracdash import catalogue
from maracdash.model.answers import HeadlineCards, Verdict
from maracdash.model.area_summaries import AreaSummary, IndicatorSummary, Standing
from maracdash.model.indicators import Indicator
from maracdash.model.quarters import Window, describe_period
from maracdash.model.signals import SignalCheck, SignalKind
from maracdash.statistics.distances import measure_distance
from maracdash.statistics.signals import expect_false_alarms
from maracdash.words import summary_caveats
from maracdash.words.changes_since import (
    MOVED,
    name_other,
    write_filled,
    write_nothing_newer,
    write_signal,
    write_then,
    write_time_lines,
)
from maracdash.words.gap_in_cases import write_brief_gap
from maracdash.words.indicator_phrases import definite_subject, subject
from maracdash.words.sentences import capitalise, join_words
from maracdash.words.summaries import write_comparison, write_headline
from maracdash.words.summary_strengths import MILD, write_strength
from maracdash.words.verdicts import STRONG, VERDICT_LINKS

MAX_NAMED = 3
ORDER = tuple(Standing)
NOTHING = "No indicator differs from what it is compared with, nor from the year before, by more than chance explains."


@dataclass(frozen=True, kw_only=True)
class WrittenIndicator:
    """Sentences on an indicator: its headline, its change on the year if any, how sure that is, the gap in cases."""

    indicator: Indicator
    standing: Standing
    headline: str
    change: str
    strength: str
    gaps: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of them, from the headline down."""
        return tuple(filter(None, (self.headline, self.change, self.strength, *self.gaps)))


@dataclass(frozen=True, kw_only=True)
class WrittenSection:
    """Indicators of a section that have something to say."""

    slug: str
    title: str
    indicators: tuple[WrittenIndicator, ...]


@dataclass(frozen=True, kw_only=True)
class WrittenSummary:
    """A summary, from its heading down to where the figures come from; `nothing` where no section has anything."""

    heading: str
    period: str
    sentences: tuple[str, ...]
    sections: tuple[WrittenSection, ...]
    nothing: str
    caveats: tuple[str, ...]
    lines: tuple[str, ...]


def write_area_summary(answer: AreaSummary) -> WrittenSummary:
    """The whole summary."""
    sections = tuple(_write_sections(answer.indicators))
    return WrittenSummary(
        heading=f"Summary: {answer.area.name}",
        period=f"{capitalise(describe_period(answer.quarter, Window.YEAR))}, beside {write_then(answer.changes)}",
        sentences=write_sentences(answer),
        sections=sections,
        nothing="" if sections else NOTHING,
        caveats=summary_caveats.write_caveats(answer),
        lines=write_time_lines(answer.changes),
    )


def write_sentences(answer: AreaSummary) -> tuple[str, ...]:
    """Five points: how many cases; what is new or clearer; what stands out; what is no more; what to bear in mind."""
    return (
        _write_cases(answer),
        _write_new(answer),
        _write_standing(answer),
        _write_back(answer),
        summary_caveats.write_caution(answer, expect_false_alarms(len(answer.compared))),
    )


def _write_cases(answer: AreaSummary) -> str:
    by_slug = {each.indicator.slug: each for each in answer.comparisons}
    return write_headline(HeadlineCards(cards=tuple(by_slug[slug] for slug in catalogue.HEADLINE_SLUGS)))


def _write_new(answer: AreaSummary) -> str:
    new, clearer = answer.with_standing(Standing.NEW), answer.with_standing(Standing.CLEARER)
    since = write_then(answer.changes)
    if answer.changes.then is None:
        return f"What is new cannot be told. {answer.changes.why_not}"
    if answer.changes.is_nothing_newer:
        return capitalise(write_nothing_newer(answer.changes))
    filled = write_filled(answer.changes)
    if not new and not clearer:
        return f"{filled}Nothing stands out now (at {STRONG}) that did not in {since}."
    start = (
        f"New since {since}, at {STRONG}: {_name_many(new, attrgetter('fresh'))}."
        if new
        else f"Nothing is new since {since}."
    )
    said = f"{filled}{start}"
    if not clearer:
        return said
    return f"{said} Clearer than then (at {MILD} then, at {STRONG} now): {_name_many(clearer, attrgetter('clearer'))}."


def _write_standing(answer: AreaSummary) -> str:
    lasting = answer.with_standing(Standing.LASTING)
    new = answer.with_standing(Standing.NEW, Standing.CLEARER)
    of = len({each.indicator.slug for each in answer.compared})
    if not of:
        return f"No indicator of {answer.area.name} can be compared here."
    compared = f"{of} {'indicator' if of == 1 else 'indicators'} that can be compared"
    count = len(lasting) + len(new)
    start = f"{answer.area.name} stands out in {count or 'none'} of the {compared} (at {STRONG})"
    if not lasting:
        return f"{start}."
    then = (
        ""
        if answer.changes.then is None or answer.changes.is_nothing_newer
        else (f"; in {len(lasting)} of them it did then too" if new else ", as then")
    )
    return f"{start}{then}: {_name_many(lasting, attrgetter('signals'))}."


def _write_back(answer: AreaSummary) -> str:
    if answer.changes.then is None or answer.changes.is_nothing_newer:
        return "What went back to usual cannot be told either."
    back, less = answer.with_standing(Standing.BACK), answer.with_standing(Standing.LESS_CLEAR)
    said = (
        f"Back to usual, within what chance explains at {MILD}: {_name_ended(back)}."
        if back
        else "Nothing that stood out then has gone back to usual."
    )
    if not less:
        return said
    return f"{said} Less clear than then (not at {STRONG} any more, at {MILD} still): {_name_ended(less)}."


def _name_many(found: Sequence[IndicatorSummary], of: Callable[[IndicatorSummary], Iterable[SignalCheck]]) -> str:
    named = [
        f"{subject(each.comparison.indicator)} ({_name_signals(of(each))})"
        for each in sorted(found, key=_farthest_first)
    ]
    return _join(named)


def _name_ended(found: Sequence[IndicatorSummary]) -> str:
    named = [
        f"{subject(each.comparison.indicator)} ({_name_signals([gone.signal for gone in each.ended], past=True)})"
        for each in found
    ]
    return _join(named)


def _farthest_first(summary: IndicatorSummary) -> float:
    apart = (measure_distance(each.indicator, each.value, each.beside) for each in summary.signals)
    return -max((each for each in apart if each is not None), default=0.0)


def _join(named: list[str]) -> str:
    """Semicolons between: names of indicators hold commas."""
    first, rest = named[:MAX_NAMED], len(named) - MAX_NAMED
    return "; ".join([*first, *([f"and {rest} more"] if rest > 0 else [])])


def _name_signals(signals: Iterable[SignalCheck], *, past: bool = False) -> str:
    """`higher than its force and the UK; rose on the year`."""
    areas: dict[Verdict, list[str]] = {}
    moved = []
    for each in signals:
        if each.kind is SignalKind.YEAR:
            moved.append(f"{MOVED[each.outcome]} on the year")
        else:
            areas.setdefault(each.outcome, []).append(name_other(each))
    was = "was " if past else ""
    said = [f"{was}{VERDICT_LINKS[outcome]} {join_words(names)}" for outcome, names in areas.items()]
    return ", ".join([*said, *moved])


def _write_sections(indicators: Sequence[IndicatorSummary]) -> Iterator[WrittenSection]:
    for section in catalogue.SECTIONS:
        own = [each for each in indicators if each.comparison.indicator.section == section.slug]
        own.sort(key=lambda each: ORDER.index(each.standing))
        if own:
            written = tuple(_write_indicator(each) for each in own)
            yield WrittenSection(slug=section.slug, title=section.title, indicators=written)


def _write_indicator(summary: IndicatorSummary) -> WrittenIndicator:
    comparison = summary.comparison
    change = next((each for each in summary.signals if each.kind is SignalKind.YEAR), None)
    return WrittenIndicator(
        indicator=comparison.indicator,
        standing=summary.standing,
        headline=write_comparison(comparison),
        change=_write_change(change) if change else "",
        strength=write_strength(summary),
        gaps=write_brief_gap(comparison),
    )


def _write_change(check: SignalCheck) -> str:
    """`Cases with children in the household rose from 31.0% in 2023-Q4 to 40.2% in 2024-Q4.`"""
    return f"{capitalise(definite_subject(check.indicator))} {write_signal(check)}."
