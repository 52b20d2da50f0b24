"""The blank return, made of the catalogue so that template and checks cannot disagree.

Of a workbook the one sheet with rows under a known header is read: `Returns`. A sheet called `Example` never is.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from maracdash.catalogue.fields import FIELDS, field_names, field_title
from maracdash.intake.file_types.returns import MEETING_RETURNS
from maracdash.intake.recognise.template_sheets import EXAMPLE_SHEET, GUIDANCE_SHEET, MARACS_SHEET, RETURNS_SHEET
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory, Listing
from maracdash.model.fields import ReturnField

VALIDATED_ROWS = 2000
FIRST_DAY = date(2003, 1, 1)
GUIDANCE_NOTES = (
    "One row for each Marac and meeting. Write counts of the meeting, never details of people.",
    "Dates: 3/4/2024 is 3 April 2024, day first; 2024-04-03 is the same day.",
    "0 means none. A blank cell, “n/a” or “-” means not collected. “<5” means a small number that is withheld.",
    "A case referred by two agencies counts 0.5 to each: the referral columns together make the cases.",
    "Paste values only: no formulas, no merged cells. A column that you do not collect may be deleted whole.",
    "A quarter that is sent again stands for the whole quarter, so send all of its meetings.",
    "The sheet “Example” shows two rows filled in right. It is not read.",
)
WORKBOOK_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
EXAMPLE_DAYS = ("2024-04-03", "2024-04-17")


def template_columns() -> tuple[str, ...]:
    """The header of a meeting return."""
    return (*MEETING_RETURNS.keys, *field_names())


def build_blank_csv() -> bytes:
    """Build a CSV file with the header of a meeting return and no rows."""
    return (",".join(template_columns()) + "\r\n").encode()


def build_template_workbook(directory: AreaDirectory, today: date) -> bytes:
    """Build a workbook to fill in: the data sheet, with only values that fit; guidance; an example; the Maracs."""
    maracs = [each for each in directory.at(Level.MARAC) if not each.valid_to or each.valid_to >= today]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK_OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6EE"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _write_data_sheet(
            book.add_worksheet(RETURNS_SHEET), len(maracs), bold, book.add_format({"num_format": "yyyy-mm-dd"})
        )
        _write_guidance_sheet(book.add_worksheet(GUIDANCE_SHEET), bold, wrapped)
        _write_example_sheet(book.add_worksheet(EXAMPLE_SHEET), _unique_labels(maracs), bold)
        _write_maracs_sheet(book.add_worksheet(MARACS_SHEET), maracs, directory, bold)
    return content.getvalue()


def build_example_rows(marac: str) -> tuple[tuple[str, ...], ...]:
    """Build two correct example meetings, in the order of TEMPLATE_COLUMNS."""
    return tuple(
        (marac, day, *(f"{field.example[place]:g}" for field in FIELDS)) for place, day in enumerate(EXAMPLE_DAYS)
    )


def _write_data_sheet(sheet: Worksheet, maracs: int, bold: Format, dated: Format) -> None:
    sheet.write_row(0, 0, template_columns(), bold)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 14, dated)
    sheet.set_column(2, len(template_columns()) - 1, 13)
    if maracs:
        source = f"={MARACS_SHEET}!$A$2:$A${maracs + 1}"
        _restrict_column(
            sheet, 0, {"validate": "list", "source": source}, "Choose a Marac", "Choose a name from the sheet “Maracs”."
        )
    dates = {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
    _restrict_column(sheet, 1, dates, "Meeting date", "The day of the meeting, such as 3/4/2024: day first.")
    for place, field in enumerate(FIELDS, start=len(MEETING_RETURNS.keys)):
        kind = "integer" if field.whole else "decimal"
        counts = {"validate": kind, "criteria": ">=", "value": 0, "error_type": "warning"}
        _restrict_column(sheet, place, counts, field.title[:32], _describe_entry(field))


def _restrict_column(sheet: Worksheet, column: int, rule: dict[str, object], title: str, message: str) -> None:
    said = {"input_title": title, "input_message": message[:255], "error_title": title, "error_message": message[:255]}
    sheet.data_validation(1, column, VALIDATED_ROWS, column, {**rule, **said})


def _write_guidance_sheet(sheet: Worksheet, bold: Format, wrapped: Format) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 3, 60)
    for row, note in enumerate(GUIDANCE_NOTES):
        sheet.merge_range(row, 0, row, 3, note, wrapped)
    top = len(GUIDANCE_NOTES) + 1
    sheet.write_row(top, 0, ("Column", "What it counts", "Definition", "What to write"), bold)
    required = (("marac", "The Marac, by name or code"), ("meeting_date", "The day of the meeting"))
    for row, line in enumerate((*required, *map(_guidance_line, FIELDS)), start=top + 1):
        sheet.write_row(row, 0, line, wrapped)


def _guidance_line(field: ReturnField) -> tuple[str, ...]:
    return field.name, field.title, field.definition, _describe_entry(field)


def _describe_entry(field: ReturnField) -> str:
    needed = "Always needed. " if field.required else ""
    number = "A whole number, 0 or more." if field.whole else "0 or more; halves are allowed."
    part = f" Not more than the {field_title(field.part_of).lower()}." if field.part_of else ""
    return f"{needed}{number}{part}"


def _write_example_sheet(sheet: Worksheet, maracs: Sequence[str], bold: Format) -> None:
    sheet.write_row(0, 0, template_columns(), bold)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(template_columns()) - 1, 14)
    for row, texts in enumerate(build_example_rows(maracs[0] if maracs else "Birchford"), start=1):
        sheet.write_row(row, 0, texts[:2])
        sheet.write_row(row, 2, [float(text) for text in texts[2:]])


def _write_maracs_sheet(sheet: Worksheet, maracs: Sequence[Listing], directory: AreaDirectory, bold: Format) -> None:
    sheet.set_column(0, 1, 36)
    sheet.write_row(0, 0, ("Write in the column marac", "Police force"), bold)
    for row, (called, listing) in enumerate(zip(_unique_labels(maracs), maracs, strict=True), start=1):
        force = directory.listing(Level.FORCE, listing.parent)
        sheet.write_row(row, 0, (called, force.area.name if force else ""))


def _unique_labels(maracs: Sequence[Listing]) -> list[str]:
    """Labels of Maracs: the name where it is the only one, else the code."""
    names = Counter(each.area.name.casefold() for each in maracs)
    return [each.area.name if names[each.area.name.casefold()] == 1 else each.area.code for each in maracs]
