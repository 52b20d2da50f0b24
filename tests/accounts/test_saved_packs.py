"""Packs kept with an account: found again as they were, one's own alone, at most thirty, each change in the audit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from maracdash.accounts import audit
from maracdash.accounts.audit import Actor, EventFilter
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.people import Account
from maracdash.accounts.saved_packs import MAX_NAME_LENGTH, MAX_PACKS, delete_pack, list_saved_packs, save_pack
from maracdash.model.board_packs import PackRequest, parse_item
from maracdash.model.errors import NotFoundError
from maracdash.model.quarters import Quarter
from tests.accounts.conftest import NOW

BO = Actor(person="b1", who="bo@example.org", address="10.0.0.7")
ITEMS = tuple(map(parse_item, ("dashboard:overview", "trend:cases")))
PACK = PackRequest(
    marac="AM1", quarter=Quarter(2024, 1), items=ITEMS, title="Our board", held_on=date(2024, 5, 12), including=True
)


def keep(database: AccountsDatabase, account: Account, name: str = "Quarterly", pack: PackRequest = PACK) -> None:
    save_pack(database, BO, account.id, name, pack, NOW)


def test_a_pack_is_found_again_for_whichever_quarter_is_newest(database: AccountsDatabase, bo: Account) -> None:
    keep(database, bo, "  Quarterly   board ")
    (found,) = list_saved_packs(database, bo.id)
    assert (found.name, found.saved_at) == ("Quarterly board", NOW)
    assert found.query == "marac=AM1&including=yes&title=Our+board&item=dashboard:overview&item=trend:cases"


def test_a_pack_of_the_same_name_takes_the_place_of_the_other(database: AccountsDatabase, bo: Account) -> None:
    keep(database, bo)
    changed = PackRequest(marac="AM2", quarter=Quarter(2024, 1), items=ITEMS[:1])
    save_pack(database, BO, bo.id, "QUARTERLY", changed, NOW + timedelta(days=1))
    (found,) = list_saved_packs(database, bo.id)
    assert (found.name, found.query) == ("QUARTERLY", "marac=AM2&item=dashboard:overview")


def test_packs_are_their_owners_alone(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    keep(database, bo)
    (found,) = list_saved_packs(database, bo.id)
    assert list_saved_packs(database, ada.id) == ()
    with pytest.raises(NotFoundError, match="You have no such pack"):
        delete_pack(database, BO, ada.id, found.id)
    delete_pack(database, BO, bo.id, found.id)
    assert list_saved_packs(database, bo.id) == ()
    kinds = [each.kind for each in audit.list_events(database, EventFilter())]
    assert kinds[:2] == ["pack deleted", "pack saved"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "Give the pack a name"),
        ("x" * (MAX_NAME_LENGTH + 1), "at most 60 letters"),
        ("a\u202eb", "that can be seen"),
    ],
)
def test_a_name_that_cannot_be_taken_is_said(database: AccountsDatabase, bo: Account, name: str, sentence: str) -> None:
    with pytest.raises(FieldError, match=sentence):
        keep(database, bo, name)
    assert list_saved_packs(database, bo.id) == ()


def test_an_empty_pack_and_one_too_many_are_refused(database: AccountsDatabase, bo: Account) -> None:
    with pytest.raises(FieldError, match="Nothing is in the pack"):
        keep(database, bo, pack=PackRequest(marac="AM1", quarter=Quarter(2024, 1)))
    for number in range(MAX_PACKS):
        keep(database, bo, f"Pack {number}")
    with pytest.raises(FieldError, match="as many as an account keeps"):
        keep(database, bo, "One more")
    keep(database, bo, "pack 3")
    assert len(list_saved_packs(database, bo.id)) == MAX_PACKS
