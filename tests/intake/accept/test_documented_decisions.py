"""Each odd thing that people's files hold has one decided answer; docs/intake.md lists them, and these force it."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from maracdash.intake import UploadedFile
from maracdash.intake.preview import drafts
from maracdash.intake.problems import Severity
from maracdash.model.people import LOCAL
from tests.support.upload_files import check, check_returns, make_areas, sentences
from tests.support.workbooks import GOOD, returns

DOCUMENT = Path(__file__).parents[3] / "docs" / "intake.md"
SECOND = ["B1", date(2024, 4, 10), 10, 3, 12, 6]


def added(file: UploadedFile, member: str, content: bytes = b"x") -> UploadedFile:
    """The workbook with one more part."""
    whole = io.BytesIO(file.content)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(member, content)
    return UploadedFile(file.name, whole.getvalue())


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_columns(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True
    sheet.column_dimensions["XFD"].hidden = True


def hide_sheet(sheet: Worksheet) -> None:
    sheet.sheet_state = "veryHidden"


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("xl/vbaProject.bin", "The workbook holds macros. Save it as an Excel workbook without macros"),
        ("xl/pivotCache/pivotCacheRecords1.xml", "a pivot table with a hidden copy of what it was made from"),
        ("xl/embeddings/oleObject1.bin", "The workbook holds another file inside it."),
    ],
)
def test_macros_pivot_caches_and_embedded_files_are_refused_and_not_kept(tmp_path: Path, member: str, expected: str):
    file = added(returns(GOOD), member)
    (problem,) = check(make_areas(), file).errors
    assert expected in problem.message
    assert drafts.create_draft(tmp_path, [make_areas(), file], "Ada", sender=LOCAL).id == ""


def test_links_to_other_workbooks_are_said_and_only_values_are_read():
    report = check(make_areas(), added(returns(GOOD), "xl/externalLinks/externalLink1.xml"))
    assert [each.severity for each in report.problems] == [Severity.WARNING]
    assert report.problems[0].message.startswith("The workbook refers to other workbooks. Only the values")
    assert len(report.rows["returns.csv"]) == 1


def test_a_hidden_sheet_is_not_read():
    report = check(make_areas(), returns(GOOD, edit=hide_sheet, first="Notes"))
    (sentence,) = sentences(report.errors)
    assert sentence.startswith("returns.xlsx: The sheet “Returns” is hidden, so it is not read. Unhide it in Excel")


def test_rows_on_two_sheets_are_refused_and_a_blank_form_behind_them_is_not():
    def second(sheet: Worksheet) -> None:
        other = sheet.parent.copy_worksheet(sheet)
        other.title = "May"

    def blank(sheet: Worksheet) -> None:
        second(sheet)
        sheet.parent["May"].delete_rows(2, 50)

    (problem,) = check(make_areas(), returns(GOOD, edit=second)).errors
    assert problem.message.startswith("The sheets “Sheet”, “May” all look like figures to load")
    assert check(make_areas(), returns(GOOD, edit=blank)).errors == ()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (hide_row, "Row 3 is hidden in the workbook. Hidden"),
        (hide_columns, "Column D is hidden in the workbook. Hidden"),
    ],
)
def test_hidden_rows_and_columns_are_read_and_said(edit, expected: str):
    report = check(make_areas(), returns(GOOD, SECOND, edit=edit))
    assert [each.message[: len(expected)] for each in report.warnings] == [expected]
    assert len(report.rows["returns.csv"]) == 2


def test_merged_cells_are_refused_from_the_header_on_and_allowed_above_it():
    report = check(make_areas(), returns(GOOD, SECOND, edit=lambda sheet: sheet.merge_cells("A2:A3")))
    assert "returns.xlsx:2:A: Cells A2:A3 are merged, so all but the first are empty." in sentences(report.errors)[0]

    def title(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Returns of Birchford"
        sheet.merge_cells("A1:D1")

    assert check(make_areas(), returns(GOOD, edit=title)).problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2024", "2024-04-03"),
        ("3.4.2024", "2024-04-03"),
        ("3 April 2024", "2024-04-03"),
        ("2024-04-03", "2024-04-03"),
        ("12/11/2024", "2024-11-12"),
    ],
)
def test_dates_as_text_are_read_day_first(text: str, expected: str):
    report = check_returns(f"B1,{text},10,3,12,6")
    assert report.problems == ()
    assert report.rows["returns.csv"]["meeting_date"].tolist() == [expected]


@pytest.mark.parametrize("text", ["04/25/2024", "4/2024", "45385", "03/04/24", "April 3, 2024"])
def test_any_other_date_is_refused_and_never_guessed(text: str):
    assert [each.column for each in check_returns(f'B1,"{text}",10,3,12,6').errors] == ["meeting_date"]


@pytest.mark.parametrize(("text", "cases"), [("1,234", 1234), (" 12 ", 12), ("12.0", 12), ("0", 0)])
def test_thousands_separators_and_blanks_are_read(text: str, cases: int):
    report = check_returns(f'B1,2024-04-03,"{text}",0,0,0')
    assert report.problems == ()
    assert report.rows["returns.csv"]["cases"].tolist() == [cases]


@pytest.mark.parametrize("text", ["1,23", "1.234,5", "1 234", "12%", "=6+6", "none", "nil", ">5", "~10", "1e3", "١٢"])
def test_any_other_number_is_refused(text: str):
    assert {each.column for each in check_returns(f'B1,2024-04-03,"{text}",0,0,0').errors} == {"cases"}


ANSWERED = (
    "Formula", "Macros", "Pivot table", "Embedded file", "External links", "Hidden sheet", "Several sheets",
    "Sheet “Example”", "Hidden rows and columns",
    "Merged cells", "Date as text", "Thousands separator", "“<5”", "“n/a”, “-”", "Blank cell", "“none”, “nil”",
    "Case-level data", "Other programs' files", "Semicolons, tabs, bars", "Encoding", "Decimal comma", "`9,234`",
    "Percentage at most 1", "“5*”, “6[r]”, “12 (e)”", "“..”, “:”, “z”, “[z]”", "Names with other signs",
)  # fmt: skip


@pytest.mark.parametrize("what", ANSWERED)
def test_the_answer_is_documented(what: str):
    assert f"| {what} |" in DOCUMENT.read_text(encoding="utf-8")
