"""What each file of a set covers, for the submitter and the manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from maracdash.intake.accept.check_results import FileSummary
from maracdash.intake.parse.published_figures import Figure
from maracdash.intake.parse.returns import Returns
from maracdash.intake.recognise.file_recognition import Opened
from maracdash.intake.recognise.headers import table
from maracdash.model.quarters import Quarter

Covered = dict[str, set[tuple[str, Quarter | None]]]


def summaries(
    opened: Sequence[Opened],
    places: Iterable[tuple[str, str]],
    figures: Iterable[Figure],
    returns: Returns,
) -> tuple[FileSummary, ...]:
    """One summary a file, in the order brought. `places` are files with the code of an area that they tell of."""
    covered: Covered = defaultdict(set)
    for file, code in places:
        covered[file].add((code, None))
    for figure in figures:
        covered[figure.origin.file].add((figure.area, figure.quarter))
    _add_returns(covered, returns)
    return tuple(_summary(each, covered[each.file.name]) for each in opened)


def _add_returns(covered: Covered, returns: Returns) -> None:
    if not len(returns.frame):
        return
    pairs = returns.frame[["file", "marac", "quarter"]].dropna().drop_duplicates().to_numpy()
    for file, marac, quarter in pairs.astype(np.int64).tolist():
        code = returns.maracs[marac].area.code
        covered[returns.tables[file].file].add((code, Quarter.from_index(quarter)))


def _summary(each: Opened, covered: set[tuple[str, Quarter | None]]) -> FileSummary:
    if each.sheet is None or each.header is None:
        return FileSummary(name=each.file.name)
    rows = len(table(each.file.name, each.sheet, each.header).cells)
    return FileSummary(
        name=each.file.name,
        kind=each.header.kind.name,
        rows=rows,
        quarters=tuple(sorted({quarter for _, quarter in covered if quarter})),
        areas=tuple(sorted({code for code, _ in covered})),
        unread=each.unread,
    )
