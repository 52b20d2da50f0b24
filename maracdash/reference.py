"""The reference tables that come with the program: areas of the UK, verified similar forces, and the map of forces."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory, Listing
from maracdash.model.force_tiles import TilePlace
from maracdash.program_files import REFERENCE_FOLDER


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


@cache
def load_force_tiles() -> Mapping[str, TilePlace]:
    """Load the places of the UK's police forces on the map, by code."""
    return MappingProxyType(
        {
            row["code"]: TilePlace(row=float(row["row"]), column=float(row["column"]), short=row["short"])
            for row in _read_rows("force_tiles.csv")
        }
    )


def _read_rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
