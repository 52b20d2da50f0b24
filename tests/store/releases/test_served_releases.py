"""The served release: swapped while readers ask, opened anew after a fork, rebuilt when damaged."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import traceback
from dataclasses import replace

import duckdb
import pytest

from maracdash import catalogue
from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError
from maracdash.store.folder_names import RELEASES_FOLDER
from maracdash.store.folder_names import SUBMISSIONS_FOLDER as SUBMISSIONS
from maracdash.store.releases import connections, served_releases
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.publish import current_release_path, pointer_path, publish_release
from maracdash.store.releases.served_releases import POINTER_CHECK_SECONDS, Releases
from maracdash.store.submissions.manifests import lock_folder
from tests.support import folders, small_country

PATIENCE_SECONDS = 120
READER = """
import sys, time
from pathlib import Path
from maracdash.store.releases.served_releases import POINTER_CHECK_SECONDS, Releases
from tests.support import small_country
releases = Releases(Path(sys.argv[1]))
while True:
    print(small_country.uk_cases(releases), flush=True)
    time.sleep(0.01)
"""


def damage(path, start, length):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


def test_no_data_is_said(tmp_path):
    with pytest.raises(NoReleaseError, match="maracdash load"):
        Releases(tmp_path).current()


@pytest.mark.parametrize(
    "harm",
    [
        lambda path, _: path.unlink(),
        lambda path, _: path.write_bytes(b""),
        lambda path, _: path.write_bytes(path.read_bytes()[:5000]),
        lambda path, _: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path, _: damage(path, 0, 4096),
        lambda path, _: damage(path, 4096, path.stat().st_size - 4096),
        lambda _, pointer: pointer.write_text(""),
        lambda _, pointer: pointer.write_text("release-20200101T000000-gone"),
        lambda _, pointer: pointer.write_bytes(bytes(range(256))),
        lambda _, pointer: pointer.write_text("../../../etc/passwd"),
        lambda _, pointer: pointer.unlink(),
    ],
    ids=[
        "deleted",
        "emptied",
        "cut short",
        "cut in half",
        "header overwritten",
        "all but the header overwritten",
        "empty pointer",
        "pointer to nothing",
        "garbage pointer",
        "pointer out of the folder",
        "pointer deleted",
    ],
)
def test_a_damaged_release_is_rebuilt_from_submissions(tmp_path, harm):
    small_country.fill(tmp_path)
    harm(current_release_path(tmp_path), pointer_path(tmp_path, Audience.FULL))
    assert small_country.uk_cases(Releases(tmp_path)) == 120
    assert small_country.uk_cases(Releases(tmp_path)) == 120


def test_damage_that_shows_only_in_a_query_is_mended_once(tmp_path):
    small_country.fill(tmp_path)
    releases = Releases(tmp_path)
    before = releases.current().note.id
    path = current_release_path(tmp_path)
    damage(path, 3 * 4096, path.stat().st_size - 3 * 4096)
    assert small_country.uk_cases(releases) == 120
    assert releases.current().note.id != before
    assert not path.exists()


def test_every_place_of_damage_gives_the_right_answer(tmp_path):
    small_country.fill(tmp_path)
    whole = current_release_path(tmp_path).read_bytes()
    for start in range(0, len(whole), max(4096, len(whole) // 10)):
        damage(current_release_path(tmp_path), start, 4096)
        assert small_country.uk_cases(Releases(tmp_path)) == 120


def test_nothing_to_rebuild_from_is_said(tmp_path):
    small_country.fill(tmp_path)
    current_release_path(tmp_path).unlink()
    (tmp_path / SUBMISSIONS).rename(tmp_path / "lost")
    with pytest.raises(NoReleaseError, match=r"could not be rebuilt: The submission .* not in the data folder"):
        Releases(tmp_path).current()
    for each in (tmp_path / RELEASES_FOLDER).glob("*.json"):
        each.unlink()
    with pytest.raises(NoReleaseError, match="no submission"):
        Releases(tmp_path).current()


def test_the_holder_of_the_lock_can_rebuild_too(tmp_path):
    small_country.fill(tmp_path)
    current_release_path(tmp_path).unlink()
    with lock_folder(tmp_path):
        assert small_country.uk_cases(Releases(tmp_path)) == 120


def test_readers_see_a_new_release_soon_and_never_fail(tmp_path):
    small_country.fill(tmp_path)
    releases, seen, errors = Releases(tmp_path), [], []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            try:
                seen.append(small_country.uk_cases(releases))
                time.sleep(0.05)
            except Exception as error:  # noqa: BLE001 - a test of exactly this
                errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    published = [110.0 + cases for cases in range(11, 14)]
    until = time.monotonic() + PATIENCE_SECONDS
    for number in published:
        small_country.correct(tmp_path, int(number - 110))
        publish_release(tmp_path)
        while number not in seen[-len(threads) :] and not errors and time.monotonic() < until:
            time.sleep(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert not errors
    assert set(seen) == {120.0, *published}
    assert POINTER_CHECK_SECONDS <= 1, "soon"


def list_areas(db):
    """All areas, as every page reads them."""
    return db.rows("select code, level from area order by all")


def count_level(db, level):
    return db.rows("select count(*) from area where level = $level", {"level": level})


def count_questions(monkeypatch):
    """Every question to DuckDB from now on."""
    asked, ask = [], ReleaseConnection.rows
    monkeypatch.setattr(ReleaseConnection, "rows", lambda db, sql, *rest: asked.append(sql) or ask(db, sql, *rest))
    return asked


def publish_another(folder):
    small_country.correct(folder, 12)
    publish_release(folder)
    time.sleep(POINTER_CHECK_SECONDS)


def test_what_was_read_of_a_release_is_read_of_a_newer_one_before_it_is_served(tmp_path, monkeypatch):
    small_country.fill(tmp_path)
    releases = Releases(tmp_path)
    before = releases.current()
    areas, level = before.cached_part(list_areas), before.cached_part(count_level, "marac")
    publish_another(tmp_path)
    after = releases.current()
    assert after.note.id != before.note.id
    asked = count_questions(monkeypatch)
    assert (after.cached_part(list_areas), after.cached_part(count_level, "marac")) == (areas, level)
    assert not asked
    assert after.cached_part(count_level, "uk")
    assert len(asked) == 1


def open_another(folder, before, monkeypatch):
    """A release of its own to read ahead, and every question that is asked meanwhile."""
    opened = connections.open_release(folder, before.note.id, Audience.FULL)
    asked = count_questions(monkeypatch)
    opened.read_ahead(before)
    return [sql.split()[1] for sql in asked]


def test_what_all_pages_need_is_read_ahead_first_and_reading_has_an_end(tmp_path, monkeypatch):
    small_country.fill(tmp_path)
    before = Releases(tmp_path).current()
    before.cached_part(count_level, "marac")
    before.cached_part(list_areas)
    assert open_another(tmp_path, before, monkeypatch) == ["code,", "count(*)"]
    monkeypatch.setattr(connections, "AHEAD_SECONDS", -1.0)
    assert open_another(tmp_path, before, monkeypatch) == []


def test_of_very_many_readings_the_latest_are_read_ahead_and_what_all_pages_need(tmp_path, monkeypatch):
    small_country.fill(tmp_path)
    monkeypatch.setattr(connections, "MAX_CACHED", 3)
    before = Releases(tmp_path).current()
    before.cached_part(list_areas)
    for level in ("marac", "force", "region", "country"):
        before.cached_part(count_level, level)
    assert open_another(tmp_path, before, monkeypatch) == ["code,", "count(*)", "count(*)"]


@pytest.mark.parametrize("fault", [duckdb.CatalogException("gone"), KeyError("gone")])
def test_a_reading_that_fails_in_a_newer_release_holds_nothing_up(tmp_path, monkeypatch, fault):
    small_country.fill(tmp_path)
    releases = Releases(tmp_path)
    before = releases.current()

    def read_of_old(db):
        if db is not before:
            raise fault
        return 1

    assert before.cached_part(read_of_old) == 1
    areas = before.cached_part(list_areas)
    publish_another(tmp_path)
    after = releases.current()
    assert after is not before
    with pytest.raises(type(fault)):
        after.cached_part(read_of_old)
    asked = count_questions(monkeypatch)
    assert after.cached_part(list_areas) == areas
    assert not asked, "the others were read all the same"


def test_a_release_that_comes_while_another_is_read_ahead_is_seen_too(tmp_path, monkeypatch):
    small_country.fill(tmp_path)
    releases = Releases(tmp_path)
    first = releases.current()
    publish_another(tmp_path)
    read_ahead = ReleaseConnection.read_ahead

    def publish_meanwhile(opened, earlier):
        monkeypatch.setattr(ReleaseConnection, "read_ahead", read_ahead)
        small_country.correct(tmp_path, 13)
        publish_release(tmp_path)
        read_ahead(opened, earlier)

    monkeypatch.setattr(ReleaseConnection, "read_ahead", publish_meanwhile)
    second = releases.current()
    time.sleep(POINTER_CHECK_SECONDS)
    third = releases.current()
    assert first.note.id < second.note.id < third.note.id
    assert third.note.id == current_release_path(tmp_path).stem


def test_a_release_that_comes_while_another_is_opened_is_seen_too(tmp_path, monkeypatch):
    small_country.fill(tmp_path)
    releases = Releases(tmp_path)
    releases.current()
    publish_another(tmp_path)
    really_open = served_releases.open_release

    def publish_meanwhile(*where):
        monkeypatch.setattr(served_releases, "open_release", really_open)
        opened = really_open(*where)
        small_country.correct(tmp_path, 13)
        publish_release(tmp_path)
        return opened

    monkeypatch.setattr(served_releases, "open_release", publish_meanwhile)
    releases.current()
    time.sleep(POINTER_CHECK_SECONDS)
    assert releases.current().note.id == current_release_path(tmp_path).stem


def test_while_one_opens_a_newer_release_others_go_on_with_that_which_is_served(tmp_path, monkeypatch):
    small_country.fill(tmp_path)
    releases = Releases(tmp_path)
    before = releases.current()
    publish_another(tmp_path)
    opening, go_on, really_open = threading.Event(), threading.Event(), served_releases.open_release

    def open_slowly(*where):
        opening.set()
        go_on.wait(PATIENCE_SECONDS)
        return really_open(*where)

    monkeypatch.setattr(served_releases, "open_release", open_slowly)
    opener = threading.Thread(target=releases.current)
    opener.start()
    assert opening.wait(PATIENCE_SECONDS)
    assert releases.current() is before
    go_on.set()
    opener.join()
    assert releases.current().note.id != before.note.id


def test_another_process_sees_a_new_release_soon(tmp_path):
    small_country.fill(tmp_path)
    with subprocess.Popen([sys.executable, "-c", READER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as reader:
        try:
            assert reader.stdout.readline().strip() == "120.0"
            small_country.correct(tmp_path, 30)
            publish_release(tmp_path)
            until = time.monotonic() + PATIENCE_SECONDS
            while reader.stdout.readline().strip() != "140.0":
                assert time.monotonic() < until
        finally:
            reader.kill()


def test_a_forked_child_opens_its_own_even_if_the_lock_was_held(tmp_path):
    small_country.fill(tmp_path)
    releases = Releases(tmp_path)
    assert small_country.uk_cases(releases) == 120
    for held in (False, True):
        if held:
            releases._lock.acquire()
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.write(write, str(small_country.uk_cases(releases)).encode())
            except BaseException:  # noqa: BLE001 - the child must never go on with the parent's tests
                os.write(write, traceback.format_exc().encode())
            finally:
                os._exit(0)
        os.close(write)
        with os.fdopen(read) as told:
            assert told.read() == "120.0"
        assert os.waitpid(child, 0)[1] == 0
        if held:
            releases._lock.release()
    small_country.correct(tmp_path, 20)
    publish_release(tmp_path)
    time.sleep(POINTER_CHECK_SECONDS)
    assert small_country.uk_cases(releases) == 130


def test_a_submission_accepted_but_never_published_is_shown(tmp_path):
    folders.submit(
        tmp_path,
        areas=folders.build_country({"F1": ("M1",)}),
        returns=[folders.quarterly_return("M1", small_country.LAST, cases=1)],
    )
    assert Releases(tmp_path).current().note.id


def test_a_release_of_another_version_is_built_again(tmp_path, monkeypatch):
    small_country.fill(tmp_path)
    before = Releases(tmp_path).current().note.id
    more = replace(catalogue.indicator("cases"), slug="cases-again")
    monkeypatch.setattr(catalogue, "INDICATORS", [*catalogue.INDICATORS, more])
    after = Releases(tmp_path).current()
    assert after.note.id != before
    assert after.rows("select count(*) > 0 from figure where indicator = 'cases-again'") == [(True,)]
