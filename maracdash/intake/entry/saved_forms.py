"""Forms that were begun and not sent: one for each person, numbers and a date alone, never words."""

from __future__ import annotations

import hashlib
import json
import os
import re
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from maracdash.catalogue.fields import field
from maracdash.intake.cells import dates
from maracdash.intake.preview.drafts import FOLDER
from maracdash.intake.problems import Faulty
from maracdash.model.errors import CannotKeep

FORMS = "forms"
OLDEST = timedelta(days=14)
COUNT = re.compile(r"[<≤]?=?[ \u00a0\u2009\u202f]?[\d.,]{1,12}|\[c\]|n/a|-", re.ASCII)
DATE = re.compile(r"[\d/.-]{1,10}", re.ASCII)
CODE = re.compile(r"[\w .&'()-]{1,60}")


def save(folder: Path, who: str, values: Mapping[str, str]) -> None:
    """Keep what was typed: `marac`, `meeting_date` and the fields, as far as they are what they should be.

    Words in a field of counts may be about a person, so they are not kept. Raises CannotKeep.
    """
    kept = {name: text for name, text in values.items() if _fitting(name, text)}
    path = _path(folder, who)
    beside = path.with_name(f".{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        beside.write_text(json.dumps(kept), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(beside)  # noqa: PTH108 - it may never have been there
        raise CannotKeep(f"The form could not be kept ({error.strerror}). Send it now, or copy it.") from error


def unsent(folder: Path, who: str, now: datetime | None = None) -> dict[str, str]:
    """What this person typed last and did not send; empty where there is nothing, or nothing of two weeks."""
    path = _path(folder, who)
    try:
        age = (now or datetime.now(UTC)) - datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if age > OLDEST:
            forget(folder, who)
            return {}
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: text for name, text in found.items() if _fitting(name, text)}


def forget(folder: Path, who: str) -> None:
    """Leave nothing of it: it was sent, or thrown away."""
    _path(folder, who).unlink(missing_ok=True)


def _sweep(forms: Path) -> None:
    """Remove everybody's forms that are too old."""
    for each in forms.iterdir():
        with suppress(OSError):
            if datetime.now(UTC) - datetime.fromtimestamp(each.stat().st_mtime, UTC) > OLDEST:
                each.unlink()


def _path(folder: Path, who: str) -> Path:
    return folder / FOLDER / FORMS / f"{hashlib.sha256(who.encode()).hexdigest()[:32]}.json"


def _is_day(text: str) -> bool:
    """A date in words is no more than a date."""
    try:
        dates.calendar_day(text)
    except Faulty:
        return False
    return True


def _fitting(name: str, text: str) -> bool:
    if name == "marac":
        return bool(CODE.fullmatch(text))
    if name == "meeting_date":
        return bool(DATE.fullmatch(text)) or _is_day(text)
    return field(name) is not None and bool(COUNT.fullmatch(text))
