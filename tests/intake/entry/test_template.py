"""The template filled in right has no problem, and its example is never loaded."""

import io
from datetime import date

import openpyxl

from maracdash.catalogue.fields import FIELDS
from maracdash.catalogue.performance import CASES
from maracdash.intake import UploadedFile
from maracdash.intake.entry import template
from maracdash.intake.existing_data import ExistingData
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing
from tests.support.upload_files import TODAY, check


def _marac(code: str, name: str, force: str, closed: date | None = None) -> Listing:
    return Listing(area=Area(level=Level.MARAC, code=code, name=name), parent=force, valid_to=closed)


DIRECTORY = AreaDirectory(
    (
        Listing(area=Area(level=Level.FORCE, code="N1", name="Northshire")),
        Listing(area=Area(level=Level.FORCE, code="S1", name="Southshire")),
        _marac("B1", "Birchford", "N1"),
        _marac("A1", "Ashby", "N1", date(2023, 12, 31)),
        _marac("C1", "Castle", "N1"),
        _marac("C2", "castle", "S1"),
    )
)
KNOWN = ExistingData(directory=DIRECTORY)


def book(content: bytes | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content or template.build_template_workbook(DIRECTORY, TODAY)))


def saved(filled: openpyxl.Workbook) -> UploadedFile:
    content = io.BytesIO()
    filled.save(content)
    return UploadedFile("template.xlsx", content.getvalue())


def test_filled_in_right_it_loads_without_a_single_problem():
    filled = book()
    for place, row in enumerate(template.build_example_rows("Birchford"), start=2):
        for column, text in enumerate(row, start=1):
            filled["Returns"].cell(place, column, text if column < 3 else float(text))
    report = check(saved(filled), known=KNOWN)
    assert report.problems == ()
    assert report.rows["returns.csv"]["cases"].tolist() == list(CASES.example)
    assert not report.rows["returns.csv"].isna().any(axis=None)


def test_the_example_is_right_and_is_never_loaded():
    empty = check(saved(book()), known=KNOWN)
    assert [each.message for each in empty.problems] == ["The file holds a header and no rows."]
    named = book()
    del named["Returns"]
    named["Example"].title = "April"
    assert check(saved(named), known=KNOWN).problems == ()
    only = book()
    del only["Returns"]
    (problem,) = check(saved(only), known=KNOWN).errors
    assert problem.message.startswith("No sheet but “Example” has a header that is known, and that one is never read.")


def test_a_heading_that_was_changed_does_not_turn_the_example_into_a_return():
    for column, heading in ((1, "Marac name"), (2, "Date"), (3, "Cases discussed")):
        filled = book()
        for place, row in enumerate(template.build_example_rows("Birchford"), start=2):
            for at, text in enumerate(row, start=1):
                filled["Returns"].cell(place, at, text if at < 3 else float(text))
        filled["Returns"].cell(1, column, heading)
        report = check(saved(filled), known=KNOWN)
        name = template.template_columns()[column - 1]
        assert any(f"the column “{name}” is missing" in each.message for each in report.errors), heading
        assert report.rows == {}


def test_the_list_offers_open_maracs_by_a_name_that_is_theirs_alone():
    sheet = book()["Maracs"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["Birchford", "Northshire"],
        ["C1", "Northshire"],
        ["C2", "Southshire"],
    ]


def test_every_column_has_its_rule():
    rules = book()["Returns"].data_validations.dataValidation
    by_column = {str(rule.sqref).split(":", maxsplit=1)[0]: rule for rule in rules}
    assert len(by_column) == 2 + len(FIELDS)
    assert (by_column["A2"].type, by_column["A2"].formula1) == ("list", "Maracs!$A$2:$A$4")
    assert (by_column["B2"].type, by_column["C2"].type, by_column["C2"].operator) == (
        "date",
        "whole",
        "greaterThanOrEqual",
    )
    assert sum(rule.type == "decimal" for rule in rules) == sum(not field.whole for field in FIELDS)


def test_the_guidance_names_every_field_with_its_definition():
    texts = {cell.value for row in book()["Guidance"].iter_rows() for cell in row if cell.value}
    for field in FIELDS:
        assert {field.name, field.title} <= texts
        assert not field.definition or field.definition in texts


def test_without_any_marac_it_is_still_a_template():
    assert book(template.build_template_workbook(AreaDirectory(), TODAY)).sheetnames == [
        "Returns",
        "Guidance",
        "Example",
        "Maracs",
    ]
