"""Times: a return is of the past, and of days on which its Marac existed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem
from maracdash.intake.readers.sheets import Numbers
from maracdash.intake.rules.context import RuleContext
from maracdash.model.quarters import Quarter

FIRST_YEAR = 2003


def check_not_in_future(returns: ParsedReturns, context: RuleContext) -> Iterator[Problem]:
    """Check for meetings up to today, quarters that have ended, and none before the first Marac of 2003."""
    day, quarter = returns.values("day"), returns.values("quarter")
    yield from returns.problems(
        day > context.today.toordinal(),
        "day",
        lambda at: f"{returns.day(at):%-d %B %Y} lies in the future. Check the date.",
    )
    yield from returns.problems(
        np.isnan(day) & (quarter >= Quarter.of(context.today).index),
        "quarter",
        lambda at: f"The quarter {returns.quarter(at)} has not ended.",
    )
    early = quarter < Quarter(FIRST_YEAR, 1).index
    for column, wrong in (("day", early & ~np.isnan(day)), ("quarter", early & np.isnan(day))):
        yield from returns.problems(
            wrong,
            column,
            lambda at: f"{returns.quarter(at)} lies before the first Marac, of {FIRST_YEAR}. Check the year.",
        )


def check_within_valid_dates(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Check that a Marac meets between its dates of the areas file; a quarter must overlap them."""
    first, last = _row_spans(returns)
    opens, closes = _valid_spans(returns)
    early, late = last < opens, first > closes
    yield from returns.problems(
        early, "marac", lambda at: f"{returns.marac(at)} had not started {_describe_time(returns, at)}."
    )
    yield from returns.problems(
        late, "marac", lambda at: f"{returns.marac(at)} had ended {_describe_time(returns, at)}."
    )


def _row_spans(returns: ParsedReturns) -> tuple[Numbers, Numbers]:
    day, quarter = returns.values("day"), returns.values("quarter")
    indexes, places = np.unique(quarter, return_inverse=True)
    quarters = [None if np.isnan(index) else Quarter.from_index(int(index)) for index in indexes]
    starts = np.array([each.start.toordinal() if each else np.nan for each in quarters])[places]
    ends = np.array([each.end.toordinal() if each else np.nan for each in quarters])[places]
    return np.where(np.isnan(day), starts, day), np.where(np.isnan(day), ends, day)


def _valid_spans(returns: ParsedReturns) -> tuple[Numbers, Numbers]:
    opens = [each.valid_from.toordinal() if each.valid_from else -np.inf for each in returns.maracs]
    closes = [each.valid_to.toordinal() if each.valid_to else np.inf for each in returns.maracs]
    marac = np.nan_to_num(returns.values("marac"), nan=len(returns.maracs)).astype(int)
    return np.array([*opens, -np.inf])[marac], np.array([*closes, np.inf])[marac]


def _describe_time(returns: ParsedReturns, at: int) -> str:
    if np.isnan(returns.values("day")[at]):
        return f"in {returns.quarter(at)}"
    return f"on {returns.day(at):%-d %B %Y}"
