"""History: what is far from the past, or would lose a meeting that is held, is a question and not an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from maracdash.intake.parse.returns import Returns
from maracdash.intake.problems import Problem, Severity
from maracdash.intake.rules.context import Context
from maracdash.model.quarters import Quarter
from maracdash.model.returns import Held

FEWEST_QUARTERS = 4
# 1.4826 makes the median absolute deviation a standard deviation where values are normal; 5 of them are far.
FAR = 5 * 1.4826
# A steady Marac has almost no deviation: a change below half its median, or below ten cases, is never far.
LEAST_SHARE = 0.5
LEAST_CASES = 10.0
MOST_DAYS = 6
TOGETHER = "Send the whole quarter together"
WHOLE = "Check that it is of all of them"


def far_from_history(returns: Returns, context: Context) -> Iterator[Problem]:
    """A warning where the cases of a Marac-quarter, all its rows of the set together, are far from the median.

    It stands at the row with the most cases: there a slip of the hand is likeliest.
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
        if _far(cases, past, running=running):
            wrong[at] = True
            sentences[at] = (
                f"{returns.marac(at)} has {cases:,.10g} cases in {returns.quarter(at)}, all rows together; in past "
                f"quarters it had about {np.median(past):,.0f}. Check it, or accept the warning."
            )
    yield from returns.problems(wrong, "cases", sentences.__getitem__, Severity.WARNING)


def replaced_meetings(returns: Returns, context: Context) -> Iterator[Problem]:
    """A warning where a meeting already held would be lost: a return stands for its whole quarter."""
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
        if held and (lost := _lost(held, returns, places)):
            wrong[places[0]] = True
            advice = WHOLE if quarterly[places[0]] else TOGETHER
            sentences[places[0]] = f"{lost} {advice}, or accept the warning."
    for column, of_kind in (("day", wrong & ~quarterly), ("quarter", wrong & quarterly)):
        yield from returns.problems(of_kind, column, sentences.__getitem__, Severity.WARNING)


def _lost(held: Held, returns: Returns, places: list[int]) -> str:
    """What rows of one Marac and quarter would take the place of; nothing where they bring it again."""
    whose = f"of {returns.marac(places[0])} in {returns.quarter(places[0])}"
    days = {returns.day(at) for at in places if not np.isnan(returns.values("day")[at])}
    if held.days and days:
        missing = sorted(held.days - days)
        listed = [f"{each:%-d %B}" for each in missing[:MOST_DAYS]]
        more = [f"{len(missing) - MOST_DAYS} more"] if len(missing) > MOST_DAYS else []
        noun = "meeting" if len(missing) == 1 else "meetings"
        told = f"This replaces {len(missing)} {noun} held {whose} ({', '.join([*listed, *more])})."
        return told if missing else ""
    entries = returns.values("entries")[places].sum()
    if held.days:
        noun = "meeting" if held.entries == 1 else "meetings"
        return f"This replaces {held.entries} {noun} held {whose} by one quarterly return of {entries:,.10g}."
    return f"This replaces {held.entries} meetings held {whose} by {entries:,.10g}." if entries < held.entries else ""


def _far(cases: float, past: tuple[float, ...], *, running: bool) -> bool:
    """A quarter that is still running may be low."""
    if len(past) < FEWEST_QUARTERS:
        return False
    middle = float(np.median(past))
    deviation = float(np.median(np.abs(np.array(past) - middle)))
    limit = max(FAR * deviation, LEAST_SHARE * middle, LEAST_CASES)
    return cases - middle > limit or (not running and middle - cases > limit)
