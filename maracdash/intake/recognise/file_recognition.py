"""Opening a file: from bytes to the one sheet, and header, that its rows stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from maracdash.intake import readers
from maracdash.intake.cells.references import column_letters
from maracdash.intake.files import Incoming
from maracdash.intake.problems import Problem, Unreadable
from maracdash.intake.readers.sheets import Sheet, Table, blanks
from maracdash.intake.recognise.case_level_data import personal
from maracdash.intake.recognise.commas import doubtful_commas
from maracdash.intake.recognise.delimiters import find_delimiter
from maracdash.intake.recognise.headers import Header, header, header_problems, table
from maracdash.intake.recognise.kinds import Kind
from maracdash.intake.recognise.template_sheets import EXAMPLE, SHEET, SHEETS

RANGE = re.compile(r"([A-Z]+)(\d+):[A-Z]+(\d+)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file whose kind is known, or the problems that stand before that. `usable` when its rows can be read.

    `unread` are the other sheets of a workbook that hold anything.
    """

    file: Incoming
    sheet: Sheet | None = None
    header: Header | None = None
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is a sheet with every required column."""
        return self.header is not None and set(self.header.kind.required) <= set(self.header.places)

    def of(self, kinds: Sequence[Kind]) -> bool:
        """Whether it is a file of one of these kinds."""
        return self.header is not None and self.header.kind in kinds


def opened(file: Incoming, today: date, kinds: Sequence[Kind]) -> Opened:
    """The one sheet whose header is one of a kind. Case-level data on any sheet refuses the file at once."""
    try:
        sheets = readers.sheets(file, partial(find_delimiter, kinds))
    except Unreadable as error:
        return Opened(file=file, problems=(Problem(file.name, None, "", str(error)),))
    headed = [(sheet, header(sheet, kinds)) for sheet in sheets]
    for sheet, found in headed:
        if refusal := personal(file.name, sheet, found, today):
            return Opened(file=file, problems=(refusal,))
    shown = [(sheet, found) for sheet, found in headed if found and not sheet.hidden and sheet.name != EXAMPLE]
    if not shown:
        return Opened(file=file, problems=tuple(_unrecognised(file, sheets, kinds)))
    filled = [pair for pair in shown if _filled(*pair)]
    sheet, found = next((pair for pair in filled or shown if pair[1].exact), (filled or shown)[0])
    read = (each for each in sheet.problems if found.kind.areas_across or not _above(found, sheet, each))
    own = (_under(found, sheet, each) for each in read)
    unread = tuple(each.name for each in sheets if each.name not in (sheet.name, *SHEETS) and len(each.cells))
    others = _others(file.name, [each.name for each, _ in filled])
    problems = (
        *others,
        *own,
        *_merged(file.name, sheet, found),
        *header_problems(file.name, sheet, found),
        *doubtful_commas(file.name, sheet, found),
    )
    return Opened(file=file, sheet=sheet, header=found, problems=problems, unread=unread)


def tables(files: Sequence[Opened]) -> tuple[list[Table], list[Problem]]:
    """The rows under the header of each file that has any; a header alone is a problem."""
    found, problems = [], []
    for each in files:
        if each.usable and each.sheet and each.header:
            rows = table(each.file.name, each.sheet, each.header)
            if rows.cells.empty:
                problems.append(Problem(each.file.name, None, "", "The file holds a header and no rows."))
            else:
                found.append(rows)
    return found, problems


def _above(found: Header, sheet: Sheet, problem: Problem) -> bool:
    """Whether a cell stands above the header, where nothing is read."""
    return problem.row is not None and problem.row < int(sheet.cells.index[found.position])


def _filled(sheet: Sheet, found: Header) -> bool:
    """Whether anything stands under the header."""
    below = sheet.cells.iloc[found.position + 1 :]
    return not all(blanks(below[column]).all() for column in below.columns)


def _others(file: str, names: Sequence[str]) -> Iterator[Problem]:
    """A workbook is read from one sheet: what stood on a second would be lost without a word."""
    if len(names) > 1:
        several = ", ".join(f"“{name}”" for name in names)
        sentence = (
            f"The sheets {several} all look like figures to load, and only one sheet of a file is read. Put all rows "
            "on one sheet, or save each sheet as a file of its own and send the files together."
        )
        yield Problem(file, None, "", sentence)


def _under(found: Header, sheet: Sheet, problem: Problem) -> Problem:
    """A cell's problem by the name of its column; the reader knew its letters alone."""
    below = problem.row is not None and problem.row > int(sheet.cells.index[found.position])
    names = {column_letters(place + 1): text for place, text in enumerate(found.texts) if text}
    return replace(problem, column=names.get(problem.column, problem.column)) if below else problem


def _merged(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Merged cells from the header on: all but the first of them are empty. A report's headings may be merged."""
    first = int(sheet.cells.index[found.position])
    for cells in sheet.merged if not found.kind.areas_across else ():
        letters, top, bottom = RANGE.fullmatch(cells).groups()  # type: ignore[union-attr]
        if int(bottom) >= first:
            sentence = f"Cells {cells} are merged, so all but the first are empty. Unmerge them and fill in each."
            yield Problem(file, int(top), letters, sentence)


def _unrecognised(file: Incoming, sheets: tuple[Sheet, ...], kinds: Sequence[Kind]) -> Iterator[Problem]:
    expected = ", ".join(kind.name for kind in kinds)
    hidden = next((sheet.name for sheet in sheets if sheet.hidden and header(sheet, kinds)), "")
    if hidden:
        sentence = f"The sheet “{hidden}” is hidden, so it is not read. Show it in Excel, look at it, and save again."
        yield Problem(file.name, None, "", sentence)
        return
    if any(sheet.name == EXAMPLE and header(sheet, kinds) for sheet in sheets):
        sentence = (
            f"No sheet but “{EXAMPLE}” has a header that is known, and that one is never read. Write your rows on the "
            f"sheet “{SHEET}” of the template, and leave its first row as it was."
        )
        yield Problem(file.name, None, "", sentence)
        return
    if sheets[0].name:
        seen = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        sentence = f"None of the sheets ({seen}) has a header that is known. Expected one of: {expected}."
    else:
        sentence = f"The header is not one that is known. Expected one of: {expected}."
    yield Problem(file.name, None, "", sentence)
