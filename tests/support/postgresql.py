"""A server of PostgreSQL of the tests' own: made in a temporary folder, reached by a socket there, and gone after."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, text

DEBIAN = Path("/usr/lib/postgresql")
ORDINARY_USER = "nobody"
OWNER = "maracdash"
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "listen_addresses=")


@contextmanager
def start_server() -> Iterator[Path]:
    """Start a server until the block ends; the folder of its socket. Skips the test where PostgreSQL is not installed.

    It refuses to run as root, so root has it run by a user who may do nothing.
    """
    programs = _find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: initdb and pg_ctl are neither on the path nor where Debian has them")
    folder = Path(tempfile.mkdtemp(prefix="maracdash-pg-", dir="/tmp"))  # a socket's path is short
    if os.geteuid() == 0:
        shutil.chown(folder, ORDINARY_USER)
    data, options = folder / "data", " ".join(f"-c {each}" for each in HASTY)
    control = (programs / "pg_ctl", "-D", data, "-w", "-t", "300")
    try:
        _run(folder, programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        _run(folder, *control, "-l", folder / "log", "-o", f"-k {folder} {options}", "start")
        try:
            yield folder
        finally:
            _run(folder, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def create_database(socket: Path, template: str = "template1") -> str:
    """Create a database on a server, a copy of another or empty; its address as SQLAlchemy writes it."""
    name = f"t{uuid4().hex}"
    _execute(socket, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return _address(socket, name)


def drop_database(socket: Path, address: str) -> None:
    """Drop a database, whoever is still connected to it."""
    _execute(socket, f"DROP DATABASE {find_name(address)} WITH (FORCE)")


def find_name(address: str) -> str:
    """The name of a database by its address."""
    return address.partition("?")[0].rpartition("/")[2]


def _execute(socket: Path, statement: str) -> None:
    engine = create_engine(_address(socket, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _address(socket: Path, name: str) -> str:
    url = URL.create("postgresql+psycopg", username=OWNER, database=name, query={"host": str(socket)})
    return url.render_as_string(hide_password=False)


def _find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or the newest of Debian's."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(DEBIAN.glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    return next((each for each in places if (each / "initdb").is_file() and (each / "pg_ctl").is_file()), None)


def _run(folder: Path, *command: str | Path) -> None:
    words: Sequence[str] = [str(each) for each in command]
    as_user = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam(ORDINARY_USER)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    said = folder / "said"
    with said.open("ab") as file:  # a pipe would stay open as long as the server does
        done = subprocess.run(words, cwd=folder, stdout=file, stderr=file, check=False, **as_user)
    assert done.returncode == 0, said.read_text(encoding="utf-8")
