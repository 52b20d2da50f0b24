"""Summaries: the coverage of each file of a set, for the submitter and the manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from maracdash.intake.accept.check_results import FileSummary
from maracdash.intake.file_types.file_type import CoveredQuarter
from maracdash.intake.recognise.file_recognition import RecognisedFile
from maracdash.intake.recognise.headers import build_table
from maracdash.model.quarters import Quarter


def summarise_files(opened: Sequence[RecognisedFile], covered: Iterable[CoveredQuarter]) -> tuple[FileSummary, ...]:
    """Summarise each file, in the order brought. `places` are pairs of a file and the code of an area in it."""
    places: defaultdict[str, set[tuple[str, Quarter | None]]] = defaultdict(set)
    for file, code, quarter in covered:
        places[file].add((code, quarter))
    return tuple(_summarise_file(each, places[each.file.name]) for each in opened)


def _summarise_file(each: RecognisedFile, covered: set[tuple[str, Quarter | None]]) -> FileSummary:
    if each.sheet is None or each.header is None:
        return FileSummary(name=each.file.name)
    rows = len(build_table(each.file.name, each.sheet, each.header).cells)
    return FileSummary(
        name=each.file.name,
        kind=each.header.kind.name,
        rows=rows,
        quarters=tuple(sorted({quarter for _, quarter in covered if quarter})),
        areas=tuple(sorted({code for code, _ in covered})),
        unread=each.unread,
    )
