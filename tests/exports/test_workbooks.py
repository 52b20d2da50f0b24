"""The workbook opens anywhere, says what it holds, and its cells are the report's numbers."""

import csv
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from maracdash import catalogue, queries
from maracdash.exports import workbooks
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.audiences import Audience
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportForm, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.model.safe_rules import SafeRule
from maracdash.model.values import Status
from maracdash.reading.reader import Reader
from tests.support.answers import known_value
from tests.support.printed_sheets import find_cut_rows, is_one_page_wide
from tests.support.sample_report import MET, SAMPLE, with_values

SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> OverviewReport:
    folder = tmp_path_factory.mktemp("published")
    accept_files(folder, [UploadedFile(SAMPLE.name, SAMPLE.read_bytes())], "tests", accept_warnings=True)
    return Reader(folder, Audience.FULL).ask(queries.OVERVIEW_REPORT, MET)


@pytest.fixture(scope="module")
def invented(demonstration) -> OverviewReport:
    reader = Reader(demonstration, Audience.FULL)
    forces = tuple(each.code for each in reader.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC)[:2])
    return reader.ask(
        queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.FORCE_MARAC, quarter=Quarter(2022, 4), forces=forces)
    )


def open_workbook(answer: OverviewReport):
    return load_workbook(BytesIO(workbooks.write_workbook(answer)))


def tables(book) -> dict[str, list]:
    """The cells of each indicator by title, of all sheets."""
    found = {}
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            header, *rows = sheet[table.ref]
            if header[0].value == "Indicator":
                found |= {row[0].value: row[1:] for row in rows}
    return found


def write_as_shown(cell) -> str:
    """A cell as a spreadsheet shows it, for the formats that are used here."""
    if isinstance(cell.value, str):
        return {"[z]": "-", "[x]": ""}[cell.value]
    percent = cell.number_format.endswith("%")
    decimals = len(cell.number_format.removesuffix("%").partition(".")[2])
    return f"{cell.value * (100 if percent else 1):,.{decimals}f}{'%' if percent else ''}"


def test_its_cells_are_the_published_table(published):
    sample = {row[0]: row[1:] for row in csv.reader(SAMPLE.read_text(encoding="utf-8").splitlines()) if len(row) > 4}
    cells = tables(open_workbook(published))
    titles = {each.printed_title: each.title for each in catalogue.INDICATORS}
    shown = {
        printed: [write_as_shown(cell) for cell in cells[title]] for printed, title in titles.items() if title in cells
    }
    compared = {title: row for title, row in sample.items() if title in shown}
    assert {title: shown[title] for title in compared} == compared
    assert len(compared) == 39


def test_numbers_are_numbers_and_absences_are_shorthand(invented):
    cells = tables(open_workbook(invented))
    for row in invented.rows:
        for cell, value in zip(cells[row.indicator.title], row.values, strict=True):
            if value.number is None:
                assert cell.value == value.status.shorthand
            else:
                scale = 100 if row.indicator.unit is Unit.PERCENT else 1
                assert cell.value * scale == pytest.approx(value.number, rel=1e-12)


def test_there_is_one_sheet_per_unit_after_cover_contents_and_notes(published):
    book = open_workbook(published)
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Counts", "Percentages", "Rates", "Posts"]
    assert all(len(sheet.tables) == 1 for sheet in book.worksheets[1:])
    assert not any(sheet.merged_cells.ranges for sheet in book.worksheets)


def test_headers_stay_in_view_and_are_never_twice_the_same(invented):
    sheet = open_workbook(invented)["Counts"]
    header = [cell.value for cell in sheet[next(iter(sheet.tables.values())).ref][0]]
    assert len(set(header)) == len(header)
    assert sheet.freeze_panes.startswith("B")


def test_it_prints_on_the_width_of_a_page_with_its_header_and_notes_can_be_read(published):
    book = open_workbook(published)
    for name in ("Counts", "Percentages", "Rates", "Posts"):
        sheet = book[name]
        header = next(iter(sheet.tables.values())).ref.partition(":")[0][1:]
        assert sheet.print_title_rows == f"${header}:${header}"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    notes = book["Notes"]
    assert notes.column_dimensions["B"].width < 120
    assert notes["B4"].alignment.wrap_text


def test_no_words_are_cut_or_lie_over_others_and_cover_contents_and_notes_are_one_page_wide(published, invented):
    for book in map(open_workbook, (published, invented)):
        assert find_cut_rows(book) == []
        assert all(is_one_page_wide(book[name]) for name in ("Cover", "Contents", "Notes"))
        long = [each for each in book["Notes"]["B"][3:] if len(each.value) > 200]
        assert long
        assert all(book["Notes"].row_dimensions[each.row].height > 25 for each in long)
        heading = next(cell for row in book["Counts"].iter_rows() for cell in row if cell.value == "Indicator")
        assert book["Counts"].row_dimensions[heading.row].height > 25, "SafeLives recommended: two lines"


def test_shorthand_notes_source_and_marking_are_said_on_the_sheet(published, invented):
    text = "\n".join(
        str(row[0]) for row in open_workbook(invented)["Counts"].iter_rows(max_col=1, max_row=30, values_only=True)
    )
    assert "[x] not available" in text
    assert "Source: " in text
    assert invented.marking in text
    assert "\nAbout Recommended number of cases: [note " in text
    cover = "\n".join(str(row[0]) for row in open_workbook(invented)["Cover"].iter_rows(max_col=1, values_only=True))
    assert "every place and number is invented" in cover
    assert "invented" not in "\n".join(
        str(row[0]) for row in open_workbook(published)["Cover"].iter_rows(max_col=1, values_only=True)
    )


def test_who_is_estimated_is_named(published):
    first = next(each for each in published.rows if each.indicator.slug == "cases").values[0]
    estimated = type(first)(number=5, status=Status.PROXIED)
    sheet = open_workbook(with_values(published, estimated))["Counts"]
    text = [row[0] for row in sheet.iter_rows(max_col=1, max_row=20, values_only=True)]
    assert any(str(line).startswith("[e] estimated") and str(line).endswith("Marac 1") for line in text)


def test_an_estimate_is_a_number_that_shows_its_mark(published):
    estimated = known_value(5, status=Status.PROXIED)
    cells = tables(open_workbook(with_values(published, estimated)))
    place = next(at for at, each in enumerate(published.columns) if each.kind is ColumnKind.MARAC)
    for row in published.rows:
        marked, plain = cells[row.indicator.title][place], cells[row.indicator.title][0]
        scale = 100 if row.indicator.unit is Unit.PERCENT else 1
        assert marked.value * scale == pytest.approx(5)
        assert marked.number_format == f'{workbooks.number_format(row.indicator)}" [e]"'
        assert "[e]" not in plain.number_format
        assert (marked.font.name, marked.font.size) == (plain.font.name, plain.font.size)
        assert (marked.alignment.horizontal, marked.alignment.vertical) == (
            plain.alignment.horizontal,
            plain.alignment.vertical,
        )


def test_a_percentage_of_protected_counts_is_shown_whole_beside_full_ones(published):
    cells = tables(open_workbook(with_values(published, replace(known_value(21), whole=True))))
    place = next(at for at, each in enumerate(published.columns) if each.kind is ColumnKind.MARAC)
    (whole, full) = (cells["Repeat rate"][at].number_format for at in (place, 0))
    assert (whole, full) == ("#,##0%", "#,##0.0%")


@pytest.mark.parametrize(
    ("partly", "said", "rule"),
    [
        (False, "Number cells hold values that are safe to share: rounded counts", "Counts of 1 to 7 are withheld"),
        (True, "Number cells hold unrounded values in areas with full figures, and", "Outside the areas with full"),
    ],
)
def test_the_cover_says_which_values_are_rounded(published, partly, said, rule):
    release = replace(published.release, rule=SafeRule(), partly_full=partly)
    lines = cover(replace(published, release=release))
    assert [line for line in lines if line.startswith(said)]
    assert [line for line in lines if line.startswith(rule)]
    assert not [line for line in lines if "hold unrounded values;" in line]


def test_the_cover_of_full_figures_says_that_they_are_unrounded(published):
    assert [line for line in cover(published) if line.startswith("Number cells hold unrounded values; the format")]


def cover(answer: OverviewReport) -> list[str]:
    return [str(row[0]) for row in open_workbook(answer)["Cover"].iter_rows(max_col=1, values_only=True)]


def test_no_text_becomes_a_formula(published):
    content = workbooks.write_workbook(published)
    with ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any("<f>" in sheet for sheet in sheets)


def test_writing_twice_gives_the_same_cells(published):
    first, second = tables(open_workbook(published)), tables(open_workbook(published))
    assert {k: [c.value for c in v] for k, v in first.items()} == {k: [c.value for c in v] for k, v in second.items()}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here: apt install libreoffice-calc")
@pytest.mark.slow
def test_libreoffice_reads_the_same_numbers(published, tmp_path):
    (tmp_path / "report.xlsx").write_bytes(workbooks.write_workbook(published))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", every_sheet, "--outdir", str(tmp_path), "report.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=550)
    sheets = [*Path(tmp_path).glob("report-*.csv")]
    if not sheets:
        pytest.skip("LibreOffice is here without Calc: apt install libreoffice-calc")
    shown = {}
    for path in sheets:
        shown |= {row[0]: row for row in csv.reader(StringIO(path.read_text(encoding="utf-8"))) if row}
    for row in published.rows:
        cells = shown[row.indicator.title][1 : 1 + len(row.values)]
        expected = [
            row.indicator.format(each.number) if each.number is not None else each.status.shorthand
            for each in row.values
        ]
        assert [read_as_shown(cell, row.indicator) for cell in cells] == expected
    assert len(shown) > 40


def read_as_shown(cell: str, indicator: Indicator) -> str:
    """Cell as LibreOffice shows it, written as the indicator writes it; only a percentage may have a sign."""
    if cell.startswith("["):
        return cell
    assert cell.endswith("%") == (indicator.unit is Unit.PERCENT)
    return indicator.format(float(cell.removesuffix("%").replace(",", "")))
