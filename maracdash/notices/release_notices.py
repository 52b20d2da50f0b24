"""Releases that were published, and the Maracs whose figures came, changed or went with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from maracdash import queries
from maracdash.intake.file_types import areas
from maracdash.model.areas import Area, Level
from maracdash.model.directory import Directory
from maracdash.model.notices import Kind, Notice
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.store.releases import release_history
from maracdash.store.releases.release_history import Edition
from maracdash.store.submissions.held_meetings import Pair, pairs
from maracdash.store.submissions.manifests import Manifest

MOST = 60
MOST_NAMED = 3
DESCRIBED = "what is known of the area (name, dates, population) was sent"
MOST_MARACS = 40
"""A release that brings more Maracs than this is told as a release only."""


def published(reader: Reader) -> Iterator[Notice]:
    """One notice a release, and one for each Marac that it changes; the first release changes nothing."""
    known = reader.ask(queries.directory)
    editions = release_history.editions(reader.folder)
    for place, edition in enumerate(editions[:MOST]):
        yield _release(edition, known)
        if place + 1 < len(editions):
            yield from _maracs(reader.folder, edition, editions[place + 1], known)


def _release(edition: Edition, known: Directory) -> Notice:
    release = edition.entry.release
    parts = [*(f"{_what(each, known)} came in from {each.who}" for each in edition.added)]
    parts += [f"{_what(each, known)} of {each.who} counts no longer" for each in edition.removed]
    text = "; ".join(parts) or "nothing was sent: figures were worked out anew"
    return Notice(
        id=f"release-{release.id}", kind=Kind.RELEASE, when=release.published_at, text=f"New figures: {text}."
    )


def _what(note: Manifest, known: Directory) -> str:
    """The kinds of its files and its id; the Maracs of an areas file too, where they are few."""
    kinds = " and ".join(dict.fromkeys(file.kind for file in note.files)) or "submission"
    maracs = [found.area.name for code in _of_areas([note]) if (found := known.listing(Level.MARAC, code))]
    named = f": {', '.join(maracs)}" if 0 < len(maracs) <= MOST_NAMED else ""
    return f"{kinds} ({note.id}{named})"


def _of_areas(notes: Sequence[Manifest]) -> list[str]:
    """Codes that the submissions with an areas file name."""
    found = (note.areas for note in notes if any(file.kind == areas.KIND.name for file in note.files))
    return sorted({code for codes in found for code in codes})


def _maracs(folder: Path, edition: Edition, before: Edition, known: Directory) -> Iterator[Notice]:
    held = {pair for each in before.entry.submissions for pair in pairs(folder, each)}
    came = {pair for each in edition.added for pair in pairs(folder, each.id)}
    went = {pair for each in edition.removed for pair in pairs(folder, each.id)}
    described = {code for code in _of_areas((*edition.added, *edition.removed)) if known.listing(Level.MARAC, code)}
    maracs = sorted({marac for marac, _ in came | went} | described)
    for marac in maracs if len(maracs) <= MOST_MARACS else ():
        found = known.listing(Level.MARAC, marac)
        area = found.area if found else Area(level=Level.MARAC, code=marac, name=marac)
        parts = [
            _said("first figures for", [pair for pair in came - held if pair[0] == marac]),
            _said("figures sent again for", [pair for pair in came & held if pair[0] == marac]),
            _said("figures withdrawn for", [pair for pair in went - came if pair[0] == marac]),
            DESCRIBED if marac in described else "",
        ]
        yield Notice(
            id=f"figures-{edition.entry.release.id}-{marac}",
            kind=Kind.FIGURES,
            when=edition.entry.release.published_at,
            area=area,
            text=f"{area.name}: {', '.join(part for part in parts if part)}.",
        )


def _said(words: str, found: Sequence[Pair]) -> str:
    quarters = [Quarter.from_index(index) for index in sorted({index for _, index in found})]
    if not quarters:
        return ""
    if len(quarters) > 4:
        return f"{words} {len(quarters)} quarters from {quarters[0]} to {quarters[-1]}"
    return f"{words} {' and '.join(map(str, quarters))}"
