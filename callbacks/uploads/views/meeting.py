"""A form as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from callbacks.http import sessions
from layouts.uploads.meeting import LOOSE, Typed
from maracdash.catalogue.fields import field_names
from maracdash.intake.entry.meeting_entry import Sum, sums
from maracdash.intake.problems import Problem
from maracdash.model.areas import Area, Level
from maracdash.model.directory import Directory
from maracdash.words.numbers import count

LONGEST = 60
OTHERS = "Other Maracs"


def names() -> tuple[str, ...]:
    """What the form asks for, in its order."""
    return (*LOOSE, *field_names())


def values(sent: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form that were sent with something in them."""
    found = {name: sent.get(name, "").strip()[:LONGEST] for name in names()}
    return {name: text for name, text in found.items() if text}


def typed(directory: Directory, given: Mapping[str, str], problems: Iterable[Problem], *, saved: bool) -> Typed:
    """What was typed with its problems, one sentence a field, in the order of the form."""
    wrong: dict[str, str] = {}
    places = names()
    for each in problems:
        place = each.column if each.column in places else ""
        wrong[place] = f"{wrong[place]} {each.message}" if place in wrong else each.message
    return Typed(
        values=given,
        maracs=_maracs(directory),
        problems={name: wrong[name] for name in ("", *places) if name in wrong},
        sums={each.title: _said(each) for each in sums(given)},
        saved=saved,
        name=sessions.name(),
    )


def _maracs(directory: Directory) -> Sequence[tuple[str, Sequence[Area]]]:
    """The Maracs that meet today, by force."""
    today = datetime.now(UTC).date()
    forces: dict[str, list[Area]] = {}
    for each in directory.at(Level.MARAC):
        if not each.valid_to or each.valid_to >= today:
            force = directory.listing(Level.FORCE, each.parent)
            forces.setdefault(force.area.name if force else OTHERS, []).append(each.area)
    return sorted(forces.items())


def _said(each: Sum) -> str:
    if each.cases is None:
        return f"{each.title} so far: {count(each.total)}"
    return f"{each.title} so far: {count(each.total)} of {count(each.cases)} cases"
