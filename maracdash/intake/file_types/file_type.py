"""The record of a type of file: its headers, its reader, the tables that are kept of it, and what people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import pandas as pd

from maracdash.intake.existing_data import ExistingData, HeldPopulation
from maracdash.intake.parse.area_names import AreaRegistry
from maracdash.intake.problems import Problem
from maracdash.intake.recognise.file_recognition import RecognisedFile
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.previews import AreaChange
from maracdash.model.quarters import Quarter

Rows = TypeVar("Rows")
Frames = Mapping[str, pd.DataFrame]
"""Normalised tables by the name of the file that each is kept as."""
CoveredQuarter = tuple[str, str, Quarter | None]
"""A file by name, the code of an area that it tells of, and the quarter; None for what is of no quarter."""


@dataclass(frozen=True, kw_only=True)
class ReadingContext:
    """Context of a reader, beside its files. The `registry` grows: a name new in one file is known to the next."""

    registry: AreaRegistry
    known: ExistingData
    today: date


@dataclass(frozen=True, kw_only=True)
class HeldAreas:
    """Areas and populations held before a set is accepted, and the areas `after` it."""

    held: AreaDirectory
    after: AreaDirectory
    populations: Sequence[HeldPopulation]

    def area(self, level: Level, code: str) -> Area:
        """An area by code; one that nobody lists is called by it."""
        found = self.after.listing(level, code)
        return found.area if found else Area(level=level, code=code, name=code)


def find_no_changes(_: Frames, __: HeldAreas) -> Iterable[AreaChange]:
    """Of a type that says nothing of areas."""
    return ()


@dataclass(frozen=True, kw_only=True)
class FileType(Generic[Rows]):
    """A type of file that people bring, in one or more `kinds` of header. `description` says to them what it is.

    `read` gets all files of the type that a set has, together, and gives their rows with every problem. When all types
    are read, `covers` says what each file tells of, and, if nothing was wrong, `normalised` gives the tables to keep.
    `changes` are what these would change of areas; what they change of figures is found by comparing releases.
    """

    title: str
    kinds: tuple[HeaderKind, ...]
    description: str
    read: Callable[[Sequence[RecognisedFile], ReadingContext], tuple[Rows, Sequence[Problem]]]
    covers: Callable[[Rows], Iterable[CoveredQuarter]]
    normalised: Callable[[Rows], Frames]
    changes: Callable[[Frames, HeldAreas], Iterable[AreaChange]] = find_no_changes
