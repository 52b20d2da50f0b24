"""Publishing leaves the processors to whoever reads, and fails as it would anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from maracdash.store.releases.low_priority import NICENESS, run_at_low_priority
from maracdash.store.releases.publish import publish_release
from tests.support import small_country

OF_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="threads have a priority of their own on Linux alone")


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@OF_LINUX
def test_the_threads_of_a_build_are_patient_and_the_caller_s_is_not(tmp_path: Path) -> None:
    before = niceness()
    seen: list[set[int]] = []

    def build() -> None:
        with duckdb.connect(str(tmp_path / "x.duckdb"), config={"threads": 4}) as connection:
            connection.execute("create table t as select range as n from range(100000)")
            others = {int(each.name) for each in Path("/proc/self/task").iterdir()} - known
            seen.append({os.getpriority(os.PRIO_PROCESS, each) for each in others})

    known = {int(each.name) for each in Path("/proc/self/task").iterdir()}
    run_at_low_priority(build)
    assert seen == [{max(before, NICENESS)}]
    assert niceness() == before


def test_what_it_raises_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise duckdb.IOException("the disk is full")

    with pytest.raises(duckdb.IOException, match="the disk is full"):
        run_at_low_priority(fail)


def test_a_program_that_is_stopped_does_not_wait_for_it() -> None:
    """As after Ctrl+C: what is half built is swept away by the next who publishes."""
    ends = "import threading, time; from maracdash.store.releases.low_priority import run_at_low_priority as run\n"
    ends += "threading.Thread(target=run, args=(lambda: time.sleep(3600),), daemon=True).start()\n"
    subprocess.run([sys.executable, "-c", ends], timeout=300, check=True)


@OF_LINUX
def test_publishing_is_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = duckdb.connect, []
    monkeypatch.setattr(duckdb, "connect", lambda *a, **k: seen.append(niceness()) or real(*a, **k))
    small_country.fill(tmp_path)
    seen.clear()
    publish_release(tmp_path, afresh=True)
    assert set(seen) == {max(niceness(), NICENESS)}
