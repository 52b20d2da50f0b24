"""The reference tables that come with the program: areas of the UK and verified similar forces."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing

REFERENCE_FOLDER = Path(__file__).parents[1] / "data" / "reference"


@cache
def load_directory() -> AreaDirectory:
    """Load the UK, its countries, regions and police forces, and the similar forces that are verified."""
    listings = [
        Listing(
            area=Area(level=Level(row["level"]), code=row["code"], name=row["name"]),
            parent=row["parent"],
        )
        for row in _read_rows("areas.csv")
    ]
    similar = [(row["force"], row["similar_force"]) for row in _read_rows("similar.csv")]
    return AreaDirectory(tuple(listings), tuple(similar))


def _read_rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
