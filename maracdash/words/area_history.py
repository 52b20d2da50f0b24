"""History of a Marac in words: formed from others, closed, part of another since."""

from __future__ import annotations

from datetime import date

from maracdash.model.areas import Area, AreaHierarchy


def write_history(place: AreaHierarchy) -> str:
    """`Formed on 1 April 2025 from Ashby and Birchford.`, its closure, both, or nothing."""
    return " ".join(filter(None, (_formation_sentence(place), _closure_sentence(place))))


def name_group(place: AreaHierarchy) -> str:
    """`most similar group, Harrowshire Police included`: the group's figures hold the force's own.

    A group of the reader's own has its own name: `Coast, a group of your own`.
    """
    if place.group and place.group.given_name:
        return f"{place.group.given_name}, a group of your own"
    force = place.force or place.area
    return f"most similar group, {force.name} included"


def possessive(name: str) -> str:
    """`Birchford's`, `St Albans'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _formation_sentence(place: AreaHierarchy) -> str:
    formation = place.merger
    if formation is None:
        return ""
    when, names = _write_day(formation.on), _list_names(formation.maracs)
    what = f"Formed on {when} from {names}" if formation.is_new else f"{names} became part of it on {when}"
    return f"{what}; 12-month figures since then count their earlier cases too."


def _closure_sentence(place: AreaHierarchy) -> str:
    closure = place.closure
    if closure is None:
        return ""
    since = f"; part of {closure.successor.name} since" if closure.successor else ""
    return f"Closed on {_write_day(closure.on)}{since}."


def _list_names(areas: tuple[Area, ...]) -> str:
    *first, last = [area.name for area in areas]
    return f"{', '.join(first)} and {last}" if first else last


def _write_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
