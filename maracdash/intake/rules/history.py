"""History: a count far from the past, or a held meeting that would be lost, is a question and not an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.rules.context import RuleContext
from maracdash.model.quarters import Quarter
from maracdash.model.returns import HeldQuarter

MIN_PAST_QUARTERS = 4
# 1.4826 makes the median absolute deviation a standard deviation where values are normal; 5 of them are far.
FAR_DEVIATIONS = 5 * 1.4826
# A steady Marac has almost no deviation: a change below half its median, or below ten cases, is never far.
MIN_FAR_SHARE = 0.5
MIN_FAR_CASES = 10.0
MAX_LISTED_DAYS = 6
ADVICE_TOGETHER = "Send the whole quarter together"
ADVICE_COMPLETE = "Check that it is of all of them"


def warn_far_from_history(returns: ParsedReturns, context: RuleContext) -> Iterator[Problem]:
    """Warn where the cases of a Marac and quarter, all its rows of the set together, are far from the median.

    The warning is at the row with the most cases: there a slip of the hand is likeliest.
    """
    frame = returns.frame[["marac", "quarter", "cases"]].dropna()
    groups = frame.groupby(["marac", "quarter"])["cases"]
    most = frame.loc[groups.idxmax()].sort_index()
    totals = groups.sum().to_dict()
    wrong = np.zeros(len(returns.frame), dtype=bool)
    sentences: dict[int, str] = {}
    for at, marac, quarter in zip(most.index, most["marac"], most["quarter"], strict=True):
        past = context.history.get(returns.maracs[int(marac)].area.code, ())
        running = int(quarter) >= Quarter.of(context.today).index
        cases = totals[marac, quarter]
        if _is_far(cases, past, running=running):
            wrong[at] = True
            sentences[at] = (
                f"{returns.marac(at)} has {cases:,.10g} cases in {returns.quarter(at)}, all rows together; in past "
                f"quarters it had about {np.median(past):,.0f}. Check it, or accept the warning."
            )
    yield from returns.problems(wrong, "cases", sentences.__getitem__, Severity.WARNING)


def warn_replaced_meetings(returns: ParsedReturns, context: RuleContext) -> Iterator[Problem]:
    """Warn where a held meeting would be lost: a return counts for its whole quarter."""
    brought: dict[tuple[float, float], list[int]] = defaultdict(list)
    for at, key in enumerate(zip(returns.values("marac"), returns.values("quarter"), strict=True)):
        brought[key].append(at)
    wrong = np.zeros(len(returns.frame), dtype=bool)
    quarterly = np.isnan(returns.values("day"))
    sentences: dict[int, str] = {}
    for (marac, quarter), places in brought.items():
        if np.isnan(marac) or np.isnan(quarter):
            continue
        held = context.meetings.get((returns.maracs[int(marac)].area.code, int(quarter)))
        if held and (lost := _describe_lost_meetings(held, returns, places)):
            wrong[places[0]] = True
            advice = ADVICE_COMPLETE if quarterly[places[0]] else ADVICE_TOGETHER
            sentences[places[0]] = f"{lost} {advice}, or accept the warning."
    for column, of_kind in (("day", wrong & ~quarterly), ("quarter", wrong & quarterly)):
        yield from returns.problems(of_kind, column, sentences.__getitem__, Severity.WARNING)


def _describe_lost_meetings(held: HeldQuarter, returns: ParsedReturns, places: list[int]) -> str:
    """Describe the meetings that rows of one Marac and quarter would replace; empty where they bring them again."""
    whose = f"of {returns.marac(places[0])} in {returns.quarter(places[0])}"
    days = {returns.day(at) for at in places if not np.isnan(returns.values("day")[at])}
    if held.days and days:
        missing = sorted(held.days - days)
        listed = [f"{each:%-d %B}" for each in missing[:MAX_LISTED_DAYS]]
        more = [f"{len(missing) - MAX_LISTED_DAYS} more"] if len(missing) > MAX_LISTED_DAYS else []
        noun = "meeting" if len(missing) == 1 else "meetings"
        told = f"This replaces {len(missing)} {noun} held {whose} ({', '.join([*listed, *more])})."
        return told if missing else ""
    entries = returns.values("entries")[places].sum()
    if held.days:
        noun = "meeting" if held.entries == 1 else "meetings"
        return f"This replaces {held.entries} {noun} held {whose} by one quarterly return of {entries:,.10g}."
    return f"This replaces {held.entries} meetings held {whose} by {entries:,.10g}." if entries < held.entries else ""


def _is_far(cases: float, past: tuple[float, ...], *, running: bool) -> bool:
    """A quarter that is still running may be low."""
    if len(past) < MIN_PAST_QUARTERS:
        return False
    middle = float(np.median(past))
    deviation = float(np.median(np.abs(np.array(past) - middle)))
    limit = max(FAR_DEVIATIONS * deviation, MIN_FAR_SHARE * middle, MIN_FAR_CASES)
    return cases - middle > limit or (not running and middle - cases > limit)
