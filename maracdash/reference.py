"""The reference tables that come with the program: areas of the UK, verified similar forces, women by force."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maracdash.model.areas import Area, Level
from maracdash.model.directory import Directory, Listing

FOLDER = Path(__file__).parents[1] / "data" / "reference"


@dataclass(frozen=True, kw_only=True)
class Women:
    """Women aged 16 and over of one area, by one census; `from_quarter` is an index, 0 for always."""

    level: Level
    code: str
    basis: str
    from_quarter: int
    women_16_plus: int


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


@cache
def populations() -> tuple[Women, ...]:
    """Women aged 16 and over by force and census."""
    return tuple(
        Women(
            level=Level(row["level"]),
            code=row["code"],
            basis=row["basis"],
            from_quarter=int(row["from_quarter"]),
            women_16_plus=int(row["women_16_plus"]),
        )
        for row in _rows("populations.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
