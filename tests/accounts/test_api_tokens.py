"""API tokens: kept as hashes, of their owner's rights of the moment, and ended in every way that they can be."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from maracdash.accounts import invitations, people, second_factor_sign_ins, sign_ins
from maracdash.accounts.api_tokens import (
    MAX_TOKENS,
    PREFIX,
    create_api_token,
    end_api_token,
    find_token_holder,
    list_api_tokens,
)
from maracdash.accounts.audit import EventFilter, list_events
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.people import Access, Account
from maracdash.accounts.places import Place
from maracdash.accounts.session_lists import end_other_sessions
from maracdash.accounts.sessions import end_all_sessions
from maracdash.accounts.tables import ApiTokenRow
from maracdash.model.errors import NotFoundError
from maracdash.model.people import Role
from tests.accounts.conftest import ADMINISTRATOR, NOW, PASSWORD, add_with_password


@pytest.fixture
def bo(database: AccountsDatabase, ada: Account) -> Account:
    """A reader beside the administrator."""
    assert ada
    return add_with_password(database, "bo@example.org", "Bo Hale", Access(role=Role.READER, everywhere=True))


def make(database: AccountsDatabase, account: Account, name: str = "report", days: int = 90) -> str:
    return create_api_token(database, ADMINISTRATOR, account, name, days, NOW)


def test_a_token_is_kept_as_a_hash_and_finds_its_owner(database: AccountsDatabase, bo: Account) -> None:
    token = make(database, bo, "  quarterly \n report ")
    assert token.startswith(PREFIX)
    with database.read() as session:
        (row,) = session.scalars(select(ApiTokenRow))
        assert token not in {row.id, row.hash, row.name}
        assert token.removeprefix(PREFIX) not in f"{row.id}{row.hash}"
    holder = find_token_holder(database, token, NOW)
    assert holder
    assert (holder.account.id, holder.token) == (bo.id, "quarterly report")
    for wrong in ("", PREFIX, token[:-1], f"{token}x", token.removeprefix(PREFIX), row.hash):
        assert find_token_holder(database, wrong, NOW) is None


@pytest.mark.parametrize("days", [30, 90, 365])
def test_a_token_ends_by_itself(database: AccountsDatabase, bo: Account, days: int) -> None:
    token = make(database, bo, days=days)
    last = NOW + timedelta(days=days) - timedelta(seconds=1)
    assert find_token_holder(database, token, last)
    assert find_token_holder(database, token, last + timedelta(seconds=1)) is None
    assert list_api_tokens(database, bo, last + timedelta(seconds=1)) == ()


def test_only_its_owner_ends_it(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    token = make(database, bo)
    (held,) = list_api_tokens(database, bo, NOW)
    with pytest.raises(NotFoundError):
        end_api_token(database, ADMINISTRATOR, ada, held.id)
    assert find_token_holder(database, token, NOW)
    end_api_token(database, ADMINISTRATOR, bo, held.id)
    assert find_token_holder(database, token, NOW) is None
    with pytest.raises(NotFoundError):
        end_api_token(database, ADMINISTRATOR, bo, held.id)


def test_it_has_the_rights_of_the_moment(database: AccountsDatabase, bo: Account) -> None:
    token = make(database, bo)
    less = Access(role=Role.READER, areas=frozenset({"AF01"}))
    people.change_access(database, ADMINISTRATOR, bo.id, less)
    holder = find_token_holder(database, token, NOW)
    assert holder
    assert holder.account.access == less


def test_whoever_is_shut_out_loses_tokens_for_good(database: AccountsDatabase, bo: Account) -> None:
    token = make(database, bo)
    people.deactivate(database, ADMINISTRATOR, bo.id)
    assert find_token_holder(database, token, NOW) is None
    people.activate(database, ADMINISTRATOR, bo.id)
    assert find_token_holder(database, token, NOW) is None


WAYS_TO_END_ALL = {
    "password changed": lambda database, bo, here: sign_ins.change_password(
        database, bo, PASSWORD, f"{PASSWORD} two", here
    ),
    "invitation accepted": lambda database, bo, _: invitations.accept(
        database, invitations.invite(database, ADMINISTRATOR, bo.id, NOW), f"{PASSWORD} two", NOW
    ),
    "second factor removed": lambda database, bo, _: people.reset_second_factor(database, ADMINISTRATOR, bo.id),
    "second factor set up": lambda database, _, here: second_factor_sign_ins.confirm_setup(
        database, pyotp.TOTP(second_factor_sign_ins.begin_setup(database, here)).at(NOW), here
    ),
    "sessions ended": lambda database, bo, _: end_all_sessions(database, ADMINISTRATOR, bo.id),
    "deactivated": lambda database, bo, _: people.deactivate(database, ADMINISTRATOR, bo.id),
}


@pytest.mark.parametrize("because", WAYS_TO_END_ALL)
def test_whatever_ends_every_session_ends_every_token(
    database: AccountsDatabase, ada: Account, bo: Account, because: str
) -> None:
    theirs, other = [make(database, bo, name) for name in ("report", "map")], make(database, ada)
    token, _ = sign_ins.sign_in(database, bo.email, PASSWORD, Place(token="", address="", now=NOW), second_factor=False)
    WAYS_TO_END_ALL[because](database, bo, Place(token=token, address="", now=NOW))
    assert [find_token_holder(database, each, NOW) for each in theirs] == [None, None]
    assert list_api_tokens(database, bo, NOW) == ()
    assert find_token_holder(database, other, NOW)
    ended = list_events(database, EventFilter(kind="API token ended"))
    assert {(each.subject, each.details["of"], each.details["because"]) for each in ended} == {
        (name, bo.email, because) for name in ("report", "map")
    }


def test_signing_out_everywhere_else_ends_every_token(database: AccountsDatabase, ada: Account, bo: Account) -> None:
    token, other = make(database, bo), make(database, ada)
    end_other_sessions(database, ADMINISTRATOR, bo, "the browser's own")
    assert find_token_holder(database, token, NOW) is None
    assert find_token_holder(database, other, NOW)
    (ended,) = list_events(database, EventFilter(kind="API token ended"))
    assert (ended.subject, ended.details["of"]) == ("report", bo.email)


@pytest.mark.parametrize(
    ("name", "days", "field"),
    [("", 90, "token_name"), (" \t", 90, "token_name"), ("a\0b", 90, "token_name")]
    + [("report", days, "days") for days in (0, -1, 366, 10_000)],
)
def test_what_cannot_be_made_is_refused(
    database: AccountsDatabase, bo: Account, name: str, days: int, field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        make(database, bo, name, days)
    assert refused.value.field == field
    assert list_api_tokens(database, bo, NOW) == ()


def test_nobody_has_more_than_they_can_oversee(database: AccountsDatabase, bo: Account) -> None:
    for number in range(MAX_TOKENS):
        make(database, bo, f"report {number}", 30)
    with pytest.raises(FieldError, match="End one"):
        make(database, bo)
    assert create_api_token(database, ADMINISTRATOR, bo, "later", 90, NOW + timedelta(days=31))


def test_making_and_ending_are_in_the_audit(database: AccountsDatabase, bo: Account) -> None:
    token = make(database, bo, "report")
    end_api_token(database, ADMINISTRATOR, bo, list_api_tokens(database, bo, NOW)[0].id)
    ended, made, *_ = list_events(database, EventFilter())
    assert [(each.kind, each.subject) for each in (made, ended)] == [
        ("API token made", "report"),
        ("API token ended", "report"),
    ]
    assert token not in str(list_events(database, EventFilter()))
