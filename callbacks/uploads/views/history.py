"""Submissions and releases as their pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import urlencode

from layouts.uploads.history import Differing, Line, One, Published
from maracdash.model.errors import MaracdashError
from maracdash.model.quarters import Quarter
from maracdash.reading.reader import Reader
from maracdash.reading.revisions import headline_revisions
from maracdash.record import Edition, Manifest, Sent, State
from maracdash.words import overview_reports
from maracdash.words import uploads as words

MOST_FIGURES = 300
DOES = {State.IN_FORCE: "Withdraw", State.WITHDRAWN: "Bring back"}
NONE = "nothing"


def line(sent: Sent) -> Line:
    """A submission as a row."""
    note = sent.note
    files = tuple((file.name, f"/upload/history/{note.id}/original/{at}") for at, file in enumerate(note.files))
    return Line(
        id=note.id,
        state=_state(sent),
        sent=f"{note.accepted_at:%-d %B %Y, %H:%M} UTC",
        who=note.who,
        files=files,
        covers=_covers(note),
    )


def one(sent: Sent, published: Sequence[Edition], later: Sequence[str], problem: str, reason: str, name: str) -> One:
    """A submission in full, with the releases that it entered or left, the submissions that tell of the same since,
    and with what could not be done.
    """
    note, by = sent.note, sent.withdrawn_by
    files = [f"{each.name}: {each.kind}, {words.counted(each.rows, 'row')}" for each in note.files]
    facts = [
        ("What it is", ", ".join(files) or NONE),
        ("Covers", _covers(note)),
        ("Why", note.why or ""),
        ("Withdrawn", f"{by.accepted_at:%-d %B %Y, %H:%M} UTC by {by.who}: {by.why}" if by else ""),
    ]
    return One(
        line=line(sent),
        facts=tuple((name, said) for name, said in facts if said),
        warnings=note.warnings_accepted,
        turns=tuple(_turns(note, published)),
        later=words.counting_on(list(later)),
        does=does(sent),
        problem=problem,
        reason=reason,
        name=name,
    )


def does(sent: Sent) -> str:
    """What can be done with it."""
    return DOES.get(sent.state, "")


def release(edition: Edition) -> Published:
    """A release as a row."""
    published = edition.entry.release.published_at
    return Published(
        id=edition.entry.release.id,
        when=f"{published:%-d %B %Y, %H:%M:%S} UTC",
        added=_ids(edition.added),
        removed=_ids(edition.removed),
    )


def difference(edition: Edition, reader: Reader, then: str, now: str) -> Differing:
    """Each submission that only one of two releases counts, and the headlines of the newest quarter that they touch."""
    came = [(each.id, f"counts since: {_covers(each)}, sent by {each.who}") for each in edition.added]
    went = [(each.id, f"counts no longer: {_covers(each)}, sent by {each.who}") for each in edition.removed]
    submissions = (*came, *went)
    try:
        found = headline_revisions(reader.at(then), reader.at(now), edition.quarters)
    except MaracdashError as error:
        return Differing(submissions=submissions, said=str(error))
    figures = tuple(overview_reports.rows(found.revisions[:MOST_FIGURES], withdrawn=edition.only_withdraws))
    return Differing(submissions=submissions, said=words.headlines_changed(found), figures=figures)


def _turns(note: Manifest, published: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    """Newest first, as the editions are; nothing came before the first release, so nothing can be said of it."""
    for edition, earlier in pairwise(published):
        then, now = earlier.entry.release, edition.entry.release
        address = f"/upload/releases?{urlencode({'then': then.id, 'now': now.id})}"
        if note in edition.added:
            yield f"What counting it changed, {now.published_at:%-d %B %Y, %H:%M} UTC", address
        if note in edition.removed:
            yield f"What taking it out changed, {now.published_at:%-d %B %Y, %H:%M} UTC", address


def _state(sent: Sent) -> str:
    return f"withdraws {sent.note.withdraws}" if sent.state is State.WITHDRAWAL else str(sent.state)


def _covers(note: Manifest) -> str:
    areas = words.counted(len(note.areas), "area")
    quarters = f", {words.span(list(map(Quarter.parse, note.quarters)))}" if note.quarters else ""
    return f"{areas}{quarters}" if note.areas else NONE


def _ids(notes: Sequence[Manifest]) -> str:
    return words.covered([each.id for each in notes]) if notes else "none"
