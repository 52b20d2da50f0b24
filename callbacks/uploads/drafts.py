"""The last few checks of this process, so that what was just checked need not be checked again to be shown."""

from __future__ import annotations

import threading
from collections import OrderedDict

from callbacks.http import sessions
from callbacks.http.server_pages import ServerPages
from callbacks.identity import current_person
from maracdash.intake.preview.drafts import Draft, read_draft, read_draft_files
from maracdash.model.people import Person

MAX_DRAFTS = 8
_LOCK = threading.Lock()
_DRAFTS: OrderedDict[str, tuple[str, Person, Draft]] = OrderedDict()


def remember_draft(server_pages: ServerPages, checked: Draft) -> None:
    """Keep a check with the release it was made against, and the person, with their rights, that it was made for."""
    with _LOCK:
        _DRAFTS[checked.id] = (server_pages.record.release_id(), current_person(), checked)
        while len(_DRAFTS) > MAX_DRAFTS:
            _DRAFTS.popitem(last=False)


def find_draft(server_pages: ServerPages, draft_id: str) -> Draft:
    """The draft of this browser, checked against what is held now. Raises NotFoundError."""
    with _LOCK:
        release, person, kept = _DRAFTS.get(draft_id, ("", None, None))
    if kept is None or (release, person) != (server_pages.record.release_id(), current_person()):
        kept = read_draft(server_pages.folder, draft_id, sessions.owner_id(), sender=current_person())
        remember_draft(server_pages, kept)
        return kept
    read_draft_files(server_pages.folder, draft_id, sessions.owner_id())
    return kept


def forget_draft(draft_id: str) -> None:
    """Let go of a check."""
    with _LOCK:
        _DRAFTS.pop(draft_id, None)
