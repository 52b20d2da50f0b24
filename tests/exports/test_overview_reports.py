"""The report's files: the portal's layout comes back cell by cell, and loads again to the same values."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from maracdash import queries
from maracdash.exports import overview_reports
from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.areas import Area, Level
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.overview_reports import ColumnKind, OverviewReport, ReportColumn, ReportForm, ReportSelection
from maracdash.model.quarters import Quarter
from maracdash.model.values import Origin, Status, make_absent_value
from maracdash.reading.reader import Reader
from tests.support.answers import known_value
from tests.support.sample_report import MET, SAMPLE, with_values


def load_file(folder: Path, name: str, content: bytes) -> Reader:
    outcome = accept_files(folder, [UploadedFile(name, content)], "tests", accept_warnings=True)
    assert outcome.release, [str(each) for each in outcome.report.problems]
    return Reader(folder, Audience.FULL)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def written_cells(answer: OverviewReport) -> dict[tuple[str, str], str | Status]:
    """Text of each cell, by indicator and column name."""
    return {
        (row.indicator.slug, column.name): value.status if value.number is None else row.indicator.format(value.number)
        for row in answer.rows
        for column, value in zip(answer.columns, row.values, strict=True)
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> OverviewReport:
    reader = load_file(tmp_path_factory.mktemp("published"), SAMPLE.name, SAMPLE.read_bytes())
    return reader.ask(queries.OVERVIEW_REPORT, MET)


@pytest.fixture(scope="module")
def invented(demonstration) -> OverviewReport:
    """Two forces, with what is absent and estimated among them."""
    reader = Reader(demonstration, Audience.FULL)
    forces = tuple(each.code for each in reader.ask(queries.OFFERED_FORCES, ReportForm.FORCE_MARAC)[:2])
    return reader.ask(
        queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.FORCE_MARAC, quarter=Quarter(2022, 4), forces=forces)
    )


def test_the_csv_is_the_published_table_cell_by_cell(published):
    sample = list(csv.reader(SAMPLE.read_text(encoding="utf-8").splitlines()))
    mine = lines(overview_reports.write_portal_csv(published))
    assert mine[0][:2] == sample[0]
    assert mine[1] == ["Police Forces: 1 selected", "Maracs: 3 selected", "Quarter: 2024 - Q1"]
    assert mine[2 : len(sample)] == sample[2:]


def test_it_says_who_may_see_it_and_of_when_beside_the_title(published, invented):
    assert published.marking in lines(overview_reports.write_portal_csv(published))[0]
    assert any("invented" in cell for cell in lines(overview_reports.write_portal_csv(invented))[0])
    assert published.release.id in lines(overview_reports.write_portal_csv(published))[0]


def test_every_estimate_is_named_above_the_header(published, invented):
    estimated = with_values(published, known_value(5, status=Status.PROXIED))
    told = lines(overview_reports.write_portal_csv(estimated))[2]
    assert told[0] == "[e] estimated: one or more quarters filled with the quarter before"
    assert told[1:] == ["Marac 1: every figure"]
    assert lines(overview_reports.write_portal_csv(published))[2][0] == "Indicator"
    real = lines(overview_reports.write_portal_csv(invented))[2]
    for place, column in enumerate(invented.columns):
        filled = [row for row in invented.rows if row.values[place].status is Status.PROXIED]
        assert any(each.startswith(f"{column.label}: ") for each in real) == bool(filled)
    assert len(real) > 1


def test_it_begins_with_a_byte_order_mark_for_excel(published):
    assert overview_reports.write_portal_csv(published).startswith("\ufeffOverview report".encode())


def test_it_loads_elsewhere_to_the_same_values_and_absences(published, tmp_path):
    again = load_file(tmp_path, "report.csv", overview_reports.write_portal_csv(published)).ask(
        queries.OVERVIEW_REPORT, MET
    )
    assert written_cells(again) == written_cells(published)
    assert (
        overview_reports.write_portal_csv(again).splitlines()[1:]
        == overview_reports.write_portal_csv(published).splitlines()[1:]
    )


def test_a_computed_report_of_several_forces_loads_elsewhere_to_the_same_cells(invented, tmp_path):
    areas = b"code,name,level,parent\n" + b"".join(
        f'{column.area.code},"{column.area.name}",{column.area.level},{_parent(invented, column)}\n'.encode()
        for column in invented.columns
        if column.area and column.kind in (ColumnKind.FORCE, ColumnKind.MARAC)
    )
    files = [UploadedFile("areas.csv", areas), UploadedFile("report.csv", overview_reports.write_portal_csv(invented))]
    outcome = accept_files(tmp_path, files, "tests", accept_warnings=True)
    assert outcome.release, [str(each) for each in outcome.report.problems]
    again = Reader(tmp_path, Audience.FULL).ask(queries.OVERVIEW_REPORT, invented.selection)
    mine = written_cells(invented)
    assert {key: written_cells(again)[key] for key in mine} == mine
    assert {Status.NO_EARLIER_YEAR, Status.NOT_APPLICABLE} <= set(mine.values())


TIDY = """level,area_code,area,quarter,indicator,value
uk,K02000001,,2024-Q1,cases,117359
country,E92000001,,2024-Q1,cases,105000
country,E92000001,,2024-Q1,repeat-rate,31.5
country,W92000004,,2024-Q1,cases,6000
region,E12000002,,2024-Q1,cases,14000
region,E12000007,,2024-Q1,cases-change,-2.6
force,E23000032,,2024-Q1,cases,3100
force,E23000032,,2024-Q1,idva-current,31.0
force,E23000001,,2024-Q1,cases,15683
force,W15000001,,2024-Q1,cases,
"""


@pytest.mark.parametrize("form", [ReportForm.COUNTRIES_REGIONS, ReportForm.COUNTRIES_FORCES])
def test_the_other_forms_load_elsewhere_to_the_same_cells(tmp_path, form):
    selection = ReportSelection(form=form, quarter=Quarter(2024, 1))
    first = load_file(tmp_path / "first", "published.csv", TIDY.encode()).ask(queries.OVERVIEW_REPORT, selection)
    again = load_file(tmp_path / "second", "report.csv", overview_reports.write_portal_csv(first)).ask(
        queries.OVERVIEW_REPORT, selection
    )
    assert written_cells(again) == written_cells(first)
    said = {cell for cell in written_cells(first).values() if not isinstance(cell, Status)}
    forms = {ReportForm.COUNTRIES_REGIONS: "−2.6%", ReportForm.COUNTRIES_FORCES: "31.0"}
    assert {"117,359", "105,000", forms[form]} <= said


def _parent(answer: OverviewReport, column: ReportColumn) -> str:
    if column.kind is ColumnKind.FORCE:
        return ""
    force = next(each for each in answer.of_kind(ColumnKind.FORCE) if each.heading == column.heading)
    return force.area.code


ABSENCES = [each for each in Status if each not in (Status.OK, Status.PROXIED)]


@pytest.mark.parametrize("status", ABSENCES)
def test_every_absence_loads_back_as_itself(published, tmp_path, status):
    answer = with_values(published, make_absent_value(status))
    again = load_file(tmp_path, "report.csv", overview_reports.write_portal_csv(answer)).ask(
        queries.OVERVIEW_REPORT, MET
    )
    place = [each.label for each in answer.columns].index("Marac 1")
    assert {row.values[place].status for row in again.rows} == {status}


def test_a_fall_is_written_with_the_keyboards_minus_and_not_taken_for_a_formula(published):
    value = known_value(-3.14, origin=Origin.PUBLISHED)
    rows = {row[0]: row for row in lines(overview_reports.write_portal_csv(with_values(published, value)))}
    assert rows["Year on year change in number of cases"][5] == "-3.1%"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_name_that_is_a_formula_is_guarded(published, name):
    area = Area(level=Level.MARAC, code="m", name=name)
    columns = (
        *published.columns[:-1],
        ReportColumn(kind=ColumnKind.MARAC, area=area, heading="Metropolitan Police", under=name),
    )
    assert lines(overview_reports.write_portal_csv(replace(published, columns=columns)))[3][-1] == f"'{name}"


def test_the_tidy_csv_has_each_figure_once_unrounded(invented):
    rows = list(csv.DictReader(StringIO(overview_reports.write_tidy_csv(invented).decode("utf-8-sig"))))
    areas = [each for each in invented.columns if each.area]
    assert len(rows) == len(areas) * sum(1 for _ in invented.rows)
    values = {(row["level"], row["area_code"], row["indicator"]): row["value"] for row in rows}
    for row in invented.rows:
        for column, value in zip(invented.columns, row.values, strict=True):
            if column.area:
                text = values[column.area.level, column.area.code, row.indicator.slug]
                assert (float(text) if text else None) == value.number


def test_files_say_area_report_and_quarter(published, invented):
    assert overview_reports.build_report_file(published).name == "metropolitan-police_overview-report_2024-Q1.csv"
    assert overview_reports.build_report_file(published, overview_reports.writer("tidy")).name.endswith(
        "_2024-Q1_tidy.csv"
    )
    assert overview_reports.build_report_file(invented, overview_reports.writer("xlsx")).name.endswith(
        "_overview-report_2022-Q4.xlsx"
    )


def test_an_unknown_form_of_file_is_named_with_those_there_are():
    with pytest.raises(NotFoundError, match=r"“ods”.*csv, tidy, xlsx"):
        overview_reports.writer("ods")
