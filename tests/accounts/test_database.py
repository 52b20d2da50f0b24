"""The schema is what the models say, is made once, is private, and takes many writers."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import make_url, text

from maracdash.accounts.audit import EventKind, record_event, verify_events
from maracdash.accounts.database import AccountsDatabase, SchemaState, read_schema_state
from maracdash.accounts.people import Access, Account, deactivate, find_account
from maracdash.accounts.tables import SCHEMA_REVISION, AccountRow, Base
from maracdash.model.errors import MaracdashError, NewerFormatError, StorageError, UnreachableAccountsError
from maracdash.model.people import Role
from tests.accounts.conftest import ADMINISTRATOR, POSTGRESQL, SQLITE, add_with_password, open_accounts


def test_the_migrations_make_what_the_models_describe(database: AccountsDatabase) -> None:
    with database.read() as session:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == SCHEMA_REVISION


def make_newer(database: AccountsDatabase, oldest: str) -> None:
    """Make the schema that of a newer version, which programs from `oldest` on can read."""
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.execute(text(f"UPDATE oldest_readers SET revision = '{oldest}'"))
        session.execute(text("ALTER TABLE accounts ADD COLUMN pronouns VARCHAR(40)"))
    database.close()


def test_a_newer_schema_is_left_alone(database: AccountsDatabase) -> None:
    make_newer(database, "9998")
    assert read_schema_state(database.address) is SchemaState.NEWER
    with pytest.raises(NewerFormatError, match="newer version"), database.read():
        pass


def test_a_newer_schema_that_only_has_more_is_gone_on_with(database: AccountsDatabase, bo: Account) -> None:
    """So that the old version still signs people in while the new one is started, and after a way back."""
    make_newer(database, SCHEMA_REVISION)
    assert read_schema_state(database.address) is SchemaState.READABLE
    assert find_account(database, bo.email) == bo
    add_with_password(database, "cy@example.org", "Cy", Access(role=Role.READER))
    assert verify_events(database).problem == ""
    with database.read() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    with open_accounts(f"sqlite:///{path}").read():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_open_and_write_at_once_and_nothing_is_lost(address: str) -> None:
    """Each thread has a database of its own, as each worker has: all bring the schema up to date at once."""
    barrier = threading.Barrier(6)

    def write() -> None:
        own = open_accounts(address)
        barrier.wait()
        for _ in range(10):
            record_event(own, ADMINISTRATOR, EventKind.EXPORTED)
        own.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    opened = open_accounts(address)
    assert (verify_events(opened).events, verify_events(opened).problem) == (60, "")
    opened.close()


def test_whoever_writes_waits_for_the_one_before(database: AccountsDatabase) -> None:
    """So a rule over several rows holds: of two administrators who shut each other out at once, one stays."""
    both = [
        add_with_password(database, f"{name}@example.org", name, Access(role=Role.ADMINISTRATOR))
        for name in ("ann", "bea")
    ]
    refused: list[str] = []

    def deactivate_other() -> None:
        own = open_accounts(database.address)
        try:
            deactivate(own, ADMINISTRATOR, both[1].id)
        except MaracdashError as error:
            refused.append(str(error))
        own.close()

    with database.write() as session:
        row = session.get_one(AccountRow, both[0].id)
        other = threading.Thread(target=deactivate_other)
        other.start()
        other.join(timeout=1)
        assert other.is_alive()
        row.active = False
    other.join()
    assert len(refused) == 1
    assert "last administrator" in refused[0]


@pytest.mark.parametrize(
    "useless", ["nonsense", "oracle://u:secret@h/n", "postgresql+psycopg://u:secret@127.0.0.1:abc/n"]
)
def test_an_address_that_cannot_be_used_is_a_sentence_without_its_password(useless: str) -> None:
    with (
        pytest.raises(MaracdashError, match=r"cannot be used\. Write sqlite") as raised,
        open_accounts(useless).read(),
    ):
        pass
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("kind", [SQLITE])
def test_a_file_that_is_damaged_is_told_to_whoever_runs_the_program_alone(
    address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "accounts.sqlite").write_bytes(b"garbage" * 1000)
    with pytest.raises(UnreachableAccountsError) as raised, open_accounts(address).read():
        pass
    assert str(raised.value) == "The accounts cannot be reached. Try again in a minute; nothing was changed."
    said = f"The accounts at {address} cannot be used: file is not a database. Restore them from a backup."
    assert raised.value.for_operator == said
    assert caplog.messages == [said]


@pytest.mark.parametrize("kind", [POSTGRESQL])
def test_why_a_server_refuses_is_told_without_what_is_secret(address: str, caplog: pytest.LogCaptureFixture) -> None:
    secret = make_url(address).set(username="hunter2-nobody", password="hunter2")
    with pytest.raises(UnreachableAccountsError) as raised:
        read_schema_state(secret.render_as_string(hide_password=False))
    assert "role" in raised.value.for_operator
    assert "does not exist" in raised.value.for_operator
    assert "hunter2" not in str(raised.value)
    assert "hunter2" not in raised.value.for_operator.replace("hunter2-nobody", "")
    assert caplog.messages == [raised.value.for_operator]


@pytest.mark.parametrize("kind", [SQLITE])
def test_a_folder_whose_lock_cannot_be_taken_is_a_sentence(address: str, tmp_path: Path) -> None:
    (tmp_path / "accounts.sqlite.lock").mkdir()
    with pytest.raises(UnreachableAccountsError) as raised, open_accounts(address).read():
        pass
    assert raised.value.for_operator.startswith(f"The accounts at {address} cannot be used: ")
    assert "Is a directory" in raised.value.for_operator


def test_no_value_of_a_row_is_told(database: AccountsDatabase, ada: Account) -> None:
    with pytest.raises(UnreachableAccountsError) as raised, database.write() as session:
        session.execute(text("INSERT INTO accounts SELECT * FROM accounts"))
    assert "unique constraint" in raised.value.for_operator.lower()
    assert not any(each in raised.value.for_operator for each in (ada.id, ada.email, "INSERT"))


def test_a_folder_that_takes_no_files_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StorageError, match="cannot be written"),
        open_accounts(f"sqlite:///{tmp_path}/file/a").read(),
    ):
        pass
