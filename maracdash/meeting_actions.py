"""Actions of meetings in the data folder: a file for each Marac that only ever grows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from maracdash.model.areas import AreaHierarchy
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError, StorageError
from maracdash.model.meeting_actions import Action, ActionList
from maracdash.store.folder_files import append_line, read_records
from maracdash.store.folder_names import ACTIONS_FOLDER

NOTED, DONE, REOPENED, REMOVED = "noted", "done", "reopened", "removed"
NONE_SUCH = "There is no such action. It may have been removed meanwhile: load the page again."
NOT_KEPT = "The action cannot be kept in the data folder: {}. Nothing was changed."


def read_actions(folder: Path, marac: str) -> tuple[Action, ...]:
    """Actions of a Marac or force by its code, oldest first. Raises StorageError."""
    found: dict[str, Action] = {}
    try:
        events = read_records(folder, _name_file(marac))
    except OSError as error:
        raise StorageError(f"The actions of the meetings cannot be read: {error.strerror or error}.") from error
    for event in events:
        _take(found, event)
    return tuple(found.values())


def list_actions(folder: Path, place: AreaHierarchy, audience: Audience, today: date) -> ActionList | None:
    """Actions of a Marac or force as they stand on a day; None for whoever may not see its full figures.

    Raises StorageError.
    """
    codes = {each.code for each in (place.area, place.force) if each}
    if not (audience.everywhere or audience.areas & codes):
        return None
    return ActionList(actions=read_actions(folder, place.area.code), today=today)


def note_action(folder: Path, marac: str, action: Action) -> None:
    """Keep an action. Raises StorageError."""
    said = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(action).items()}
    _append(folder, marac, {"event": NOTED, **said})


def finish_action(folder: Path, marac: str, key: str, today: date, who: str) -> None:
    """Keep that an action is done. Raises NotFoundError and StorageError."""
    _change(folder, marac, key, {"event": DONE, "on": today.isoformat(), "by": who})


def reopen_action(folder: Path, marac: str, key: str, today: date, who: str) -> None:
    """Keep that an action is not done after all. Raises NotFoundError and StorageError."""
    _change(folder, marac, key, {"event": REOPENED, "on": today.isoformat(), "by": who})


def remove_action(folder: Path, marac: str, key: str, today: date, who: str) -> None:
    """Keep that an action was noted by mistake; it is shown no more. Raises NotFoundError and StorageError."""
    _change(folder, marac, key, {"event": REMOVED, "on": today.isoformat(), "by": who})


def _change(folder: Path, marac: str, key: str, event: dict[str, Any]) -> None:
    if key not in {each.id for each in read_actions(folder, marac)}:
        raise NotFoundError(NONE_SUCH)
    _append(folder, marac, {**event, "id": key})


def _append(folder: Path, marac: str, event: dict[str, Any]) -> None:
    try:
        append_line(folder, _name_file(marac), json.dumps(event))
    except OSError as error:
        raise StorageError(NOT_KEPT.format(error.strerror or error)) from error


def _take(found: dict[str, Action], event: dict[str, Any]) -> None:
    key, kind = event["id"], event["event"]
    if kind == NOTED:
        days = {name: _read_day(event[name]) for name in ("due", "noted_on", "done_on")}
        named = {name: event[name] for name in ("id", "what", "who", "indicator", "finding", "noted_by")}
        found[key] = Action(**named, **days)
    elif kind == REMOVED:
        found.pop(key, None)
    elif key in found:
        found[key] = replace(found[key], done_on=_read_day(event["on"]) if kind == DONE else None)


def _read_day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def _name_file(marac: str) -> str:
    """A code may hold what no file name may."""
    return f"{ACTIONS_FOLDER}/{hashlib.sha256(marac.encode()).hexdigest()[:32]}.jsonl"
