"""Killed, crowded or out of room: the old or the new release is served, whole, and nothing accepted is lost.

MARACDASH_THOROUGH=1 kills at twice as many random times.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from maracdash.model.audiences import Audience
from maracdash.store.releases.connections import ReleaseConnection
from maracdash.store.releases.publish import current_release_path, is_up_to_date
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions.manifests import read_manifests
from tests.support import small_country
from tests.support.forked_programs import run_program, start_program
from tests.support.prepared_folders import copy_prepared
from tests.support.thoroughness import choose_number

LAST = small_country.LAST
AREAS = """code,name,level,parent
U1,Albany,uk,
C1,Angle,country,U1
R1,Midmarch,region,C1
F1,Force one,force,R1
M1,Marac one,marac,F1
M2,Marac two,marac,F1
"""
DEADLY = """
steps = 0

def counted(name):
    real = getattr(os, name)
    def call(*given, **named):
        global steps
        steps += 1
        if steps == {deadly}:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return call

for name in ("fsync", "rename", "replace", "mkdir", "unlink"):
    setattr(os, name, counted(name))
"""
"""For a process that is to kill itself at its n-th step on the disk."""
SMALL_FILES = """
import resource
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
"""
SERVED = """
import sys
from pathlib import Path
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.quarters import Quarter
from maracdash.model.audiences import Audience
from maracdash.reading.reader import Reader
reader = Reader(Path(sys.argv[1]), Audience.FULL)
cells = reader.ask(queries.TIDY_TABLE, Quarter(2024, 4), levels=(Level.UK,), slugs=("cases",)).cells
print(cells[0].value.number)
"""


def returns(folder: Path, marac: str, cases: int) -> Path:
    """A year of quarterly returns of one Marac."""
    path = folder / f"{marac}-{cases}.csv"
    rows = [f"{marac},{LAST - back},3,{cases}" for back in range(4)]
    path.write_text("\n".join(["marac,quarter,entries,cases", *rows]) + "\n")
    return path


def loading(data: Path, *files: Path) -> list[str | Path]:
    """The words that load files."""
    return ["load", "--accept-warnings", "--data", data, *files]


def load(data: Path, *files: Path, prelude: str = "") -> subprocess.CompletedProcess[str]:
    return run_program(*loading(data, *files), prelude=prelude)


def cases(data: Path) -> float:
    """Cases of the last year, as the next process reads them."""
    return float(run_program(data, code=SERVED).stdout)


@pytest.fixture
def data(tmp_path):
    """A data folder with a year of one Marac, 10 cases a quarter, and the release that serves it."""
    return copy_prepared(build_folder, tmp_path / "data")


def build_folder(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        areas = Path(name) / "areas.csv"
        areas.write_text(AREAS)
        done = load(folder, areas, returns(Path(name), "M1", 10))
    assert done.returncode == 0, done.stderr


def check_whole(data: Path, before: set[str], accepted: float) -> None:
    """Check that what was accepted is readable, and that the release served is whole: the old one or the new one."""
    kept = read_manifests(data)
    assert before <= {each.id for each in kept}
    full, safe = current_release_path(data), current_release_path(data, Audience.SAFE)
    assert full.is_file()
    assert safe.is_file()
    assert full.name == safe.name, "neither release is newer than the other"
    served = Releases(data).current()
    assert served.rows("select count(*) from figure")[0][0] > 0
    number = uk_cases(served)
    assert number in {40.0, accepted}
    if number == accepted:
        assert len(kept) == len(before) + 1


def uk_cases(served: ReleaseConnection) -> float:
    where = "level = 'uk' and indicator = 'cases' and \"window\" = 'year' and quarter = ?"
    return served.rows(f"select numerator from figure where {where}", [LAST.index])[0][0]


@pytest.mark.slow
def test_killed_at_every_step_on_the_disk(data, tmp_path):
    file = returns(tmp_path, "M2", 7)
    before = {each.id for each in read_manifests(data)}
    for deadly in range(1, 200):
        done = load(data, file, prelude=DEADLY.format(deadly=deadly))
        if done.returncode != -signal.SIGKILL:
            assert done.returncode == 0, done.stderr
            break
        check_whole(data, before, 68.0)
    assert deadly > 12, "the process must die at many points"
    assert cases(data) == 68
    assert is_up_to_date(data)
    assert {each.name for each in (data / "submissions").iterdir()} == {each.id for each in read_manifests(data)}


@pytest.mark.slow
def test_killed_at_random_times(data, tmp_path):
    """A file that is not held yet each time: one that is held is not kept and published again."""
    chance = random.Random(7)
    start = time.monotonic()
    assert load(data, returns(tmp_path, "M2", 1)).returncode == 0
    whole = time.monotonic() - start
    allowed = {4.0 * (10 + 1)}
    for number in range(2, 2 + choose_number(usual=4, thorough=8)):
        before = {each.id for each in read_manifests(data)}
        process = start_program(*loading(data, returns(tmp_path, "M2", number)))
        time.sleep(chance.uniform(0.1, 1) * whole)
        process.kill()
        process.wait()
        kept = {each.id for each in read_manifests(data)}
        assert before <= kept
        assert current_release_path(data).is_file()
        allowed |= {4.0 * (10 + number)} if kept > before else set()
        served = uk_cases(Releases(data).current())
        assert served in allowed
        allowed = {each for each in allowed if each >= served}
    assert load(data, returns(tmp_path, "M2", 99)).returncode == 0
    assert cases(data) == 4 * (10 + 99)
    assert is_up_to_date(data)


@pytest.mark.slow
def test_two_loads_at_once_are_both_there(data, tmp_path):
    for round_ in range(2):
        files = [returns(tmp_path, "M1", 20 + round_), returns(tmp_path, "M2", 30 + round_)]
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(lambda file: load(data, file), files))
        assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
        assert cases(data) == 4 * (50 + 2 * round_)
        assert len(read_manifests(data)) == 3 + 2 * round_
    assert len({each.number for each in read_manifests(data)}) == len(read_manifests(data))


@pytest.mark.slow
def test_no_room_for_the_release(data, tmp_path):
    """Files may grow to 100 kB: a submission fits, a release does not."""
    old = current_release_path(data)
    done = load(data, returns(tmp_path, "M2", 7), prelude=SMALL_FILES)
    assert done.returncode == 1
    assert "is accepted and kept" in done.stderr
    assert "could not be published" in done.stderr
    assert "Traceback" not in done.stderr
    assert current_release_path(data) == old
    assert not list((data / "releases").glob(".building-*"))
    assert len(read_manifests(data)) == 2
    assert load(data, returns(tmp_path, "M1", 11)).returncode == 0
    assert cases(data) == 4 * (7 + 11)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_disk_full(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        full(disk / "data", tmp_path)
    finally:
        subprocess.run(["umount", disk], check=True)


def full(data: Path, tmp_path: Path) -> None:
    areas = tmp_path / "areas.csv"
    areas.write_text(AREAS)
    assert load(data, areas, returns(tmp_path, "M1", 10)).returncode == 0
    ballast = data / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"0" * 4096)
        except OSError:
            pass
    old = current_release_path(data)
    done = load(data, returns(tmp_path, "M2", 7))
    assert done.returncode == 1
    assert "Make room" in done.stderr or "make room" in done.stderr
    assert "Traceback" not in done.stderr
    assert current_release_path(data) == old
    assert cases(data) == 40
    ballast.unlink()
    assert load(data, returns(tmp_path, "M2", 7)).returncode == 0
    assert cases(data) == 68


def test_a_submission_is_never_seen_in_part(tmp_path):
    """A manifest is written last, inside a folder nobody reads until it is renamed."""
    small_country.fill(tmp_path)
    half = tmp_path / "submissions" / ".incoming-0123"
    half.mkdir()
    (half / "returns.csv").write_text("marac\n")
    assert len(read_manifests(tmp_path)) == 1


def test_a_damaged_manifest_is_named(tmp_path):
    kept = small_country.fill(tmp_path)
    path = tmp_path / "submissions" / kept / "manifest.json"
    path.write_text(json.dumps({"id": kept}))
    with pytest.raises(Exception, match=f"The submission {kept} .* Restore this folder from a backup"):
        read_manifests(tmp_path)
