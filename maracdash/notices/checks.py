"""Checks that failed: who brought what, never what was in it."""

from __future__ import annotations

from collections.abc import Iterator

from maracdash.model.areas import Area, Level
from maracdash.model.notices import Kind, Notice
from maracdash.store import knowledge
from maracdash.store.attempts import Attempt, attempts
from maracdash.store.publish import pointed
from maracdash.store.releases import Releases

MOST = 100


def failed_checks(releases: Releases) -> Iterator[Notice]:
    """One notice a failed check; about a Marac where the files were of that one alone."""
    found = attempts(releases.folder)[-MOST:]
    known = releases.asked(knowledge.directory) if found and pointed(releases.folder) else None
    for each in found:
        listings = [known.listing(Level.MARAC, code) for code in each.areas] if known else []
        maracs = [listing.area for listing in listings if listing]
        yield _notice(each, maracs[0] if len(maracs) == 1 else None)


def _notice(attempt: Attempt, area: Area | None) -> Notice:
    noun = "problem" if attempt.problems == 1 else "problems"
    what = " and ".join(attempt.kinds) or "a file of no known kind"
    return Notice(
        id=f"check-{attempt.at:%Y%m%dT%H%M%S%f}",
        kind=Kind.CHECK,
        when=attempt.at,
        area=area,
        text=f"An upload by {attempt.who} ({what}) had {attempt.problems:,} {noun} and was not kept.",
    )
