"""Signing in with a password and a code, and everything that is refused on the way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pyotp
import pytest

from maracdash.accounts import (
    audit,
    invitations,
    passwords,
    people,
    second_factor_sign_ins,
    sessions,
    sign_ins,
)
from maracdash.accounts.audit import EventFilter
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import LINK_ENDED, LOCKED, WRONG, FieldError, LockedOutError, SignInError
from maracdash.accounts.people import Access, Account
from maracdash.accounts.places import Place
from maracdash.accounts.sessions import IDLE, MAX_AGE, Stage, find_session
from maracdash.accounts.sign_ins import Identity
from maracdash.model.people import Role
from tests.accounts.conftest import ADMINISTRATOR, FILE_ALONE, NOW, PASSWORD
from tests.support.thoroughness import choose_number

HERE = Place(address="10.0.0.7", now=NOW)
MINUTE = timedelta(minutes=1)
GUESSES = choose_number(usual=1_000, thorough=10_000)


def enter(database: AccountsDatabase, email: str = "bo@example.org", place: Place = HERE) -> str:
    """Sign in with the password alone."""
    token, stage = sign_ins.sign_in(database, email, PASSWORD, place, second_factor=False)
    assert stage is Stage.FULL
    return token


def set_up(database: AccountsDatabase, place: Place = HERE) -> tuple[str, second_factor_sign_ins.SetUp]:
    """Sign in for the first time and set up the second factor; its secret."""
    token, stage = sign_ins.sign_in(database, "bo@example.org", PASSWORD, place, second_factor=True)
    assert stage is Stage.SETUP
    here = replace(place, token=token)
    secret = second_factor_sign_ins.begin_setup(database, here)
    return secret, second_factor_sign_ins.confirm_setup(database, code_at(secret, place.now), here)


def code_at(secret: str, now: datetime) -> str:
    return pyotp.TOTP(secret).at(now)


def list_kinds(database: AccountsDatabase, who: str = "") -> list[str]:
    return [each.kind for each in audit.list_events(database, EventFilter(who=who))]


# ---- Passwords


def test_the_right_password_begins_a_session(database: AccountsDatabase, bo: Account) -> None:
    token = enter(database)
    found = find_session(database, token, NOW)
    assert found
    assert (found.account.id, found.stage, found.left) == (bo.id, Stage.FULL, IDLE)
    assert list_kinds(database)[0] == "signed in"


@pytest.mark.parametrize("email", ["bo@example.org", "nobody@example.org", "left@example.org", "", "x" * 5000])
@pytest.mark.usefixtures("bo")
def test_a_wrong_password_gets_the_same_answer_and_work_whoever_it_is_for(
    database: AccountsDatabase, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    left = people.add_person(database, ADMINISTRATOR, "left@example.org", "Le Ft", Access(role=Role.READER))
    people.deactivate(database, ADMINISTRATOR, left.id)
    worked = []
    verify = passwords.verify_password
    monkeypatch.setattr(sign_ins, "verify_password", lambda *given: worked.append(given) or verify(*given))
    answers = []
    for _ in range(12):
        with pytest.raises(SignInError) as raised:
            sign_ins.sign_in(database, email, "not the password", HERE, second_factor=True)
        answers.append(str(raised.value))
    assert answers == [WRONG] * 10 + [LOCKED] * 2
    assert len(worked) == 10


@pytest.mark.usefixtures("bo")
def test_any_number_of_wrong_passwords_costs_the_work_of_ten(
    database: AccountsDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked = []
    monkeypatch.setattr(sign_ins, "verify_password", lambda *given: bool(worked.append(given)))
    refused = 0
    for number in range(GUESSES):
        with pytest.raises(SignInError) as raised:
            sign_ins.sign_in(database, "bo@example.org", f"guess {number}", HERE, second_factor=True)
        refused += isinstance(raised.value, LockedOutError)
    assert (refused, len(worked)) == (GUESSES - 10, 10)
    assert list_kinds(database)[:12].count("locked out") == 1
    assert len(list_kinds(database)) < 20


@pytest.mark.usefixtures("bo")
def test_a_lock_out_ends_and_the_right_password_does_not_open_it_before(database: AccountsDatabase) -> None:
    for _ in range(10):
        with pytest.raises(SignInError):
            sign_ins.sign_in(database, "bo@example.org", "wrong", HERE, second_factor=False)
    with pytest.raises(LockedOutError):
        enter(database)
    with pytest.raises(LockedOutError):
        enter(database, " BO@Example.org", Place(address="10.9.9.9", now=NOW))
    assert enter(database, place=replace(HERE, now=NOW + 16 * MINUTE))


@pytest.mark.usefixtures("bo")
def test_an_address_that_tries_many_accounts_is_locked_too(database: AccountsDatabase) -> None:
    """With an account of its own it is not forgiven."""
    for number in range(100):
        if number % 10 == 5:
            with pytest.raises(SignInError, match="not right"):
                sign_ins.sign_in(database, f"bo{number}@example.org", "wrong", HERE, second_factor=False)
            enter(database)
        else:
            with pytest.raises(SignInError, match="not right"):
                sign_ins.sign_in(database, f"bo{number}@example.org", "wrong", HERE, second_factor=False)
    with pytest.raises(LockedOutError):
        enter(database)
    assert enter(database, place=replace(HERE, address="10.0.0.8"))


@pytest.mark.usefixtures("bo")
def test_a_password_typed_for_an_address_is_not_kept(database: AccountsDatabase) -> None:
    with pytest.raises(SignInError):
        sign_ins.sign_in(database, "my secret password", "x", HERE, second_factor=False)
    assert all("secret" not in str(each) for each in audit.list_events(database, EventFilter()))


# ---- Sessions


@pytest.mark.usefixtures("bo")
def test_a_session_ends_when_nothing_happens_and_after_half_a_day(database: AccountsDatabase) -> None:
    token = enter(database)
    assert find_session(database, token, NOW + 29 * MINUTE)
    assert find_session(database, token, NOW + 58 * MINUTE)
    assert not find_session(database, token, NOW + 88 * MINUTE + timedelta(seconds=1))
    token = enter(database)
    for each in range(MAX_AGE // (20 * MINUTE)):
        assert find_session(database, token, NOW + each * 20 * MINUTE)
    assert not find_session(database, token, NOW + MAX_AGE)


@pytest.mark.usefixtures("bo")
def test_a_script_that_asks_does_not_keep_a_session_alive(database: AccountsDatabase) -> None:
    token = enter(database)
    assert find_session(database, token, NOW + 29 * MINUTE, active=False)
    assert not find_session(database, token, NOW + 30 * MINUTE)


@pytest.mark.usefixtures("bo")
def test_a_stolen_token_is_worth_nothing_after_signing_out(database: AccountsDatabase) -> None:
    token = enter(database)
    sessions.end_session(database, ADMINISTRATOR, token)
    assert not find_session(database, token, NOW)


@pytest.mark.usefixtures("bo")
def test_signing_in_takes_a_new_token_and_ends_the_one_before(database: AccountsDatabase) -> None:
    first = enter(database)
    second = enter(database, place=replace(HERE, token=first))
    assert first != second
    assert not find_session(database, first, NOW)
    planted = enter(database, place=replace(HERE, token="planted"))
    assert planted != "planted"


@FILE_ALONE
@pytest.mark.usefixtures("bo")
def test_tokens_are_kept_as_hashes_alone(database: AccountsDatabase) -> None:
    token = enter(database)
    path = re.sub(r"^sqlite:///", "", database.address)
    with open(path, "rb") as file, open(f"{path}-wal", "rb") as log:  # noqa: PTH123
        assert token.encode() not in file.read() + log.read()


@pytest.mark.parametrize("change", ["deactivated", "role", "areas", "second factor", "password", "link"])
def test_sessions_end_everywhere_when_something_about_a_person_changes(
    database: AccountsDatabase, bo: Account, change: str
) -> None:
    tokens = [enter(database), enter(database)]
    changes = {
        "deactivated": lambda: people.deactivate(database, ADMINISTRATOR, bo.id),
        "role": lambda: people.change_access(database, ADMINISTRATOR, bo.id, replace(bo.access, role=Role.READER)),
        "areas": lambda: people.change_access(database, ADMINISTRATOR, bo.id, replace(bo.access, areas=frozenset())),
        "second factor": lambda: people.reset_second_factor(database, ADMINISTRATOR, bo.id),
        "password": lambda: sign_ins.change_password(database, bo, PASSWORD, f"{PASSWORD} two", HERE),
        "link": lambda: invitations.accept(
            database, invitations.invite(database, ADMINISTRATOR, bo.id, NOW), f"{PASSWORD} two", NOW
        ),
    }
    fresh = changes[change]()
    assert [find_session(database, each, NOW) for each in tokens] == [None, None]
    assert change != "password" or find_session(database, fresh, NOW)


def test_a_session_that_was_left_over_is_nobodys_once_the_account_is_shut(
    database: AccountsDatabase, bo: Account
) -> None:
    """However it came to be shut: by hand in the database, say."""
    token = enter(database)
    with database.write() as session:
        people.find_row(session, bo.id).active = False
    assert not find_session(database, token, NOW)


def test_somebody_deactivated_cannot_sign_in(database: AccountsDatabase, bo: Account) -> None:
    people.deactivate(database, ADMINISTRATOR, bo.id)
    with pytest.raises(SignInError, match="not right"):
        enter(database)


def test_changing_the_password_needs_the_present_one(database: AccountsDatabase, bo: Account) -> None:
    with pytest.raises(FieldError, match="not your present password"):
        sign_ins.change_password(database, bo, "guess", f"{PASSWORD} two", HERE)
    with pytest.raises(FieldError, match="too short"):
        sign_ins.change_password(database, bo, PASSWORD, "two", HERE)
    assert enter(database)


# ---- Second factors


@pytest.mark.usefixtures("bo")
def test_a_second_factor_is_set_up_and_asked_for(database: AccountsDatabase) -> None:
    secret, ready = set_up(database)
    assert find_session(database, ready.token, NOW)
    later = replace(HERE, now=NOW + MINUTE)
    token, stage = sign_ins.sign_in(database, "bo@example.org", PASSWORD, later, second_factor=True)
    assert stage is Stage.CODE
    held = find_session(database, token, later.now)
    assert held
    assert held.stage is Stage.CODE
    full = second_factor_sign_ins.enter_code(database, code_at(secret, later.now), replace(later, token=token))
    assert find_session(database, full, later.now)
    assert not find_session(database, token, later.now)


@pytest.mark.usefixtures("bo")
def test_a_code_is_taken_once(database: AccountsDatabase) -> None:
    """The code that set it up is none to sign in with, and one that signed in is none to sign in again."""
    secret, _ = set_up(database)
    later = replace(HERE, now=NOW + MINUTE)
    for code, taken in (
        (code_at(secret, NOW), False),
        (code_at(secret, later.now), True),
        (code_at(secret, later.now), False),
    ):
        token, _ = sign_ins.sign_in(database, "bo@example.org", PASSWORD, later, second_factor=True)
        here = replace(later, token=token)
        if taken:
            assert second_factor_sign_ins.enter_code(database, code, here)
        else:
            with pytest.raises(FieldError, match="used before"):
                second_factor_sign_ins.enter_code(database, code, here)


@pytest.mark.usefixtures("bo")
def test_a_recovery_code_is_taken_once_and_however_it_is_typed(database: AccountsDatabase) -> None:
    _, ready = set_up(database)
    typed = ready.recovery_codes[0].upper().replace("-", " ")
    for taken in (True, False):
        token, _ = sign_ins.sign_in(database, "bo@example.org", PASSWORD, HERE, second_factor=True)
        here = replace(HERE, token=token)
        if taken:
            assert second_factor_sign_ins.enter_code(database, typed, here, recovery=True)
            assert "recovery code used" in list_kinds(database)
        else:
            with pytest.raises(FieldError):
                second_factor_sign_ins.enter_code(database, typed, here, recovery=True)
    assert len(set(ready.recovery_codes)) == 10


@pytest.mark.usefixtures("bo")
def test_wrong_codes_lock_and_the_right_password_does_not_forgive_them(database: AccountsDatabase) -> None:
    set_up(database)
    later, tried = replace(HERE, now=NOW + MINUTE), []
    for _ in range(12):
        token, _ = sign_ins.sign_in(database, "bo@example.org", PASSWORD, later, second_factor=True)
        try:
            second_factor_sign_ins.enter_code(database, "000000x", replace(later, token=token))
        except (FieldError, LockedOutError) as error:
            tried.append(type(error))
    assert tried == [FieldError] * 10 + [LockedOutError] * 2


@pytest.mark.usefixtures("bo")
def test_a_sign_in_without_its_code_opens_nothing_and_ends_soon(database: AccountsDatabase) -> None:
    secret, _ = set_up(database)
    token, _ = sign_ins.sign_in(database, "bo@example.org", PASSWORD, HERE, second_factor=True)
    late = replace(HERE, token=token, now=NOW + 11 * MINUTE)
    assert not find_session(database, token, late.now)
    with pytest.raises(SignInError, match="Start again"):
        second_factor_sign_ins.enter_code(database, code_at(secret, late.now), late)
    with pytest.raises(SignInError, match="Start again"):
        second_factor_sign_ins.begin_setup(database, replace(HERE, token=token))


# ---- Invitations


def test_an_invitation_is_for_once(database: AccountsDatabase, bo: Account) -> None:
    token = invitations.invite(database, ADMINISTRATOR, bo.id, NOW)
    assert invitations.find_invited(database, token, NOW).id == bo.id
    invitations.accept(database, token, f"{PASSWORD} two", NOW)
    with pytest.raises(SignInError, match=LINK_ENDED[:20]):
        invitations.accept(database, token, f"{PASSWORD} three", NOW)


@pytest.mark.parametrize("how", ["expired", "replaced", "deactivated", "guessed"])
def test_other_links_are_worth_nothing(database: AccountsDatabase, bo: Account, how: str) -> None:
    token, now = invitations.invite(database, ADMINISTRATOR, bo.id, NOW), NOW
    if how == "expired":
        now = NOW + invitations.LASTS
    elif how == "replaced":
        invitations.invite(database, ADMINISTRATOR, bo.id, NOW)
    elif how == "deactivated":
        people.deactivate(database, ADMINISTRATOR, bo.id)
        people.activate(database, ADMINISTRATOR, bo.id)
    else:
        token = token[:-1]
    with pytest.raises(SignInError, match="This link has been used, or is too old"):
        invitations.accept(database, token, f"{PASSWORD} two", now)


def test_a_link_is_not_used_up_by_a_password_that_is_refused(database: AccountsDatabase, bo: Account) -> None:
    token = invitations.invite(database, ADMINISTRATOR, bo.id, NOW)
    with pytest.raises(FieldError):
        invitations.accept(database, token, "short", NOW)
    assert invitations.accept(database, token, f"{PASSWORD} two", NOW)


# ---- Providers


def test_somebody_is_known_by_a_verified_address_once_and_then_by_the_providers_name(
    database: AccountsDatabase, bo: Account
) -> None:
    first = Identity(issuer="https://id", subject="s1", email="BO@example.org")
    found = find_session(database, sign_ins.sign_in_identity(database, first, HERE), NOW)
    assert found
    assert found.account.id == bo.id
    assert sign_ins.sign_in_identity(database, replace(first, email=""), HERE)
    for other in (replace(first, subject="s2"), replace(first, issuer="https://other")):
        with pytest.raises(SignInError, match="not among the people here"):
            sign_ins.sign_in_identity(database, other, HERE)


def test_strangers_and_the_deactivated_are_refused(database: AccountsDatabase, bo: Account) -> None:
    known = Identity(issuer="https://id", subject="s1", email="bo@example.org")
    for stranger in (replace(known, email="cy@example.org"), replace(known, email="")):
        with pytest.raises(SignInError, match="not among the people here"):
            sign_ins.sign_in_identity(database, stranger, HERE)
    sign_ins.sign_in_identity(database, known, HERE)
    people.deactivate(database, ADMINISTRATOR, bo.id)
    with pytest.raises(SignInError, match="not among the people here"):
        sign_ins.sign_in_identity(database, known, HERE)
    assert sign_ins.find_active(database, "bo@example.org") is None
