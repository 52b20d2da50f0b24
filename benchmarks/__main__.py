"""`python -m benchmarks [PART...]`: everything, or the parts named, as one table."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import browsers
from benchmarks.changes import measure_changes, measure_views
from benchmarks.clicks import measure_clicks
from benchmarks.countries import MILLION, Country, write_country
from benchmarks.crowds import measure_crowd
from benchmarks.days import measure_day
from benchmarks.loads import measure_loads
from benchmarks.machines import measure_machines
from benchmarks.measures import Measure, write_table
from benchmarks.packs import measure_packs
from benchmarks.peers import measure_peers
from benchmarks.pictures import measure_pictures
from benchmarks.profiles import measure_profiles
from benchmarks.reports import measure_reports
from benchmarks.safe import measure_safe
from benchmarks.slow import measure_slow
from benchmarks.starts import measure_starts
from benchmarks.uploads import measure_uploads
from benchmarks.visits import measure_visits

PARTS = (
    "load",
    "changes",
    "views",
    "safe",
    "reports",
    "profiles",
    "peers",
    "packs",
    "starts",
    "slow",
    "pictures",
    "pages",
    "clicks",
    "uploads",
    "machines",
    "crowd",
    "day",
    "million",
)
RUNS = 3
MILLION_RUNS = 2


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast and how large.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; without any, all of them")
    parts = parser.parse_args().parts or list(PARTS)
    for unknown in set(parts) - set(PARTS):
        parser.error(f"There is no part “{unknown}”. There are {', '.join(PARTS)}.")
    started = time.perf_counter()
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="maracdash-bench-") as folder:
        measures = _measure_parts(Path(folder), parts)
    print(write_table(measures))
    print(
        f"\n{time.perf_counter() - started:.0f} seconds on {os.cpu_count()} processors; load average {load_before:.1f} "
        f"before, {os.getloadavg()[0]:.1f} after: on a busy machine times grow, ratios hold better."
    )


def _measure_parts(folder: Path, parts: Sequence[str]) -> list[Measure]:
    data = folder / "data"
    print("A country of 275 Maracs and 10 years is loaded", flush=True)
    ours = write_country(folder / "country")
    loaded = measure_loads(ours, data, RUNS if "load" in parts else 1)
    found = loaded if "load" in parts else []
    for name, measured in _server_parts(ours).items():
        if name in parts:
            print(f"Measuring {name}", flush=True)
            found += measured(data)
    found += _measure_browser_parts(data, folder, parts)
    if "uploads" in parts:
        print("Measuring uploads", flush=True)
        found += measure_uploads(ours, data)
    mixed: dict[str, Callable[[], list[Measure]]] = {
        "machines": lambda: measure_machines(folder),
        "crowd": lambda: measure_crowd(ours, data),
        "day": lambda: measure_day(data),
    }
    for name, measure in mixed.items():
        if name in parts:
            print(f"Measuring {name}", flush=True)
            found += measure()
    if "million" in parts:
        print("Measuring a million rows", flush=True)
        found += _measure_million(folder)
    return found


def _server_parts(ours: Country) -> dict[str, Callable[[Path], list[Measure]]]:
    measured = {
        "changes": lambda data: measure_changes(data, ours.name),
        "views": lambda data: measure_views(data, ours.name),
        "safe": measure_safe,
    }
    drawn = {
        "reports": measure_reports,
        "profiles": measure_profiles,
        "peers": measure_peers,
        "packs": measure_packs,
    }
    return {**measured, **drawn, "starts": measure_starts, "slow": measure_slow, "pictures": measure_pictures}


def _measure_browser_parts(data: Path, folder: Path, parts: Sequence[str]) -> list[Measure]:
    measured: dict[str, Callable[[Browser, Path, Path], list[Measure]]] = {
        "pages": measure_visits,
        "clicks": measure_clicks,
    }
    wanted = [name for name in measured if name in parts]
    found: list[Measure] = []
    if wanted:
        with browsers.open_chromium() as browser:
            for name in wanted:
                print(f"Measuring {name}", flush=True)
                found += measured[name](browser, data, folder)
    return found


def _measure_million(folder: Path) -> list[Measure]:
    large = write_country(folder / "large", MILLION)
    data = folder / "million"
    return [*measure_loads(large, data, MILLION_RUNS), *measure_changes(data, large.name)]


if __name__ == "__main__":
    main()
