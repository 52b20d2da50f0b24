"""What readers are told: each kind of notice from what was sent and published."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from maracdash import catalogue
from maracdash.intake.accept.acceptance import accept, withdraw
from maracdash.intake.preview import drafts
from maracdash.model.notices import Kind, Notice, about
from maracdash.model.quarters import Quarter
from maracdash.notices import guidance_changes, notices, read_state
from maracdash.notices.missing_returns import due_quarter
from maracdash.reading.reader import Reader
from maracdash.store.submissions.manifests import submissions
from tests.support.upload_files import file, returns

AREAS = """code,name,level,parent,valid_to
N1,Northshire,force,,
B1,Birchford,marac,N1,
A1,Ashby,marac,N1,
C1,Castle,marac,N1,2024-03-31
"""
HEADER = "marac,quarter,entries,cases"
TODAY = date(2025, 2, 20)
DUE_DAYS = 42


def send(folder: Path, *rows: str, who: str = "Ada") -> str | None:
    return accept(folder, [returns(*rows, header=HEADER)], who, accept_warnings=True).id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Birchford is in to the end of 2024, Ashby lacks the last two quarters, Castle closed in March."""
    accept(tmp_path, [file(AREAS, "areas.csv")], "Ada")
    send(
        tmp_path,
        *(f"B1,2024-Q{quarter},3,40" for quarter in (1, 2, 3, 4)),
        "A1,2024-Q1,3,9",
        "A1,2024-Q2,3,9",
        "C1,2024-Q1,3,8",
    )
    return tmp_path


def told(folder: Path, kind: Kind, today: date = TODAY) -> tuple[Notice, ...]:
    return tuple(each for each in notices(Reader(folder), today, DUE_DAYS) if each.kind is kind)


def texts(found: Sequence[Notice]) -> list[str]:
    return [each.text for each in found]


def test_an_empty_folder_has_nothing_to_tell(tmp_path: Path):
    assert notices(Reader(tmp_path / "new"), TODAY, DUE_DAYS) == ()
    assert not (tmp_path / "new").exists()


def test_each_release_is_told_with_what_it_brought(folder: Path):
    ids = [each.id for each in submissions(folder)]
    assert texts(told(folder, Kind.RELEASE)) == [
        f"New figures: quarterly returns ({ids[1]}) came in from Ada.",
        f"New figures: areas ({ids[0]}: Ashby, Birchford, Castle) came in from Ada.",
    ]


def test_figures_of_a_marac_that_came_changed_or_went(folder: Path):
    before = {each.id for each in told(folder, Kind.FIGURES)}
    sent = send(folder, "B1,2024-Q4,3,50", "B1,2023-Q4,3,50", who="Bea")
    changed = [each for each in told(folder, Kind.FIGURES) if each.id not in before]
    assert texts(changed) == ["Birchford: first figures for 2023-Q4, figures sent again for 2024-Q4."]
    assert changed[0].area is not None
    assert changed[0].area.code == "B1"
    withdraw(folder, sent or "", "a mistake", "Bea")
    assert texts(told(folder, Kind.FIGURES))[0] == "Birchford: figures withdrawn for 2023-Q4 and 2024-Q4."


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 2, 11), "2024-Q3"),
        (date(2025, 2, 12), "2024-Q4"),
        (date(2025, 1, 1), "2024-Q3"),
    ],
)
def test_a_quarter_is_due_so_many_days_after_its_end(today: date, expected: str):
    assert due_quarter(today, DUE_DAYS) == Quarter.parse(expected)


def test_a_missing_return_and_a_second_one(folder: Path):
    (first,) = texts(told(folder, Kind.MISSING, date(2024, 11, 20)))
    assert first == (
        "Ashby: the return for 2024-Q3 has not come in. It was due on 11 November 2024. The quarter before stands in "
        "for it; if 2024-Q4 is missing too, Ashby is left out."
    )
    (second,) = texts(told(folder, Kind.MISSING))
    assert second == (
        "Ashby: the return for 2024-Q4 has not come in. It was due on 11 February 2025. 2 quarters in a row are "
        "missing, from 2024-Q3 on: Ashby is left out until it returns."
    )


def test_a_marac_that_opened_and_never_returned_is_missing_too(folder: Path):
    opened = file("code,name,level,parent,valid_from\nD1,Dale,marac,N1,2024-07-01\nE1,Elm,marac,N1,\n", "areas.csv")
    assert accept(folder, [opened], "Ada", accept_warnings=True).id
    (found,) = (text for text in texts(told(folder, Kind.MISSING, date(2024, 11, 20))) if "Ashby" not in text)
    assert found == (
        "Dale: the return for 2024-Q3 has not come in. It was due on 11 November 2024. Dale has not returned anything "
        "since it opened, so it has no figures yet."
    )
    assert "Dale" not in str(told(folder, Kind.MISSING, date(2024, 11, 10)))


def test_a_late_return_ends_the_notice(folder: Path):
    send(folder, "A1,2024-Q3,3,9", "A1,2024-Q4,3,9")
    assert told(folder, Kind.MISSING) == ()


def test_a_failed_check_is_told_without_a_word_of_the_file(folder: Path):
    drafts.stage(folder, [returns("B1,2025-Q1,3,ten", header=HEADER)], "Bea")
    found = told(folder, Kind.CHECK)
    assert texts(found) == ["An upload by Bea (quarterly returns of Birchford) had 1 problem and was not kept."]
    assert found[0].area is not None
    assert found[0].area.name == "Birchford"
    drafts.stage(folder, [file("surname,dob\nSmith,1980-01-02\n", "Smith.csv")], "Bea")
    assert (
        texts(told(folder, Kind.CHECK))[0]
        == "An upload by Bea (a file of no known kind) had 1 problem and was not kept."
    )


def test_who_mends_a_file_and_sends_it_again_is_told_of_once(folder: Path):
    for text in ("ten", "eleven", "twelve"):
        drafts.stage(folder, [returns(f"B1,2025-Q1,{text},ten", header=HEADER)], "Bea")
    drafts.stage(folder, [returns("B1,2025-Q1,3,ten", header=HEADER)], "Cy")
    assert texts(told(folder, Kind.CHECK)) == [
        "An upload by Cy (quarterly returns of Birchford) had 1 problem and was not kept.",
        "3 uploads by Bea (quarterly returns of Birchford) were not kept; the last had 2 problems.",
    ]


def test_a_marac_whose_name_or_dates_were_sent_is_told_of_it(folder: Path):
    renamed = file("code,name,level,parent\nB1,Birchford Vale,marac,N1\n", "areas.csv")
    sent = accept(folder, [renamed], "Bea", accept_warnings=True).id
    assert texts(told(folder, Kind.RELEASE))[0] == f"New figures: areas ({sent}: Birchford Vale) came in from Bea."
    (newest, *_) = told(folder, Kind.FIGURES)
    assert newest.text == "Birchford Vale: what is known of the area (name, dates, population) was sent."
    assert newest.area is not None
    assert newest.area.code == "B1"


def test_changed_guidance_is_told_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert told(folder, Kind.GUIDANCE) == ()
    first = catalogue.INDICATORS[0]
    real = guidance_changes.fingerprint
    monkeypatch.setattr(guidance_changes, "fingerprint", lambda each: "new" if each is first else real(each))
    for _ in range(2):
        assert texts(told(folder, Kind.GUIDANCE)) == [f"The guidance changed on “{first.title}”."]


def test_newest_first_and_the_same_ids_each_time(folder: Path):
    found = notices(Reader(folder), TODAY, DUE_DAYS)
    assert [each.when for each in found] == sorted((each.when for each in found), reverse=True)
    assert [each.id for each in found] == [each.id for each in notices(Reader(folder), TODAY, DUE_DAYS)]
    assert len({each.id for each in found}) == len(found)


def test_notices_of_one_marac_and_of_all(folder: Path):
    found = about(notices(Reader(folder), TODAY, DUE_DAYS), "B1")
    assert {each.area.code for each in found if each.area} == {"B1"}
    assert any(each.kind is Kind.RELEASE for each in found)


def test_read_and_unread_are_each_persons_own(folder: Path):
    found = notices(Reader(folder), TODAY, DUE_DAYS)
    first, *others = [each.id for each in found]
    read_state.mark_read(folder, "Ada", [first, *others])
    read_state.mark_unread(folder, "Ada", [first])
    assert read_state.read(folder, "Ada") == {*others}
    assert read_state.read(folder, "Bea") == set()
    read_state.mark_read(folder, "Ada", [first])
    read_state.mark_read(folder, "Ada", [])
    assert read_state.read(folder, "Ada") == {first, *others}
