"""Duplicates: one row per Marac and meeting date, or one per Marac and quarter, over all files of the set."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from maracdash.intake.parse.returns import Returns
from maracdash.intake.problems import Problem
from maracdash.intake.readers.sheets import Mask
from maracdash.intake.rules.context import Context


def duplicate_meetings(returns: Returns, _: Context) -> Iterator[Problem]:
    """The same Marac and date again."""
    yield from _repeated(returns, "day", ~np.isnan(returns.values("day")), "This meeting")


def duplicate_quarters(returns: Returns, _: Context) -> Iterator[Problem]:
    """The same Marac and quarter again in quarterly returns."""
    yield from _repeated(returns, "quarter", np.isnan(returns.values("day")), "This Marac and quarter")


def meetings_and_quarter(returns: Returns, _: Context) -> Iterator[Problem]:
    """Meetings and a quarterly row of one Marac-quarter would count its cases twice."""
    keys = pd.MultiIndex.from_frame(returns.frame[["marac", "quarter"]])
    quarterly = np.isnan(returns.values("day"))
    known = ~returns.frame[["marac", "quarter"]].isna().any(axis="columns").to_numpy()
    wrong = quarterly & known & keys.isin(keys[~quarterly & known])
    yield from returns.problems(
        wrong,
        "quarter",
        lambda at: f"{returns.marac(at)} has meeting rows for {returns.quarter(at)} too. Bring one or the other.",
    )


def _repeated(returns: Returns, column: str, applies: Mask, what: str) -> Iterator[Problem]:
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
