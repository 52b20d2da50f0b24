"""Lists of most similar forces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from maracdash.intake.file_types.file_type import CoveredQuarter, FileType, Frames, HeldAreas, ReadingContext
from maracdash.intake.parse.similar_forces import Pair, read_similar_forces
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import RecognisedFile, read_tables
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.model.areas import Level
from maracdash.model.previews import AreaChange
from maracdash.store.submissions.normalised_files import SIMILAR_FILE

KIND = HeaderKind(name="most similar forces", keys=("force", "similar_force"))
SIMILAR_FORCES_FACT = "Most similar forces"


def _read(files: Sequence[RecognisedFile], reading: ReadingContext) -> tuple[Sequence[Pair], Sequence[Problem]]:
    found, problems = read_tables(files)
    rows, more = read_similar_forces(found, reading.registry)
    return rows, [*problems, *more]


def _list_covered(rows: Sequence[Pair]) -> Iterator[CoveredQuarter]:
    yield from ((each.file, each.force, None) for each in rows)


def _build_tables(rows: Sequence[Pair]) -> Frames:
    return {SIMILAR_FILE: pd.DataFrame([{"force": each.force, "similar_force": each.similar} for each in rows])}


def _find_changes(frames: Frames, before: HeldAreas) -> Iterator[AreaChange]:
    frame = frames.get(SIMILAR_FILE)
    pairs = [] if frame is None else list(zip(frame["force"], frame["similar_force"], strict=True))
    for force in dict.fromkeys(force for force, _ in pairs):
        was, now = (_force_names(before, force, each) for each in (before.after.similar, pairs))
        if was != now:
            yield AreaChange(area=before.area(Level.FORCE, force), what=SIMILAR_FORCES_FACT, was=was, now=now)


def _force_names(before: HeldAreas, force: str, pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(sorted(before.area(Level.FORCE, other).name for own, other in pairs if own == force))


SIMILAR_FORCES_FILE_TYPE = FileType(
    title="similar forces",
    kinds=(KIND,),
    description="Lists of the most similar police forces.",
    read=_read,
    covers=_list_covered,
    normalised=_build_tables,
    changes=_find_changes,
)
