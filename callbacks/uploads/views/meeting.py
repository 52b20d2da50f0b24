"""A form as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from callbacks.http import sessions
from layouts.uploads.meeting import IDENTIFYING_FIELDS, MeetingForm
from maracdash.catalogue.fields import field_names
from maracdash.intake.entry.meeting_entry import FieldSum, sum_fields
from maracdash.intake.problems import Problem
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.fields import FILLED
from maracdash.model.people import Person
from maracdash.words.numbers import write_count

MAX_VALUE_LENGTH = 60
NO_FORCE = "Other Maracs"


def names() -> tuple[str, ...]:
    """Names of the form's inputs, in its order."""
    return (*IDENTIFYING_FIELDS, *field_names())


def read_values(sent: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form that were sent with something in them."""
    found = {name: sent.get(name, "").strip()[:MAX_VALUE_LENGTH] for name in names()}
    filled = sent.get(FILLED, "") if sent.get(FILLED, "").count(" ") else ""
    return {name: text for name, text in (found | {FILLED: filled}).items() if text}


def build_form(
    directory: AreaDirectory,
    given: Mapping[str, str],
    problems: Iterable[Problem],
    *,
    note: str = "",
    replaces: str = "",
    sender: Person,
) -> MeetingForm:
    """Values as typed with their problems, one sentence for each field, in the order of the form."""
    wrong: dict[str, str] = {}
    places = names()
    for each in problems:
        place = each.column if each.column in places else ""
        wrong[place] = f"{wrong[place]} {each.message}" if place in wrong else each.message
    return MeetingForm(
        values=given,
        maracs=_list_maracs(directory, sender, given.get("marac", "")),
        problems={name: wrong[name] for name in ("", *places) if name in wrong},
        sums={each.title: _sum_sentence(each) for each in sum_fields(given)},
        note=note,
        sender=sessions.sender(),
        filled=given.get(FILLED, ""),
        replaces=replaces,
    )


def write_meeting(pattern: str, directory: AreaDirectory, filled: str) -> str:
    """A sentence about the meeting that a form was filled in from, with its Marac and day in the pattern's places."""
    marac, _, day = filled.rpartition(" ")
    listing = directory.listing(Level.MARAC, marac)
    return pattern.format(listing.area.name if listing else marac, day)


def _list_maracs(directory: AreaDirectory, sender: Person, chosen: str) -> Sequence[tuple[str, Sequence[Area]]]:
    """The Maracs that the sender may send for, by force: those that meet today, and the one that is chosen."""
    today = datetime.now(UTC).date()
    forces: dict[str, list[Area]] = {}
    for each in directory.at(Level.MARAC):
        is_open = not each.valid_to or each.valid_to >= today
        if (is_open or each.area.code == chosen) and sender.may_send_for(each.area.code, each.parent):
            force = directory.listing(Level.FORCE, each.parent)
            forces.setdefault(force.area.name if force else NO_FORCE, []).append(each.area)
    return sorted(forces.items())


def _sum_sentence(each: FieldSum) -> str:
    if each.cases is None:
        return f"{each.title} so far: {write_count(each.total)}"
    return f"{each.title} so far: {write_count(each.total)} of {write_count(each.cases)} cases"
