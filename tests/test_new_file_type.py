"""A type of file is one module and one entry: recognised, read, told of, covered, kept, and its changes shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import pandas as pd
import pytest

from app import create_app
from maracdash.intake import UploadedFile
from maracdash.intake.accept import checks, sandbox
from maracdash.intake.accept.acceptance import accept_files, check_against_folder
from maracdash.intake.cells import numbers
from maracdash.intake.file_types import FILE_TYPES
from maracdash.intake.file_types.file_type import CoveredQuarter, FileType, Frames, HeldAreas, ReadingContext
from maracdash.intake.preview import drafts
from maracdash.intake.problems import CellError, Problem
from maracdash.intake.readers.sheets import SourceTable, read_column
from maracdash.intake.recognise.file_recognition import RecognisedFile, read_tables
from maracdash.intake.recognise.header_kinds import HeaderKind
from maracdash.model.areas import Level
from maracdash.model.people import LOCAL
from maracdash.model.previews import AreaChange
from maracdash.settings import Settings
from maracdash.store.submissions.manifests import read_manifests
from tests.support import folders

REFUGES = "refuges.csv"
AREAS = "code,name,level,parent\nF1,Fell,force,\nM1,Birch,marac,F1\n"
Rooms = tuple[str, str, float]


def _read(files: Sequence[RecognisedFile], reading: ReadingContext) -> tuple[list[Rooms], list[Problem]]:
    found, problems = read_tables(files)
    return [rooms for table in found for rooms in _rows(table, reading, problems)], problems


def _rows(table: SourceTable, reading: ReadingContext, problems: list[Problem]) -> Iterator[Rooms]:
    counts, faults = read_column(table, "rooms", numbers.parse_count)
    problems.extend(faults)
    for row, force, rooms in zip(table.rows, table.texts("force"), counts, strict=True):
        try:
            yield table.file, reading.registry.find_one(Level.FORCE, force).code, rooms
        except CellError as fault:
            problems.append(table.problem(row, "force", str(fault), value=force))


def _covers(rows: list[Rooms]) -> Iterator[CoveredQuarter]:
    yield from ((file, force, None) for file, force, _ in rows)


def _normalised(rows: list[Rooms]) -> Frames:
    return {REFUGES: pd.DataFrame([{"force": force, "rooms": rooms} for _, force, rooms in rows])}


def _changes(frames: Frames, before: HeldAreas) -> Iterator[AreaChange]:
    for row in frames[REFUGES].to_dict("records") if REFUGES in frames else ():
        yield AreaChange(area=before.area(Level.FORCE, row["force"]), what="Rooms in refuges", now=f"{row['rooms']:g}")


NEW = FileType(
    title="refuges",
    kinds=(HeaderKind(name="refuges", keys=("force", "rooms")),),
    description="Refuges: the number of their rooms in each police force's area.",
    read=_read,
    covers=_covers,
    normalised=_normalised,
    changes=_changes,
)


@pytest.fixture(autouse=True)
def _new(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The types with one more; a process of its own would know only what is listed in the program."""
    monkeypatch.setattr(sandbox, "check_in_sandbox", checks.check_files)
    FILE_TYPES.append(NEW)
    yield
    FILE_TYPES.remove(NEW)


def _file(text: str, name: str = "rooms.csv") -> UploadedFile:
    return UploadedFile(name, text.encode())


def test_it_is_recognised_read_and_kept(tmp_path: Path):
    files = [_file("Rooms,Force\n12,fell\n"), _file(AREAS, "areas.csv")]
    outcome = accept_files(tmp_path, files, "tests")
    assert outcome.report.problems == ()
    summary, _ = outcome.report.files
    assert (summary.kind, summary.rows, summary.areas, summary.quarters) == ("refuges", 1, ("F1",), ())
    (note,) = read_manifests(tmp_path)
    assert folders.read_normalised(tmp_path, note.id, REFUGES) == [{"force": "F1", "rooms": "12"}]
    assert REFUGES in note.checksums
    assert outcome.release


def test_its_problems_are_told_with_all_others(tmp_path: Path):
    areas = _file(AREAS.replace("marac,F1", "marac,F2"), "areas.csv")
    report = check_against_folder(tmp_path, [areas, _file("force,rooms\nF1,ten\nMoor,3\n")])
    assert [(each.file, each.row, each.column) for each in report.errors] == [
        ("areas.csv", 3, "parent"),
        ("rooms.csv", 2, "rooms"),
        ("rooms.csv", 3, "force"),
    ]
    (missing,) = check_against_folder(tmp_path, [_file("force,room\nF1,10\n")]).errors[:1]
    assert missing.message == "This looks like a file of refuges, but the column “rooms” is missing."


def test_people_see_that_it_can_be_sent_and_what_it_would_change(tmp_path: Path):
    accept_files(tmp_path, [_file(AREAS, "areas.csv")], "tests")
    page = create_app(Settings(data=tmp_path)).server.test_client().get("/upload/file").text
    assert escape(NEW.description) in page
    draft = drafts.create_draft(tmp_path, [_file("force,rooms\nF1,12\n")], "Bea", sender=LOCAL)
    assert [(each.area.name, each.what, each.now) for each in draft.preview.areas] == [
        ("Fell", "Rooms in refuges", "12")
    ]
