"""Loading and publishing a country: seconds and peak memory of the command that a region would run."""

from __future__ import annotations

import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.bare_sums import time_bare_sums
from benchmarks.countries import Country
from benchmarks.measures import Measure
from benchmarks.processes import Run, run_command
from maracdash.store.folder_names import POINTER_FILE, RELEASES_FOLDER
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions.manifests import read_manifests

TARGET = 10.0
MAX_TIMES_BARE = 3
BARE = "DuckDB reads the same CSV"
READ = "create table returns as select * from read_csv(?, header=true, all_varchar=true, union_by_name=true)"


@dataclass(frozen=True, kw_only=True)
class Load:
    """One load, in seconds: until it was checked, until it was kept, until it was published."""

    run: Run
    checked: float
    kept: float
    published: float


def measure_loads(country: Country, data: Path, runs: int) -> list[Measure]:
    """Load into a fresh data folder so many times; the last one stays in `data`."""
    done = [_load_country(country, data) for _ in range(runs)]
    floor = median(_time_bare_read(country) for _ in range(runs))
    sums = median(time_bare_sums(data) for _ in range(runs))
    name = country.name
    return [
        Measure(
            name=f"Load and publish {name}",
            median=median(each.run.seconds for each in done),
            unit="s",
            target=TARGET,
            floor=floor,
            bare=BARE,
        ),
        Measure(name="  start, read and check", median=median(each.checked for each in done), unit="s"),
        Measure(name="  keep", median=median(each.kept for each in done), unit="s"),
        Measure(
            name="  publish",
            median=median(each.published for each in done),
            unit="s",
            target=MAX_TIMES_BARE * sums,
            floor=sums,
            bare="DuckDB does the same sums, and no more",
        ),
        Measure(name="  processor time of all", median=median(each.run.processor for each in done), unit="s"),
        Measure(name=f"Peak memory of loading {name}", median=median(each.run.peak for each in done), unit="MB"),
    ]


def _load_country(country: Country, data: Path) -> Load:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    program = Path(sys.executable).with_name("maracdash")
    done = run_command([program, "load", *country.files, "--accept-warnings", "--data", data], data / "load.log")
    accepted = read_manifests(data)[0].accepted_at.timestamp()
    published = Releases(data).current().note.published_at.timestamp()
    pointed = (data / RELEASES_FOLDER / POINTER_FILE).stat().st_mtime
    return Load(run=done, checked=accepted - done.started, kept=published - accepted, published=pointed - published)


def _time_bare_read(country: Country) -> float:
    started = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(READ, [[str(path) for path in country.returns]])
    return time.perf_counter() - started
