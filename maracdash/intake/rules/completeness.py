"""Completeness: far fewer meetings than a Marac usually holds in a quarter are a question and not an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import ceil

import numpy as np

from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.rules.context import RuleContext
from maracdash.model.quarters import Quarter

MIN_PAST_QUARTERS = 2
MAX_PAST_QUARTERS = 4


def warn_few_meetings(returns: ParsedReturns, context: RuleContext) -> Iterator[Problem]:
    """Warn where a Marac and quarter, all its rows of the set together, has below half of its usual meetings.

    A return counts for its whole quarter, so a single meeting would pass for all of them. Of a quarter that still runs
    it is half of what would have been by today.
    """
    today = Quarter.of(context.today)
    elapsed = (context.today - today.start).days / ((today + 1).start - today.start).days
    past = _held_entries(context)
    brought: dict[tuple[float, float], list[int]] = defaultdict(list)
    for at, key in enumerate(zip(returns.values("marac"), returns.values("quarter"), strict=True)):
        brought[key].append(at)
    wrong = np.zeros(len(returns.frame), dtype=bool)
    sentences: dict[int, str] = {}
    for (marac, quarter), places in brought.items():
        if np.isnan(marac) or np.isnan(quarter):
            continue
        usual = _usual_meetings(past[returns.maracs[int(marac)].area.code], int(quarter))
        entries = float(returns.values("entries")[places].sum())
        running = int(quarter) >= today.index
        if entries < ceil(usual * (elapsed if running else 1) / 2):
            wrong[places[0]] = True
            sentences[places[0]] = _write_question(entries, returns, places[0], usual, running=running)
    quarterly = np.isnan(returns.values("day"))
    for column, of_kind in (("day", wrong & ~quarterly), ("quarter", wrong & quarterly)):
        yield from returns.problems(of_kind, column, sentences.__getitem__, Severity.WARNING)


def _held_entries(context: RuleContext) -> Mapping[str, dict[int, int]]:
    """Numbers of meetings by Marac code and quarter (as index), oldest first."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for (marac, quarter), held in sorted(context.meetings.items(), key=lambda each: each[0]):
        found[marac][quarter] = held.entries
    return found


def _usual_meetings(past: Mapping[int, int], quarter: int) -> float:
    """The median of the last quarters held before this one; 0 where they are too few to tell."""
    before = [entries for each, entries in past.items() if each < quarter][-MAX_PAST_QUARTERS:]
    return float(np.median(before)) if len(before) >= MIN_PAST_QUARTERS else 0.0


def _write_question(entries: float, returns: ParsedReturns, at: int, usual: float, *, running: bool) -> str:
    noun, these, them = ("meeting", "this one", "it") if entries == 1 else ("meetings", "these", "them")
    return (
        f"{entries:,.10g} {noun} for {returns.marac(at)} in {returns.quarter(at)}, where it usually has {usual:,.10g}. "
        f"The figures of the whole quarter would be of {these} alone: send the others with {them}, or accept if there "
        f"were no more{' so far' if running else ''}."
    )
