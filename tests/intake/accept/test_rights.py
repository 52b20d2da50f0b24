"""Rights of a sender: own Maracs only, whichever way the figures come in, and nothing kept of others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import (
    AcceptancePolicy,
    accept_files,
    accept_under_policy,
    withdraw_submission,
)
from maracdash.intake.accept.rights import may_see_sent
from maracdash.intake.entry.grid_entry import build_grid_file
from maracdash.intake.entry.meeting_entry import build_meeting_file, is_meeting_held
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.files import UploadedFile
from maracdash.intake.preview import drafts
from maracdash.model.errors import NotAllowedError
from maracdash.model.people import LOCAL, PUBLIC, Person, Role
from maracdash.record import Record
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_areas, make_returns

DAY = date(2024, 4, 3)
RETURN = "2024-04-03,10,3,12,6"


def person(role: Role, *areas: str, everywhere: bool = False) -> Person:
    return Person(id="p1", name="Ada Lovell", role=role, areas=frozenset(areas), everywhere=everywhere)


OF_B1 = person(Role.SUBMITTER, "B1")
MAY_NOT = {
    "another Marac": person(Role.SUBMITTER, "S1"),
    "another force": person(Role.SUBMITTER, "X1"),
    "no Marac": person(Role.SUBMITTER),
    "a reader": person(Role.READER, "B1"),
    "a reader of everything": person(Role.READER, everywhere=True),
    "the public": PUBLIC,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    assert accept_files(folder, [make_areas(), make_returns(f"B1,{RETURN}")], "Ada", accept_warnings=True).id


def force_of(folder: Path) -> str:
    listing = next(each for each in read_existing_data(folder).directory.listings if each.area.code == "B1")
    return listing.parent


def policy(sender: Person) -> AcceptancePolicy:
    return AcceptancePolicy(is_acceptable=lambda _: True, sender=sender)


def test_own_returns_are_taken_by_marac_and_by_force(folder: Path) -> None:
    for number, sender in enumerate((OF_B1, person(Role.SUBMITTER, force_of(folder)), person(Role.ADMINISTRATOR))):
        found = accept_under_policy(
            folder, [make_returns(f"B1,2024-05-0{number + 1},10,3,12,6")], "Ada", policy(sender)
        )
        assert found.id


@pytest.mark.parametrize("who", MAY_NOT)
def test_returns_of_others_are_refused_and_not_kept(folder: Path, who: str) -> None:
    before = Record(folder).submissions()
    files = [make_returns("B1,2024-05-01,10,3,12,6")]
    found = accept_under_policy(folder, files, "Mallory", policy(MAY_NOT[who]))
    assert found.id is None
    assert [each.message for each in found.report.errors] == [
        "You may not send or see returns of Birchford. Ask an administrator of this dashboard if you should be able to."
    ]
    draft = drafts.create_draft(folder, files, "browser", sender=MAY_NOT[who])
    assert draft.report.errors
    assert draft.preview.parts == draft.preview.headlines == ()
    assert drafts.accept_draft(folder, draft.id, "browser", sender=MAY_NOT[who]).id is None
    assert Record(folder).submissions() == before


def test_files_about_more_than_maracs_are_for_administrators(folder: Path) -> None:
    listed = UploadedFile("areas.csv", b"code,name,level,parent\nB1,Renamed,marac,N1\n")
    found = accept_under_policy(folder, [listed], "Ada", policy(person(Role.SUBMITTER, "B1", "N1")))
    assert found.id is None
    assert "only an administrator" in found.report.errors[-1].message


@pytest.mark.parametrize("who", MAY_NOT)
def test_what_is_held_of_others_is_not_read_into_a_form_or_grid(folder: Path, who: str) -> None:
    sender = MAY_NOT[who]
    for ask in (
        lambda: build_meeting_file(folder, "B1", DAY, {"cases": "1"}, sender=sender),
        lambda: is_meeting_held(folder, "B1", DAY, sender=sender),
    ):
        with pytest.raises(NotAllowedError, match="You may not send or see returns of Birchford"):
            ask()
    typed = b"marac,meeting_date,cases\nB1,2024-05-01,7\n"
    assert b"2024-04-03" in build_grid_file(folder, read_existing_data(folder).directory, typed, sender=OF_B1).content
    assert (
        b"2024-04-03" not in build_grid_file(folder, read_existing_data(folder).directory, typed, sender=sender).content
    )


@pytest.mark.parametrize("who", MAY_NOT)
def test_files_as_they_came_are_for_their_senders_and_administrators(folder: Path, who: str) -> None:
    record = Record(folder)
    sent = accept_files(folder, [make_returns("B1,2024-07-03,10,3,12,6")], "Ada", accept_warnings=True).id or ""
    name = record.submission(sent).files[0].name
    for allowed in (OF_B1, LOCAL, person(Role.ADMINISTRATOR)):
        assert b"2024-07-03" in record.original(sent, name, allowed)
        assert sent in {each.manifest.id for each in record.submissions_for(allowed)}
    with pytest.raises(NotAllowedError):
        record.original(sent, name, MAY_NOT[who])
    assert sent not in {each.manifest.id for each in record.submissions_for(MAY_NOT[who])}


def test_nobody_but_an_administrator_takes_figures_out(folder: Path) -> None:
    sent = Record(folder).submissions()[0].manifest.id
    for who in (*MAY_NOT.values(), OF_B1):
        with pytest.raises(NotAllowedError, match="Nothing was changed"):
            withdraw_submission(folder, sent, "a slip", "Mallory", sender=who)
    assert len(Record(folder).submissions()) == 1
    assert withdraw_submission(folder, sent, "a slip", "Ada", sender=person(Role.ADMINISTRATOR))


def test_a_marac_that_nobody_knows_is_nobodys(folder: Path) -> None:
    known = read_existing_data(folder).directory
    assert not may_see_sent(OF_B1, known, ["B1", "Z9"])
    assert may_see_sent(OF_B1, known, ["B1"])


def test_nothing_that_is_held_of_others_is_told_with_the_refusal(folder: Path) -> None:
    """What is unusual is so beside what is held, and a file of before is known again: neither is for the sender."""
    for month in ("02", "05", "08", "11"):
        accept_files(folder, [make_returns(f"B1,2023-{month}-03,1,0,0,0")], "Ada", accept_warnings=True)
    stranger = person(Role.SUBMITTER, "S1")
    for row in ("B1,2024-04-03,999,3,12,6", f"B1,{RETURN}"):
        draft = drafts.create_draft(folder, [make_returns(row)], "browser", sender=stranger)
        assert [each.message.partition(" Birchford")[0] for each in draft.report.problems] == [
            "You may not send or see returns of"
        ]
        assert draft.same is None
        assert not draft.report.rows
