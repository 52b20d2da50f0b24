"""One meeting from a form: the quarter it joins, its problems by field, its sums and the next date."""

from datetime import date
from pathlib import Path

import pytest

from maracdash.catalogue.demographics import ETHNICITY_FIELDS
from maracdash.catalogue.fields import field_names
from maracdash.catalogue.referrals import ROUTE_FIELDS
from maracdash.intake.accept.acceptance import accept_files
from maracdash.intake.entry import meeting_entry
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.problems import Severity
from maracdash.model.errors import MaracdashError
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import held_meetings
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import TODAY, check, make_areas, make_returns

Q2 = Quarter(2024, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    held = make_returns("B1,2024-04-03,10,3,12,6", "B1,2024-04-17,20,5,22,8", "B1,2024-07-03,7,1,2,1")
    assert accept_files(folder, [make_areas(), held], "Ada").id


def test_a_meeting_joins_the_quarter_that_is_held(folder: Path):
    sent = meeting_entry.build_meeting_file(
        folder, "B1", date(2024, 5, 1), {"cases": "30", "repeats": "2", "children": "1"}, sender=LOCAL
    )
    assert sent.content.decode().splitlines() == [
        "marac,meeting_date,cases,repeats,children,cases_with_children",
        "B1,2024-04-03,10,3,12,6",
        "B1,2024-04-17,20,5,22,8",
        "B1,2024-05-01,30,2,1,",
    ]
    assert accept_files(folder, [sent], "Bea", accept_warnings=True).id
    assert [each.counts["cases"] for each in held_meetings.read_held_meetings(folder, "B1", Q2)] == [10, 20, 30]
    assert len(held_meetings.read_held_meetings(folder, "B1", Quarter(2024, 3))) == 1


def test_a_meeting_of_the_same_date_is_replaced_and_that_can_be_said_before(folder: Path):
    assert meeting_entry.is_meeting_held(folder, "B1", date(2024, 4, 17), sender=LOCAL)
    assert not meeting_entry.is_meeting_held(folder, "B1", date(2024, 4, 18), sender=LOCAL)
    sent = meeting_entry.build_meeting_file(
        folder, "B1", date(2024, 4, 17), {"cases": "21", "repeats": "5"}, sender=LOCAL
    )
    assert sent.content.decode().splitlines()[2] == "B1,2024-04-17,21,5,,"


def test_counts_of_other_cases_are_not_filled_in(folder: Path):
    other = make_returns("B1,2024-04-03,11", "B1,2024-04-17,20", header="marac,meeting_date,cases")
    assert accept_files(folder, [other], "Ada", accept_warnings=True).id
    assert [each.counts["repeats"] for each in held_meetings.read_held_meetings(folder, "B1", Q2)] == [None, None]
    same = make_returns("B1,2024-04-03,11,4", "B1,2024-04-17,20,5", header="marac,meeting_date,cases,repeats")
    assert accept_files(folder, [same], "Ada", accept_warnings=True).id
    other = make_returns("B1,2024-04-03,11", "B1,2024-04-17,20", header="marac,meeting_date,cases")
    assert accept_files(folder, [other], "Ada", accept_warnings=True).id
    assert [each.counts["repeats"] for each in held_meetings.read_held_meetings(folder, "B1", Q2)] == [4, 5]


def test_a_quarter_with_withheld_cases_is_none_of_the_same_cases(folder: Path):
    """As the release has it: the repeats of before are of cases that are not known."""
    some = make_returns("B1,2024-04-03,10,2", "B1,2024-04-17,<5,1", header="marac,meeting_date,cases,repeats")
    assert accept_files(folder, [some], "Ada", accept_warnings=True).id
    later = make_returns("B1,2024-04-03,10", "B1,2024-04-17,0", header="marac,meeting_date,cases")
    assert accept_files(folder, [later], "Ada", accept_warnings=True).id
    assert [each.counts["repeats"] for each in held_meetings.read_held_meetings(folder, "B1", Q2)] == [None, None]


def test_what_is_withheld_stays_withheld(folder: Path):
    again = make_returns("B1,2024-04-03,10,<5,12,6", "B1,2024-04-17,20,5,22,8")
    assert accept_files(folder, [again], "Ada").id
    rows = meeting_entry.build_meeting_file(
        folder, "B1", date(2024, 5, 1), {"cases": "30", "repeats": "2"}, sender=LOCAL
    )
    assert [line.split(",")[3] for line in rows.content.decode().splitlines()[1:]] == ["[c]", "5", "2"]


def test_a_quarter_returned_as_one_row_cannot_be_added_to(folder: Path):
    whole = make_returns("B1,2024-Q4,6,40,10", header="marac,quarter,entries,cases,repeats")
    assert accept_files(folder, [whole], "Ada", accept_warnings=True).id
    with pytest.raises(MaracdashError, match="one row for the whole quarter"):
        meeting_entry.build_meeting_file(folder, "B1", date(2024, 11, 6), {"cases": "3"}, sender=LOCAL)


def test_the_submission_passes_the_same_check_as_a_file(folder: Path):
    sent = meeting_entry.build_meeting_file(
        folder, "B1", date(2024, 5, 1), {"cases": "30", "repeats": "31"}, sender=LOCAL
    )
    assert [str(each).split(": ", 1)[1] for each in check(make_areas(), sent).errors] == [
        "Repeat cases: 31, more than the 30 cases discussed. Check both."
    ]


def test_problems_stand_by_field(folder: Path):
    values = {"cases": "ten", "repeats": "-1"}
    found = meeting_entry.check_meeting(folder, "B1", "31/02/2024", values, TODAY)
    errors = {each.column: each.message[:29] for each in found if each.severity is Severity.ERROR}
    assert errors == {
        "cases": "“ten” is not a number. Write ",
        "repeats": "“-1” is below zero. A count i",
        "meeting_date": "“31/02/2024” is not a day of ",
    }
    blank = meeting_entry.check_meeting(folder, "", "", {}, TODAY)
    assert {each.column for each in blank if each.severity is Severity.ERROR} == {"marac", "meeting_date", "cases"}


def test_sums_as_they_are_typed():
    routes = dict.fromkeys(field_names(ROUTE_FIELDS), "0")
    half = {**routes, "cases": "3", "referred_police": "2.5"}
    assert [(each.total, each.agrees) for each in meeting_entry.sum_fields(half)] == [(2.5, False), (0, None)]
    assert meeting_entry.sum_fields({**half, "referred_idva": "0.5"})[0].agrees is True
    assert meeting_entry.sum_fields({"cases": "3", "referred_police": "2"})[0].agrees is None
    assert meeting_entry.sum_fields({"cases": "3", "referred_police": "4"})[0].agrees is False
    assert meeting_entry.sum_fields({"cases": "<5", "referred_police": "ten"})[0].agrees is None
    assert (
        meeting_entry.sum_fields({"cases": "3", **dict.fromkeys(field_names(ETHNICITY_FIELDS), "0")})[1].agrees is True
    )


@pytest.mark.parametrize(
    ("frequency", "day", "expected"),
    [
        ("weekly", date(2024, 4, 3), date(2024, 4, 10)),
        ("Fortnightly", date(2024, 4, 3), date(2024, 4, 17)),
        ("three-weekly", date(2024, 12, 18), date(2025, 1, 8)),
        ("four-weekly", date(2024, 4, 3), date(2024, 5, 1)),
        ("daily", date(2024, 4, 5), date(2024, 4, 8)),
        ("daily", date(2024, 4, 3), date(2024, 4, 4)),
        ("monthly", date(2024, 4, 10), date(2024, 5, 8)),
        ("monthly", date(2024, 12, 31), date(2025, 1, 28)),
        ("monthly plus daily risk management", date(2024, 4, 10), date(2024, 5, 8)),
        ("", date(2024, 4, 3), None),
        ("now and then", date(2024, 4, 3), None),
    ],
)
def test_the_next_date_follows_the_frequency(frequency: str, day: date, expected: date | None):
    assert meeting_entry.predict_next_meeting(day, frequency) == expected


def test_the_frequency_is_that_of_the_areas_file(folder: Path):
    assert meeting_entry.meeting_frequency(read_existing_data(folder).directory, "B1") == "weekly"
    assert meeting_entry.meeting_frequency(read_existing_data(folder).directory, "nowhere") == ""
