"""The check of an upload as files to take away: its problems as CSV, and the workbook itself with the cells marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from pkgutil import resolve_name

from maracdash.exports.files import File, make_file_name
from maracdash.exports.plain_tables import guard_formula
from maracdash.intake.accept import sandbox
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import Problem, sort_key
from maracdash.model.errors import MaracdashError

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROBLEM_COLUMNS = ("file", "row", "column", "value", "severity", "problem")
MARK_WORKBOOK = "maracdash.exports.marked_workbooks:mark_workbook"
"""By its name, so that openpyxl is loaded with the first workbook that is marked."""


def build_problems_file(problems: Sequence[Problem]) -> File:
    """One line a problem, in the order of the rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(PROBLEM_COLUMNS)
    for each in sorted(problems, key=sort_key):
        texts = (each.file, each.row or "", each.column, each.value, each.severity, each.message)
        writer.writerow([guard_formula(str(cell)) for cell in texts])
    return File(name="check-report.csv", content=text.getvalue().encode("utf-8-sig"), media_type=CSV_TYPE)


def build_marked_workbook(file: UploadedFile, problems: Sequence[Problem], today: date) -> File:
    """The file as a workbook, every bad cell coloured with its problems as a comment, and a list of all at the end.

    No formula, link or macro is left in it. Raises MaracdashError where the file cannot be read as a table, or is
    too large to be marked. Works in a confined process.
    """
    own = [each for each in problems if each.file == file.name]
    if any(each.is_case_level for each in own):
        raise MaracdashError("Nothing is kept of a file that looks like details of people, so it cannot be marked.")
    content = sandbox.run_in_sandbox(resolve_name(MARK_WORKBOOK), file, own, today)
    name = make_file_name(PurePath(file.name).stem, "marked", extension="xlsx")
    return File(name=name, content=content, media_type=XLSX_TYPE)
