"""Releases that were published, and the Maracs whose figures came, changed or went with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from maracdash import queries
from maracdash.intake.accept.rights import may_know_sender
from maracdash.intake.file_types import areas
from maracdash.model.areas import Area, Level
from maracdash.model.directory import AreaDirectory
from maracdash.model.notices import Notification, NotificationKind
from maracdash.model.people import Person
from maracdash.model.quarters import Quarter
from maracdash.reading.past_releases import list_past_releases
from maracdash.reading.reader import Reader
from maracdash.store.releases import release_history
from maracdash.store.releases.release_history import ReleaseDiff
from maracdash.store.submissions.held_meetings import MaracQuarter, read_covered_quarters
from maracdash.store.submissions.manifests import Manifest

MAX_RELEASES = 60
MAX_NAMED = 3
AREA_DETAILS_SENT = "details of the area (name, dates, population) were sent"
MAX_MARACS = 40
"""A release that brings more Maracs than this is told as a release only."""


def list_release_notices(reader: Reader, person: Person) -> Iterator[Notification]:
    """One notice a release, and one for each Marac that it changes; the first release changes nothing."""
    known = reader.ask(queries.DIRECTORY)
    editions = release_history.list_release_diffs(reader.folder)
    for place, edition in enumerate(editions[:MAX_RELEASES]):
        yield _release_notice(edition, known, person)
        if place + 1 < len(editions):
            yield from _marac_notices(reader.folder, edition, editions[place + 1], known)


def list_publications(reader: Reader) -> Iterator[Notification]:
    """One notice a release, without who sent what."""
    for each in list_past_releases(reader)[:MAX_RELEASES]:
        yield Notification(
            id=f"release-{each.id}",
            kind=NotificationKind.RELEASE,
            when=each.published_at,
            text=f"New figures were published, as at {each.data_as_at:%-d %B %Y}.",
        )


def _release_notice(edition: ReleaseDiff, known: AreaDirectory, person: Person) -> Notification:
    release = edition.entry.release
    added, others_added = _split_own(edition.added, known, person)
    removed, others_removed = _split_own(edition.removed, known, person)
    parts = [f"{_describe_submission(each, known)} came in from {each.who}" for each in added]
    if others_added:
        parts.append(f"{_count_others(others_added)} came in")
    gone = [f"{_describe_submission(each, known)} from {each.who}" for each in removed]
    if others_removed:
        gone.append(_count_others(others_removed))
    if gone:
        parts.append(f"figures withdrawn: {' and '.join(gone)}")
    text = "; ".join(parts) or "nothing was sent: figures were worked out again"
    told = text if edition.only_withdraws else f"new figures: {text}"
    return Notification(
        id=f"release-{release.id}",
        kind=NotificationKind.RELEASE,
        when=release.published_at,
        text=f"{told[0].upper()}{told[1:]}.",
    )


def _split_own(manifests: Sequence[Manifest], known: AreaDirectory, person: Person) -> tuple[list[Manifest], int]:
    """Submissions whose sender this person may know, and the number of the others."""
    own = [each for each in manifests if may_know_sender(person, known, each.areas)]
    return own, len(manifests) - len(own)


def _count_others(count: int) -> str:
    return "a submission of other areas" if count == 1 else f"{count} submissions of other areas"


def _describe_submission(manifest: Manifest, known: AreaDirectory) -> str:
    """The kinds of its files and its id; the Maracs of an areas file too, where they are few."""
    kinds = " and ".join(dict.fromkeys(file.kind for file in manifest.files)) or "submission"
    maracs = [found.area.name for code in _area_file_codes([manifest]) if (found := known.listing(Level.MARAC, code))]
    named = f": {', '.join(maracs)}" if 0 < len(maracs) <= MAX_NAMED else ""
    return f"{kinds} ({manifest.id}{named})"


def _area_file_codes(manifests: Sequence[Manifest]) -> list[str]:
    """Codes that the submissions with an areas file name."""
    found = (manifest.areas for manifest in manifests if any(file.kind == areas.KIND.name for file in manifest.files))
    return sorted({code for codes in found for code in codes})


def _marac_notices(
    folder: Path, edition: ReleaseDiff, before: ReleaseDiff, known: AreaDirectory
) -> Iterator[Notification]:
    held = {pair for each in before.entry.submissions for pair in read_covered_quarters(folder, each)}
    came = {pair for each in edition.added for pair in read_covered_quarters(folder, each.id)}
    went = {pair for each in edition.removed for pair in read_covered_quarters(folder, each.id)}
    described = {
        code for code in _area_file_codes((*edition.added, *edition.removed)) if known.listing(Level.MARAC, code)
    }
    maracs = sorted({marac for marac, _ in came | went} | described)
    for marac in maracs if len(maracs) <= MAX_MARACS else ():
        found = known.listing(Level.MARAC, marac)
        area = found.area if found else Area(level=Level.MARAC, code=marac, name=marac)
        parts = [
            _describe_quarters("first figures for", [pair for pair in came - held if pair[0] == marac]),
            _describe_quarters("figures sent again for", [pair for pair in came & held if pair[0] == marac]),
            _describe_quarters("figures withdrawn for", [pair for pair in went - came if pair[0] == marac]),
            AREA_DETAILS_SENT if marac in described else "",
        ]
        yield Notification(
            id=f"figures-{edition.entry.release.id}-{marac}",
            kind=NotificationKind.FIGURES,
            when=edition.entry.release.published_at,
            area=area,
            text=f"{area.name}: {', '.join(part for part in parts if part)}.",
        )


def _describe_quarters(words: str, found: Sequence[MaracQuarter]) -> str:
    quarters = [Quarter.from_index(index) for index in sorted({index for _, index in found})]
    if not quarters:
        return ""
    if len(quarters) > 4:
        return f"{words} {len(quarters)} quarters from {quarters[0]} to {quarters[-1]}"
    return f"{words} {' and '.join(map(str, quarters))}"
