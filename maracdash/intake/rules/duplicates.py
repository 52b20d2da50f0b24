"""Duplicates: one row per Marac and meeting date, or one per Marac and quarter, over all files of the set."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from maracdash.intake.parse.returns import ParsedReturns
from maracdash.intake.problems import Problem
from maracdash.intake.readers.sheets import Mask
from maracdash.intake.rules.context import RuleContext


def find_duplicate_meetings(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Find the same Marac and date again."""
    yield from _find_repeated(returns, "day", ~np.isnan(returns.values("day")), "This meeting")


def find_duplicate_quarters(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Find the same Marac and quarter again in quarterly returns."""
    yield from _find_repeated(returns, "quarter", np.isnan(returns.values("day")), "This Marac and quarter")


def find_meetings_beside_quarter(returns: ParsedReturns, _: RuleContext) -> Iterator[Problem]:
    """Find meetings beside a quarterly row of one Marac and quarter: its cases would count twice."""
    keys = pd.MultiIndex.from_frame(returns.frame[["marac", "quarter"]])
    quarterly = np.isnan(returns.values("day"))
    known = ~returns.frame[["marac", "quarter"]].isna().any(axis="columns").to_numpy()
    wrong = quarterly & known & keys.isin(keys[~quarterly & known])
    yield from returns.problems(
        wrong,
        "quarter",
        lambda at: f"{returns.marac(at)} has meeting rows for {returns.quarter(at)} too. Bring one or the other.",
    )


def _find_repeated(returns: ParsedReturns, column: str, applies: Mask, what: str) -> Iterator[Problem]:
    keys = returns.frame.loc[applies, ["marac", column]].dropna()
    again = keys.duplicated()
    if not again.any():
        return
    first = {
        key: at for at, key in zip(keys.index[~again], keys[~again].itertuples(index=False, name=None), strict=True)
    }
    wrong = np.zeros(len(returns.frame), dtype=bool)
    wrong[keys.index[again]] = True
    pairs = returns.frame[["marac", column]]

    def sentence(at: int) -> str:
        earlier = first[tuple(pairs.iloc[at])]
        return f"{what} stands already in row {returns.row(earlier)} of {returns.table(earlier).file}. Keep one."

    yield from returns.problems(wrong, column, sentence)
