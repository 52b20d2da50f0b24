"""One meeting from a form: its problems field by field, its sums, and the return that it makes.

A later return stands for the whole quarter, so the meeting is sent with those of the quarter that are held.
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

from maracdash.catalogue.fields import GROUPS, field_names
from maracdash.intake.accept.checks import check
from maracdash.intake.cells import dates, numbers
from maracdash.intake.existing_data import Known
from maracdash.intake.file_types.returns import MEETINGS
from maracdash.intake.files import Incoming
from maracdash.intake.problems import NEEDED, Faulty, Problem
from maracdash.model.areas import Level
from maracdash.model.errors import MaracdashError
from maracdash.model.fields import FieldGroup, Total
from maracdash.model.quarters import Quarter
from maracdash.store.submissions import held_meetings

WITHHELD = "[c]"
DAYS = {"weekly": 7, "fortnightly": 14, "three-weekly": 21, "four-weekly": 28}
TOLERANCE = 0.01


@dataclass(frozen=True, kw_only=True)
class Sum:
    """What some fields come to, beside the cases; `agrees` is None while a field is blank or cannot be read."""

    title: str
    total: float
    cases: float | None
    agrees: bool | None


def meeting_problems(known: Known, marac: str, day: str, values: Mapping[str, str], today: date) -> tuple[Problem, ...]:
    """What is wrong with one meeting as typed; `column` is the field's name. Blank fields are warnings."""
    typed = {"marac": marac, "meeting_date": day, **{name: values.get(name, "") for name in field_names()}}
    if not any(text.strip() for text in typed.values()):
        return tuple(Problem("", None, name, NEEDED) for name in MEETINGS.required)
    report = check([Incoming("meeting", as_csv([typed]))], replace(known, history={}), today)
    return tuple(replace(each, file="", row=None) for each in report.problems)


def meeting_submission(folder: Path, marac: str, day: date, values: Mapping[str, str]) -> Incoming:
    """A return of the whole quarter with this meeting in it; one of the same date is replaced.

    `marac` is a code, `values` are as typed. Raises MaracdashError where the quarter was returned as one row.
    """
    quarter = Quarter.of(day)
    held = held_meetings.meetings(folder, marac, quarter)
    if any(each.day is None for each in held):
        raise MaracdashError(
            f"{quarter} was returned for this Marac as one row for the whole quarter, so a single meeting cannot be "
            "added to it. Send the quarter again as a file, with every meeting or as one row."
        )
    rows = {each.day: row(marac, each) for each in held if each.day}
    typed = {name: values.get(name, "") for name in field_names()}
    rows[day] = {"marac": marac, "meeting_date": day.isoformat(), **typed}
    return Incoming(f"meeting-{day.isoformat()}.csv", as_csv([rows[each] for each in sorted(rows)]))


def replaces(folder: Path, marac: str, day: date) -> bool:
    """Whether a meeting of this date is held already."""
    return day in {each.day for each in held_meetings.meetings(folder, marac, Quarter.of(day))}


def sums(values: Mapping[str, str]) -> tuple[Sum, ...]:
    """What the fields of each group that has a total come to."""
    return tuple(_sum(group, group.total, values) for group in GROUPS if group.total)


def next_meeting(day: date, frequency: str) -> date | None:
    """The date after this one: the same weekday a week or more on, or the same weekday of the next month.

    `frequency` is that of the areas file; None where it is not one that has a next date.
    """
    known = frequency.strip().casefold()
    if known == "daily":
        return day + timedelta(days=3 if day.weekday() == 4 else 1)
    if known in DAYS:
        return day + timedelta(days=DAYS[known])
    return _next_month(day) if known.startswith("monthly") else None


def frequency(known: Known, marac: str) -> str:
    """How often a Marac meets, by its code; empty where the areas file does not say."""
    listing = known.directory.listing(Level.MARAC, marac)
    return listing.meeting_frequency if listing else ""


def read_day(text: str) -> date:
    """The date as typed. Raises MaracdashError with a sentence."""
    try:
        return dates.day(text)
    except Faulty as error:
        raise MaracdashError(str(error)) from error


def row(marac: str, meeting: held_meetings.Meeting) -> dict[str, str]:
    """A meeting that is held, as it would be typed again."""
    day = meeting.day.isoformat() if meeting.day else ""
    counts = {name: WITHHELD if name in meeting.withheld else _text(count) for name, count in meeting.counts.items()}
    return {"marac": marac, "meeting_date": day, **counts}


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A file of these rows. Only the columns that some row gives: one that is absent was not collected."""
    given = [name for name in rows[0] if name in MEETINGS.required or any(row[name] for row in rows)]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, given, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _sum(group: FieldGroup, total: Total, values: Mapping[str, str]) -> Sum:
    whole = _number(values.get(total.of, ""))
    found = [_number(values.get(name, "")) for name in field_names(group)]
    parts = sum(each for each in found if each is not None)
    agrees = None
    if whole is not None and parts > whole + TOLERANCE:
        agrees = False
    elif whole is not None and None not in found:
        agrees = not total.exact or abs(parts - whole) <= TOLERANCE
    return Sum(title=total.title, total=parts, cases=whole, agrees=agrees)


def _number(text: str) -> float | None:
    try:
        found = numbers.withholding(numbers.at_least_nothing)(text.strip())
    except Faulty:
        return None
    return None if isnan(found) or not isfinite(found) else found


def _text(count: float | None) -> str:
    if count is None:
        return ""
    return str(int(count)) if float(count).is_integer() else repr(float(count))


def _next_month(day: date) -> date:
    """The same weekday of the next month: the second Tuesday after a second Tuesday; the last after a fifth."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    first = date(year, month, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * ((day.day - 1) // 7))
    return found if found.month == month and found.day <= monthrange(year, month)[1] else found - timedelta(days=7)
