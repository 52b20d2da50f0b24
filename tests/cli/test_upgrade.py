"""An upgrade of a folder that is served: the old version answers all the time, and nothing taken in is lost."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from maracdash.record import Record
from maracdash.shared_storage import SharedStorage
from tests.support import other_versions
from tests.support.forked_programs import ROOT
from tests.support.other_versions import OtherVersion
from tests.support.servers import Served, serve

SEEN_WITHIN_SECONDS = 180
AREAS = "code,name,level,parent\nN1,Northshire,force,\nB1,Birchford,marac,N1\n"
VALUES = "/api/v1/values?area=B1&indicator=cases&quarter=2024-Q4&window=year"
PAGES = ("/", "/?marac=B1", VALUES, "/notifications")
THIS = OtherVersion(ROOT)
"""This version, run as from a terminal like the other."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one Marac, of 40 cases a year, brought in by this version."""
    place = tmp_path / "data"
    (tmp_path / "areas.csv").write_text(AREAS, encoding="utf-8")
    assert "Accepted as submission" in load(THIS, place, 10, tmp_path / "areas.csv")
    return place


@pytest.fixture(scope="module")
def newer_recipe(tmp_path_factory: pytest.TempPathFactory) -> OtherVersion:
    return other_versions.copy_with_other_recipe(tmp_path_factory.mktemp("newer") / "program")


def load(version: OtherVersion, place: Path, cases: int, *more: Path) -> str:
    """Load a return of the Marac with so many cases in each quarter of 2024; what the program says."""
    rows = [f"B1,2024-Q{quarter},3,{cases},1" for quarter in (1, 2, 3, 4)]
    file = place.parent / f"returns-{cases}.csv"
    file.write_text("\n".join(("marac,quarter,entries,cases,repeats", *rows)) + "\n", encoding="utf-8")
    return version.run("load", "--accept-warnings", "--data", place, *more, file)


def ask(served: Served) -> tuple[int, float]:
    """The status of an answer, and the cases in it."""
    status, text, _ = served.get(VALUES)
    return status, json.loads(text)["data"][0]["value"] if status == 200 else -1


def wait_for(served: Served, cases: float) -> None:
    """Wait until a server shows so many cases."""
    until = time.monotonic() + SEEN_WITHIN_SECONDS
    while ask(served) != (200, cases):
        assert time.monotonic() < until, (ask(served), served.log.read_text(encoding="utf-8"))
        time.sleep(0.2)


@contextmanager
def answering_all_the_time(served: Served) -> Iterator[None]:
    """Ask a server for pages again and again; every one must come."""
    stop, failed = threading.Event(), []

    def go() -> None:
        while not stop.wait(0.5):
            failed.extend((each, status) for each in PAGES if (status := served.get(each)[0]) != 200)

    asking = threading.Thread(target=go)
    asking.start()
    try:
        yield
    finally:
        stop.set()
        asking.join()
    assert failed == []


def releases(*folders: Path) -> set[str]:
    return {each.stem for folder in folders for each in (folder / "releases").glob("*.duckdb")}


def wait_for_rest(*folders: Path) -> set[str]:
    """Releases once none is built any more for a while."""
    for _ in range(10):
        made = releases(*folders)
        time.sleep(4)
        if releases(*folders) == made:
            return made
    pytest.fail("the two go on building releases against each other")


@pytest.mark.slow
def test_two_versions_serve_one_folder_at_once_and_each_has_what_the_other_took_in(
    folder: Path, tmp_path: Path, newer_recipe: OtherVersion
) -> None:
    newer = newer_recipe
    with serve(folder, tmp_path / "old.log") as old, answering_all_the_time(old):
        ready = old.get("/readyz")[1]
        with newer.serve(folder, tmp_path / "new.log") as new:
            assert ask(new) == ask(old) == (200, 40)
            assert old.get("/readyz")[1] == ready != new.get("/readyz")[1]
            assert "Accepted as submission" in load(newer, folder, 11)
            wait_for(old, 44)
            wait_for(new, 44)
            assert "Accepted as submission" in load(THIS, folder, 12)
            wait_for(new, 48)
            wait_for(old, 48)
            made = wait_for_rest(folder)
        assert ask(old) == (200, 48)
    with THIS.serve(folder, tmp_path / "back.log") as back:
        assert ask(back) == (200, 48)
        assert releases(folder) == made, "the release of before serves again"
    assert len(Record(folder).submissions()) == 3


@pytest.mark.slow
def test_two_versions_serve_one_storage_from_two_machines(
    folder: Path, tmp_path: Path, storage_address: str, newer_recipe: OtherVersion
) -> None:
    newer, other = newer_recipe, tmp_path / "other"
    SharedStorage(folder).move(storage_address)
    SharedStorage(other).use(storage_address)
    with serve(folder, tmp_path / "old.log") as old, newer.serve(other, tmp_path / "new.log") as new:
        with answering_all_the_time(old):
            wait_for(new, 40)
            assert "Accepted as submission" in load(newer, other, 11)
            wait_for(old, 44)
            wait_for(new, 44)
            assert "Accepted as submission" in load(THIS, folder, 12)
            wait_for(new, 48)
            wait_for(old, 48)
        wait_for_rest(folder, other)


@pytest.mark.slow
def test_the_old_version_goes_on_with_its_release_once_a_newer_format_was_written(folder: Path, tmp_path: Path) -> None:
    newer = other_versions.copy_with_newer_format(tmp_path / "newer")
    with serve(folder, tmp_path / "old.log") as old, answering_all_the_time(old):
        with newer.serve(folder, tmp_path / "new.log") as new:
            assert ask(new) == (200, 40)
        with THIS.serve(folder, tmp_path / "again.log") as again:
            assert ask(again) == (200, 40), "until something of the newer format was taken in there is a way back"
        with newer.serve(folder, tmp_path / "new.log") as new:
            assert "Accepted as submission" in load(newer, folder, 11)
            wait_for(new, 44)
            assert ask(old) == (200, 40)
            status, said, _ = old.get("/readyz")
            assert (status, "written by a newer version" in said) == (503, True)
            assert "written by a newer version of this program (format 3" in load(THIS, folder, 12)
            assert ask(new) == (200, 44)
    assert "written by a newer version" in THIS.run("serve", "--data", folder, "--port", "1")
    assert "Everything" not in THIS.run("verify", "--data", folder)
    assert "the same" in newer.run("verify", "--data", folder)
