"""The reference tables that come with the program: areas of the UK and verified similar forces."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from maracdash.model.areas import Area, Level
from maracdash.model.directory import Directory, Listing

FOLDER = Path(__file__).parents[1] / "data" / "reference"


@cache
def directory() -> Directory:
    """The UK, its countries, regions and police forces, and the similar forces that are verified."""
    listings = [
        Listing(
            area=Area(level=Level(row["level"]), code=row["code"], name=row["name"]),
            parent=row["parent"],
        )
        for row in _rows("areas.csv")
    ]
    similar = [(row["force"], row["similar_force"]) for row in _rows("similar.csv")]
    return Directory(tuple(listings), tuple(similar))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
