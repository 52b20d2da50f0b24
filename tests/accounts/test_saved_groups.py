"""Groups kept with an account: found again as they were, one's own alone, at most thirty, each change in the audit."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from maracdash.accounts import audit
from maracdash.accounts.audit import Actor, EventFilter
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.people import Account
from maracdash.accounts.saved_groups import MAX_GROUPS, delete_group, list_saved_groups, rename_group, save_group
from maracdash.model.errors import NotFoundError
from maracdash.model.groups import GroupChoice
from tests.accounts.conftest import NOW

BO = Actor(person="b1", who="bo@example.org", address="10.0.0.7")
COAST = GroupChoice(name="Coast", members=("AM01001", "AM01002", "AF02"))


def names(database: AccountsDatabase, account: Account) -> list[str]:
    return [each.group.name for each in list_saved_groups(database, account.id)]


def keep(database: AccountsDatabase, account: Account, name: str = "Coast") -> str:
    group = GroupChoice(name=name, members=COAST.members)
    save_group(database, BO, account.id, group, NOW)
    return next(each.id for each in list_saved_groups(database, account.id) if each.group.name == name)


@pytest.mark.parametrize("name", ["Coast", "A ~ of ours, and more", "Café “&” <b>", "=SUM(A1)", "ﬃ" * 40])
def test_a_group_is_found_again_as_it_was(database: AccountsDatabase, bo: Account, name: str) -> None:
    group = GroupChoice(name=name, members=COAST.members)
    save_group(database, BO, bo.id, group, NOW + timedelta(hours=1))
    (found,) = list_saved_groups(database, bo.id)
    assert (found.group, found.saved_at) == (group, NOW + timedelta(hours=1))


def test_groups_are_listed_by_name_and_to_their_owner_alone(
    database: AccountsDatabase, ada: Account, bo: Account
) -> None:
    for name in ("hills", "Coast", "Zinc"):
        keep(database, bo, name)
    assert names(database, bo) == ["Coast", "hills", "Zinc"]
    assert names(database, ada) == []


def test_a_name_is_somebody_s_once(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    keep(database, bo)
    keep(database, ada)
    with pytest.raises(FieldError, match="You have a group called “COAST” already"):
        save_group(database, BO, bo.id, GroupChoice(name=" COAST ", members=("X1",)), NOW)
    assert list_saved_groups(database, bo.id)[0].group == COAST


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("  ", "Give the group a name"), ("x" * 41, "has 41 letters"), ("a\u200bb", "cannot be seen")],
)
def test_a_name_that_cannot_be_taken_is_a_sentence(
    database: AccountsDatabase, bo: Account, name: str, sentence: str
) -> None:
    with pytest.raises(FieldError, match=sentence):
        save_group(database, BO, bo.id, GroupChoice(name=name, members=("X1",)), NOW)
    kept = keep(database, bo)
    with pytest.raises(FieldError, match=sentence):
        rename_group(database, BO, bo.id, kept, name)
    assert names(database, bo) == ["Coast"]


def test_thirty_are_kept_and_no_more_however_they_come(database: AccountsDatabase, bo: Account) -> None:
    for number in range(MAX_GROUPS - 2):
        keep(database, bo, f"G{number}")

    def one_more(number: int) -> None:
        try:
            keep(database, bo, f"More {number}")
        except FieldError as error:
            refused.append(str(error))

    refused: list[str] = []
    threads = [threading.Thread(target=one_more, args=[number]) for number in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(names(database, bo)) == MAX_GROUPS
    assert len(refused) == 3
    assert "You have 30 saved groups" in refused[0]


def test_a_group_is_renamed_even_to_another_case_of_its_name(database: AccountsDatabase, bo: Account) -> None:
    kept = keep(database, bo)
    keep(database, bo, "Hills")
    rename_group(database, BO, bo.id, kept, "COAST")
    assert names(database, bo) == ["COAST", "Hills"]
    with pytest.raises(FieldError, match="called “hills” already"):
        rename_group(database, BO, bo.id, kept, "hills")
    assert list_saved_groups(database, bo.id)[0].group.members == COAST.members


def test_a_group_of_somebody_else_is_out_of_reach(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    for key in (keep(database, ada), "", "%", "0" * 32):
        with pytest.raises(NotFoundError, match="You have no such group"):
            rename_group(database, BO, bo.id, key, "Mine")
        with pytest.raises(NotFoundError, match="You have no such group"):
            delete_group(database, BO, bo.id, key)
    assert names(database, ada) == ["Coast"]


def test_every_change_is_in_the_audit_and_no_refusal(database: AccountsDatabase, bo: Account) -> None:
    kept = keep(database, bo)
    with pytest.raises(FieldError):
        keep(database, bo)
    rename_group(database, BO, bo.id, kept, "Hills")
    delete_group(database, BO, bo.id, kept)
    events = [each for each in audit.list_events(database, EventFilter()) if each.kind.startswith("group")]
    assert [(each.kind, each.subject, dict(each.details), each.who) for each in reversed(events)] == [
        ("group saved", "Coast", {"members": "3"}, "bo@example.org"),
        ("group renamed", "Hills", {"before": "Coast"}, "bo@example.org"),
        ("group deleted", "Hills", {}, "bo@example.org"),
    ]
    assert names(database, bo) == []
