"""History: a quarter that is far from the past, or smaller than what is held, is a question and not an error."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from maracdash.intake.problems import Problem, Severity
from maracdash.intake.returns import Returns
from maracdash.intake.rules.context import Context
from maracdash.model.quarters import Quarter

FEWEST_QUARTERS = 4
# 1.4826 makes the median absolute deviation a standard deviation where values are normal; 5 of them are far.
FAR = 5 * 1.4826
# A steady Marac has almost no deviation: a change below half its median, or below ten cases, is never far.
LEAST_SHARE = 0.5
LEAST_CASES = 10.0


def far_from_history(returns: Returns, context: Context) -> Iterator[Problem]:
    """A warning where the cases of a Marac-quarter, all its rows of the set together, are far from the median."""
    frame = returns.frame[["marac", "quarter", "cases"]].dropna(subset=["marac", "quarter"])
    groups = frame.groupby(["marac", "quarter"])["cases"]
    first = frame[~frame.duplicated(["marac", "quarter"])]
    totals = groups.sum().to_dict()
    wrong = np.zeros(len(returns.frame), dtype=bool)
    sentences: dict[int, str] = {}
    for at, marac, quarter in zip(first.index, first["marac"], first["quarter"], strict=True):
        past = context.history.get(returns.maracs[int(marac)].area.code, ())
        running = int(quarter) >= Quarter.of(context.today).index
        cases = totals[marac, quarter]
        if _far(cases, past, running=running):
            wrong[at] = True
            sentences[at] = (
                f"{returns.marac(at)} has {cases:g} cases in {returns.quarter(at)}; its past quarters have "
                f"{np.median(past):g} in the middle. Check it, or accept the warning."
            )
    yield from returns.problems(wrong, "cases", sentences.__getitem__, Severity.WARNING)


def fewer_meetings(returns: Returns, context: Context) -> Iterator[Problem]:
    """A warning where a quarter with more meetings is already held: a return stands for its whole quarter."""
    frame = returns.frame[["marac", "quarter", "entries"]].dropna(subset=["marac", "quarter"])
    totals = frame.groupby(["marac", "quarter"])["entries"].sum().to_dict()
    first = frame[~frame.duplicated(["marac", "quarter"])]
    wrong = np.zeros(len(returns.frame), dtype=bool)
    sentences: dict[int, str] = {}
    for at, marac, quarter in zip(first.index, first["marac"], first["quarter"], strict=True):
        held = context.meetings.get((returns.maracs[int(marac)].area.code, int(quarter)), 0)
        brought = totals[marac, quarter]
        if brought < held:
            wrong[at] = True
            sentences[at] = (
                f"{held} meetings of {returns.marac(at)} in {returns.quarter(at)} are already held, and these "
                f"{brought:g} would take the place of them all. Send the whole quarter, or accept the warning."
            )
    yield from returns.problems(wrong, "meeting_date", sentences.__getitem__, Severity.WARNING)


def _far(cases: float, past: tuple[float, ...], *, running: bool) -> bool:
    """A quarter that is still running may be low."""
    if len(past) < FEWEST_QUARTERS:
        return False
    middle = float(np.median(past))
    deviation = float(np.median(np.abs(np.array(past) - middle)))
    limit = max(FAR * deviation, LEAST_SHARE * middle, LEAST_CASES)
    return cases - middle > limit or (not running and middle - cases > limit)
