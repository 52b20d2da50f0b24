"""People are added once, have a role and areas, and can be shut out, but never the last administrator."""

from __future__ import annotations

import pytest

from maracdash.accounts import audit, people
from maracdash.accounts.audit import EventFilter
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.people import Access, Account
from maracdash.model.errors import MaracdashError, NotFoundError
from maracdash.model.people import Person, Role
from tests.accounts.conftest import ADMINISTRATOR

READER = Access(role=Role.READER)


def test_somebody_is_a_person_to_everything_else(database: AccountsDatabase, bo: Account) -> None:
    found = people.find_account(database, " BO@example.org").person
    assert found == Person(id=bo.id, name="Bo Hale", role=Role.SUBMITTER, areas=frozenset({"F1", "M9"}))
    assert "bo" not in found.id


def test_people_are_listed_by_name(database: AccountsDatabase, bo: Account, ada: Account) -> None:
    assert [each.id for each in people.list_people(database)] == [ada.id, bo.id]


@pytest.mark.parametrize(
    ("email", "name", "field"),
    [
        ("bo@EXAMPLE.org", "Bo", "email"),
        ("nobody", "Bo", "email"),
        ("a@b", "Bo", "email"),
        ("<x>@example.org", "Bo", "email"),
        (f"{'a' * 60}@{'b' * 200}.org", "Bo", "email"),
        ("cy@example.org", "  ", "name"),
    ],
)
@pytest.mark.usefixtures("bo")
def test_what_cannot_be_taken_is_named_by_its_field(
    database: AccountsDatabase, email: str, name: str, field: str
) -> None:
    with pytest.raises(FieldError) as raised:
        people.add_person(database, ADMINISTRATOR, email, name, READER)
    assert raised.value.field == field
    assert len(people.list_people(database)) == 2


def test_nobody_is_added_as_the_public(database: AccountsDatabase) -> None:
    with pytest.raises(FieldError, match="The role is one of"):
        people.add_person(database, ADMINISTRATOR, "cy@example.org", "Cy", Access(role=Role.PUBLIC))
    assert people.list_people(database) == ()


def test_areas_are_replaced(database: AccountsDatabase, bo: Account) -> None:
    people.change_access(
        database, ADMINISTRATOR, bo.id, Access(role=Role.READER, areas=frozenset({"M9", "M8"}), everywhere=False)
    )
    assert people.find_account(database, bo.id).access == Access(role=Role.READER, areas=frozenset({"M8", "M9"}))
    people.change_access(database, ADMINISTRATOR, bo.id, Access(role=Role.READER, everywhere=True))
    assert people.find_account(database, bo.id).access == Access(role=Role.READER, everywhere=True)


def test_the_last_administrator_stays(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    for lose in (people.deactivate, lambda *given: people.change_access(*given, READER)):
        with pytest.raises(MaracdashError, match="last administrator"):
            lose(database, ADMINISTRATOR, ada.id)
    people.change_access(database, ADMINISTRATOR, bo.id, Access(role=Role.ADMINISTRATOR))
    people.deactivate(database, ADMINISTRATOR, ada.id)
    assert not people.find_account(database, ada.id).active


def test_every_change_is_in_the_audit(database: AccountsDatabase, bo: Account) -> None:
    people.change_access(database, ADMINISTRATOR, bo.id, Access(role=Role.READER, areas=frozenset({"M2", "M1"})))
    people.deactivate(database, ADMINISTRATOR, bo.id)
    people.activate(database, ADMINISTRATOR, bo.id)
    people.reset_second_factor(database, ADMINISTRATOR, bo.id)
    found = audit.list_events(database, EventFilter(who="bo@example.org"))
    assert [each.kind for each in found] == [
        *("second factor removed", "activated", "deactivated", "role or areas changed"),
        *("invitation accepted", "invited", "person added"),
    ]
    assert found[3].details == {"role": "reader", "areas": "M1, M2"}
    assert {each.who for each in found if each.kind != "invitation accepted"} == {"ada@example.org"}


def test_a_stranger_is_not_found(database: AccountsDatabase) -> None:
    with pytest.raises(NotFoundError, match="There is nobody here called cy"):
        people.find_account(database, "cy@example.org")
