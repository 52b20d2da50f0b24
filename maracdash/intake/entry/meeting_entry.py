"""Meeting entry: one meeting from a form, its problems field by field, its sums, and the return that it makes.

A later return counts for the whole quarter, so the meeting is sent with the held ones of the quarter.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isfinite, isnan
from pathlib import Path

import numpy as np

from maracdash.catalogue.fields import GROUPS, field_names
from maracdash.intake.accept.checks import check_files
from maracdash.intake.accept.rights import check_sender
from maracdash.intake.cells import dates, numbers
from maracdash.intake.existing_data import read_existing_data
from maracdash.intake.file_types.returns import MEETING_RETURNS
from maracdash.intake.files import UploadedFile
from maracdash.intake.problems import BLANK_CELL, CellError, Problem
from maracdash.intake.rules.totals import find_wrong_sums
from maracdash.model.areas import Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.errors import MaracdashError
from maracdash.model.fields import FieldGroup, Total
from maracdash.model.people import Person
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import held_meetings

WITHHELD_MARK = "[c]"
DAYS_BETWEEN_MEETINGS = {"weekly": 7, "fortnightly": 14, "three-weekly": 21, "four-weekly": 28}


@dataclass(frozen=True, kw_only=True)
class FieldSum:
    """Sum of some fields, beside the cases; `agrees` is None while a field is blank or cannot be read."""

    title: str
    total: float
    cases: float | None
    agrees: bool | None


def check_meeting(folder: Path, marac: str, day: str, values: Mapping[str, str], today: date) -> tuple[Problem, ...]:
    """Check one meeting as typed; `column` is the field's name. Blank fields are warnings.

    It is checked against the folder's newest data, but not against the Marac's past, which is of whole quarters.
    """
    typed = {"marac": marac, "meeting_date": day, **{name: values.get(name, "") for name in field_names()}}
    if not any(text.strip() for text in typed.values()):
        return tuple(Problem("", None, name, BLANK_CELL) for name in MEETING_RETURNS.required)
    known = replace(read_existing_data(folder), history={})
    report = check_files([UploadedFile("meeting", encode_rows([typed]))], known, today)
    return tuple(replace(each, file="", row=None) for each in report.problems)


def build_meeting_file(
    folder: Path,
    marac: str,
    day: date,
    values: Mapping[str, str],
    *,
    sender: Person,
    moved_from: date | None = None,
) -> UploadedFile:
    """Build a return of the whole quarter with this meeting in it; one of the same date is replaced.

    `marac` is a code, `values` are as typed; the held meeting of the day that it is moved from is left out. Raises
    MaracdashError where the quarter was returned as one row, and NotAllowedError where the held ones are not the
    sender's to see.
    """
    rows = _read_held_rows(folder, marac, Quarter.of(day), sender)
    typed = {name: values.get(name, "") for name in field_names()}
    if moved_from:
        rows.pop(moved_from, None)
    rows[day] = {"marac": marac, "meeting_date": day.isoformat(), **typed}
    return UploadedFile(f"meeting-{day.isoformat()}.csv", encode_rows([rows[each] for each in sorted(rows)]))


def is_meeting_held(folder: Path, marac: str, day: date, *, sender: Person) -> bool:
    """Tell if a meeting of this date is held already. Raises as `build_meeting_file` does."""
    return day in _read_held_rows(folder, marac, Quarter.of(day), sender)


def read_held_counts(folder: Path, marac: str, day: date, *, sender: Person) -> dict[str, str]:
    """Read the counts of a held meeting as they would be typed; those that were not collected are left out.

    Raises as `build_meeting_file` does, and MaracdashError where there is no such Marac or, with the days that there
    are, where none is of this date.
    """
    quarter = Quarter.of(day)
    if read_existing_data(folder).directory.listing(Level.MARAC, marac) is None:
        raise MaracdashError(f"There is no Marac with the code “{marac[:60]}”.")
    rows = _read_held_rows(folder, marac, quarter, sender)
    if day not in rows:
        days = ", ".join(each.isoformat() for each in sorted(rows))
        raise MaracdashError(
            f"No meeting of this Marac on {day.isoformat()} is held. "
            + (f"Those of {quarter} are of {days}." if rows else f"There is none of {quarter}.")
        )
    return {name: text for name, text in rows[day].items() if name in field_names() and text}


def sum_fields(values: Mapping[str, str]) -> tuple[FieldSum, ...]:
    """Sum the referrals, which must come to the cases, and the ethnic groups, which may be fewer."""
    return tuple(_sum_group(group, group.total, values) for group in GROUPS if group.total)


def predict_next_meeting(day: date, frequency: str) -> date | None:
    """Predict the next meeting: the same weekday a week or more on, or the same weekday of the next month.

    `frequency` is that of the areas file; None where it has no next date.
    """
    known = frequency.strip().casefold()
    if known == "daily":
        return day + timedelta(days=3 if day.weekday() == 4 else 1)
    if known in DAYS_BETWEEN_MEETINGS:
        return day + timedelta(days=DAYS_BETWEEN_MEETINGS[known])
    return _same_weekday_next_month(day) if known.startswith("monthly") else None


def meeting_frequency(directory: AreaDirectory, marac: str) -> str:
    """Meeting frequency of a Marac, by its code; empty where the areas file does not say."""
    listing = directory.listing(Level.MARAC, marac)
    return listing.meeting_frequency if listing else ""


def read_day(text: str) -> date:
    """Read a typed date. Raises MaracdashError with a sentence."""
    try:
        return dates.parse_day(text)
    except CellError as error:
        raise MaracdashError(str(error)) from error


def build_row(marac: str, meeting: held_meetings.HeldMeeting) -> dict[str, str]:
    """Build the row of a held meeting, as it would be typed again."""
    day = meeting.day.isoformat() if meeting.day else ""
    counts = {
        name: WITHHELD_MARK if name in meeting.withheld else _write_count(count)
        for name, count in meeting.counts.items()
    }
    return {"marac": marac, "meeting_date": day, **counts}


def encode_rows(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Encode rows as CSV with only the columns that some row gives: one that is absent was not collected."""
    given = [name for name in rows[0] if name in MEETING_RETURNS.required or any(row[name] for row in rows)]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, given, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _read_held_rows(folder: Path, marac: str, quarter: Quarter, sender: Person) -> dict[date, dict[str, str]]:
    """The held meetings of a quarter by date, each as it would be typed again."""
    check_sender(sender, read_existing_data(folder).directory, [marac])
    held = held_meetings.read_held_meetings(folder, marac, quarter)
    if any(each.day is None for each in held):
        raise MaracdashError(
            f"{quarter} was returned for this Marac as one row for the whole quarter, so a single meeting cannot be "
            "added to it or corrected. Send the quarter again as a file, with every meeting or as one row."
        )
    return {each.day: build_row(marac, each) for each in held if each.day}


def _sum_group(group: FieldGroup, total: Total, values: Mapping[str, str]) -> FieldSum:
    whole = _read_number(values.get(total.of, ""))
    found = [_read_number(values.get(name, "")) for name in field_names(group)]
    parts = sum(each for each in found if each is not None)
    agrees = None
    if whole is not None:
        is_complete = None not in found
        (is_wrong,) = find_wrong_sums(total, np.array([parts]), np.array([whole]), np.array([is_complete]))
        agrees = False if is_wrong else True if is_complete else None
    return FieldSum(title=total.title, total=parts, cases=whole, agrees=agrees)


def _read_number(text: str) -> float | None:
    try:
        found = numbers.allow_withheld(numbers.parse_non_negative)(text.strip())
    except CellError:
        return None
    return None if isnan(found) or not isfinite(found) else found


def _write_count(count: float | None) -> str:
    if count is None:
        return ""
    return str(int(count)) if float(count).is_integer() else repr(float(count))


def _same_weekday_next_month(day: date) -> date:
    """The same weekday of the next month: the second Tuesday after a second Tuesday; the last after a fifth."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    first = date(year, month, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * ((day.day - 1) // 7))
    return found if found.month == month and found.day <= monthrange(year, month)[1] else found - timedelta(days=7)
