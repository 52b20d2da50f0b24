"""The record: order of precedence, withdrawals and their undoing, and the one lock."""

from __future__ import annotations

import errno
import shutil
import threading
import time
from dataclasses import replace

import pytest
from filelock import FileLock

from maracdash.model.errors import MaracdashError, StorageError
from maracdash.store.submissions import manifests
from maracdash.store.submissions.manifests import (
    dump_manifest,
    lock_folder,
    parse_manifest,
    read_manifests,
    read_manifests_in_force,
    read_manifests_not_withdrawn,
)
from tests.support import folders


def ids(manifests):
    return [each.id for each in manifests]


def test_a_withdrawal_takes_out_and_its_own_withdrawal_brings_back(tmp_path):
    first = folders.submit(tmp_path, similar=[{"force": "F1", "similar_force": "F2"}])
    second = folders.submit(tmp_path, similar=[{"force": "F1", "similar_force": "F3"}])
    out = folders.withdraw(tmp_path, first)
    assert ids(read_manifests_in_force(tmp_path)) == [second]
    assert ids(read_manifests_not_withdrawn(tmp_path)) == [second, out]
    back = folders.withdraw(tmp_path, out)
    assert ids(read_manifests_in_force(tmp_path)) == [first, second]
    again = folders.withdraw(tmp_path, back)
    assert ids(read_manifests_in_force(tmp_path)) == [second]
    assert ids(read_manifests(tmp_path)) == [first, second, out, back, again]


def test_order_is_the_running_number(tmp_path):
    kept = [folders.submit(tmp_path, similar=[{"force": "F1", "similar_force": f"F{each}"}]) for each in range(12)]
    assert ids(read_manifests(tmp_path)) == kept
    assert [each.number for each in read_manifests(tmp_path)] == list(range(1, 13))


def test_a_manifest_is_written_and_read_alike(tmp_path):
    folders.submit(tmp_path, similar=[])
    (manifest,) = read_manifests(tmp_path)
    full = replace(manifest, quarters=("2024-Q1",), areas=("M1",), warnings_accepted=("a:1:b: c",), why="a reason")
    assert parse_manifest(dump_manifest(full)) == full


def test_a_folder_that_cannot_be_written_to_is_said_in_words(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(StorageError, match="cannot be written to: Read-only file system"), lock_folder(tmp_path):
        raise AssertionError("nobody gets here")


def test_a_fault_of_who_holds_the_lock_is_passed_on_and_the_lock_let_go(tmp_path):
    with pytest.raises(OSError, match="own"), lock_folder(tmp_path):
        raise OSError("own")
    with lock_folder(tmp_path):
        pass


def test_the_lock_keeps_others_out_but_not_its_holder(tmp_path):
    order = []

    def other():
        with lock_folder(tmp_path):
            order.append("other")

    with lock_folder(tmp_path):
        thread = threading.Thread(target=other)
        thread.start()
        with lock_folder(tmp_path):
            order.append("holder")
        thread.join(0.3)
        assert order == ["holder"]
    thread.join()
    assert order == ["holder", "other"]


def test_whoever_waits_for_the_lock_says_so_in_the_log(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(manifests, "QUIET_SECONDS", 0.05)

    def wait():
        with lock_folder(tmp_path):
            pass

    wait()
    assert caplog.text == ""
    waiting = threading.Thread(target=wait)
    with lock_folder(tmp_path):
        waiting.start()
        until = time.monotonic() + 60
        while not caplog.text and time.monotonic() < until:
            time.sleep(0.01)
        assert "waiting for somebody else who loads or publishes in this data folder, 10 minutes at most" in caplog.text
    waiting.join(60)
    assert not waiting.is_alive()


def test_whoever_waits_too_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(manifests, "QUIET_SECONDS", 0.05)
    monkeypatch.setattr(manifests, "LOCK_SECONDS", 0.1)
    refused = []

    def wait():
        with pytest.raises(StorageError, match="Somebody else has been loading") as said, lock_folder(tmp_path):
            raise AssertionError("nobody gets here")
        refused.append(said)

    with lock_folder(tmp_path):
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(60)
    assert len(refused) == 1


def test_a_folder_that_was_copied_or_renamed_is_refused_and_named(tmp_path):
    name = folders.submit(tmp_path, similar=[{"force": "F1", "similar_force": "F2"}])
    place = tmp_path / "submissions"
    shutil.copytree(place / name, place / f"{name} (copy)")
    with pytest.raises(MaracdashError, match=rf"folder {name} \(copy\) .* holds the submission {name}"):
        read_manifests(tmp_path)
