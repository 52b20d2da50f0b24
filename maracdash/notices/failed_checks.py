"""Notices of checks that failed: who brought what, never what was in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from maracdash import queries
from maracdash.intake.accept.rights import may_know_failure
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.notices import Notification, NotificationKind
from maracdash.model.people import Person
from maracdash.reading.reader import Reader
from maracdash.store.releases.publish import current_release_path
from maracdash.store.submissions.failed_checks import FailedCheck, read_failed_checks

MAX_ATTEMPTS = 100


def list_failed_checks(reader: Reader, person: Person) -> Iterator[Notification]:
    """One notice that concerns this person for the failed checks in a row of one sender, one day and the same kinds and
    areas: who mends a file sends it several times. About a Marac where the files were of that one alone.
    """
    found = read_failed_checks(reader.folder)[-MAX_ATTEMPTS:]
    published = bool(found) and current_release_path(reader.folder, reader.audience) is not None
    known = reader.ask(queries.DIRECTORY) if published else AreaDirectory()
    for (_, _, _, codes), several in groupby(found, lambda each: (each.who, each.at.date(), each.kinds, each.areas)):
        if not may_know_failure(person, known, codes):
            continue
        listings = [known.listing(Level.MARAC, code) for code in codes]
        maracs = [listing.area for listing in listings if listing]
        yield _build_notice(list(several), maracs[0] if len(maracs) == 1 else None)


def _build_notice(several: Sequence[FailedCheck], area: Area | None) -> Notification:
    attempt = several[-1]
    noun = "problem" if attempt.problems == 1 else "problems"
    what = " and ".join(attempt.kinds) or "a file of no known kind"
    whose = f" of {area.name}" if area else ""
    start = f"An upload by {attempt.who}" if len(several) == 1 else f"{len(several)} uploads by {attempt.who}"
    had = "had" if len(several) == 1 else "were not kept; the last had"
    end = " and was not kept." if len(several) == 1 else "."
    return Notification(
        id=f"check-{attempt.at:%Y%m%dT%H%M%S%f}",
        kind=NotificationKind.CHECK,
        when=attempt.at,
        area=area,
        text=f"{start} ({what}{whose}) {had} {attempt.problems:,} {noun}{end}",
    )
