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
from benchmarks.changes import changes
from benchmarks.clicks import clicks
from benchmarks.countries import MILLION, Country, country
from benchmarks.loads import loads
from benchmarks.measures import Measure, table
from benchmarks.pictures import pictures
from benchmarks.reports import reports
from benchmarks.starts import starts
from benchmarks.uploads import uploads
from benchmarks.visits import visits

PARTS = ("load", "changes", "reports", "starts", "pictures", "pages", "clicks", "uploads", "million")
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
        measures = _measured(Path(folder), parts)
    print(table(measures))
    print(
        f"\n{time.perf_counter() - started:.0f} seconds on {os.cpu_count()} processors; load average {load_before:.1f} "
        f"before, {os.getloadavg()[0]:.1f} after: on a busy machine times grow, ratios hold better."
    )


def _measured(folder: Path, parts: Sequence[str]) -> list[Measure]:
    data = folder / "data"
    print("A country of 275 Maracs and 10 years is loaded", flush=True)
    ours = country(folder / "country")
    loaded = loads(ours, data, RUNS if "load" in parts else 1)
    found = loaded if "load" in parts else []
    for name, measured in _of_servers(ours).items():
        if name in parts:
            print(f"Measuring {name}", flush=True)
            found += measured(data)
    found += _of_browser(data, folder, parts)
    if "uploads" in parts:
        print("Measuring uploads", flush=True)
        found += uploads(ours, data)
    if "million" in parts:
        print("Measuring a million rows", flush=True)
        found += _million(folder)
    return found


def _of_servers(ours: Country) -> dict[str, Callable[[Path], list[Measure]]]:
    measured = {"changes": lambda data: changes(data, ours.name), "reports": reports}
    return {**measured, "starts": starts, "pictures": pictures}


def _of_browser(data: Path, folder: Path, parts: Sequence[str]) -> list[Measure]:
    measured: dict[str, Callable[[Browser, Path, Path], list[Measure]]] = {"pages": visits, "clicks": clicks}
    wanted = [name for name in measured if name in parts]
    found: list[Measure] = []
    if wanted:
        with browsers.chromium() as browser:
            for name in wanted:
                print(f"Measuring {name}", flush=True)
                found += measured[name](browser, data, folder)
    return found


def _million(folder: Path) -> list[Measure]:
    large = country(folder / "large", MILLION)
    data = folder / "million"
    return [*loads(large, data, MILLION_RUNS), *changes(data, large.name)]


if __name__ == "__main__":
    main()
