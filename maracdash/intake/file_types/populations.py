"""Populations files: women aged 16 and over of each area, by census."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from maracdash.intake.file_types.file_type import Before, Covered, FileType, Frames, Reading
from maracdash.intake.parse.populations import Population, read_populations
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import Opened, tables
from maracdash.intake.recognise.kinds import Kind
from maracdash.model.areas import Level
from maracdash.model.numbers import written
from maracdash.model.previews import AreaChange
from maracdash.model.quarters import Quarter
from maracdash.store.submissions.normalised_files import POPULATIONS

Populations = tuple[Population, ...]
KIND = Kind(name="populations", keys=("code", "basis", "from_quarter", "women_16_plus"), others=("level",))


def population_table(rows: Populations) -> Frames:
    """Populations as they are kept, whichever file they came in."""
    return {POPULATIONS: pd.DataFrame([_population(each) for each in rows])}


def _read(files: Sequence[Opened], reading: Reading) -> tuple[Populations, Sequence[Problem]]:
    found, problems = tables(files)
    rows, more = read_populations(found, reading.registry)
    return rows, [*problems, *more]


def _covers(rows: Populations) -> Iterator[Covered]:
    yield from ((each.file, each.area.code, None) for each in rows)


def _population(population: Population) -> dict[str, object]:
    return {
        "level": str(population.area.level),
        "code": population.area.code,
        "basis": population.basis,
        "from_quarter": population.from_quarter,
        "women_16_plus": population.women,
    }


def _changes(frames: Frames, before: Before) -> Iterator[AreaChange]:
    held = {(level, code, start): _women(women, basis) for level, code, basis, start, women in before.populations}
    frame = frames.get(POPULATIONS)
    for row in () if frame is None else frame.to_dict("records"):
        level, code, start = str(row["level"]), str(row["code"]), int(row["from_quarter"])
        was, now = held.get((level, code, start), ""), _women(row["women_16_plus"], row["basis"])
        if was != now:
            since = f" from {Quarter.from_index(start)}" if start else ""
            what = f"Women aged 16 and over{since}"
            yield AreaChange(area=before.area(Level(level), code), what=what, was=was, now=now)


def _women(women: float, basis: str | None) -> str:
    return f"{written(women)} ({basis})" if basis else written(women)


TYPE = FileType(
    title="populations",
    kinds=(KIND,),
    told="Populations: women aged 16 and over of each area, by census.",
    read=_read,
    covers=_covers,
    normalised=population_table,
    changes=_changes,
)
