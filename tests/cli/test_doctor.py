"""The doctor: a sound deployment has nothing to mend, and each fault is a sentence that says what to do."""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from maracdash.accounts import people
from maracdash.accounts.audit import Actor
from maracdash.accounts.database import AccountsDatabase
from maracdash.accounts.people import Access
from maracdash.accounts.sealed_secrets import seal_secret
from maracdash.accounts.tables import AccountRow
from maracdash.cli import deployment_checks
from maracdash.cli.findings import Finding
from maracdash.cli.serving import warn_of_lost_key
from maracdash.exports import chart_images
from maracdash.model.errors import DrawingError
from maracdash.model.people import Role
from maracdash.record import Record
from maracdash.settings import Settings, load_settings
from maracdash.shared_storage import SharedStorage
from maracdash.store import free_space
from maracdash.store.releases.publish import publish_release
from maracdash.store.signing_key import get_lasting_key
from maracdash.store.storages import addresses
from maracdash.store.storages.storage import SharedFiles
from tests.support import small_country
from tests.support.object_stores import S3Server
from tests.support.prepared_folders import copy_prepared
from tests.support.servers import find_free_port, serve

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A sound data folder, and settings that go with it; pictures are somebody else's test."""
    monkeypatch.setattr(chart_images, "render", lambda *_: b"")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    for name, value in {
        "SIGN_IN": "accounts",
        "HOST": "0.0.0.0",
        "PROXIES": "1",
        "HOSTS": "marac.example.org",
        "BACKUP_RECIPIENT": "age1x",
        "PORT": str(find_free_port()),
    }.items():
        monkeypatch.setenv(f"MARACDASH_{name}", value)
    return copy_prepared(build_folder, tmp_path / "data")


def build_folder(place: Path) -> None:
    small_country.fill(place)
    place.chmod(0o700)
    database = AccountsDatabase(f"sqlite:///{place}/accounts.sqlite", Record(place).lasting_key)
    people.add_person(
        database, Actor(person="", who="tests"), "ada@example.org", "Ada", Access(role=Role.ADMINISTRATOR)
    )
    database.close()
    get_lasting_key(place)


def test_a_sound_deployment_has_nothing_to_mend(maracdash: Run, folder: Path) -> None:
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 0, out
    assert "MEND" not in out
    assert [each for each in out.splitlines() if each.startswith("look")] == [out.splitlines()[-2]]
    assert "Nothing serves at 127.0.0.1" in out.splitlines()[-2]
    assert "The release release-" in out
    assert "The accounts can be read: 1 people." in out


def test_accounts_in_postgresql_are_looked_at(
    maracdash: Run, folder: Path, postgresql_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_ACCOUNTS", postgresql_address)
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 0
    assert "Nobody can sign in yet." in out
    assert "is a superuser of PostgreSQL" in out
    maracdash("user", "import", folder / "accounts.sqlite", "--data", folder)
    assert "The accounts can be read: 1 people." in maracdash("doctor", "--data", folder)[1]
    monkeypatch.setenv("MARACDASH_ACCOUNTS", postgresql_address.replace("maracdash-pg", "nowhere"))
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 1
    assert f"MEND  The accounts at {postgresql_address.replace('maracdash-pg', 'nowhere')} cannot be used: " in out
    assert "No such file or directory" in out


def _loosen_key(folder: Path) -> None:
    (folder / "signing-key").chmod(0o644)


def _newer_format(folder: Path) -> None:
    (folder / "format.json").write_text(json.dumps({"format": 99}), encoding="utf-8")


def _newer_accounts(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "accounts.sqlite")) as opened:
        opened.execute("update alembic_version set version_num = '9999'")
        opened.execute("update oldest_readers set revision = '9999'")
        opened.commit()


def _lose_submission(folder: Path) -> None:
    (next((folder / "submissions").glob("0*"))).rename(folder / "elsewhere")


def _damage_release(folder: Path) -> None:
    next((folder / "safe-releases").glob("*.duckdb")).write_bytes(b"damaged")


def _publish_tomorrow(folder: Path) -> None:
    publish_release(folder, datetime.now(UTC) + timedelta(days=1), afresh=True)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_loosen_key, "signing-key: chmod 600 it, and think of what they saw"),
        (_newer_format, "was written by a newer version of this program (format 99"),
        (_newer_accounts, "The accounts were written by a newer version of maracdash."),
        (_lose_submission, "is not in the data folder any more"),
        (_damage_release, "cannot be read"),
        (_publish_tomorrow, "and the release was made after that. Set the clock"),
    ],
)
def test_each_fault_of_the_folder_is_found(
    maracdash: Run, folder: Path, damage: Callable[[Path], None], sentence: str
) -> None:
    damage(folder)
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 1
    (said,) = [each for each in out.splitlines() if sentence in each]
    assert said.startswith("MEND")


def test_kept_files_that_are_not_as_they_were_accepted_are_found(
    maracdash: Run, folder: Path, demonstration: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(demonstration, tmp_path / "copy")
    shutil.copyfile(folder / "accounts.sqlite", copy / "accounts.sqlite")
    assert "has been changed" not in maracdash("doctor", "--data", copy)[1]
    original = next(copy.glob("submissions/*/original/1-*"))
    original.write_bytes(original.read_bytes() + b"\n")
    code, out, _ = maracdash("doctor", "--data", copy)
    (said,) = [each for each in out.splitlines() if each.startswith("MEND  The original file")]
    assert "has been changed since it was accepted. Restore its folder from a backup." in said
    assert code == 1


@pytest.mark.parametrize(
    ("setting", "sentence", "code"),
    [
        (("HOSTS", ""), "look  Every host name is answered. Set MARACDASH_HOSTS", 0),
        (("SECOND_FACTOR", "false"), "look  A password alone is enough to sign in", 0),
        (("BACKUP_RECIPIENT", ""), "look  Backups are not encrypted", 0),
        (("PROXIES", "0"), "MEND  People sign in here, and nothing says that what they send is encrypted", 1),
        (("SIGN_IN", "none"), "MEND  MARACDASH_SIGN_IN is “none”, which is only for this machine", 1),
        (("ACCOUNTS", "sqlite:////dev/null/none.sqlite"), "look  Nobody can sign in yet.", 0),
        (("SMTP_HOST", "mail.example.org"), "MEND  ", 1),
    ],
)
def test_each_setting_that_is_worth_a_word_gets_it(
    maracdash: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, setting: tuple[str, str], sentence: str, code: int
) -> None:
    monkeypatch.setenv(f"MARACDASH_{setting[0]}", setting[1])
    found, out, _ = maracdash("doctor", "--data", folder)
    assert sentence in out
    assert found == code


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOME_FORCE", "Narnia", "There is no force called “Narnia”"),
        ("DEFAULT_MARAC", "Narnia", "There is no Marac called “Narnia”"),
        ("TEMPLATE", "/nowhere/board.pptx", "The template “board.pptx” is no PowerPoint presentation"),
    ],
)
def test_what_pages_and_slides_cannot_begin_with_is_found(
    maracdash: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"MARACDASH_{name}", value)
    code, found, _ = maracdash("--data", folder, "doctor")
    assert code == 1
    assert [each for each in found.splitlines() if each.startswith("MEND") and said in each]


def test_what_serve_refuses_of_the_path_is_found(maracdash: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARACDASH_PATH_PREFIX", "/report")
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 1
    assert "MEND  MARACDASH_PATH_PREFIX is “/report”, and /report is an address of the dashboard itself." in out


@pytest.mark.parametrize(("name", "way"), [("METRICS_PORT", "MARACDASH_METRICS_PORT"), ("PORT", "MARACDASH_PORT")])
def test_a_port_that_something_else_listens_on_is_found(
    maracdash: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, way: str
) -> None:
    monkeypatch.setenv("MARACDASH_HOST", "127.0.0.1")
    monkeypatch.setattr(deployment_checks, "PROBE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv(f"MARACDASH_{name}", str(port))
        code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 1
    (said,) = [each for each in out.splitlines() if f"Port {port} of 127.0.0.1 is in use" in each]
    assert said.startswith("MEND")
    assert way in said


def test_a_data_folder_that_cannot_be_made_is_found(maracdash: Run, folder: Path) -> None:  # noqa: ARG001
    code, out, _ = maracdash("doctor", "--data", "/proc/new/folder")
    assert code == 1
    assert "MEND  The data folder /proc/new/folder is not there and cannot be made" in out


def test_a_storage_set_over_a_record_of_its_own_is_found(
    maracdash: Run, folder: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_STORAGE", storage_address)
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 1
    assert f"MEND  The data folder {folder} is a record of its own (submissions is in it)" in out


def test_the_storage_of_a_new_machine_is_tried(
    maracdash: Run, folder: Path, storage_address: str, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_STORAGE", storage_address)
    new = folder / "new"
    _, out, _ = maracdash("doctor", "--data", new)
    assert f"ok    The storage {storage_address} answers" in out
    assert "look  The data folder is no copy of that storage yet." in out
    with s3.stopped():
        code, out, _ = maracdash("doctor", "--data", new)
    assert code == 1
    assert f"MEND  The storage {storage_address} cannot be used: the storage does not answer" in out
    assert not new.exists()


@pytest.fixture
def guarded(folder: Path) -> Path:
    """The folder where somebody signs in with codes."""
    address = f"sqlite:///{folder}/accounts.sqlite"
    with closing(AccountsDatabase(address, lambda: b"")) as database, database.write() as session:
        row = session.scalars(select(AccountRow)).one()
        row.totp_sealed = seal_secret(get_lasting_key(folder), row.id, "JBSWY3DPEHPK3PXP")
    return folder


def test_a_lost_key_is_found_before_and_after_a_new_one_is_made_in_its_place(
    maracdash: Run, guarded: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert maracdash("doctor", "--data", guarded)[0] == 0
    chosen = load_settings().model_copy(update={"data": guarded})
    warn_of_lost_key(chosen)
    assert caplog.messages == []
    (guarded / "signing-key").unlink()
    code, out, _ = maracdash("doctor", "--data", guarded)
    (said,) = [each for each in out.splitlines() if "signing-key" in each]
    assert code == 1
    assert said.startswith("MEND  signing-key, which opens second factors, is not there: 1 person cannot sign in")
    assert "Restore signing-key from a backup" in said
    assert not (guarded / "signing-key").exists()
    warn_of_lost_key(chosen)
    assert caplog.messages == [said.removeprefix("MEND  ")]
    get_lasting_key(guarded)
    code, out, _ = maracdash("doctor", "--data", guarded)
    assert code == 1
    assert "MEND  signing-key, which opens second factors, is not the one that sealed them: 1 person cannot" in out


def test_without_second_factors_a_key_is_made_without_a_word(maracdash: Run, folder: Path) -> None:
    (folder / "signing-key").unlink()
    assert maracdash("doctor", "--data", folder)[0] == 0


def test_no_room_no_chromium_and_an_open_folder_are_found(
    maracdash: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise DrawingError("Pictures need Chromium")

    monkeypatch.setattr(free_space, "MIN_FREE_MB", 10**12)
    monkeypatch.setattr(chart_images, "render", fail)
    folder.chmod(0o755)
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 1
    assert "MEND  The disk of the data folder" in out
    assert "look  Charts cannot be had as pictures, and all else works: Pictures need Chromium" in out
    assert "look  Other users of this machine can look into the data folder" in out


def _lose_archive(files: SharedFiles) -> None:
    files.remove("submissions/000001.zip")


def _damage_archive(files: SharedFiles) -> None:
    files.replace("submissions/000001.zip", b"damaged")


def _change_archive(files: SharedFiles) -> None:
    """One that opens, and has another content than was accepted."""
    held = files.read("submissions/000001.zip")
    assert held
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(held.content)) as whole, ZipFile(changed, "w") as archive:
        for each in whole.namelist():
            archive.writestr(each, whole.read(each) + (b"" if each == "manifest.json" else b"more"))
    files.replace("submissions/000001.zip", changed.getvalue())


def _damage_pointer(files: SharedFiles) -> None:
    files.replace("releases/current", b"damaged")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_lose_archive, "The storage has lost the submission 000001-"),
        (_damage_archive, "submissions/000001.zip in the storage is damaged, and the submission 000001-"),
        (_change_archive, "submissions/000001.zip in the storage is damaged, and the submission 000001-"),
        (_damage_pointer, "The pointer to the release in the storage names none that is there."),
    ],
)
def test_what_a_storage_lost_or_holds_damaged_is_found_and_mended(
    maracdash: Run, folder: Path, storage_address: str, damage: Callable[[SharedFiles], None], sentence: str
) -> None:
    assert maracdash("storage", "move", storage_address, "--data", folder)[0] == 0
    assert maracdash("doctor", "--data", folder)[0] == 0
    damage(addresses.open_files(storage_address))
    code, out, _ = maracdash("doctor", "--data", folder)
    assert code == 1
    (said,) = [each for each in out.splitlines() if sentence in each]
    assert said.startswith("MEND")
    assert "“maracdash storage mend”" in said
    assert maracdash("storage", "mend", "--data", folder)[0] == 0
    assert maracdash("doctor", "--data", folder)[0] == 0


def test_a_new_machine_learns_why_it_has_fetched_nothing(
    maracdash: Run, folder: Path, storage_address: str, tmp_path: Path
) -> None:
    maracdash("storage", "move", storage_address, "--data", folder)
    SharedStorage(tmp_path / "new").use(storage_address)
    _, out, _ = maracdash("doctor", "--data", tmp_path / "new")
    assert "look  This machine has fetched no release from the storage yet. “maracdash storage fetch” does" in out
    _damage_archive(addresses.open_files(storage_address))
    code, out, _ = maracdash("doctor", "--data", tmp_path / "new")
    assert code == 1
    assert "MEND  submissions/000001.zip in the storage is damaged, and this machine has no such submission." in out
    assert "No data has been loaded" not in out


def test_a_new_machine_learns_that_another_has_what_the_storage_lost(
    maracdash: Run, folder: Path, storage_address: str, tmp_path: Path
) -> None:
    maracdash("storage", "move", storage_address, "--data", folder)
    _lose_archive(addresses.open_files(storage_address))
    new = tmp_path / "new"
    SharedStorage(new).use(storage_address)
    maracdash("storage", "fetch", "--data", new)
    code, out, _ = maracdash("doctor", "--data", new)
    assert code == 1
    (said,) = [each for each in out.splitlines() if "is not in the data folder any more" in each]
    assert said.startswith("MEND")
    assert "“maracdash storage mend”, on a machine that has it, sends it again" in said
    assert maracdash("storage", "mend", "--data", folder)[0] == 0
    addresses.find_storage(new).fetch(everything=True)  # as a process does that is started now
    assert "is not in the data folder any more" not in maracdash("doctor", "--data", new)[1]


def test_a_storage_that_does_not_answer_is_told_of_soon(
    maracdash: Run, folder: Path, storage_address: str, s3: S3Server
) -> None:
    maracdash("storage", "move", storage_address, "--data", folder)
    begun = time.monotonic()
    with s3.stopped():
        code, out, _ = maracdash("doctor", "--data", folder)
    assert time.monotonic() - begun < 20
    assert code == 1
    assert f"MEND  The storage {storage_address} cannot be used: the storage does not answer" in out
    assert "The release release-" in out


def test_it_changes_nothing(maracdash: Run, folder: Path) -> None:
    before = {each: each.stat().st_mtime_ns for each in folder.rglob("*") if "accounts" not in each.name}
    maracdash("doctor", "--data", folder)
    assert {each: each.stat().st_mtime_ns for each in folder.rglob("*") if "accounts" not in each.name} == before


def test_the_server_is_asked(
    maracdash: Run, demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_images, "render", lambda *_: b"")
    with serve(demonstration, tmp_path / "log") as served:
        monkeypatch.setenv("MARACDASH_PORT", served.address.rpartition(":")[2])
        _, out, _ = maracdash("doctor", "--data", demonstration)
    assert "is ready release-" in out


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("the disk is away"), "the disk is away"),
        (
            ValueError("bad port of x://u:secret@h"),
            "The check of fail failed in a way that nobody foresaw: ValueError in fail, at line ",
        ),
    ],
)
def test_every_check_is_made_though_another_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: object) -> Iterator[Finding]:
        raise error

    monkeypatch.setattr(deployment_checks, "CHECKS", (fail, deployment_checks._check_folder))
    found = [*deployment_checks.check_deployment(Settings(data=tmp_path / "none"))]
    assert [each.grade for each in found][:2] == ["mend", "look"]
    assert found[0].said.startswith(said)
    assert "secret" not in found[0].said


def test_an_address_of_the_accounts_without_a_port_is_found(
    maracdash: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_ACCOUNTS", "postgresql+psycopg://u:secret@127.0.0.1:abc/db")
    code, out, err = maracdash("doctor", "--data", folder)
    assert (code, out.count("MEND  The address of MARACDASH_ACCOUNTS of the accounts cannot be used.")) == (1, 1)
    assert "secret" not in out + err
