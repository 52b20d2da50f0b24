"""A field and its indicator are two records of one module: template, file, form, grid, figures and exports follow."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from dash import Dash

from app import create_app
from maracdash import catalogue, demo, figures, queries, words
from maracdash.catalogue import formulas
from maracdash.catalogue.demographics import VICTIMS
from maracdash.catalogue.fields import FIELDS, GROUPS
from maracdash.exports import tables, workbooks
from maracdash.intake import UploadedFile
from maracdash.intake.accept import checks, sandbox
from maracdash.intake.accept.acceptance import accept_files, check_against_folder
from maracdash.intake.entry.grid_entry import build_grid_file
from maracdash.intake.entry.template import build_blank_csv, build_example_rows, build_template_workbook
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.problems import Severity
from maracdash.model.audiences import Audience
from maracdash.model.fields import Demonstration, FieldGroup, ReturnField, Total
from maracdash.model.indicators import Indicator, Unit
from maracdash.model.overview_reports import ReportForm, ReportSelection
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.settings import Settings
from maracdash.store.submissions.held_meetings import read_held_meetings
from tests.support import folders

NOW = Quarter(2024, 4)
NEW = ReturnField(
    name="interpreters",
    title="Victims who need an interpreter",
    group=VICTIMS,
    definition="Spoken or signed, at any contact.",
    part_of="cases",
    former_names=("translators",),
    demonstration=Demonstration(per_case=0.05),
)
INDICATOR = Indicator(
    slug="interpreters",
    title="Interpreter needed %",
    section="demographics",
    unit=Unit.PERCENT,
    decimals=1,
    noun="victims who need an interpreter",
    numerator=(NEW.name,),
    denominator=("cases",),
    rule=formulas.percentage,
    definition="Share of cases: victims who need an interpreter.",
    formula="victims who need an interpreter ÷ cases",
    source="Marac returns",
)
HEADER = f"marac,meeting_date,cases,{NEW.name}"


@pytest.fixture(autouse=True)
def _new(monkeypatch: pytest.MonkeyPatch):
    """The catalogue with one more; a process of its own would know only what is written in it."""
    monkeypatch.setattr(sandbox, "check_in_sandbox", checks.check_files)
    FIELDS.append(NEW)
    catalogue.INDICATORS.append(INDICATOR)
    yield
    catalogue.INDICATORS.remove(INDICATOR)
    FIELDS.remove(NEW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A year of one meeting a quarter of two Maracs, in files."""
    areas = "code,name,level,parent\nF1,Fell,force,\nM1,Birch,marac,F1\nM2,Ash,marac,F1\n"
    rows = [
        f"{marac},{(NOW - back).start},{cases},{count}"
        for marac, cases, count in (("M1", 40, 10), ("M2", 60, 3))
        for back in range(4)
    ]
    outcome = accept_files(tmp_path, [_file(areas, "areas.csv"), _file("\n".join((HEADER, *rows)))], "tests")
    assert outcome.id, outcome.report.problems
    return tmp_path


@pytest.fixture
def app(folder: Path) -> Dash:
    return create_app(Settings(data=folder))


def _file(text: str, name: str = "returns.csv") -> UploadedFile:
    return UploadedFile(name, f"{text}\n".encode())


def test_the_template_asks_for_it(folder: Path):
    assert build_blank_csv().decode().strip().split(",")[-1] == NEW.name
    book = openpyxl.load_workbook(
        io.BytesIO(build_template_workbook(read_existing_data(folder).directory, date(2025, 1, 1)))
    )
    assert book["Returns"].cell(1, 2 + len(FIELDS)).value == NEW.name
    last = [cell.value for cell in list(book["Guidance"].iter_rows())[-1]]
    assert last == [
        NEW.name,
        NEW.title,
        NEW.definition,
        "A whole number, 0 or more. Not more than the cases discussed.",
    ]
    for row, texts in enumerate(build_example_rows("M1"), start=2):
        for column, text in enumerate(texts, start=1):
            book["Returns"].cell(row, column).value = text if column < 3 else float(text)
    content = io.BytesIO()
    book.save(content)
    report = check_against_folder(folder, [UploadedFile("filled.xlsx", content.getvalue())])
    assert report.errors == ()
    assert report.rows["returns.csv"][NEW.name].tolist() == [1, 1]


def test_it_is_checked_and_kept(folder: Path):
    (problem,) = check_against_folder(folder, [_file(f"{HEADER}\nM1,2024-12-05,4,5")]).errors
    assert problem.message == "Victims who need an interpreter: 5, more than the 4 cases discussed. Check both."
    (fraction,) = check_against_folder(folder, [_file(f"{HEADER}\nM1,2024-12-05,4,1.5")]).errors
    assert fraction.column == NEW.name
    (blank,) = check_against_folder(folder, [_file(f"{HEADER}\nM1,2024-10-01,40,")]).warnings
    assert (blank.column, "not collected" in blank.message) == (NEW.name, True)
    kept = folders.read_normalised(
        folder, next(each.name for each in (folder / "submissions").iterdir()), "returns.csv"
    )
    assert {row[NEW.name] for row in kept if row["marac"] == "M1"} == {"10"}


def test_a_file_may_carry_the_name_that_it_had_before(folder: Path):
    report = check_against_folder(folder, [_file("marac,meeting_date,cases,Translators\nM1,2024-10-01,40,9")])
    assert report.errors == ()
    (told,) = report.problems
    assert (told.severity, told.row, told.column) == (Severity.NOTICE, 1, "Translators")
    assert told.message == "The column “Translators” is called “interpreters” today, and is read as that."
    assert report.rows["returns.csv"][NEW.name].tolist() == [9]
    both = check_against_folder(
        folder, [_file("marac,meeting_date,cases,translators,interpreters\nM1,2024-10-01,40,9,9")]
    )
    assert [each.message for each in both.errors] == ["The column “translators” stands twice in the header. Keep one."]


def test_the_form_asks_for_it_and_sends_it(app: Dash):
    client = app.server.test_client()
    page = client.get("/upload/form").text
    group = page[page.index(VICTIMS.title) :]
    assert f"{NEW.title}</label>" in group
    assert NEW.definition in group
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"', page)
    assert token
    meeting = {"marac": "M1", "meeting_date": "2024-11-12", "cases": "20", "do": "send"}
    sent = {**meeting, "csrf_token": token[1] or token[2]}
    wrong = client.post("/upload/form", data={**sent, NEW.name: "21"})
    assert f'id="{NEW.name}-problem"' in wrong.text
    checked = client.post("/upload/form", data={**sent, NEW.name: "7"}, follow_redirects=True)
    assert checked.status_code == 200
    assert NEW.title in checked.text


def test_the_grid_has_its_column_and_sends_it(folder: Path, app: Dash):
    client = app.server.test_client()
    assert NEW.title in client.get("/upload/grid/_dash-layout").text
    typed = f"{HEADER}\nM1,2024-11-12,20,7\n".encode()
    sent = build_grid_file(folder, read_existing_data(folder).directory, typed, sender=LOCAL)
    rows = list(csv.DictReader(io.StringIO(sent.content.decode())))
    assert [(row["meeting_date"], row[NEW.name]) for row in rows] == [("2024-11-12", "7"), ("2024-10-01", "10")]


def test_a_meeting_that_is_held_tells_of_it(folder: Path):
    (meeting,) = read_held_meetings(folder, "M2", NOW)
    assert meeting.counts[NEW.name] == 3


def test_it_is_asked_drawn_said_and_exported(folder: Path):
    reader = Reader(folder, Audience.FULL)
    selection = Selection(marac="M1", quarter=NOW, indicator=INDICATOR.slug)
    answer = reader.ask(queries.COMPARISON, reader.ask(queries.RESOLVED_SELECTION, selection))
    assert (answer.own.value.numerator, answer.own.value.denominator, answer.own.value.number) == (40, 160, 25)
    assert figures.draw_comparison(answer)["data"]
    assert "25.0%" in words.write_finding(answer)
    table = reader.ask(queries.TIDY_TABLE, NOW, slugs=(INDICATOR.slug,))
    rows = csv.DictReader(io.StringIO(tables.write_csv(table).decode("utf-8-sig")))
    assert {row["area_code"]: float(row["value"]) for row in rows if row["level"] == "marac"} == {"M1": 25, "M2": 5}
    report = reader.ask(
        queries.OVERVIEW_REPORT, ReportSelection(form=ReportForm.FORCE_MARAC, quarter=NOW, forces=("F1",))
    )
    sheet = openpyxl.load_workbook(io.BytesIO(workbooks.write_workbook(report)))["Percentages"]
    (row,) = ([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == INDICATOR.title)
    assert {0.05, 0.25} <= set(row)


def test_the_fictional_country_collects_it():
    files = {each.name: each.content.decode() for each in demo.build_country(12, 1, last=NOW)}
    rows = list(csv.DictReader(io.StringIO(files["returns.csv"])))
    share = sum(int(row[NEW.name]) for row in rows) / sum(int(row["cases"]) for row in rows)
    assert 0.03 < share < 0.08


def test_fields_of_a_new_group_are_held_to_its_total(folder: Path):
    housing = FieldGroup(
        title="Where victims live",
        hint="Each victim lives in one place.",
        total=Total(title="Places", noun="places", of="cases", is_exact=True),
    )
    rented, owned = (
        ReturnField(name=name, title=name.capitalize(), group=housing, part_of="cases") for name in ("rented", "owned")
    )
    GROUPS.append(housing)
    FIELDS.extend((rented, owned))
    try:
        (problem,) = check_against_folder(
            folder, [_file("marac,meeting_date,cases,rented,owned\nM1,2024-10-01,10,5,4")]
        ).errors
    finally:
        GROUPS.remove(housing)
        del FIELDS[-2:]
    assert problem.message == "The places sum to 9, not to the 10 cases discussed. Each victim lives in one place."
