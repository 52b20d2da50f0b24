"""Rows of the grid, and beside them the meetings of the same quarters that are held: as the form does.

A return stands for its whole quarter, and nobody who adds a meeting means to lose the one before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from maracdash.intake.cells import dates
from maracdash.intake.entry.meeting_entry import as_csv, row
from maracdash.intake.entry.template import columns
from maracdash.intake.existing_data import Known
from maracdash.intake.files import Incoming
from maracdash.intake.problems import Faulty
from maracdash.model.areas import Level
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import held_meetings

NAME = "grid.csv"
Key = tuple[str, Quarter]


def grid_submission(folder: Path, known: Known, content: bytes) -> Incoming:
    """What was typed, first and row for row, then the meetings held that it does not bring again.

    A quarter that was returned as one row has no meetings to join: the check says that they take its place.
    """
    typed = [{name: line.get(name) or "" for name in columns()} for line in _lines(content)]
    if not typed:
        return Incoming(NAME, content)
    brought: dict[Key, set[date]] = {}
    for line in typed:
        for marac, day in _meeting(known, line):
            brought.setdefault((marac, Quarter.of(day)), set()).add(day)
    held = [
        row(marac, each)
        for (marac, quarter), days in brought.items()
        for each in held_meetings.meetings(folder, marac, quarter)
        if each.day and each.day not in days
    ]
    return Incoming(NAME, as_csv([*typed, *held]))


def _lines(content: bytes) -> Sequence[dict[str, str]]:
    """Nothing where the content is not what the grid sends: the check says what is wrong with it."""
    try:
        lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return []
    known = set(columns())
    sent = all(set(line) <= known and None not in line.values() for line in lines)
    return lines if sent else []


def _meeting(known: Known, line: dict[str, str]) -> Iterator[tuple[str, date]]:
    """The Marac's code and the day of a row, where both can be read."""
    found = known.directory.find(Level.MARAC, line["marac"].strip())
    try:
        day = dates.day(line["meeting_date"].strip())
    except Faulty:
        return
    if len(found) == 1:
        yield found[0].area.code, day
