"""Grid entry: the typed rows, together with the held meetings of the same quarters, as the form does.

A return counts for its whole quarter, and nobody who adds a meeting means to lose the one before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from maracdash.intake.accept.rights import may_see_sent
from maracdash.intake.cells import dates
from maracdash.intake.entry.meeting_entry import build_row, encode_rows
from maracdash.intake.entry.template import template_columns
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import CellError
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.people import Person
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import held_meetings

GRID_FILE_NAME = "grid.csv"
MaracQuarter = tuple[str, Quarter]


def build_grid_file(folder: Path, directory: AreaDirectory, content: bytes, *, sender: Person) -> UploadedFile:
    """Build a file of the typed rows, first and row for row, then the held meetings that they do not repeat.

    A quarter that was returned as one row has no meetings to join: the check says that they take its place. Held
    meetings that are not the sender's to see stay out; the check refuses their Marac.
    """
    typed = [{name: line.get(name) or "" for name in template_columns()} for line in _read_lines(content)]
    if not typed:
        return UploadedFile(GRID_FILE_NAME, content)
    brought: dict[MaracQuarter, set[date]] = {}
    for line in typed:
        for marac, day in _find_meeting(directory, line):
            brought.setdefault((marac, Quarter.of(day)), set()).add(day)
    held = [
        build_row(marac, each)
        for (marac, quarter), days in brought.items()
        if may_see_sent(sender, directory, [marac])
        for each in held_meetings.read_held_meetings(folder, marac, quarter)
        if each.day and each.day not in days
    ]
    return UploadedFile(GRID_FILE_NAME, encode_rows([*typed, *held]))


def _read_lines(content: bytes) -> Sequence[dict[str, str]]:
    """Read the rows; none where the content is not what the grid sends: the check says what is wrong with it."""
    try:
        lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return []
    known = set(template_columns())
    sent = all(set(line) <= known and None not in line.values() for line in lines)
    return lines if sent else []


def _find_meeting(directory: AreaDirectory, line: dict[str, str]) -> Iterator[tuple[str, date]]:
    """The Marac's code and the day of a row, where both can be read."""
    found = directory.find(Level.MARAC, line["marac"].strip())
    try:
        day = dates.parse_day(line["meeting_date"].strip())
    except CellError:
        return
    if len(found) == 1:
        yield found[0].area.code, day
