"""The schema is what the models say, is made once, is private, and takes many writers."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select

from maracdash.accounts.audit import EventKind, record_event
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.tables import SCHEMA_REVISION, Base, EventRow
from maracdash.model.errors import MaracdashError, NewerFormatError, StorageError
from tests.accounts.conftest import ADMINISTRATOR, open_accounts


def test_the_migrations_make_what_the_models_describe(database: AccountsDatabase) -> None:
    with database.read() as session:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == SCHEMA_REVISION


def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    open_accounts(f"sqlite:///{path}").read().__enter__()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(NewerFormatError, match="newer version"), open_accounts(f"sqlite:///{path}").read():
        pass


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    with open_accounts(f"sqlite:///{path}").read():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_open_and_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    """Each thread has a database of its own, as each worker has: all bring the schema up to date at once."""

    def write() -> None:
        own = open_accounts(f"sqlite:///{tmp_path}/accounts.sqlite")
        for _ in range(10):
            record_event(own, ADMINISTRATOR, EventKind.EXPORTED)
        own.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with open_accounts(f"sqlite:///{tmp_path}/accounts.sqlite").read() as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == 60


@pytest.mark.parametrize("address", ["nonsense", "oracle://u:secret@h/n"])
def test_an_address_that_cannot_be_used_is_a_sentence_without_its_password(address: str) -> None:
    with (
        pytest.raises(MaracdashError, match=r"cannot be used\. Write sqlite") as raised,
        open_accounts(address).read(),
    ):
        pass
    assert "secret" not in str(raised.value)


def test_a_folder_that_takes_no_files_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StorageError, match="cannot be written"),
        open_accounts(f"sqlite:///{tmp_path}/file/a").read(),
    ):
        pass
