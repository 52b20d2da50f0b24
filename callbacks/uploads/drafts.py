"""The last few checks of this process, so that what was just checked need not be checked again to be shown."""

from __future__ import annotations

import threading
from collections import OrderedDict

from callbacks.http import sessions
from callbacks.http.server_pages import Desk
from maracdash.intake.preview.drafts import Draft, draft, draft_files

MOST = 8
_LOCK = threading.Lock()
_KEPT: OrderedDict[str, tuple[str, Draft]] = OrderedDict()


def remember(desk: Desk, checked: Draft) -> None:
    """Keep a check with the release it was made against."""
    with _LOCK:
        _KEPT[checked.id] = (desk.record.release_id(), checked)
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)


def found(desk: Desk, draft_id: str) -> Draft:
    """The draft of this browser, checked against what is held now. Raises UnknownThing."""
    with _LOCK:
        release, kept = _KEPT.get(draft_id, ("", None))
    if kept is None or release != desk.record.release_id():
        kept = draft(desk.folder, draft_id, sessions.browser())
        remember(desk, kept)
        return kept
    draft_files(desk.folder, draft_id, sessions.browser())
    return kept


def forget(draft_id: str) -> None:
    """Let go of a check."""
    with _LOCK:
        _KEPT.pop(draft_id, None)
