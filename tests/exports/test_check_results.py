"""What is wrong with an upload, to take away: as CSV, and in the workbook itself."""

import csv
import io
import zipfile

import openpyxl
import pytest

from maracdash.exports import check_results
from maracdash.intake import Problem, UploadedFile
from maracdash.model.errors import MaracdashError
from tests.support.upload_files import HEADER, TODAY, check, make_areas, make_file, make_returns

BAD = make_returns("B1,2024-04-03,ten,3,12,6", "B1,2024-04-10,10,11,,6")


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def formulas(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [name for name in archive.namelist() if name.endswith(".xml") and b"<f>" in archive.read(name)]


def test_every_problem_is_a_line_and_none_a_formula():
    problems = [*check(make_areas(), BAD).problems, Problem("x.csv", None, "", "=cmd()", value="=1+1")]
    content = check_results.build_problems_file(problems).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [rows[0][name] for name in ("file", "row", "column", "value")] == ["returns.csv", "2", "cases", "ten"]
    assert rows[0]["problem"] == "“ten” is not a number. Write it in figures, such as 12."
    assert (rows[-1]["problem"], rows[-1]["value"], rows[-1]["row"]) == ("'=cmd()", "'=1+1", "")


def test_a_csv_file_becomes_a_workbook_with_its_bad_cells_marked():
    marked = check_results.build_marked_workbook(BAD, check(make_areas(), BAD).problems, TODAY)
    sheet = book(marked.content).worksheets[0]
    assert marked.name == "returns_marked.xlsx"
    assert [cell.value for cell in sheet[1]] == HEADER.split(",")
    assert (sheet["C2"].value, sheet["C3"].value) == ("ten", 10)
    assert sheet["C2"].comment.text == "“ten” is not a number. Write it in figures, such as 12."
    assert (sheet["C2"].fill.start_color.rgb, sheet["E3"].fill.start_color.rgb) == ("FFFFDD00", "FFFFF4B3")
    assert sheet["D3"].comment.text.startswith("Repeat cases: 11, more than")
    assert sheet["A2"].comment is None
    assert book(marked.content).sheetnames[-1] == "Problems"


def test_a_workbook_keeps_its_sheets_and_looks_and_loses_its_formulas():
    source = openpyxl.Workbook()
    sheet = source.active
    sheet.title = "Notes"
    sheet["A1"] = "=1+1"
    data = source.create_sheet("Returns")
    for row in (HEADER.split(","), ["B1", "2024-04-03", 10, "=C2/3", 12, 6]):
        data.append(row)
    data.column_dimensions["A"].width = 44
    data.conditional_formatting.add("A1:A2", openpyxl.formatting.rule.FormulaRule(formula=["C2>3"]))
    content = io.BytesIO()
    source.save(content)
    given = UploadedFile("q1.xlsx", content.getvalue())
    marked = check_results.build_marked_workbook(given, check(make_areas(), given).problems, TODAY).content
    found = book(marked)
    assert formulas(given.content)
    assert formulas(marked) == []
    assert (found["Notes"]["A1"].value, found["Returns"]["D2"].value) == ("=1+1", "=C2/3")
    assert "holds a formula" in found["Returns"]["D2"].comment.text
    assert found["Returns"].column_dimensions["A"].width == 44
    assert found.sheetnames == ["Notes", "Returns", "Problems"]


def test_mended_cells_of_a_marked_workbook_load_again():
    marked = check_results.build_marked_workbook(BAD, check(make_areas(), BAD).problems, TODAY)
    mended = book(marked.content)
    for cell, value in (("C2", 10), ("D3", 1), ("E3", 9)):
        mended.worksheets[0][cell] = value
    content = io.BytesIO()
    mended.save(content)
    assert check(make_areas(), UploadedFile("returns.xlsx", content.getvalue())).problems == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [("surname,dob\nSmith,1980-01-02\n", "looks like details of people"), ("colour\nred\n", "could not be read")],
)
def test_what_cannot_be_marked_is_said(content: str, expected: str):
    given = make_file(content)
    with pytest.raises(MaracdashError, match=expected):
        check_results.build_marked_workbook(given, check(given).problems, TODAY)
