"""What is said when it is over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlencode

from dash.development.base_component import Component

from callbacks.http.server_pages import Desk
from callbacks.uploads.views.checked import MEETING
from layouts.uploads import accepted as page
from maracdash.intake.accept.acceptance import known
from maracdash.intake.entry.grid_entry import NAME
from maracdash.intake.entry.meeting_entry import frequency, next_meeting
from maracdash.model.errors import NoRelease
from maracdash.model.quarters import Quarter
from maracdash.record import Manifest
from maracdash.words import uploads as words

WAYS = (("Send more files", "/upload/file"), ("What has been sent", "/upload/history"), ("See the overview", "/"))
TYPED = "maracdash-meetings"
"""Where assets/upload-grid.js keeps its rows."""
CANCELLED = "Nothing was kept, nothing was changed, and no copy of the files stays here."


def cancelled() -> list[Component]:
    """After a cancellation."""
    return page.layout("Cancelled", [CANCELLED], WAYS)


def accepted(desk: Desk, note: Manifest, *, again: bool) -> list[Component]:
    """After an acceptance."""
    if again:
        return page.layout("Accepted before", [f"These very files are submission {note.id} already."], WAYS)
    files = ", ".join(each.name for each in note.files)
    return page.layout(
        "Accepted and published",
        [f"{files} is submission {note.id}, sent by {note.who}.", *_shown(desk, note)],
        (*_another(desk, note), *WAYS),
        forgets=TYPED if [each.name for each in note.files] == [NAME] else "",
    )


def _another(desk: Desk, note: Manifest) -> list[tuple[str, str]]:
    """After a form: the next meeting of the same Marac, on the day that its frequency says."""
    match = MEETING.fullmatch(note.files[0].name) if len(note.files) == 1 else None
    if not match or len(note.areas) != 1:
        return []
    marac = note.areas[0]
    day = next_meeting(date.fromisoformat(match[1]), frequency(known(desk.folder), marac))
    query = urlencode({"marac": marac, "meeting_date": day.isoformat() if day else ""})
    return [("Another meeting for this Marac", f"/upload/form?{query}")]


def _shown(desk: Desk, note: Manifest) -> list[str]:
    """Since when everybody sees what was sent: not before its quarters are over."""
    today = datetime.now(UTC).date()
    quarters = [Quarter.parse(each) for each in note.quarters]
    waiting = words.later(quarters, today)
    ended = not quarters or quarters[0] < Quarter.of(today)
    return [each for each in (_served(desk) if ended else "", waiting) if each]


def _served(desk: Desk) -> str:
    try:
        release = desk.context.reader.release
    except NoRelease as error:
        return str(error)
    return f"Everybody sees the new figures: release {release.id}."
