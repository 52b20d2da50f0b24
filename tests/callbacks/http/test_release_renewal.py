"""A quarter that ends while the server runs counts without a restart."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from callbacks.http import release_renewal
from maracdash.model.quarters import Quarter
from maracdash.record import Record
from maracdash.store.releases.publish import current_release_path, is_up_to_date, publish_release
from tests.support import folders

LAST = Quarter(2024, 4)
BEFORE_ITS_END = datetime(2024, 12, 15, tzinfo=UTC)
PATIENCE_SECONDS = 120.0


def test_the_first_request_starts_the_clock_and_the_clock_renews(tmp_path: Path) -> None:
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1",)}),
        returns=[folders.quarterly_return("M1", LAST - back, cases=20) for back in range(5)],
    )
    publish_release(tmp_path, BEFORE_ITS_END)
    stale = current_release_path(tmp_path)
    server = Flask("renewed")
    ended = release_renewal.register(server, Record(tmp_path), every=0.05)
    time.sleep(0.3)
    assert current_release_path(tmp_path) == stale, "nothing runs before the first request"
    for _ in range(2):
        server.test_client().get("/")
    until = time.monotonic() + PATIENCE_SECONDS
    while current_release_path(tmp_path) == stale and time.monotonic() < until:
        time.sleep(0.05)
    ended.set()
    assert is_up_to_date(tmp_path)


def test_a_folder_that_cannot_be_read_does_not_stop_the_clock(tmp_path: Path, caplog) -> None:
    folders.submit(
        tmp_path, areas=folders.build_country({"F1": ("M1",)}), returns=[folders.quarterly_return("M1", LAST, cases=20)]
    )
    publish_release(tmp_path, BEFORE_ITS_END)
    stale = current_release_path(tmp_path)
    (manifest,) = (tmp_path / "submissions").glob("*/manifest.json")
    whole = manifest.read_text()
    manifest.write_text("{")
    server = Flask("renewed")
    ended = release_renewal.register(server, Record(tmp_path), every=0.05)
    server.test_client().get("/")
    until = time.monotonic() + PATIENCE_SECONDS
    while not caplog.records and time.monotonic() < until:
        time.sleep(0.05)
    assert "000001" in caplog.text
    manifest.write_text(whole)
    while current_release_path(tmp_path) == stale and time.monotonic() < until:
        time.sleep(0.05)
    ended.set()
    assert is_up_to_date(tmp_path)
