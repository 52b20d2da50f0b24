"""Lists of most similar forces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from maracdash.intake.file_types.file_type import Before, Covered, FileType, Frames, Reading
from maracdash.intake.parse.similar_forces import Pair, read_similar
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import Opened, tables
from maracdash.intake.recognise.kinds import Kind
from maracdash.model.areas import Level
from maracdash.model.previews import AreaChange
from maracdash.store.submissions.normalised_files import SIMILAR

KIND = Kind(name="most similar forces", keys=("force", "similar_force"))
SIMILAR_FORCES = "Most similar forces"


def _read(files: Sequence[Opened], reading: Reading) -> tuple[Sequence[Pair], Sequence[Problem]]:
    found, problems = tables(files)
    rows, more = read_similar(found, reading.registry)
    return rows, [*problems, *more]


def _covers(rows: Sequence[Pair]) -> Iterator[Covered]:
    yield from ((each.file, each.force, None) for each in rows)


def _normalised(rows: Sequence[Pair]) -> Frames:
    return {SIMILAR: pd.DataFrame([{"force": each.force, "similar_force": each.similar} for each in rows])}


def _changes(frames: Frames, before: Before) -> Iterator[AreaChange]:
    frame = frames.get(SIMILAR)
    pairs = [] if frame is None else list(zip(frame["force"], frame["similar_force"], strict=True))
    for force in dict.fromkeys(force for force, _ in pairs):
        was, now = (_names(before, force, each) for each in (before.after.similar, pairs))
        if was != now:
            yield AreaChange(area=before.area(Level.FORCE, force), what=SIMILAR_FORCES, was=was, now=now)


def _names(before: Before, force: str, pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(sorted(before.area(Level.FORCE, other).name for own, other in pairs if own == force))


TYPE = FileType(
    title="similar forces",
    kinds=(KIND,),
    told="Lists of the most similar police forces.",
    read=_read,
    covers=_covers,
    normalised=_normalised,
    changes=_changes,
)
