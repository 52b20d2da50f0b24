"""Populations files: women aged 16 and over of each area, by census."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from maracdash.intake.file_types.file_type import CoveredQuarter, FileType, Frames, HeldAreas, ReadingContext
from maracdash.intake.parse.populations import PopulationRow, read_populations
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import RecognisedFile, read_tables
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.model.areas import Level
from maracdash.model.numbers import format_number
from maracdash.model.previews import AreaChange
from maracdash.model.quarters import Quarter
from maracdash.store.submissions.normalised_files import POPULATIONS_FILE

Populations = tuple[PopulationRow, ...]
KIND = HeaderKind(name="populations", keys=("code", "basis", "from_quarter", "women_16_plus"), others=("level",))


def build_population_table(rows: Populations) -> Frames:
    """Populations as they are kept, whichever file they came in."""
    return {POPULATIONS_FILE: pd.DataFrame([_population_row(each) for each in rows])}


def _read(files: Sequence[RecognisedFile], reading: ReadingContext) -> tuple[Populations, Sequence[Problem]]:
    found, problems = read_tables(files)
    rows, more = read_populations(found, reading.registry)
    return rows, [*problems, *more]


def _list_covered(rows: Populations) -> Iterator[CoveredQuarter]:
    yield from ((each.file, each.area.code, None) for each in rows)


def _population_row(population: PopulationRow) -> dict[str, object]:
    return {
        "level": str(population.area.level),
        "code": population.area.code,
        "basis": population.basis,
        "from_quarter": population.from_quarter,
        "women_16_plus": population.women,
    }


def _find_changes(frames: Frames, before: HeldAreas) -> Iterator[AreaChange]:
    held = {
        (level, code, start): _format_women(women, basis) for level, code, basis, start, women in before.populations
    }
    frame = frames.get(POPULATIONS_FILE)
    for row in () if frame is None else frame.to_dict("records"):
        level, code, start = str(row["level"]), str(row["code"]), int(row["from_quarter"])
        was, now = held.get((level, code, start), ""), _format_women(row["women_16_plus"], row["basis"])
        if was != now:
            since = f" from {Quarter.from_index(start)}" if start else ""
            what = f"Women aged 16 and over{since}"
            yield AreaChange(area=before.area(Level(level), code), what=what, was=was, now=now)


def _format_women(women: float, basis: str | None) -> str:
    return f"{format_number(women)} ({basis})" if basis else format_number(women)


POPULATIONS_FILE_TYPE = FileType(
    title="populations",
    kinds=(KIND,),
    description="Populations: women aged 16 and over of each area, by census.",
    read=_read,
    covers=_list_covered,
    normalised=build_population_table,
    changes=_find_changes,
)
