"""Excel workbooks made by two libraries."""

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from maracdash.intake import UploadedFile
from maracdash.intake.readers import worksheet_xml
from tests.support.upload_files import HEADER, check, make_areas, sentences
from tests.support.workbooks import GOOD, returns, workbook

SHEET = "xl/worksheets/sheet1.xml"
MORNING = datetime(2024, 4, 17, 10, 30)  # noqa: DTZ001 - a spreadsheet has no time zone


def test_date_cells_numbers_and_text_are_read_as_they_stand():
    file = returns(GOOD, ["Birchford", "10/4/2024", "1,234", 0, 0, 0], ["B1", MORNING, 1, 0, 0, 0])
    report = check(make_areas(), file)
    assert report.problems == ()
    frame = report.rows["returns.csv"]
    assert frame["meeting_date"].tolist() == ["2024-04-03", "2024-04-10", "2024-04-17"]
    assert frame["cases"].tolist() == [10, 1234, 1]


def test_written_by_another_library_with_shared_strings():
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Returns")
    sheet.write_row(0, 0, HEADER.split(","))
    sheet.write_row(1, 0, ["B1", "2024-04-03", 10, 3, 12, 6])
    sheet.write_formula("D3", "=D2*2", None, 6)
    book.close()
    report = check(make_areas(), UploadedFile("returns.xlsx", content.getvalue()))
    assert sentences(report.errors)[0] == "returns.xlsx:3:repeats: Cell D3 holds a formula. Paste values only."


def test_the_first_sheet_with_a_known_header_is_read():
    assert check(make_areas(), returns(GOOD, first="Read me")).problems == ()


def test_a_workbook_without_a_known_sheet_says_what_it_saw():
    report = check(workbook(["weight", "length"], first="Notes"))
    assert len(report.errors) == 1
    assert report.errors[0].message.startswith(
        "None of the sheets (“Notes”, “Returns”) has a header that is known. Expected one of: meeting returns, "
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "returns.xlsx:2:cases: Cell C2 holds a formula. Paste values only."),
        (True, "returns.xlsx:2:cases: Cell C2 holds TRUE or FALSE where text or a number belongs."),
        ("#N/A", "returns.xlsx:2:cases: Cell C2 holds an error value such as #N/A. Correct it or leave it blank."),
    ],
)
def test_formulas_errors_and_truth_values_are_problems(value: object, expected: str):
    report = check(make_areas(), returns(GOOD, edit=lambda sheet: sheet.__setitem__("C2", value)))
    assert sentences(report.errors) == [expected], "and nothing else of the cell"


def test_percent_cells_are_percentages_and_bare_fractions_are_not():
    def percent(sheet: Worksheet) -> None:
        sheet["B3"].number_format = "0.0%"
        sheet["F90"].number_format = "0.0%"

    rows = (
        ["Quarter: 2024 - Q1"],
        ["Indicator", "UK Wide"],
        ["Repeat rate", 0.315],
        ["Number of cases discussed", 117359],
    )
    report = check(workbook(*rows, edit=percent))
    assert report.problems == ()
    assert report.rows["published.csv"]["value"].tolist() == ["31.5", "117359"]
    bare = check(workbook(*rows))
    assert [error.message[:31] for error in bare.errors] == ["“0.315” has no percent sign, so"]


def test_case_level_data_on_any_sheet_refuses_the_workbook():
    def hide(sheet: Worksheet) -> None:
        people = sheet.parent.create_sheet("Sheet9")
        people.append(["Surname", "DOB"])

    report = check(make_areas(), returns(GOOD, edit=hide))
    assert len(report.problems) == 1
    assert "case-level data" in report.problems[0].message
    assert "Sheet9" in report.problems[0].message


def test_a_far_away_cell_is_refused_before_the_sheet_is_unfolded():
    report = check(returns(GOOD, edit=lambda sheet: sheet.__setitem__("XFD1048576", 1)))
    assert len(report.errors) == 1
    assert "too far to read" in report.errors[0].message


def rewritten(file: UploadedFile, member: str, old: bytes, new: bytes) -> UploadedFile:
    """The workbook with a part of one member replaced."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.content)) as before, zipfile.ZipFile(whole, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != member or old in content
            after.writestr(name, content.replace(old, new) if name == member else content)
    return UploadedFile(file.name, whole.getvalue())


def test_comments_in_a_sheet_cannot_hide_a_formula_nor_stop_the_reading():
    end = b"</sheetData>"
    hostile = rewritten(returns(GOOD), SHEET, end, end + b"<!--" + b"<c <f " * 500_000 + b"-->")
    (problem,) = check(make_areas(), hostile).errors
    assert "written in a way that Excel does not use" in problem.message
    endless = rewritten(returns(GOOD), "xl/styles.xml", b"<cellXfs", b"<cellXfs " * 300_000 + b"<cellXfs")
    assert check(make_areas(), endless) is not None
    lone = rewritten(returns(GOOD), SHEET, end, end + b"<c <f " * 300_000)
    assert check(make_areas(), lone).errors != ()


@pytest.mark.parametrize(("shown", "means"), [('0.0"%"', "0.9"), ("0.0\\%", "0.9"), ("0.0%", "90")])
def test_a_percent_sign_that_is_only_shown_multiplies_nothing(shown: str, means: str):
    def formatted(sheet: Worksheet) -> None:
        sheet["B3"].number_format = shown

    rows = (["Quarter: 2024 - Q1"], ["Indicator", "UK Wide"], ["Cases per 10,000 adult female population", 0.9])
    report = check(workbook(*rows, edit=formatted))
    found = [each.message for each in report.errors] or report.rows["published.csv"]["value"].tolist()
    assert found == [means] if means == "0.9" else "90%" in found[0]


def test_a_sheet_may_have_an_apostrophe_and_others_are_said_not_to_be_read():
    def more(sheet: Worksheet) -> None:
        sheet.title = "Vale's return"
        other = sheet.parent.create_sheet("Notes of May")
        other.append(["B1", "2024-05-01", 12])
        sheet.parent.create_sheet("Empty")

    content = returns(GOOD, edit=more)
    report = check(make_areas(), content)
    assert report.problems == ()
    assert report.files[1].unread == ("Notes of May",)
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as written:
        sheet = written.add_worksheet("Vale's return")
        sheet.write_row(0, 0, HEADER.split(","))
        sheet.write_row(1, 0, ["B1", "2024-04-03", 10, 3, 12, 6])
    assert check(make_areas(), UploadedFile("returns.xlsx", book.getvalue())).problems == ()


def test_a_formula_above_the_header_is_not_read_and_does_no_harm():
    def dated(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "=TODAY()"

    assert check(make_areas(), returns(GOOD, edit=dated)).problems == ()


def test_a_row_without_height_is_hidden():
    flat = rewritten(returns(GOOD), SHEET, b'<row r="2"', b'<row r="2" ht="0" customHeight="1"')
    (warning,) = check(make_areas(), flat).problems
    assert warning.message.startswith("Row 2 is hidden in the workbook.")


def test_blank_rows_keep_the_row_numbers_a_person_sees():
    report = check(make_areas(), returns([], ["B1", date(2024, 4, 3), "ten", 3, 12, 6]))
    assert sentences(report.errors) == ["returns.xlsx:3:cases: “ten” is not a number. Write it in figures, such as 12."]


def test_a_damaged_workbook():
    content = returns(GOOD).content
    report = check(UploadedFile("returns.xlsx", content[: len(content) // 2]))
    assert [error.message[:26] for error in report.errors] == ["The workbook is damaged an"]


def test_column_letters():
    assert [worksheet_xml.column_letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(worksheet_xml.column_number(worksheet_xml.column_letters(number)) == number for number in range(1, 2000))
