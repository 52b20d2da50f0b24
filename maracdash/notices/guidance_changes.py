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
from maracdash.model.notices import Kind, Notice
from maracdash.store.durable_files import append_line, read_lines

FILE = "guidance.jsonl"


def changed_guidance(folder: Path) -> Iterator[Notice]:
    """One notice for each time the catalogue's words changed; the words of now are noted where they are new."""
    known = [json.loads(line) for line in read_lines(folder / FILE)]
    now = {each.slug: fingerprint(each) for each in catalogue.INDICATORS}
    if folder.is_dir() and (not known or known[-1]["words"] != now):
        known.append({"at": datetime.now(UTC).isoformat(), "words": now})
        with suppress(OSError):  # a folder that is only read may still be looked at
            append_line(folder / FILE, json.dumps(known[-1]))
    for before, after in pairwise(known):
        slugs = [slug for slug, words in after["words"].items() if before["words"].get(slug) != words]
        if slugs:
            yield Notice(
                id=f"guidance-{after['at']}",
                kind=Kind.GUIDANCE,
                when=datetime.fromisoformat(after["at"]),
                text=f"The guidance changed on {', '.join(map(_title, slugs))}.",
            )


def fingerprint(indicator: Indicator) -> str:
    """Everything that is said of an indicator."""
    words = (indicator.title, indicator.definition, indicator.formula, indicator.source)
    return hashlib.sha256(json.dumps([*words, *indicator.notes, *indicator.consider]).encode()).hexdigest()[:12]


def _title(slug: str) -> str:
    return next((f"“{each.title}”" for each in catalogue.INDICATORS if each.slug == slug), f"“{slug}”")
