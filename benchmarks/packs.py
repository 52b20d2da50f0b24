"""Board packs of twelve charts as PowerPoint, without a server: one, and thirty Maracs one after the other."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.measures import Measure
from maracdash import queries
from maracdash.exports.board_packs import PPTX, build_pack_file
from maracdash.exports.slide_templates import open_deck
from maracdash.model.areas import Level
from maracdash.model.audiences import Audience
from maracdash.model.board_packs import PackRequest, parse_item
from maracdash.reading.board_packs import ask_pack
from maracdash.reading.reader import Reader
from maracdash.words.board_packs import write_pack

COMPARED = ("cases", "cases-per-10k", "cases-change", "cases-with-children", "children", "repeat-rate")
ITEMS = tuple(parse_item(f"{part}:{slug}") for slug in COMPARED for part in ("compare", "trend"))
RUNS = 7
MARACS = 30
KILOBYTES = 1024 if sys.platform != "darwin" else 1024 * 1024


def measure_packs(data: Path) -> list[Measure]:
    """The pack of a Marac that was asked for before, then those of Maracs that nobody has asked for."""
    reader = Reader(data, Audience.FULL)
    maracs = [each.area.code for each in islice(reader.ask(queries.DIRECTORY).at(Level.MARAC), MARACS + 1)]
    first, *others = maracs
    warm = sorted(_time_packs(reader, [first] * (RUNS + 1)))[:RUNS]
    started = time.perf_counter()
    list(_time_packs(reader, others))
    everyone = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
    return [
        Measure(
            name=f"Board pack, {len(ITEMS)} charts",
            median=median(warm),
            unit="s",
            target=3,
            floor=_time_bare(),
            bare="an empty presentation",
        ),
        Measure(name=f"  of {len(others)} Maracs, one after the other", median=everyone, unit="s", target=60),
        Measure(name="  peak memory of the process", median=peak, unit="MB"),
    ]


def _time_packs(reader: Reader, maracs: list[str]) -> Iterator[float]:
    quarter = reader.ask(queries.CHOICES).quarters[0]
    for marac in maracs:
        started = time.perf_counter()
        answers = ask_pack(reader, PackRequest(marac=marac, quarter=quarter, items=ITEMS))
        build_pack_file(write_pack(answers), PPTX)
        yield time.perf_counter() - started


def _time_bare() -> float:
    started = time.perf_counter()
    open_deck(None)
    return time.perf_counter() - started
