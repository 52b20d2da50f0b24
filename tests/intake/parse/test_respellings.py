"""The same name with another apostrophe, dash or “and” is the same Marac: taken, and told without a question."""

import unicodedata

import pytest

from maracdash.intake import ExistingData, Severity
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing
from tests.support.upload_files import NOTHING, check, make_file, make_returns, sentences

AREAS = """code,name,level,parent
N1,Northshire,force,
KL,King's Lynn,marac,N1
HF,Hammersmith and Fulham,marac,N1
SE,Stow-on-Sea,marac,N1
YN,Ynys Môn,marac,N1
"""
HEADER = "marac,meeting_date,cases"
LISTED = make_file(AREAS, "areas.csv")
TAKEN = "written with other signs."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((f"King{mark}s Lynn", "KL") for mark in "\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032`\u00b4\uff07"),
        *((f"Stow{dash}on{dash}Sea", "SE") for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"),
        ("Hammersmith & Fulham", "HF"),
        ("HAMMERSMITH  &\u00a0FULHAM", "HF"),
        ("Hammersmith&Fulham", "HF"),
        (unicodedata.normalize("NFD", "Ynys Môn"), "YN"),
    ],
)
def test_it_is_taken_and_told(text: str, code: str):
    report = check(LISTED, make_returns(f"{text},2024-04-03,10", header=HEADER))
    assert [(each.severity, each.file, each.row, each.column) for each in report.problems] == [
        (Severity.NOTICE, "returns.csv", 2, "marac")
    ]
    assert f"({code}): the same name, {TAKEN}" in report.problems[0].message
    assert report.rows["returns.csv"]["marac"].tolist() == [code]
    assert report.questions == ()
    assert report.is_acceptable(False), "there is nothing to tick"


@pytest.mark.parametrize("text", ["King's Lynn", "KING'S  LYNN", "KL", "hammersmith and fulham"])
def test_the_very_name_is_not_told(text: str):
    assert check(LISTED, make_returns(f"{text},2024-04-03,10", header=HEADER)).problems == ()


@pytest.mark.parametrize("text", ["Kings Lynn", "King s Lynn", "Hammersmith, Fulham", "Stow on Sea", "Ynys Mon"])
def test_another_name_is_still_another(text: str):
    (error,) = check(LISTED, make_returns(f'"{text}",2024-04-03,10', header=HEADER)).errors
    assert "There is no Marac called" in error.message


def test_two_areas_that_differ_in_a_sign_alone_are_kept_apart():
    both = make_file(AREAS + "K2,King\u2019s Lynn,marac,N1\n", "areas.csv")
    rows = ("King's Lynn,2024-04-03,10", "King\u2019s Lynn,2024-04-03,11")
    report = check(both, make_returns(*rows, header=HEADER))
    assert report.rows["returns.csv"]["marac"].tolist() == ["KL", "K2"]
    assert report.notices == ()
    (error,) = check(both, make_returns("King`s Lynn,2024-04-03,10", header=HEADER)).errors
    assert "More than one Marac is called “King`s Lynn”. Use its code: KL, K2." in error.message


def test_it_is_told_once_a_file_where_it_stands_first():
    rows = [f"King\u2019s Lynn,2024-04-{day},10" for day in ("03", "10")]
    report = check(LISTED, make_returns("HF,2024-04-03,9", *rows, header=HEADER))
    assert sentences(report.notices) == [
        f"returns.csv:3:marac: “King\u2019s Lynn” was taken for “King's Lynn” (KL): the same name, {TAKEN}"
    ]


def test_every_kind_of_file_takes_it():
    listing = Listing(area=Area(level=Level.MARAC, code="KL", name="King's Lynn"), parent="E23000035")
    known = ExistingData(AreaDirectory((listing,)), {}, NOTHING.reference)
    name, force = "King\u2019s Lynn", "Devon and Cornwall"
    report = f"Quarter: 2024 - Q1\nBy police force / Marac\nIndicator,{force}\n,{name}\nNumber of cases discussed,9\n"
    for text in (
        f"code,basis,from_quarter,women_16_plus\n{name},Census 2021,,50000\n",
        f"force,similar_force\nSurrey,{force}\n",
        f"code,name,level,parent\nB9,Barton,marac,{force}\n",
        f"level,area_code,area,quarter,indicator,value\nmarac,,{name},2020-Q1,cases,9\n",
        f"force,marac,meeting_date,cases\n{force},KL,2024-04-03,10\n",
        report,
    ):
        found = check(make_file(text, "brought.csv"), known=known)
        assert found.notices, text
        assert {each.severity for each in found.problems} == {Severity.NOTICE}, text
        assert not [area for area in found.new_areas if area.code != "B9"], text


def test_an_indicator_is_the_same_with_other_signs_too():
    text = (
        "level,area_code,area,quarter,indicator,value\nforce,,Surrey,2020-Q1,Children\u02bcs social care %,9%\n"
        'force,,Surrey,2020-Q1,"Black, Asian & racially minoritised cases",9%\n'
    )
    assert check(make_file(text, "tidy.csv")).problems == ()
