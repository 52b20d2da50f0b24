"""The price of what is safe to share: publishing both releases, and answering from the safe one."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measures import Measure, percentile
from maracdash import queries
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader
from maracdash.store.folder_names import RELEASES_FOLDER
from maracdash.store.releases import release_log
from maracdash.store.releases.build import build_release
from maracdash.store.releases.publish import find_reference_folder
from maracdash.store.releases.safe_release import build_safe_release
from maracdash.store.submissions.manifests import read_manifests_in_force
from maracdash.store.submissions.submission_folders import list_folders_in_force

RUNS = 3
ASKED = 60
ROUNDS = 5
MILLISECONDS = 1000
INDICATORS = ("cases-per-10k", "repeat-rate", "police")


def measure_safe(data: Path) -> list[Measure]:
    """Both releases against one, and a change of Marac asked by each kind of reader, none of it from memory."""
    full, both = zip(*(_time_builds(data) for _ in range(RUNS)), strict=True)
    listed = Reader(data, Audience.FULL).ask(queries.DIRECTORY).at(Level.FORCE)
    audiences = {
        "safe": Audience.SAFE,
        "of one force in full, all else safe": Audience(areas=frozenset({listed[0].area.code})),
    }
    least = _time_answers(data, Audience.FULL)
    return [
        Measure(
            name="Build both releases",
            median=median(both),
            unit="s",
            target=1.5 * median(full),
            floor=median(full),
            bare="the full one alone",
        ),
        *(
            Measure(
                name=f"Answers of a change, p95, {name}",
                median=percentile(_time_answers(data, audience), 0.95) * MILLISECONDS,
                unit="ms",
                floor=percentile(least, 0.95) * MILLISECONDS,
                bare="the same, full figures",
            )
            for name, audience in audiences.items()
        ),
    ]


def _time_builds(data: Path) -> tuple[float, float]:
    """Seconds for the full release, and for both."""
    release = release_log.list_entries(data / RELEASES_FOLDER)[0].release
    places = list_folders_in_force(data, read_manifests_in_force(data))
    folder = Path(tempfile.mkdtemp(prefix="maracdash-bench-"))
    try:
        started = time.perf_counter()
        build_release(folder / "full.duckdb", release, places, find_reference_folder())
        built = time.perf_counter() - started
        build_safe_release(folder / "safe.duckdb", folder / "full.duckdb", release.rule)
        return built, time.perf_counter() - started
    finally:
        shutil.rmtree(folder)


def _time_answers(data: Path, audience: Audience) -> list[float]:
    """Seconds for each of some changes, by a reader that has answered none of them before."""
    found = []
    for _ in range(ROUNDS):
        reader = Reader(data, audience)
        reader.ask(queries.HEADLINES, next(_list_selections(reader)))
        for selection in _list_selections(reader):
            started = time.perf_counter()
            reader.ask(queries.COMPARISON, selection)
            reader.ask(queries.HEADLINES, selection)
            found.append(time.perf_counter() - started)
    return found


def _list_selections(reader: Reader) -> Iterator[Selection]:
    quarter: Quarter = reader.ask(queries.CHOICES).quarters[0]
    maracs = reader.ask(queries.DIRECTORY).at(Level.MARAC)
    for listing, indicator in itertools.islice(zip(maracs, itertools.cycle(INDICATORS)), ASKED):
        yield Selection(marac=listing.area.code, quarter=quarter, indicator=indicator)
