"""Recognition of a file: from bytes to the one sheet, and header, with its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from maracdash.intake import readers
from maracdash.intake.cells.references import column_letters
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import Problem, UnreadableFileError
from maracdash.intake.readers.sheets import Sheet, SourceTable, find_blanks
from maracdash.intake.recognise.case_level_data import find_case_level_data
from maracdash.intake.recognise.delimiters import find_delimiter
from maracdash.intake.recognise.doubtful_commas import find_doubtful_commas
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.intake.recognise.headers import Header, build_table, check_header, find_header
from maracdash.intake.recognise.template_sheets import EXAMPLE_SHEET, RETURNS_SHEET, TEMPLATE_SHEETS

COMPARE = (
    "Compare it with that of the blank workbook, which “Get the blank workbook” on the page Upload and “maracdash "
    "template” write; docs/files.md lists every column."
)
CELL_RANGE = re.compile(r"([A-Z]+)(\d+):[A-Z]+(\d+)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class RecognisedFile:
    """A file whose type is known, or the problems that prevent that. `is_usable` when its rows can be read.

    `unread` are the other sheets of a workbook that hold anything.
    """

    file: UploadedFile
    sheet: Sheet | None = None
    header: Header | None = None
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_usable(self) -> bool:
        """True if there is a sheet with every required column."""
        return self.header is not None and set(self.header.kind.required) <= set(self.header.column_positions)

    def of(self, kinds: Sequence[HeaderKind]) -> bool:
        """Tell whether it is a file of one of these kinds."""
        return self.header is not None and self.header.kind in kinds


def recognise_file(file: UploadedFile, today: date, kinds: Sequence[HeaderKind]) -> RecognisedFile:
    """Recognise a file by the one sheet with a known header. Case-level data on any sheet refuses it at once."""
    try:
        sheets = readers.read_sheets(file, partial(find_delimiter, kinds))
    except UnreadableFileError as error:
        return RecognisedFile(file=file, problems=(Problem(file.name, None, "", str(error)),))
    headed = [(sheet, find_header(sheet, kinds)) for sheet in sheets]
    for sheet, found in headed:
        if refusal := find_case_level_data(file.name, sheet, found, today):
            return RecognisedFile(file=file, problems=(refusal,))
    shown = [(sheet, found) for sheet, found in headed if found and not sheet.hidden and sheet.name != EXAMPLE_SHEET]
    if not shown:
        return RecognisedFile(file=file, problems=tuple(_explain_unrecognised(file, sheets, kinds)))
    filled = [pair for pair in shown if _has_rows(*pair)]
    sheet, found = next((pair for pair in filled or shown if pair[1].is_exact), (filled or shown)[0])
    read = (each for each in sheet.problems if found.kind.has_areas_across or not _is_above_header(found, sheet, each))
    own = (_name_column(found, sheet, each) for each in read)
    unread = tuple(each.name for each in sheets if each.name not in (sheet.name, *TEMPLATE_SHEETS) and len(each.cells))
    others = _refuse_several_sheets(file.name, [each.name for each, _ in filled])
    problems = (
        *others,
        *own,
        *_find_merged_cells(file.name, sheet, found),
        *check_header(file.name, sheet, found),
        *find_doubtful_commas(file.name, sheet, found),
    )
    return RecognisedFile(file=file, sheet=sheet, header=found, problems=problems, unread=unread)


def read_tables(files: Sequence[RecognisedFile]) -> tuple[list[SourceTable], list[Problem]]:
    """Build the tables that have rows, by file name."""
    found, problems = [], []
    for each in files:
        if each.is_usable and each.sheet and each.header:
            rows = build_table(each.file.name, each.sheet, each.header)
            if rows.cells.empty:
                problems.append(Problem(each.file.name, None, "", "The file holds a header and no rows."))
            else:
                found.append(rows)
    return found, problems


def _is_above_header(found: Header, sheet: Sheet, problem: Problem) -> bool:
    """Tell if a cell is above the header, where nothing is read."""
    return problem.row is not None and problem.row < int(sheet.cells.index[found.position])


def _has_rows(sheet: Sheet, found: Header) -> bool:
    """Tell if there is anything under the header."""
    below = sheet.cells.iloc[found.position + 1 :]
    return not all(find_blanks(below[column]).all() for column in below.columns)


def _refuse_several_sheets(file: str, names: Sequence[str]) -> Iterator[Problem]:
    """Refuse several sheets with figures: a workbook is read from one, and the others would be lost without a word."""
    if len(names) > 1:
        several = ", ".join(f"“{name}”" for name in names)
        sentence = (
            f"The sheets {several} all look like figures to load, and only one sheet of a file is read. Put all rows "
            "on one sheet, or save each sheet as a file of its own and send the files together."
        )
        yield Problem(file, None, "", sentence)


def _name_column(found: Header, sheet: Sheet, problem: Problem) -> Problem:
    """Name a cell's column by its header; the reader knew its letters alone."""
    below = problem.row is not None and problem.row > int(sheet.cells.index[found.position])
    names = {column_letters(place + 1): text for place, text in enumerate(found.texts) if text}
    return replace(problem, column=names.get(problem.column, problem.column)) if below else problem


def _find_merged_cells(file: str, sheet: Sheet, found: Header) -> Iterator[Problem]:
    """Find merged cells from the header on: all but the first are empty. A report's headings may be merged."""
    first = int(sheet.cells.index[found.position])
    for cells in sheet.merged if not found.kind.has_areas_across else ():
        letters, top, bottom = CELL_RANGE.fullmatch(cells).groups()  # type: ignore[union-attr]
        if int(bottom) >= first:
            sentence = f"Cells {cells} are merged, so all but the first are empty. Unmerge them and fill in each."
            yield Problem(file, int(top), letters, sentence)


def _explain_unrecognised(
    file: UploadedFile, sheets: tuple[Sheet, ...], kinds: Sequence[HeaderKind]
) -> Iterator[Problem]:
    expected = f"{', '.join(kind.name for kind in kinds)}. {COMPARE}"
    hidden = next((sheet.name for sheet in sheets if sheet.hidden and find_header(sheet, kinds)), "")
    if hidden:
        sentence = f"The sheet “{hidden}” is hidden, so it is not read. Unhide it in Excel, check it, and save again."
        yield Problem(file.name, None, "", sentence)
        return
    if any(sheet.name == EXAMPLE_SHEET and find_header(sheet, kinds) for sheet in sheets):
        sentence = (
            f"No sheet but “{EXAMPLE_SHEET}” has a header that is known, and that one is never read. Write your rows "
            f"on the sheet “{RETURNS_SHEET}” of the template, and leave its first row as it was."
        )
        yield Problem(file.name, None, "", sentence)
        return
    if sheets[0].name:
        seen = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        sentence = f"None of the sheets ({seen}) has a header that is known. Expected one of: {expected}"
    else:
        sentence = f"The header is not one that is known. Expected one of: {expected}"
    yield Problem(file.name, None, "", sentence)
