"""Saved forms: begun and not sent, one for each person; numbers and a date alone, never words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from maracdash.catalogue.fields import field
from maracdash.intake.cells import dates
from maracdash.intake.problems import CellError
from maracdash.model.errors import StorageError
from maracdash.model.fields import FILLED
from maracdash.store import folder_files
from maracdash.store.folder_names import DRAFTS_FOLDER

FORMS_FOLDER = "forms"
MAX_FORM_AGE = timedelta(days=14)
COUNT_PATTERN = re.compile(r"[<≤]?=?[ \u00a0\u2009\u202f]?[\d.,]{1,24}|\[c\]|n/a|-", re.ASCII)
DATE_PATTERN = re.compile(r"[\d/.-]{1,10}", re.ASCII)
CODE_PATTERN = re.compile(r"[\w .&'()-]{1,60}")
FILLED_PATTERN = re.compile(rf"{CODE_PATTERN.pattern} \d{{4}}-\d\d-\d\d")


def save_form(folder: Path, who: str, values: Mapping[str, str]) -> None:
    """Save a typed form: `marac`, `meeting_date`, FILLED and the fields, as far as they are what they should be.

    Words in a field of counts may be about a person, so they are not kept. Raises StorageError and NewerFormatError.
    """
    kept = {name: text for name, text in values.items() if _is_storable(name, text)}
    try:
        folder_files.replace_file(folder, _file_name(who), json.dumps(kept).encode())
        _remove_old_forms(folder)
    except OSError as error:
        raise StorageError(f"The form could not be kept ({error.strerror}). Send it now, or copy it.") from error


def read_saved_form(folder: Path, who: str, now: datetime | None = None) -> dict[str, str]:
    """Read the form that this person typed last and did not send; empty where there is none, or none of two weeks."""
    try:
        held = folder_files.read_file(folder, _file_name(who))
        if held is None:
            return {}
        if (now or datetime.now(UTC)) - held.changed_at > MAX_FORM_AGE:
            delete_saved_form(folder, who)
            return {}
        found: dict[str, str] = json.loads(held.content)
    except (OSError, ValueError):
        return {}
    return {name: text for name, text in found.items() if _is_storable(name, text)}


def delete_saved_form(folder: Path, who: str) -> None:
    """Delete a saved form: it was sent, or thrown away."""
    folder_files.remove_file(folder, _file_name(who))


def _remove_old_forms(folder: Path) -> None:
    """Remove everybody's forms that are too old."""
    for each in folder_files.list_files(folder, f"{DRAFTS_FOLDER}/{FORMS_FOLDER}"):
        if datetime.now(UTC) - each.changed_at > MAX_FORM_AGE:
            folder_files.remove_file(folder, each.name)


def _file_name(who: str) -> str:
    return f"{DRAFTS_FOLDER}/{FORMS_FOLDER}/{hashlib.sha256(who.encode()).hexdigest()[:32]}.json"


def _is_day(text: str) -> bool:
    """A date in words is no more than a date."""
    try:
        dates.parse_calendar_day(text)
    except CellError:
        return False
    return True


def _is_storable(name: str, text: str) -> bool:
    if name == "marac":
        return bool(CODE_PATTERN.fullmatch(text))
    if name == FILLED:
        return bool(FILLED_PATTERN.fullmatch(text))
    if name == "meeting_date":
        return bool(DATE_PATTERN.fullmatch(text)) or _is_day(text)
    return field(name) is not None and bool(COUNT_PATTERN.fullmatch(text))
