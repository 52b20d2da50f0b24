"""Returns: one row a meeting, or one row a quarter; all of a set are checked together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from maracdash.catalogue.fields import FIELDS, field_names
from maracdash.intake.file_types.file_type import CoveredQuarter, FileType, Frames, ReadingContext
from maracdash.intake.parse.returns import ParsedReturns, read_returns
from maracdash.intake.problems import Problem
from maracdash.intake.readers.sheets import Numbers
from maracdash.intake.recognise.file_recognition import RecognisedFile, read_tables
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.intake.rules import RULES
from maracdash.intake.rules.context import RuleContext
from maracdash.model.quarters import Quarter
from maracdash.store.submissions.normalised_files import RETURNS_FILE, WITHHELD_FILE

MEETING_RETURNS = HeaderKind(name="meeting returns", keys=("marac", "meeting_date"), others=("force",), fields=True)
QUARTERLY_RETURNS = HeaderKind(
    name="quarterly returns", keys=("marac", "quarter", "entries"), others=("force",), fields=True
)


def _read(files: Sequence[RecognisedFile], reading: ReadingContext) -> tuple[ParsedReturns, Sequence[Problem]]:
    found, problems = read_tables(files)
    returns, more = read_returns(found, reading.registry)
    known = reading.known
    context = RuleContext(today=reading.today, history=known.history, meetings=known.meetings)
    rules = RULES if len(returns.frame) else ()
    return returns, [*problems, *more, *(problem for rule in rules for problem in rule(returns, context))]


def _list_covered(returns: ParsedReturns) -> Iterator[CoveredQuarter]:
    if not len(returns.frame):
        return
    pairs = returns.frame[["file", "marac", "quarter"]].dropna().drop_duplicates().to_numpy()
    for file, marac, quarter in pairs.astype(np.int64).tolist():
        yield returns.tables[file].file, returns.maracs[marac].area.code, Quarter.from_index(quarter)


def _build_tables(returns: ParsedReturns) -> Frames:
    return (
        {RETURNS_FILE: _returns_table(returns), WITHHELD_FILE: _withheld_table(returns)} if len(returns.frame) else {}
    )


def _returns_table(returns: ParsedReturns) -> pd.DataFrame:
    frame = returns.frame
    codes = np.array([each.area.code for each in returns.maracs], dtype=object)
    data = {
        "marac": codes[frame["marac"].to_numpy().astype(int)],
        "meeting_date": _iso_dates(returns.values("day")),
        "quarter": frame["quarter"].astype("int64"),
        "entries": frame["entries"].astype("int64"),
    }
    for field in FIELDS:
        data[field.name] = frame[field.name].astype("Int64") if field.whole else frame[field.name]
    return pd.DataFrame(data)


def _withheld_table(returns: ParsedReturns) -> pd.DataFrame:
    """The fields of each Marac and quarter that one of its rows withholds."""
    maracs, quarters, names = returns.values("marac"), returns.values("quarter"), field_names()
    found = {
        (returns.maracs[int(maracs[at])].area.code, int(quarters[at]), names[place])
        for at, place in zip(*np.nonzero(returns.withheld.to_numpy()), strict=True)
    }
    return pd.DataFrame(sorted(found), columns=["marac", "quarter", "field"])


def _iso_dates(day: Numbers) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    days, places = np.unique(day, return_inverse=True)
    texts = [None if np.isnan(each) else pd.Timestamp.fromordinal(int(each)).date().isoformat() for each in days]
    return np.array(texts, dtype=object)[places]


RETURNS_FILE_TYPE = FileType(
    title="returns",
    kinds=(MEETING_RETURNS, QUARTERLY_RETURNS),
    description="Meeting returns, one row for each Marac and meeting; or quarterly returns, one row for each Marac and "
    "quarter.",
    read=_read,
    covers=_list_covered,
    normalised=_build_tables,
)
