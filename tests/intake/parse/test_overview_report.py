"""The overview report: the published sample cell by cell, the three forms, each fault."""

import csv

import pytest

from maracdash import catalogue
from maracdash.intake import ExistingData, Severity, UploadedFile
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing
from tests.support.sample_report import SAMPLE
from tests.support.upload_files import NOTHING, check, make_file, sentences

TITLES = 'Overview report,By police force / Marac\nPolice Forces: 1 selected,"Quarter: 2024 - Q1"\n'
HEADER = "Indicator,UK Wide,SafeLives recommended,Most Similar Force Group,Metropolitan Police,Metropolitan Police\n"
MARACS = ",,,,,Marac 1\n"
ROWS = 'PERFORMANCE\nNumber of cases discussed,"117,359",-,"32,077","15,683",589\nRepeat rate,31.5%,-,31.1%,26.9%,\n'
EARLIER = "row 6 of report.csv. Correct one, or accept the warning to use this file's."
WHOLE = TITLES + HEADER + MARACS + ROWS


def overview(text: str, name: str = "report.csv") -> UploadedFile:
    return make_file(text, name)


def test_the_published_sample_cell_by_cell():
    """Against an independent, slow reading of the same file: plain csv, positions written out by hand."""
    areas = {
        1: ("uk", "K02000001"),
        3: ("group", "E23000001"),
        4: ("force", "E23000001"),
        5: ("marac", "metropolitan-police-marac-1"),
        6: ("marac", "metropolitan-police-marac-2"),
        7: ("marac", "metropolitan-police-marac-3"),
    }
    slugs = {each.printed_title.lower(): each.slug for each in catalogue.INDICATORS}
    with SAMPLE.open(encoding="utf-8", newline="") as sample:
        rows = [row for row in csv.reader(sample) if len(row) == 8 and row[0] and row[0] != "Indicator"]
    expected = {
        (*area, slugs[row[0].lower()]): (
            "" if row[position] == "-" else row[position].replace(",", "").replace("%", ""),
            "-" if row[position] == "-" else "",
        )
        for row in rows
        for position, area in areas.items()
    }

    report = check(UploadedFile(SAMPLE.name, SAMPLE.read_bytes()))

    assert report.problems == ()
    frame = report.rows["published.csv"]
    found = {(row.level, row.area_code, row.indicator): (row.value, row.mark) for row in frame.itertuples(index=False)}
    assert len(rows) == 39
    assert len(frame) == len(found) == 39 * 6
    assert found == expected
    assert set(frame["quarter"]) == {2024 * 4}
    assert found["group", "E23000001", "cases"] == ("32077", "")
    assert found["uk", "K02000001", "idva-current"] == ("1174.0", "")
    assert found["marac", "metropolitan-police-marac-3", "cases-with-children"] == ("0.0", "")


def test_the_sample_brings_its_maracs_as_new_areas_of_the_force():
    report = check(UploadedFile(SAMPLE.name, SAMPLE.read_bytes()))
    assert [area.name for area in report.new_areas] == ["Marac 1", "Marac 2", "Marac 3"]
    areas = report.rows["areas.csv"]
    assert areas["level"].tolist() == ["marac"] * 3
    assert areas["parent"].tolist() == ["E23000001"] * 3
    assert areas["code"].tolist()[0] == "metropolitan-police-marac-1"


def test_known_maracs_keep_their_codes():
    marac = Listing(area=Area(level=Level.MARAC, code="MET1", name="Marac 1"), parent="E23000001")
    report = check(overview(WHOLE), known=ExistingData(AreaDirectory((marac,)), {}, NOTHING.reference))
    assert report.new_areas == ()
    assert set(report.rows["published.csv"]["area_code"]) == {"K02000001", "E23000001", "MET1"}


def test_a_region_starts_from_nothing_with_a_force_nobody_knows():
    report = check(overview(WHOLE.replace("Metropolitan Police", "Northshire")), known=ExistingData())
    assert [(area.level, area.code) for area in report.new_areas] == [
        (Level.FORCE, "northshire"),
        (Level.MARAC, "northshire-marac-1"),
        (Level.UK, "K02000001"),
    ]


def test_a_dash_and_a_blank_are_kept_apart():
    report = check(overview(WHOLE.replace("26.9%", "-")))
    frame = report.rows["published.csv"].query("indicator == 'repeat-rate'").set_index("level")
    assert (frame.loc["force", "value"], frame.loc["force", "mark"]) == ("", "-")
    assert (frame.loc["marac", "value"], frame.loc["marac", "mark"]) == ("", "")


@pytest.mark.parametrize(("name", "quarter"), [("report-2023-q4.csv", 2023 * 4 + 3), ("2023_Q4.csv", 2023 * 4 + 3)])
def test_the_name_gives_the_quarter_only_where_no_title_line_does(name: str, quarter: int):
    assert set(check(overview(HEADER + MARACS + ROWS, name)).rows["published.csv"]["quarter"]) == {quarter}
    assert set(check(overview(WHOLE, name)).rows["published.csv"]["quarter"]) == {2024 * 4}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + MARACS + ROWS, "report.csv:The report does not say which quarter it is for."),
        (
            WHOLE.replace("Repeat rate", "Repeat ratio"),
            "report.csv:7:Indicator:There is no indicator called “Repeat ratio”. Did you mean “Repeat rate”? Correct",
        ),
        (WHOLE.replace("26.9%", "0.269"), "report.csv:7:Metropolitan Police:“0.269” has no percent sign"),
        (WHOLE.replace('"15,683"', "5%"), "report.csv:6:Metropolitan Police:“5%” is a percentage, but “Number of"),
        (WHOLE.replace("589", "some"), "report.csv:6:Marac 1:“some” is not a number. Write it in figures, such as 12."),
        (WHOLE.replace("589", "-589"), "report.csv:6:Marac 1:“-589” is below zero."),
        (WHOLE + "Repeat rate,1%,,,,\n", "report.csv:8:Indicator:“Repeat rate” stands already in row 7."),
        (WHOLE + ",1%,,,,\n", "report.csv:8:Indicator:This row has values but no indicator."),
        (TITLES + HEADER + MARACS + "PERFORMANCE\n", "report.csv:3:Indicator:The report holds a header and no"),
        (WHOLE.replace("2024 - Q1", "2026 - Q1"), "report.csv:6:UK Wide:The quarter 2026-Q1 has not ended."),
        (WHOLE.replace("Police,Metropolitan Police\n", "Police,\n"), "report.csv:3:F:Column F names “Marac 1” but no"),
    ],
)  # fmt: skip
def test_each_fault_is_one_error_with_its_place(text: str, expected: str):
    errors = check(overview(text)).errors
    assert len(errors) == 1
    assert str(errors[0]).replace(": ", ":").startswith(expected)


def test_recommended_levels_are_left_out_with_a_warning_where_there_are_any():
    report = check(overview(WHOLE.replace("31.5%,-", "31.5%,28%")))
    assert [(each.severity, each.row, each.column) for each in report.problems] == [
        (Severity.WARNING, 3, "SafeLives recommended")
    ]
    assert len(report.rows["published.csv"]) == 8


def test_forces_under_their_country():
    text = (
        "By Countries / Police Forces,Quarter: 2024 - Q1\nIndicator,UK Wide,England,Surrey,Sussex\n"
        'Number of cases discussed,"117,359",9,8,7\n'
    )
    frame = check(overview(text)).rows["published.csv"]
    assert list(zip(frame["level"], frame["area_code"], frame["value"], strict=True)) == [
        ("uk", "K02000001", "117359"),
        ("country", "E92000001", "9"),
        ("force", "E23000031", "8"),
        ("force", "E23000033", "7"),
    ]


def test_regions_are_told_from_forces_of_the_same_name_by_the_form():
    rows = ",England,West Midlands\nNumber of cases discussed,9,8\n"
    regions = check(overview(f"By Countries / Regions,Quarter: 2024 - Q1\nIndicator{rows}")).rows["published.csv"]
    forces = check(overview(f"By Countries / Police Forces,Quarter: 2024 - Q1\nIndicator{rows}")).rows["published.csv"]
    unsaid = check(overview(f"Quarter: 2024 - Q1\nIndicator{rows}"))
    assert regions["area_code"].tolist() == ["E92000001", "E12000005"]
    assert forces["area_code"].tolist() == ["E92000001", "E23000014"]
    assert [error.message[:46] for error in unsaid.errors] == ["The report does not say what its columns are. "]


def test_region_names_below_their_country():
    text = (
        "By Countries / Regions,Quarter: 2024 - Q1\nIndicator,England,England,Wales\n,,London,Wales\nMASH %,1%,2%,3%\n"
    )
    frame = check(overview(text)).rows["published.csv"]
    assert list(zip(frame["level"], frame["area_code"], strict=True)) == [
        ("country", "E92000001"),
        ("region", "E12000007"),
        ("region", "W92000004"),
    ]


def test_several_unknown_forces_without_a_row_of_maracs_are_questioned():
    text = f"{TITLES}Indicator,Northshire,Birchford\nNumber of cases discussed,9,8\n"
    errors = check(overview(text)).errors
    assert "“Northshire” and “Birchford” are not known as police forces" in errors[0].message


def test_two_reports_may_repeat_the_uk_but_not_disagree():
    other = WHOLE.replace("Marac 1", "Marac 2")
    assert check(overview(WHOLE), overview(other, "b.csv")).problems == ()
    report = check(overview(WHOLE), overview(other.replace("117,359", "117,361"), "b.csv"))
    assert sentences(report.problems) == [f"b.csv:6:UK Wide: cases is 117361 here but 117359 in {EARLIER}"]
    assert report.problems[0].severity is Severity.WARNING
    frame = report.rows["published.csv"]
    assert frame.query("level == 'uk' and indicator == 'cases'")["value"].tolist() == ["117361"]


def test_values_of_two_files_that_differ_in_rounding_agree():
    tidy = "level,area_code,quarter,indicator,value\nforce,E23000001,2024-Q1,repeat-rate,26.9509\n"
    report = check(overview(WHOLE), make_file(tidy, "tidy.csv"))
    assert report.problems == ()
    assert report.rows["published.csv"].query("indicator == 'repeat-rate' and level == 'force'")["value"].tolist() == [
        "26.9509"
    ]


def test_a_column_given_twice():
    text = WHOLE.replace("Metropolitan Police\n", "Metropolitan Police,Metropolitan Police\n").replace(
        "Marac 1", "Marac 1,Marac 1"
    )
    assert "Columns F and G are both “Marac 1”. Keep one." in [each.message for each in check(overview(text)).errors]


@pytest.mark.parametrize("year", ["0000", "0204", "9999"])
def test_a_quarter_of_no_year_is_a_problem(year: str) -> None:
    (error,) = check(overview(WHOLE.replace("2024 - Q1", f"{year} - Q4"))).errors
    assert f"The quarter {int(year)}-Q4" in error.message


def test_a_name_with_letters_that_nobody_sees_is_refused() -> None:
    errors = check(overview(WHOLE.replace("Marac 1", "Mar\u200dac 1"))).errors
    assert sentences(errors) == [
        "report.csv:3:F: “Marac 1” holds a character that cannot be seen (U+200D). Type it again."
    ]
