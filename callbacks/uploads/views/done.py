"""Pages after a decision: accepted or cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlencode

from dash.development.base_component import Component

from callbacks.http.server_pages import ServerPages
from callbacks.uploads.views.checked import MEETING_FILE
from layouts.uploads import accepted as page
from maracdash.intake.entry.grid_entry import GRID_FILE_NAME
from maracdash.intake.entry.meeting_entry import meeting_frequency, predict_next_meeting
from maracdash.model.areas import Level
from maracdash.model.errors import NoReleaseError
from maracdash.model.quarters import Quarter
from maracdash.record import Manifest
from maracdash.words import uploads as words

NEXT_LINKS = (("Send more files", "/upload/file"), ("What has been sent", "/upload/history"))
OVERVIEW = "See the overview"
GRID_STORAGE_KEY = "maracdash-meetings"
"""Storage key under which assets/upload-grid.js keeps its rows."""
NOTHING_KEPT = "Nothing was kept, nothing was changed, and no copy of the files stays here."


def build_cancelled_page() -> list[Component]:
    """After a cancellation."""
    return page.layout("Cancelled", [NOTHING_KEPT], (*NEXT_LINKS, (OVERVIEW, "/")))


def build_accepted_page(server_pages: ServerPages, manifest: Manifest, *, again: bool) -> list[Component]:
    """After an acceptance."""
    links = (*NEXT_LINKS, (OVERVIEW, _find_overview(server_pages, manifest)))
    if again:
        return page.layout("Accepted before", [f"These files are already submission {manifest.id}."], links)
    files = ", ".join(each.name for each in manifest.files)
    return page.layout(
        "Accepted and published",
        [f"{files} is submission {manifest.id}, sent by {manifest.who}.", *_visibility_lines(server_pages, manifest)],
        (*_next_meeting_link(server_pages, manifest), *links),
        forgets=GRID_STORAGE_KEY if [each.name for each in manifest.files] == [GRID_FILE_NAME] else "",
    )


def _find_overview(server_pages: ServerPages, manifest: Manifest) -> str:
    """The overview of the Marac that was sent for; of several the first."""
    marac = next((code for code in manifest.areas if server_pages.directory.listing(Level.MARAC, code)), "")
    return f"/?{urlencode({'marac': marac})}" if marac else "/"


def _next_meeting_link(server_pages: ServerPages, manifest: Manifest) -> list[tuple[str, str]]:
    """After a form: the next meeting of the same Marac, on the day that its frequency says."""
    match = MEETING_FILE.fullmatch(manifest.files[0].name) if len(manifest.files) == 1 else None
    if not match or len(manifest.areas) != 1:
        return []
    marac = manifest.areas[0]
    day = predict_next_meeting(date.fromisoformat(match[1]), meeting_frequency(server_pages.directory, marac))
    query = urlencode({"marac": marac, "meeting_date": day.isoformat() if day else ""})
    return [("Another meeting for this Marac", f"/upload/form?{query}")]


def _visibility_lines(server_pages: ServerPages, manifest: Manifest) -> list[str]:
    """Sentences on when everybody sees what was sent: not before its quarters are over."""
    today = datetime.now(UTC).date()
    quarters = [Quarter.parse(each) for each in manifest.quarters]
    waiting = words.write_running_quarters(quarters, today)
    ended = not quarters or quarters[0] < Quarter.of(today)
    return [each for each in (_served_release(server_pages) if ended else "", waiting) if each]


def _served_release(server_pages: ServerPages) -> str:
    try:
        release = server_pages.context.reader.release
    except NoReleaseError as error:
        return str(error)
    return f"Everybody sees the new figures: release {release.id}."
