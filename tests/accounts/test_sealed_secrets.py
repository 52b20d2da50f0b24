"""Second factors are sealed in the database: for their owner alone, and by a key that is not in it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from maracdash.accounts import audit, people, second_factor_sign_ins, sign_ins
from maracdash.accounts.audit import EventFilter
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.errors import FieldError
from maracdash.accounts.migrations.run import FOLDER
from maracdash.accounts.people import Account
from maracdash.accounts.places import Place
from maracdash.accounts.sealed_secrets import SealBrokenError, open_secret, seal_secret
from maracdash.accounts.second_factor_sign_ins import SetUp
from maracdash.accounts.sessions import Stage, find_session
from maracdash.accounts.tables import AccountRow
from maracdash.model.errors import StorageError
from tests.accounts.conftest import ADMINISTRATOR, FILE_ALONE, KEY, NOW, PASSWORD, open_accounts

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OTHER_KEY = bytes(32)
HERE = Place(address="10.0.0.7", now=NOW)


def test_a_sealed_secret_opens_for_its_owner_with_the_key_alone() -> None:
    sealed = seal_secret(KEY, "p1", SECRET)
    assert open_secret(KEY, "p1", sealed) == SECRET
    assert SECRET not in sealed
    assert seal_secret(KEY, "p1", SECRET) != sealed
    for key, owner, text in (
        (OTHER_KEY, "p1", sealed),
        (KEY, "p2", sealed),
        (KEY, "p1", sealed[:-4]),
        (KEY, "p1", "x"),
    ):
        with pytest.raises(SealBrokenError):
            open_secret(key, owner, text)


def set_up(database: AccountsDatabase) -> tuple[str, SetUp]:
    token, _ = sign_ins.sign_in(database, "bo@example.org", PASSWORD, HERE, second_factor=True)
    here = replace(HERE, token=token)
    secret = second_factor_sign_ins.begin_setup(database, here)
    return secret, second_factor_sign_ins.confirm_setup(database, pyotp.TOTP(secret).at(NOW), here)


def begin(database: AccountsDatabase) -> Place:
    token, stage = sign_ins.sign_in(database, "bo@example.org", PASSWORD, HERE, second_factor=True)
    assert stage is Stage.CODE
    return replace(HERE, token=token)


@FILE_ALONE
@pytest.mark.usefixtures("bo")
def test_no_secret_stands_in_the_file(database: AccountsDatabase, tmp_path: Path) -> None:
    secret, _ = set_up(database)
    database.close()
    assert secret not in b"".join(each.read_bytes() for each in tmp_path.glob("accounts.sqlite*")).decode("latin-1")


@pytest.mark.usefixtures("bo")
def test_with_another_key_it_is_said_and_a_recovery_code_still_signs_in(database: AccountsDatabase) -> None:
    secret, ready = set_up(database)
    changed = open_accounts(database.address, OTHER_KEY)
    here = begin(changed)
    with pytest.raises(FieldError, match="the key of this dashboard was lost or changed"):
        second_factor_sign_ins.enter_code(changed, pyotp.TOTP(secret).at(NOW), here)
    event = audit.list_events(changed, EventFilter(kind="sign-in failed"))[0]
    assert dict(event.details) == {"by": "code", "because": "the key was changed"}
    token = second_factor_sign_ins.enter_code(changed, ready.recovery_codes[0], here, recovery=True)
    assert find_session(changed, token, NOW)
    again = second_factor_sign_ins.begin_setup(changed, replace(HERE, token=token))
    assert second_factor_sign_ins.confirm_setup(changed, pyotp.TOTP(again).at(NOW), replace(HERE, token=token))
    changed.close()


def test_an_administrator_resets_what_was_sealed_by_a_lost_key(database: AccountsDatabase, bo: Account) -> None:
    set_up(database)
    changed = open_accounts(database.address, OTHER_KEY)
    people.reset_second_factor(changed, ADMINISTRATOR, bo.id)
    assert find_session(changed, set_up(changed)[1].token, NOW)
    changed.close()


@pytest.mark.usefixtures("bo")
def test_setting_up_begins_again_where_the_key_was_changed_meanwhile(database: AccountsDatabase) -> None:
    token, _ = sign_ins.sign_in(database, "bo@example.org", PASSWORD, HERE, second_factor=True)
    here = replace(HERE, token=token)
    shown = second_factor_sign_ins.begin_setup(database, here)
    assert second_factor_sign_ins.begin_setup(database, here) == shown
    changed = open_accounts(database.address, OTHER_KEY)
    with pytest.raises(FieldError):
        second_factor_sign_ins.confirm_setup(changed, pyotp.TOTP(shown).at(NOW), here)
    assert second_factor_sign_ins.begin_setup(changed, here) != shown
    changed.close()


# ---- Accounts of before


def make_old_accounts(path: Path) -> None:
    """Accounts as version 1 of the schema had them, Bo's secret open in them."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        config.attributes.update(connection=connection, key=lambda: KEY)
        command.upgrade(config, "0001")
        connection.commit()
    engine.dispose()
    with sqlite3.connect(path) as raw:
        raw.execute(
            "INSERT INTO accounts (id, email, name, role, everywhere, active, totp_secret, totp_step, created_at) "
            "VALUES ('b1', 'bo@example.org', 'Bo', 'reader', 1, 1, ?, 7, 0), "
            "('c1', 'cy@example.org', 'Cy', 'reader', 1, 1, NULL, NULL, 0)",
            (SECRET,),
        )
        raw.execute("INSERT INTO sessions VALUES ('h', 'b1', 'full', 0, 0, ?)", (SECRET,))
    raw.close()


def test_open_secrets_of_before_are_sealed_and_not_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    make_old_accounts(path)
    assert SECRET.encode() in path.read_bytes()
    opened = open_accounts(f"sqlite:///{path}")
    with opened.read() as session:
        bo, cy = session.get_one(AccountRow, "b1"), session.get_one(AccountRow, "c1")
        assert bo.totp_sealed
        assert (open_secret(KEY, "b1", bo.totp_sealed), bo.totp_step, cy.totp_sealed) == (SECRET, 7, None)
    opened.close()
    assert SECRET.encode() not in b"".join(each.read_bytes() for each in tmp_path.glob("accounts.sqlite*"))


def test_without_a_key_to_seal_by_the_accounts_stay_as_they_were(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise StorageError("The key cannot be used.")

    path = tmp_path / "accounts.sqlite"
    make_old_accounts(path)
    with pytest.raises(StorageError, match="key cannot be used"), AccountsDatabase(f"sqlite:///{path}", fail).read():
        pass
    opened = open_accounts(f"sqlite:///{path}")
    with opened.read() as session:
        assert session.get_one(AccountRow, "b1").totp_sealed
    opened.close()
