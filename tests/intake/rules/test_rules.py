"""One test for each rule of returns."""

from datetime import date

import pytest

from maracdash.catalogue import demographics, referrals
from maracdash.catalogue.fields import field_names
from maracdash.intake import ExistingData
from maracdash.intake.problems import Severity
from maracdash.intake.rules import RULES
from maracdash.model.directory import AreaDirectory
from maracdash.model.quarters import Quarter
from maracdash.model.returns import HeldQuarter
from tests.support.upload_files import (
    HEADER,
    NOTHING,
    check,
    check_returns,
    make_areas,
    make_file,
    make_returns,
    sentences,
)

ROUTES = "marac,meeting_date,cases," + ",".join(field_names(referrals.ROUTE_FIELDS))
ETHNICITIES = "marac,meeting_date,cases," + ",".join(field_names(demographics.ETHNICITY_FIELDS))
QUARTERLY = "marac,quarter,entries,cases"
NOT_ZERO = (
    "taken as not collected, not as 0, so these files give no figure for the whole quarter. "
    "Write 0 where there were none."
)
GOOD = "B1,2024-04-03,10,3,12,6"


def test_a_good_row_has_no_problem_and_becomes_a_normalised_one():
    report = check_returns(GOOD)
    assert report.problems == ()
    row = report.rows["returns.csv"].iloc[0]
    assert (row["marac"], row["meeting_date"], row["quarter"], row["entries"]) == ("B1", "2024-04-03", 2024 * 4 + 1, 1)
    assert (row["cases"], row["repeats"], row["children"], row["cases_with_children"]) == (10, 3, 12, 6)
    assert row[list(field_names()[4:])].isna().all()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["B1,2026-01-16,10,3,12,6"], "2:meeting_date: 16 January 2026 lies in the future."),
        (["A1,1024-04-03,10,3,12,6"], "2:meeting_date: “1024-04-03” lies in the year 1024. Check the year."),
        (["A1,2002-04-03,10,3,12,6"], "2:meeting_date: 2002-Q2 lies before the first Marac, of 2003. Check the year."),
        (["B1,9999-12-31,10,3,12,6"], "2:meeting_date: “9999-12-31” lies in the year 9999. Check the year."),
        (["B1,2014-12-31,10,3,12,6"], "2:marac: Birchford had not started on 31 December 2014."),
        (["A1,2024-01-01,10,3,12,6"], "2:marac: Ashby had ended on 1 January 2024."),
        ([GOOD, GOOD], "3:meeting_date: This meeting stands already in row 2 of returns.csv. Keep one."),
        (["B1,2024-04-03,10,11,12,6"], "2:repeats: Repeat cases: 11, more than the 10 cases discussed. Check both."),
        (["B1,2024-04-03,10,3,5,6"], "2:children: 5 children cannot live in 6 cases with children."),
        (["B1,2024-04-03,-1,,,"], "2:cases: “-1” is below zero. A count is 0 or more."),
        (
            ["B1,2024-04-03,10.5,3,12,6"],
            "2:cases: “10.5” is not a whole number. Only referral counts may be fractions.",
        ),
        (["B1,2024-04-03,ten,3,12,6"], "2:cases: “ten” is not a number. Write it in figures, such as 12."),
        (["B1,2024-04-03,,3,12,6"], "2:cases: This is blank, but it is always needed."),
        ([",2024-04-03,10,3,12,6"], "2:marac: This is blank, but it is always needed."),
        (["B1,,10,3,12,6"], "2:meeting_date: This is blank, but it is always needed."),
        (["B1,2024-02-30,10,3,12,6"], "2:meeting_date: “2024-02-30” is not a day of the calendar."),
        (["B1,04/25/2024,10,3,12,6"], "2:meeting_date: “04/25/2024” has no such month: dates are read day first."),
        (["B1,yesterday,10,3,12,6"], "2:meeting_date: “yesterday” is not a date."),
        (["B1,2024-04-03 25:61,10,3,12,6"], "2:meeting_date: “2024-04-03 25:61” is not a date."),
        (
            ["Birchfort,2024-04-03,10,3,12,6"],
            "2:marac: There is no Marac called “Birchfort”. Did you mean “Birchford”?",
        ),
        (
            ["TOTAL,2024-04-03,10,3,12,6"],
            "2:marac: There is no Marac called “TOTAL”. This looks like a row of totals, which is never read",
        ),
        (["Zzz,2024-04-03,10,3,12,6"], "2:marac: There is no Marac called “Zzz”. Correct the name, or load it first"),
        (["B1,2024-04-03,>5,3,12,6"], "2:cases: “>5” hides a count."),
        (["B1,2024-04-03,n/a,3,12,6"], "2:cases: This is blank, but it is always needed."),
        (["B1,2024-04-03,none,3,12,6"], "2:cases: “none” is not a number. Write 0 for none, or leave it blank"),
        (['B1,2024-04-03,"1,23",3,12,6'], "2:cases: “1,23” is not a number."),
        (["B1,2024-04-03,99999999999,3,12,6"], "2:cases: “99999999999” is too large to be right."),
    ],
)
def test_each_bad_row_is_one_error_with_its_place(rows: list[str], expected: str):
    report = check_returns(*rows)
    assert len(report.errors) == 1
    assert str(report.errors[0]).startswith(f"returns.csv:{expected}")
    assert report.rows == {}
    assert not report.is_acceptable(True)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("B1,2024-Q5,3,10", "quarter: “2024-Q5” is not a quarter. Write it like 2024-Q1."),
        ("B1,2026-Q1,3,10", "quarter: The quarter 2026-Q1 has not ended."),
        ("A1,2024-Q1,3,10", "marac: Ashby had ended in 2024-Q1."),
        ("B1,2024-Q1,0,10", "entries: 10 cases cannot be discussed at 0 meetings."),
        ("B1,2024-Q1,,10", "entries: This is blank, but it is always needed."),
    ],
)
def test_each_bad_quarterly_row(row: str, expected: str):
    assert sentences(check_returns(row, header=QUARTERLY).errors) == [f"returns.csv:2:{expected}"]


def test_a_quarterly_row_keeps_its_entries_and_has_no_date():
    row = check_returns("B1,2024 - Q1,13,100", header=QUARTERLY).rows["returns.csv"].iloc[0]
    assert (row["quarter"], row["entries"], row["cases"], row["meeting_date"]) == (8096, 13, 100, None)


def test_a_quarter_given_twice():
    errors = check_returns("B1,2024-Q1,3,10", "B1,2024-Q1,3,12", header=QUARTERLY).errors
    assert sentences(errors) == [
        "returns.csv:3:quarter: This Marac and quarter stands already in row 2 of returns.csv. Keep one."
    ]


def test_meetings_and_a_quarterly_row_of_the_same_quarter():
    quarterly = make_file(f"{QUARTERLY}\nB1,2024-Q2,3,10\nB1,2024-Q1,3,10\n", "quarters.csv")
    errors = check(make_areas(), make_returns(GOOD), quarterly).errors
    assert sentences(errors) == [
        "quarters.csv:2:quarter: Birchford has meeting rows for 2024-Q2 too. Bring one or the other."
    ]


@pytest.mark.parametrize(
    ("counts", "wrong"),
    [
        ("5,2.5,2.5" + ",0" * 11, False),
        ("5,2,2.5" + ",0" * 11, True),
        ("5,5,0.5" + ",0" * 11, True),
        ("5,2.5," + ",0" * 11, False),
        ("9,2.5," + ",0" * 11, True),
    ],
)
def test_routes_sum_to_the_cases_when_all_are_given_and_are_never_above(counts: str, *, wrong: bool):
    errors = check_returns(f"B1,2024-04-03,10,{counts}", header=ROUTES).errors
    assert [error.column for error in errors] == ["cases"] * wrong
    assert not wrong or "A case referred by two agencies counts 0.5 to each" in errors[0].message


def test_ethnic_groups_together_are_never_above_the_cases():
    errors = check_returns("B1,2024-04-03,10,3,3,3,1,0", "B1,2024-04-10,10,3,3,3,1,1", header=ETHNICITIES).errors
    assert sentences(errors) == [
        "returns.csv:3:cases: The ethnic groups sum to 11, more than the 10 cases discussed. Check both."
    ]


@pytest.mark.parametrize("field", ["minoritised", "lgbtq", "disability", "males", "victims_16_17", "victims_65_plus"])
def test_no_characteristic_above_the_cases(field: str):
    report = check_returns("B1,2024-04-03,10,11", header=f"marac,meeting_date,cases,{field}")
    assert [(error.row, error.column, error.value) for error in report.errors] == [(2, field, "11")]


@pytest.mark.parametrize("field", ["children", "harming_17_or_below"])
def test_children_and_those_harming_may_be_more_than_the_cases(field: str):
    assert check_returns("B1,2024-04-03,10,11", header=f"marac,meeting_date,cases,{field}").problems == ()


def test_minoritised_victims_are_at_least_those_of_the_groups_that_are_not_white():
    """“Everyone but White British” holds White Irish too, so it may be more and not less."""
    header = "marac,meeting_date,cases,minoritised,ethnicity_asian,ethnicity_black,ethnicity_white"
    enough = "B1,2024-04-03,10,4,2,2,6"
    report = check_returns(enough, "B1,2024-04-10,10,3,2,2,6", "B1,2024-04-17,10,<5,2,2,6", header=header)
    (warning,) = sentences(report.warnings)
    assert not report.errors
    assert warning == (
        "returns.csv:3:minoritised: The ethnic groups other than White sum to 4, more than the 3 victims from Black, "
        "Asian and racially minoritised groups. Check both, or accept the warning."
    )


def test_blank_cells_are_one_warning_a_column_and_not_collected():
    report = check_returns("B1,2024-04-03,10,,12,6", "B1,2024-04-10,10,,,6", "B1,2024-04-17,10,1,,0")
    assert sentences(report.warnings) == [
        f"returns.csv:2:repeats: blank in 2 rows, from this one on: {NOT_ZERO}",
        f"returns.csv:3:children: blank in 2 rows, from this one on: {NOT_ZERO}",
    ]
    mixed = check_returns("B1,2024-04-03,10,,12,6", "B1,2024-04-10,10,n/a,12,6", "B1,2024-04-17,10,-,12,0")
    assert sentences(mixed.warnings) == [
        f"returns.csv:2:repeats: blank or “-” or “n/a” in 3 rows, from this one on: {NOT_ZERO}"
    ]
    assert not report.is_acceptable(False)
    assert report.is_acceptable(True)
    assert report.rows["returns.csv"]["repeats"].isna().tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("cases", "past", "asked"),
    [
        (300, (100.0, 110.0, 90.0, 105.0), True),
        (20, (100.0, 110.0, 90.0, 105.0), True),
        (140, (100.0, 110.0, 90.0, 105.0), False),
        (300, (100.0, 110.0, 90.0), False),
        (300, (), False),
        (9, (2.0, 2.0, 2.0, 2.0), False),
        (140, (100.0, 100.0, 100.0, 100.0), False),
        (300, (100.0, 400.0, 250.0, 50.0, 300.0), False),
    ],
)
def test_a_quarter_far_from_the_maracs_own_history_is_a_question(cases: int, past: tuple[float, ...], *, asked: bool):
    row = f"B1,2024-Q1,3,{cases}"
    report = check_returns(row, header=QUARTERLY, history={"B1": past})
    assert [problem.severity for problem in report.problems] == [Severity.WARNING] * asked
    assert not asked or "Check it, or accept the warning" in report.problems[0].message


def test_history_is_compared_with_the_meetings_of_the_quarter_together():
    rows = [f"B1,2024-04-{day:02},50,,," for day in (3, 10, 17, 24)]
    asked = [each for each in check_returns(*rows, history={"B1": (50.0,) * 4}).warnings if each.column == "cases"]
    assert [each.row for each in asked] == [2]
    assert asked[0].message == (
        "Birchford has 200 cases in 2024-Q2, all rows together; in past quarters it had about 50. Check it, or accept "
        "the warning."
    )


def test_what_is_far_from_history_stands_at_the_row_that_made_it_so():
    rows = [f"B1,2024-04-{day:02},{cases},,," for day, cases in ((3, 5), (10, 1234), (17, 7))]
    asked = [each for each in check_returns(*rows, history={"B1": (50.0,) * 4}).warnings if each.column == "cases"]
    assert [(each.row, each.value) for each in asked] == [(3, "1234")]


@pytest.mark.parametrize(("children", "asked"), [(100, False), (101, True), (999_999_999, True)])
def test_more_children_than_households_hold_is_a_question(children: int, *, asked: bool):
    report = check_returns(f"B1,2024-04-03,10,3,{children},6")
    assert [(each.severity, each.column) for each in report.problems] == [(Severity.WARNING, "children")] * asked


@pytest.mark.parametrize(("entries", "asked"), [(65, False), (66, True)])
def test_more_meetings_than_working_days_is_a_question(entries: int, *, asked: bool):
    report = check_returns(f"B1,2024-Q1,{entries},100", header=QUARTERLY)
    assert [(each.severity, each.column) for each in report.problems] == [(Severity.WARNING, "entries")] * asked


def test_a_row_of_no_known_marac_is_not_told_that_it_is_blank_too():
    report = check_returns(GOOD, "Total,,10,,,")
    assert {each.column for each in report.problems} == {"marac", "meeting_date"}


def test_a_quarter_still_running_may_be_low_but_not_high():
    low = check_returns("B1,2026-01-07,5,1,1,1", history={"B1": (50.0,) * 4})
    high = check_returns("B1,2026-01-07,500,1,1,1", history={"B1": (50.0,) * 4})
    assert (len(low.warnings), len(high.warnings)) == (0, 1)


def test_all_problems_are_reported_at_once():
    report = check_returns("B1,2026-04-03,ten,-3,12,6", "Nowhere,2024-04-03,10,11,5,6", f"{GOOD}", f"{GOOD}")
    assert [(problem.row, problem.column) for problem in report.errors] == [
        (3, "marac"),
        (2, "cases"),
        (2, "repeats"),
        (2, "meeting_date"),
        (5, "meeting_date"),
        (3, "repeats"),
        (3, "children"),
    ]


@pytest.mark.parametrize(
    "text", ["3/4/2024", "03-04-2024", "3 April 2024", "3rd Apr 2024", "2024-04-03T00:00:00", "3.4.2024"]
)
def test_dates_are_iso_or_british_day_first(text: str):
    assert check_returns(f"B1,{text},10,3,12,6").rows["returns.csv"]["meeting_date"].tolist() == ["2024-04-03"]


def test_well_formed_thousands_are_numbers():
    report = check_returns('B1,2024-04-03,"1,234",3,12,6')
    assert report.rows["returns.csv"]["cases"].tolist() == [1234]


def test_marac_by_code_by_name_in_any_case_and_within_its_force_where_ambiguous():
    two = "code,name,level,parent\nN1,Northshire,force,\nS1,Southshire,force,\n"
    listed = make_areas(two + "X1,Marac 1,marac,N1\nX2,Marac 1,marac,S1\n")
    header = "force,marac,meeting_date,cases"
    report = check(listed, make_returns("Southshire,marac 1,2024-04-03,10", "N1,X1,2024-04-03,10", header=header))
    assert report.rows["returns.csv"]["marac"].tolist() == ["X2", "X1"]
    ambiguous = check(listed, make_returns("Marac 1,2024-04-03,10,,,", header=HEADER))
    assert [error.message for error in ambiguous.errors] == [
        "More than one Marac is called “Marac 1”. Use its code: X1, X2."
    ]


def test_every_rule_is_listed_once():
    assert len(set(RULES)) == len(RULES) == 16


def held(*days: int, entries: int | None = None) -> ExistingData:
    """January 2025 meetings of Birchford on these days; `entries` of a quarterly return instead."""
    of = HeldQuarter(days=frozenset(date(2025, 1, day) for day in days), entries=entries or len(days))
    return ExistingData(AreaDirectory(), {}, NOTHING.reference, {("B1", Quarter(2025, 1).index): of})


def test_meetings_that_are_held_are_not_replaced_unasked():
    """Files of single months: as many meetings as before, and none of them the same."""
    february = make_returns("Birchford,2025-02-05,5,1,4,2", "Birchford,2025-02-19,5,1,4,2")
    (warning,) = sentences(check(make_areas(), february, known=held(8, 22)).problems)
    assert warning == (
        "returns.csv:2:meeting_date: This replaces 2 meetings held of Birchford in 2025-Q1 (8 January, 22 January). "
        "Send the whole quarter together, or accept the warning."
    )
    whole = make_returns(*(f"Birchford,2025-{day},5,1,4,2" for day in ("01-08", "01-22", "02-05", "02-19")))
    assert not check(make_areas(), whole, known=held(8, 22)).problems
    part = make_returns("Birchford,2025-01-08,5,1,4,2", "Birchford,2025-02-05,5,1,4,2")
    (warning,) = check(make_areas(), part, known=held(8, 22)).warnings
    assert "replaces 1 meeting held of Birchford in 2025-Q1 (22 January)." in warning.message
    (warning,) = check(make_areas(), part, known=held(*range(1, 11))).warnings
    assert "(1 January, 2 January, 3 January, 4 January, 5 January, 6 January, 3 more)" in warning.message


def test_a_quarterly_return_is_compared_by_its_number_of_meetings():
    three = make_returns("Birchford,2025-Q1,3,30", header=QUARTERLY)
    (warning,) = check(make_areas(), three, known=held(8, 22, 24, 29)).warnings
    assert "This replaces 4 meetings held of Birchford in 2025-Q1 by one quarterly return of 3." in warning.message
    assert check(make_areas(), three, known=held(8, 22)).warnings, "also where it has as many: their dates would go"
    (warning,) = check(make_areas(), three, known=held(entries=4)).warnings
    assert "This replaces 4 meetings held of Birchford in 2025-Q1 by 3." in warning.message
    assert not check(make_areas(), three, known=held(entries=3)).problems
    one = make_returns("Birchford,2025-01-08,5,1,4,2")
    assert check(make_areas(), one, known=held(entries=2)).warnings
    assert not check(make_areas(), one, known=held(entries=1)).problems


def test_cases_that_cannot_be_read_are_not_far_from_history():
    report = check_returns("B1,2024-04-03,ten,3,12,6", history={"B1": (30.0, 31.0, 30.0, 32.0)})
    assert [problem.column for problem in report.problems] == ["cases"]
