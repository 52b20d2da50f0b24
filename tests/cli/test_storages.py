"""Commands on the storage, and a server that serves what another machine has published."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from maracdash.cli import build_program
from maracdash.record import Record
from maracdash.shared_storage import SharedStorage
from tests.support.prepared_folders import copy_prepared
from tests.support.servers import serve

AREAS = """code,name,level,parent
U1,Albany,uk,
C1,Angle,country,U1
R1,Midmarch,region,C1
F1,One,force,R1
M1,Ash,marac,F1
"""
PATIENCE = 180.0


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(build_program(), [*map(str, arguments)], catch_exceptions=True)
    return done.output if done.exit_code == 0 else f"{done.output}{done.exception}"


def returns(folder: Path, cases: int) -> Path:
    path = folder / f"returns-{cases}.csv"
    rows = "".join(f"M1,2024-Q{quarter},3,{cases}\n" for quarter in (1, 2, 3, 4))
    path.write_text(f"marac,quarter,entries,cases\n{rows}", encoding="utf-8")
    return path


def read_files(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A data folder that is its own storage, with a release."""
    return copy_prepared(build_folder, tmp_path / "own")


def build_folder(folder: Path) -> None:
    areas = folder.with_name("areas.csv")
    areas.write_text(AREAS, encoding="utf-8")
    run("load", "--data", folder, "--accept-warnings", areas, returns(folder.parent, 20))


def test_a_folder_is_moved_checked_and_fetched_from(own: Path, storage_address: str, tmp_path: Path) -> None:
    assert "is its own storage: nothing is shared" in run("storage", "check", "--data", own)
    assert "is a copy of it from now on" in run("storage", "move", storage_address, "--data", own)
    assert "is a copy of the storage" in run("storage", "move", storage_address, "--data", own)
    assert "answers, and keeps what two machines write apart" in run("storage", "check", "--data", own)
    other = tmp_path / "other"
    SharedStorage(other).use(storage_address)
    assert run("storage", "fetch", "--data", other) == f"Fetched {Record(own).release_id()}.\n"
    assert "There is nothing newer than" in run("storage", "fetch", "--data", other)
    assert "keeps what two machines write apart" in run("doctor", "--data", other)


def test_a_store_is_proved_before_figures_go_there(
    own: Path, storage_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_files(own)
    assert "“maracdash storage check ADDRESS” proves a store before" in run("storage", "check", "--data", own)
    for said in (
        run("storage", "check", storage_address, "--data", own),
        run("storage", "check", storage_address, "--data", tmp_path / "new"),
    ):
        assert f"The storage {storage_address} answers, and keeps what two machines write apart." in said
        assert f"“maracdash storage move {storage_address}” moves it there" in said
    monkeypatch.setenv("MARACDASH_STORAGE", storage_address)
    assert "answers, and keeps" in run("storage", "check", "--data", own)
    assert read_files(own) == before
    assert not (tmp_path / "new").exists()
    run("storage", "move", storage_address, "--data", own)
    assert run("storage", "check", "--data", own).count("\n") == 1, "a copy of it is told nothing of a move"
    monkeypatch.setenv("MARACDASH_STORAGE", f"{storage_address}/elsewhere")
    assert "is a copy of the storage" in run("storage", "check", "--data", own)


def test_a_slash_at_its_end_makes_no_other_storage(
    own: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f" in {storage_address}," in run("storage", "move", f"{storage_address}/", "--data", own)
    for address in (f"{storage_address}/", storage_address, storage_address.replace("maracs/", "maracs//")):
        monkeypatch.setenv("MARACDASH_STORAGE", address)
        assert "20" in run("status", "--data", own)
        assert "MARACDASH_STORAGE is" not in run("doctor", "--data", own)
        assert run("storage", "check", "--data", own).count("\n") == 1


def test_what_is_no_address_is_said_to_be_none(own: Path) -> None:
    for address in ("s3://", "s3:///x"):
        for command in ("check", "move"):
            said = run("storage", command, address, "--data", own)
            assert "must be an address such as s3://bucket/region" in said
            assert "later" not in said


def test_whoever_changes_something_is_told_which_storage_keeps_it(
    own: Path, storage_address: str, tmp_path: Path
) -> None:
    """A copied folder leads to the storage of the one that it was copied from."""
    run("storage", "move", storage_address, "--data", own)
    copy = shutil.copytree(own, tmp_path / "copy")
    said = f"What is changed is kept in the storage {storage_address}, for every machine that shares it.\n"
    assert said in run("load", "--data", copy, "--accept-warnings", returns(tmp_path, 30))
    newest = Record(copy).submissions()[0].manifest.id
    assert said in run("withdraw", newest, "--why", "a try", "--data", copy)
    assert said in run("safe-rule", "--smallest-base", "30", "--data", copy)
    assert said not in run("safe-rule", "--data", copy)
    assert said not in run("load", "--check", "--data", copy, returns(tmp_path, 40))


def test_a_bucket_that_is_not_there_must_be_made_first(own: Path, storage_address: str) -> None:
    missing = storage_address.replace("s3://maracs", "s3://no-such-maracs")
    for command in ("check", "move"):
        said = run("storage", command, missing, "--data", own)
        assert "the bucket of the storage is not there, or these keys may not see it: it must be made first" in said
        assert "later" not in said
    assert not SharedStorage(own).address


def test_an_address_without_tls_names_the_variable_that_allows_it(
    own: Path, storage_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    said = run("storage", "check", storage_address, "--data", own)
    assert "begins with http://" in said
    assert "set AWS_ALLOW_HTTP=true" in said
    assert "later" not in said


def test_the_setting_makes_an_empty_folder_a_copy_and_no_other(
    own: Path, storage_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARACDASH_STORAGE", storage_address)
    assert "is a record of its own" in run("status", "--data", own)
    assert "is a copy of it from now on" in run("storage", "move", storage_address, "--data", own)
    assert "20" in run("status", "--data", own)
    run("load", "--data", tmp_path / "other", "--accept-warnings", returns(tmp_path, 30))
    assert SharedStorage(tmp_path / "other").address == storage_address
    assert len(Record(tmp_path / "other").submissions()) == 2
    monkeypatch.setenv("MARACDASH_STORAGE", f"{storage_address}/elsewhere")
    assert "is a copy of the storage" in run("status", "--data", tmp_path / "other")


def test_a_backup_of_a_copy_has_everything_and_is_restored_to_a_folder_of_its_own(
    own: Path, storage_address: str, tmp_path: Path
) -> None:
    run("safe-rule", "--smallest-base", "30", "--data", own)
    key = Record(own).lasting_key()
    run("storage", "move", storage_address, "--data", own)
    other = tmp_path / "other"
    SharedStorage(other).use(storage_address)
    assert "are in" in run("backup", tmp_path / "backup", "--data", other)
    restored = tmp_path / "restored"
    run("restore", tmp_path / "backup", "--data", restored)
    assert not SharedStorage(restored).address
    assert Record(restored).lasting_key() == key
    assert Record(restored).safe_rule().smallest_base == 30
    assert Record(restored).release_id() == Record(own).release_id()
    assert Record(restored).verify()


def test_a_server_serves_what_another_machine_has_published_by_itself(
    own: Path, storage_address: str, tmp_path: Path
) -> None:
    run("storage", "move", storage_address, "--data", own)
    with serve(tmp_path / "served", tmp_path / "log", STORAGE=storage_address, SIGN_IN="accounts") as served:
        assert "csrf_token" in served.get("/sign-in")[1], "its key is that of the storage"
        assert served.get("/readyz")[1].split()[1] == Record(own).release_id()
        run("load", "--data", own, "--accept-warnings", returns(tmp_path, 30))
        begun, newest = time.monotonic(), Record(own).release_id()
        while any(newest not in served.get("/readyz")[1] for _ in range(6)):  # whichever worker answers
            assert time.monotonic() - begun < PATIENCE
