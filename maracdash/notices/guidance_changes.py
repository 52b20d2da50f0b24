"""Guidance that changed: when the words on an indicator are not those that were here before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from maracdash import catalogue
from maracdash.model.indicators import Indicator
from maracdash.model.notices import Notification, NotificationKind
from maracdash.store.folder_files import append_line, read_records
from maracdash.store.folder_names import GUIDANCE_FILE


def list_guidance_changes(folder: Path) -> Iterator[Notification]:
    """One notice for each time the catalogue's words changed; the words of now are noted where they are new.

    Raises NewerFormatError where they would be noted in a folder of a newer program.
    """
    known = read_records(folder, GUIDANCE_FILE)
    now = {each.slug: fingerprint_guidance(each) for each in catalogue.INDICATORS}
    if folder.is_dir() and (not known or known[-1]["words"] != now):
        known.append({"at": datetime.now(UTC).isoformat(), "words": now})
        with suppress(OSError):  # a folder that is only read may still be looked at
            append_line(folder, GUIDANCE_FILE, json.dumps(known[-1]))
    for before, after in pairwise(known):
        slugs = [slug for slug, words in after["words"].items() if before["words"].get(slug) != words]
        if slugs:
            yield Notification(
                id=f"guidance-{after['at']}",
                kind=NotificationKind.GUIDANCE,
                when=datetime.fromisoformat(after["at"]),
                text=f"The guidance changed on {', '.join(map(_quote_title, slugs))}.",
            )


def fingerprint_guidance(indicator: Indicator) -> str:
    """Everything that is said of an indicator."""
    words = (indicator.title, indicator.definition, indicator.formula, indicator.source)
    return hashlib.sha256(json.dumps([*words, *indicator.notes, *indicator.considerations]).encode()).hexdigest()[:12]


def _quote_title(slug: str) -> str:
    return next((f"“{each.title}”" for each in catalogue.INDICATORS if each.slug == slug), f"“{slug}”")
