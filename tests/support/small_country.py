"""A small country with two years of returns, and what its figures must be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from maracdash.model.areas import Level
from maracdash.model.quarters import Quarter
from maracdash.queries import tables
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions.manifests import read_manifests
from tests.support import folders
from tests.support.prepared_folders import Build, copy_prepared

FIRST = Quarter(2023, 1)
LAST = Quarter(2024, 4)
MARACS = ("M1", "M2", "M3")


def fill(folder: Path, cases: int = 10) -> str:
    """One submission: three Maracs of two forces, so many cases a quarter each; published. Its id."""
    copy_prepared(_build_of(cases), folder)
    return read_manifests(folder)[0].id


@cache
def _build_of(cases: int) -> Build:
    def build(folder: Path) -> None:
        quarters = [FIRST + back for back in range(8)]
        folders.submit(
            folder,
            areas=folders.build_country({"F1": ("M1", "M2"), "F2": ("M3",)}),
            returns=[folders.quarterly_return(marac, quarter, cases=cases) for marac in MARACS for quarter in quarters],
        )
        publish_release(folder)

    return build


def correct(folder: Path, cases: int) -> str:
    """A later submission of one Marac's last quarter; not published. Its id."""
    return folders.submit(folder, returns=[folders.quarterly_return("M1", LAST, cases=cases)])


def uk_cases(releases: Releases) -> float | None:
    """Cases of the last year in the whole country: 120 of `fill`."""
    cell, *_ = releases.query(tables.build_tidy_table, LAST, levels=(Level.UK,), slugs=("cases",)).cells
    return cell.value.number
