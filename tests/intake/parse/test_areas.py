"""Areas, dated populations and similar lists: what is read, and each fault."""

from datetime import date

import pytest

from maracdash.intake import ExistingData
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing
from maracdash.model.quarters import Quarter
from maracdash.model.returns import HeldQuarter
from tests.support.upload_files import AREAS, NOTHING, check, make_areas, make_file, sentences

HEADER = "code,name,level,parent,women_16_plus,minoritised_share,meeting_frequency,valid_from,valid_to\n"
FORCE = "N1,Northshire,force,South East,,,,,\n"


def test_listings_and_their_undated_populations():
    report = check(make_areas())
    assert report.problems == ()
    rows = report.rows["areas.csv"].astype(object).where(report.rows["areas.csv"].notna(), None).to_numpy().tolist()
    assert rows[0] == ["force", "N1", "Northshire", "", None, "", None, None]
    assert [str(cell) for cell in rows[1]] == [
        "marac",
        "B1",
        "Birchford",
        "N1",
        "0.224",
        "weekly",
        "2015-01-01",
        "None",
    ]
    assert [str(cell) for cell in rows[2]] == ["marac", "A1", "Ashby", "N1", "0.1", "daily", "None", "2023-12-31"]
    assert report.rows["populations.csv"].to_numpy().tolist() == [
        ["marac", "B1", "", 0, 50000],
        ["marac", "A1", "", 0, 40000],
    ]


def test_there_is_one_uk():
    again = make_areas(HEADER + "K02000001,The UK,uk,,,,,,\n")
    assert check(again).problems == ()
    second = make_areas(HEADER + "U1,United Kingdom,uk,,,,,,\n")
    told = "code: The UK is known as {}. Use that code, or leave the row out."
    assert sentences(check(second).errors) == [f"areas.csv:2:{told.format('K02000001 (United Kingdom)')}"]


def test_a_country_of_its_own_is_one_country_in_a_folder_of_its_own():
    albany = "U1,Albany,uk,,,,,,\n"
    told = "code: The UK is known as U1 (Albany). Use that code, or leave the row out."
    assert check(make_areas(HEADER + albany)).problems == ()
    assert sentences(check(make_areas(HEADER + albany + "U2,Utopia,uk,,,,,,\n")).errors) == [f"areas.csv:3:{told}"]
    held = ExistingData(
        AreaDirectory((Listing(area=Area(level=Level.UK, code="U1", name="Albany")),)), {}, NOTHING.reference
    )
    assert sentences(check(make_areas(HEADER + "U2,Utopia,uk,,,,,,\n"), known=held).errors) == [f"areas.csv:2:{told}"]


def test_a_marac_that_is_closed_before_returns_that_are_held_is_a_question():
    held = {("B1", Quarter(2024, each).index): HeldQuarter(days=frozenset(), entries=1) for each in (1, 2, 3)}
    known = ExistingData(AreaDirectory(), {}, NOTHING.reference, held)
    rows = [f"B1,Birchford,marac,N1,,,,,{day}\n" for day in ("2024-03-31", "2024-12-31", "")]
    sent = [check(make_areas(HEADER + FORCE + row), known=known) for row in rows]
    assert [sentences(each.errors) for each in sent] == [[], [], []]
    (lost,), *others = (sentences(each.warnings) for each in sent)
    assert others == [[], []]
    assert lost.startswith(
        "areas.csv:3:valid_to: Birchford has returns of 2 quarters outside these dates (2024-Q2 to 2024-Q3)"
    )


def test_a_meeting_after_the_day_that_a_marac_closed_is_a_question():
    days = frozenset({date(2024, 10, 2), date(2024, 11, 6)})
    held = ExistingData(
        AreaDirectory(), {}, NOTHING.reference, {("B1", Quarter(2024, 4).index): HeldQuarter(days=days, entries=2)}
    )
    rows = [f"B1,Birchford,marac,N1,,,,,{day}\n" for day in ("2024-10-31", "2024-11-06")]
    late, same_day = (sentences(check(make_areas(HEADER + FORCE + row), known=held).problems) for row in rows)
    (said,) = late
    assert said == (
        "areas.csv:3:valid_to: Birchford has returns of meetings after 31 October 2024 (6 November 2024), which would "
        "still count. Correct the date or send that quarter again, or accept the warning."
    )
    assert same_day == []


def test_the_uk_may_be_named_as_a_parent():
    report = check(make_areas(HEADER + "GB1,Ataland,country,UK,,,,,\n"))
    assert report.errors == ()
    assert report.rows["areas.csv"]["parent"].tolist()[0] == "K02000001"


def test_a_parent_may_be_a_name_and_stand_below():
    report = check(make_areas(HEADER + "B1,Birchford,marac,northshire,,,,,\n" + FORCE))
    assert report.rows["areas.csv"]["parent"].tolist() == ["N1", "E12000008"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",Birchford,marac,N1,,,,,", "code: This cell is blank, but every area needs it."),
        ("B1,,marac,N1,,,,,", "name: This cell is blank, but every area needs it."),
        ("B1,Birchford,town,N1,,,,,", "level: “town” is not a level. Use one of: marac, force, region, country, uk."),
        ("B1,Birchford,group,N1,,,,,", "level: “group” is not a level."),
        ("B1,Birchford,marac,,,,,,", "parent: A Marac belongs to a police force: give the force's code or name."),
        (
            "B1,Birchford,marac,London,,,,,",
            "parent: There is no force called “London”. Did you mean “City of London”? The parent of",
        ),
        ("B1,Birchford,marac,N1,-5,,,,", "women_16_plus: “-5” is below zero."),
        ("B1,Birchford,marac,N1,0,,,,", "women_16_plus: A population of 0 cannot be right."),
        ("B1,Birchford,marac,N1,many,,,,", "women_16_plus: “many” is not a number. Write it in figures, such as 12."),
        ("B1,Birchford,marac,N1,,22.4,,,", "minoritised_share: “22.4” is not a share."),
        ("B1,Birchford,marac,N1,,120%,,,", "minoritised_share: “120%” is not a share."),
        ("B1,Birchford,marac,N1,,,,2024-01-02,2024-01-01", "valid_to: valid_to lies before valid_from."),
        ("B1,Birchford,marac,N1,,,,,9999-12-31", "valid_to: “9999-12-31” lies in the year 9999. Check the year."),
        ("B1,Birchford,marac,N1,,,,0001-01-01,", "valid_from: “0001-01-01” lies in the year 1. Check the year."),
        ("B1,Birch\u200bford,marac,N1,,,,,", "name: “Birchford” holds a character that cannot be seen (U+200B)."),
        ("B\x071,Birchford,marac,N1,,,,,", "code: “B1” holds a character that cannot be seen (U+0007). Type it again."),
        ('"B,1",Birchford,marac,N1,,,,,', "code: “B,1” holds “,”, which no code may have. Choose another code."),
        (f"B1,{'B' * 121},marac,N1,,,,,", f"name: “{'B' * 60}…” has 121 characters. Use at most 120."),
        ("B1,Birchford,marac,N1,,,,soon,", "valid_from: “soon” is not a date."),
        ("N1,Northshire again,force,,,,,,", "code: The force “N1” stands already in row 2 of areas.csv."),
    ],
)
def test_each_bad_row_is_one_error_with_its_place(row: str, expected: str):
    errors = check(make_areas(HEADER + FORCE + row)).errors
    assert len(errors) == 1
    assert str(errors[0]).startswith(f"areas.csv:3:{expected}")


def test_a_known_area_may_be_listed_again_and_is_not_new():
    marac = Listing(area=Area(level=Level.MARAC, code="B1", name="Old name"), parent="E23000001")
    known = ExistingData(AreaDirectory((marac,)), {}, NOTHING.reference)
    report = check(make_areas(), known=known)
    assert [area.code for area in report.new_areas] == ["N1", "A1"]


def test_dated_populations():
    text = "code,basis,from_quarter,women_16_plus\nB1,Census 2011,,50000\nB1,Census 2021,2024-Q1,51000\n"
    report = check(make_file(text, "women.csv"), make_file(AREAS.replace("50000", ""), "areas.csv"))
    assert report.rows["populations.csv"].to_numpy().tolist()[1:] == [
        ["marac", "B1", "Census 2011", 0, 50000],
        ["marac", "B1", "Census 2021", 8096, 51000],
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("X1,Census 2021,2024-Q1,1", "2:code: There is no area with the code “X1”."),
        ("W92000004,Census 2021,2024-Q1,1", "2:code: More than one area has the code “W92000004” (region, country)."),
        ("B1,Census 2021,2024,1", "2:from_quarter: “2024” is not a quarter."),
        ("B1,Census 2021,2024-Q1,", "2:women_16_plus: This cell is blank, but every row needs it."),
        ("B1,a,,1\nB1,b,,2", "3:code: This area and quarter stand twice. Keep one."),
    ],
)
def test_each_bad_population(row: str, expected: str):
    errors = check(make_areas(), make_file(f"code,basis,from_quarter,women_16_plus\n{row}\n", "women.csv")).errors
    assert len(errors) == 1
    assert str(errors[0]).startswith(f"women.csv:{expected}")


def test_the_similar_list_by_code_or_name():
    report = check(make_file("force,similar_force\nSurrey,E23000033\nSurrey,Kent\n", "similar.csv"))
    assert report.rows["similar.csv"].to_numpy().tolist() == [["E23000031", "E23000033"], ["E23000031", "E23000032"]]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "Surrey,Narnia",
            "3:similar_force: There is no force called “Narnia”. Correct the name, or load it first in an areas file.",
        ),
        (
            "Narnia,Surrey",
            "3:force: There is no force called “Narnia”. Correct the name, or load it first in an areas file.",
        ),
        (
            "Surrey,Devon or Cornwall",
            "3:similar_force: There is no force called “Devon or Cornwall”. Did you mean “Devon & Cornwall”?",
        ),
        ("Surrey,Surrey", "3:similar_force: A force is not in its own list: leave it out."),
        ("Surrey,Kent", "3:similar_force: This pair of forces stands twice. Keep one."),
    ],
)
def test_each_bad_pair(row: str, expected: str):
    errors = check(make_file(f"force,similar_force\nSurrey,Kent\n{row}\n", "similar.csv")).errors
    assert sentences(errors) == [f"similar.csv:{expected}"]
