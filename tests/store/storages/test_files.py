"""Files of a folder and of an object store behave alike; of an object store a stale writer is refused."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from maracdash.model.errors import MaracdashError, StorageError
from maracdash.store.storages import addresses, moving
from maracdash.store.storages.data_folder import FolderFiles
from maracdash.store.storages.storage import Files, SharedFiles
from tests.support.servers import find_free_port

Place = Callable[[str], Files]


STORES = ("storage_address", "azure_address")
"""Fixtures with the addresses of S3 and of Azure."""


@pytest.fixture(params=STORES)
def shared(request: pytest.FixtureRequest) -> SharedFiles:
    return addresses.open_files(request.getfixturevalue(request.param))


@pytest.fixture(params=["data folder", *STORES])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "data folder":
        return FolderFiles(tmp_path / "data")
    return addresses.open_files(request.getfixturevalue(request.param))


def test_a_file_is_read_as_it_was_written_last(files: Files) -> None:
    assert files.read("a/b.json") is None
    files.replace("a/b.json", b"one")
    before = files.read("a/b.json")
    files.replace("a/b.json", b"two")
    after = files.read("a/b.json")
    assert before
    assert after
    assert (before.content, after.content) == (b"one", b"two")
    assert before.version != after.version == files.find_version("a/b.json")
    assert abs(after.changed_at - datetime.now(UTC)) < timedelta(minutes=1)
    files.remove("a/b.json")
    files.remove("a/b.json")
    assert files.read("a/b.json") is None
    assert not files.find_version("a/b.json")


def test_the_first_of_several_creates_it(files: Files) -> None:
    won: list[bool] = []
    writers = [
        threading.Thread(target=lambda each=each: won.append(files.create("key", each))) for each in (b"a", b"b", b"c")
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert sorted(won) == [False, False, True]


def test_no_line_is_lost_where_several_append(files: Files) -> None:
    writers = [threading.Thread(target=files.append, args=("lines.txt", f"line {number}")) for number in range(6)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    held = files.read("lines.txt")
    assert held
    assert sorted(held.content.decode().splitlines()) == [f"line {number}" for number in range(6)]


def test_a_folder_is_listed_with_what_lies_below_it_and_removed_whole(files: Files) -> None:
    files.write_folder("drafts/x", {"1": b"one", "note.json": b"{}"})
    files.replace("drafts-of-another-kind", b"")
    assert {each.name for each in files.list_files("drafts")} == {"drafts/x/1", "drafts/x/note.json"}
    assert {each.name for each in files.list_files("nothing")} == set()
    files.remove_folder("drafts/x")
    assert {each.name for each in files.list_files("")} == {"drafts-of-another-kind"}


def test_whoever_has_not_seen_the_newest_content_does_not_replace_it(shared: SharedFiles) -> None:
    first = shared.replace_version("pointer", b"1", "")
    assert first
    assert not shared.replace_version("pointer", b"2", "")
    second = shared.replace_version("pointer", b"2", first)
    assert second
    assert not shared.replace_version("pointer", b"3", first)
    held = shared.read("pointer")
    assert held
    assert held.content == b"2"


def test_what_was_written_before_an_answer_was_lost_is_taken_as_ours(shared: SharedFiles) -> None:
    assert shared.create("submissions/000001.zip", b"ours")
    assert shared.create("submissions/000001.zip", b"ours")
    assert not shared.create("submissions/000001.zip", b"theirs")


def test_a_large_file_is_sent_and_downloaded_in_parts(shared: SharedFiles, tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(os.urandom(12 * 1024 * 1024))
    shared.send("releases/large", path)
    shared.download("releases/large", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == path.read_bytes()
    with pytest.raises(FileNotFoundError):
        shared.download("releases/none", tmp_path / "none")


def test_a_store_that_does_not_answer_is_an_error_of_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, each in (("AWS_ENDPOINT_URL", f"http://127.0.0.1:{find_free_port()}"), ("AWS_ALLOW_HTTP", "true")):
        monkeypatch.setenv(name, each)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")
    with pytest.raises(OSError, match="does not answer, or refuses") as refused:
        addresses.open_files("s3://maracs/x").read("a")
    assert "Debug" not in str(refused.value)


@pytest.mark.parametrize(("address", "variable"), [("s3://maracs/x", "AWS"), ("az://maracs/x", "AZURE")])
def test_plain_http_is_refused_with_the_variable_that_allows_it(
    monkeypatch: pytest.MonkeyPatch, address: str, variable: str
) -> None:
    for name in ("AWS_ENDPOINT_URL", "AZURE_ENDPOINT"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AZURE_STORAGE_ACCOUNT_NAME"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "eA==")
    monkeypatch.delenv("AWS_ALLOW_HTTP", raising=False)
    with pytest.raises(OSError, match=f"begins with http://.*set {variable}_ALLOW_HTTP=true"):
        addresses.open_files(address).read("a")


def test_a_file_of_a_bucket_that_is_gone_is_no_file_that_is_not_there(shared: SharedFiles) -> None:
    gone = addresses.open_files(shared.address.replace("://maracs/", "://no-such-maracs/"))
    for asked in (
        partial(gone.read, "a"),
        partial(gone.replace_version, "a", b"x", ""),
        partial(gone.create, "a", b""),
    ):
        with pytest.raises(
            OSError, match=r"^\[Errno \d+\] the (bucket|container) of the storage is not there"
        ) as refused:
            asked()
        assert not isinstance(refused.value, FileNotFoundError)
    with pytest.raises(OSError, match="is not there"):
        [*gone.list_files("")]


@pytest.mark.parametrize("opens_anew", [False, True])
def test_a_forked_process_says_so_instead_of_waiting_for_ever(shared: SharedFiles, *, opens_anew: bool) -> None:
    reader, writer = os.pipe()
    shared.read("anything")
    child = os.fork()
    if not child:
        try:
            (addresses.open_files(shared.address) if opens_anew else shared).read("anything")
        except OSError as error:
            os.write(writer, str(error).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as told:
        assert b"before this process was forked" in told.read()


def test_a_store_that_keeps_what_two_write_apart_is_fit(shared: SharedFiles) -> None:
    moving.check_files(shared)
    assert not [*shared.list_files("")]


@pytest.mark.parametrize("fault", ["create", "replace_version"])
def test_a_store_that_overwrites_is_not(shared: SharedFiles, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    def overwrite(name: str, content: bytes, *_: str) -> str:
        shared.replace(name, content)
        return "another"

    monkeypatch.setattr(shared, fault, overwrite)
    with pytest.raises(StorageError, match="Use a store with conditional writes"):
        moving.check_files(shared)


@pytest.mark.parametrize(
    "address", ["", "file:///tmp", "https://maracs", "s3://key:secret@maracs", "s3://maracs?x=1", "s3://", "s3:///x"]
)
def test_what_is_no_address_is_refused_before_anything_is_written(tmp_path: Path, address: str) -> None:
    with pytest.raises(MaracdashError, match="MARACDASH_STORAGE must be an address"):
        addresses.set_address(tmp_path, address)
    assert not [*tmp_path.iterdir()]
