"""Files of a profile: the rows of the page, in its order, with what a spreadsheet needs to count with them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from maracdash import queries
from maracdash.exports.profiles import WRITERS, build_profile_file
from maracdash.model.answers import AreaRole
from maracdash.model.area_profiles import AreaProfile, ProfileOrder, order_rows
from maracdash.model.audiences import Audience
from maracdash.model.indicators import Unit
from maracdash.reading.reader import Reader
from maracdash.words.area_profiles import write_comparator_cell
from tests.support.printed_sheets import find_cut_rows, is_one_page_wide


@pytest.fixture(scope="module")
def profile(demonstration: Path) -> AreaProfile:
    reader = Reader(demonstration, Audience.FULL)
    found = reader.ask(queries.AREA_PROFILE, reader.ask(queries.DEFAULT_SELECTION))
    return replace(found, rows=order_rows(found.rows, ProfileOrder.STANDING_OUT, AreaRole.UK))


def test_the_csv_has_every_figure_in_the_order_of_the_rows(profile: AreaProfile) -> None:
    file = build_profile_file(profile, WRITERS["csv"])
    assert file.name.endswith(f"_profile_{profile.quarter}.csv")
    lines = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    wanted = [(row, point) for row in profile.rows for point in row.points]
    assert len(lines) == len(wanted) > 200
    for line, (row, point) in zip(lines, wanted, strict=True):
        assert (line["indicator"], line["area_code"]) == (row.indicator.slug, point.area.code)
        assert line["value"] == "" if point.value.number is None else float(line["value"]) == point.value.number
        assert line["role"] == str(point.role)
        if point.role is not AreaRole.OWN and not row.doubted:
            assert line["outcome"] == str(point.verdict)
            assert (line["confidence"] == "99.8%") is point.strong
        elif point.role is AreaRole.OWN:
            assert line["change"] == str(row.movement)
        assert line["marking"]


def test_the_workbook_has_a_row_an_indicator_with_numbers_as_numbers(profile: AreaProfile) -> None:
    file = build_profile_file(profile, WRITERS["xlsx"])
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert book.sheetnames[0] == "Cover"
    assert find_cut_rows(book) == []
    assert all(map(is_one_page_wide, book.worksheets))
    sheet = book["Profile"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Indicator")
    names = [cell.value for cell in header]
    below = list(sheet.iter_rows(min_row=header[0].row + 1, max_row=header[0].row + len(profile.rows)))
    assert not sheet.merged_cells.ranges
    for cells, row in zip(below, profile.rows, strict=True):
        told = dict(zip(names, cells, strict=True))
        assert told["Indicator"].value == row.indicator.title
        number = row.own.value.number
        scale = 100 if row.indicator.unit is Unit.PERCENT else 1
        if number is not None:
            assert told["Figure"].value == pytest.approx(number / scale)
            assert ("%" in told["Figure"].number_format) is (scale == 100)
        assert told["Against the UK"].value == write_comparator_cell(row, AreaRole.UK).words
        assert all(cell.value not in (None, "") for cell in cells)
