"""Opening a file: from bytes to the one sheet, and header, that its rows stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from maracdash.intake import readers
from maracdash.intake.files import Incoming
from maracdash.intake.headers import Header, header, header_problems
from maracdash.intake.kinds import KINDS, OVERVIEW
from maracdash.intake.personal import personal
from maracdash.intake.problems import Problem, Unreadable
from maracdash.intake.readers import texts
from maracdash.intake.readers.scans import column_letters
from maracdash.intake.sheets import Sheet

DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
RANGE = re.compile(r"([A-Z]+)(\d+):[A-Z]+(\d+)", re.ASCII)
EXPECTED = ", ".join(kind.name for kind in KINDS)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file whose kind is known, or the problems that stand before that. `usable` when its rows can be read."""

    file: Incoming
    sheet: Sheet | None = None
    header: Header | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is a sheet with every required column."""
        return self.header is not None and set(self.header.kind.required) <= set(self.header.places)


def opened(file: Incoming, today: date) -> Opened:
    """The first sheet whose header is recognised. Case-level data on any sheet refuses the file at once."""
    try:
        sheets = readers.sheets(file)
    except Unreadable as error:
        return Opened(file=file, problems=(Problem(file.name, None, "", str(error)),))
    headed = [(sheet, header(sheet)) for sheet in sheets]
    for sheet, found in headed:
        if refusal := personal(file.name, sheet, found, today):
            return Opened(file=file, problems=(refusal,))
    shown = [(sheet, found) for sheet, found in headed if not sheet.hidden]
    exact = [(sheet, found) for sheet, found in shown if found and found.exact]
    near = [(sheet, found) for sheet, found in shown if found]
    for sheet, found in (*exact, *near):
        own = (_under(found, sheet, each) for each in sheet.problems)
        problems = (*own, *_merged(file.name, sheet, found), *header_problems(file.name, sheet, found))
        return Opened(file=file, sheet=sheet, header=found, problems=problems)
    return Opened(file=file, problems=tuple(_unrecognised(file, sheets)))


def _under(found: Header, sheet: Sheet, problem: Problem) -> Problem:
    """A cell's problem by the name of its column; the reader knew its letters alone."""
    below = problem.row is not None and problem.row > int(sheet.cells.index[found.position])
    names = {column_letters(place + 1): text for place, text in enumerate(found.texts) if text}
    return replace(problem, column=names.get(problem.column, problem.column)) if below else problem


def _merged(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Merged cells from the header on: all but the first of them are empty. A report's headings may be merged."""
    first = int(sheet.cells.index[found.position])
    for cells in sheet.merged if found.kind is not OVERVIEW else ():
        letters, top, bottom = RANGE.fullmatch(cells).groups()  # type: ignore[union-attr]
        if int(bottom) >= first:
            sentence = f"Cells {cells} are merged, so all but the first are empty. Unmerge them and fill in each."
            yield Problem(file, int(top), letters, sentence)


def _unrecognised(file: Incoming, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    hidden = next((sheet.name for sheet in sheets if sheet.hidden and header(sheet)), "")
    if hidden:
        sentence = f"The sheet “{hidden}” is hidden, so it is not read. Show it in Excel, look at it, and save again."
        yield Problem(file.name, None, "", sentence)
        return
    delimiter = _other_delimiter(file) if not sheets[0].name else ""
    if delimiter:
        sentence = (
            f"The columns are separated by {delimiter}. In Excel choose Save As and “CSV UTF-8 (Comma delimited)”, "
            "then load that file."
        )
    elif sheets[0].name:
        seen = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        sentence = f"None of the sheets ({seen}) has a header that is known. Expected one of: {EXPECTED}."
    else:
        sentence = f"The header is not one that is known. Expected one of: {EXPECTED}."
    yield Problem(file.name, None, "", sentence)


def _other_delimiter(file: Incoming) -> str:
    """Other delimiters are refused, never guessed: with them `1,5` may be one and a half."""
    text = texts.decoded(file.content)
    for delimiter, words in DELIMITERS.items():
        try:
            if delimiter in text and header(Sheet(cells=texts.cells(text, delimiter))):
                return words
        except Unreadable:
            continue
    return ""
