"""Fictional countries on disk: the files to load, and what can be chosen once they are loaded."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import cycle, product
from pathlib import Path

from maracdash import catalogue, demo, queries
from maracdash.model.audiences import Audience
from maracdash.model.quarters import Quarter
from maracdash.model.selection import Selection
from maracdash.reading.reader import Reader

MARACS = 275
YEARS = 10
LAST = Quarter(2025, 4)
MILLION = 16
"""Factor by which Maracs must meet more often for a million meetings in these years."""
CHOSEN_QUARTERS = 16
MAX_FILE_BYTES = 40_000_000
"""Bytes of one file: a larger one is brought in parts."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """Files of one submission; `returns` are those with meeting rows, `rows` how many they hold."""

    name: str
    files: tuple[Path, ...]
    returns: tuple[Path, ...]
    rows: int


def write_country(folder: Path, meetings_factor: int = 1) -> Country:
    """Invent one and write it into a new folder."""
    folder.mkdir()
    files: list[Path] = []
    for each in demo.build_country(MARACS, YEARS, last=LAST, meetings_factor=meetings_factor):
        files += _write_parts(folder / each.name, each.content)
    returns = tuple(path for path in files if path.name.startswith("returns"))
    rows = sum(path.read_bytes().count(b"\n") - 1 for path in returns)
    name = f"{rows / 1_000_000:.1f} million rows" if rows > 500_000 else f"{MARACS} Maracs x {YEARS} years"
    return Country(name=name, files=tuple(files), returns=returns, rows=rows)


def _write_parts(path: Path, content: bytes) -> list[Path]:
    """Written as one file, or as several with the same header."""
    header, _, rows = content.partition(b"\n")
    written: list[Path] = []
    while rows or not written:
        end = len(rows) if len(rows) <= MAX_FILE_BYTES else rows.rindex(b"\n", 0, MAX_FILE_BYTES) + 1
        part = path.with_stem(f"{path.stem}-{len(written) + 1}") if written else path
        part.write_bytes(header + b"\n" + rows[:end])
        written.append(part)
        rows = rows[end:]
    return written


def choose_selections(data: Path, number: int, seed: int = 1) -> list[Selection]:
    """So many different choices of Marac and quarter, with the headlines in turn."""
    offered = Reader(data, Audience.FULL).ask(queries.CHOICES)
    maracs = [marac.code for _, group in offered.forces for marac in group]
    pairs = list(product(maracs, offered.quarters[:CHOSEN_QUARTERS]))
    headlines = cycle(each.slug for each in catalogue.headline_indicators())
    chosen = random.Random(seed).sample(pairs, number)
    return [
        Selection(marac=marac, quarter=quarter, indicator=slug)
        for (marac, quarter), slug in zip(chosen, headlines, strict=False)
    ]
