"""Areas, populations and similar forces as files to change and send back: the columns are those that intake reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from maracdash.exports.files import File
from maracdash.exports.plain_tables import guard_formula
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory, Listing
from maracdash.model.quarters import Quarter

CSV_TYPE = "text/csv; charset=utf-8"
AREA_COLUMNS = (
    "code",
    "name",
    "level",
    "parent",
    "women_16_plus",
    "minoritised_share",
    "meeting_frequency",
    "valid_from",
    "valid_to",
    "successor",
)
POPULATION_COLUMNS = ("level", "code", "basis", "from_quarter", "women_16_plus")
SIMILAR_COLUMNS = ("force", "similar_force")
PopulationRow = tuple[str, str, str | None, int, float]


def build_areas_file(directory: AreaDirectory, found: Sequence[PopulationRow]) -> File:
    """Every Marac and the forces that they belong to, with the populations that came in such a file."""
    maracs = directory.at(Level.MARAC)
    parents = {each.parent for each in maracs}
    forces = [each for each in directory.at(Level.FORCE) if each.area.code in parents]
    women = {(level, code): number for level, code, basis, _, number in found if basis is None}
    return _csv_file("areas.csv", AREA_COLUMNS, (_area_row(each, women) for each in (*forces, *maracs)))


def build_populations_file(found: Sequence[PopulationRow]) -> File:
    """Every population of a census, with the first quarter that it holds for."""
    rows = (
        (level, code, basis, str(Quarter.from_index(start)) if start else "", _write_number(women))
        for level, code, basis, start, women in found
        if basis is not None
    )
    return _csv_file("populations.csv", POPULATION_COLUMNS, rows)


def build_similar_file(directory: AreaDirectory) -> File:
    """Every list of similar forces."""
    return _csv_file("similar.csv", SIMILAR_COLUMNS, directory.similar)


def _area_row(each: Listing, women: Mapping[tuple[str, str], float]) -> tuple[str, ...]:
    share = "" if each.minoritised_share is None else f"{each.minoritised_share:.6g}"
    return (
        each.area.code,
        each.area.name,
        str(each.area.level),
        each.parent,
        _write_number(women.get((each.area.level, each.area.code))),
        share,
        each.meeting_frequency,
        _write_day(each.valid_from),
        _write_day(each.valid_to),
        each.successor,
    )


def _write_number(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"


def _write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> File:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guard_formula(cell) for cell in row] for row in rows)
    return File(name=name, content=text.getvalue().encode("utf-8-sig"), media_type=CSV_TYPE)
