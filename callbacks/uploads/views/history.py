"""Submissions and releases as their pages show them."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.uploads.history import Line, One, Published
from maracdash.store.history import Edition, Sent, State
from maracdash.store.submissions import Manifest
from maracdash.words import uploads as words

FEW = 3
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


def one(sent: Sent, problem: str, reason: str, name: str) -> One:
    """A submission in full, with what could not be done."""
    note, by = sent.note, sent.withdrawn_by
    facts = [
        ("What it is", ", ".join(f"{each.name}: {each.kind}, {each.rows:,} rows" for each in note.files) or NONE),
        ("Covers", _covers(note)),
        ("Why", note.why or ""),
        ("Withdrawn", f"{by.accepted_at:%-d %B %Y, %H:%M} UTC by {by.who}: {by.why}" if by else ""),
    ]
    return One(
        line=line(sent),
        facts=tuple((name, said) for name, said in facts if said),
        warnings=note.warnings_accepted,
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


def difference(edition: Edition) -> list[tuple[str, str]]:
    """Each submission that only one of two releases counts."""
    came = [(each.id, f"counts since: {_covers(each)}, sent by {each.who}") for each in edition.added]
    return came + [(each.id, f"counts no longer: {_covers(each)}, sent by {each.who}") for each in edition.removed]


def _state(sent: Sent) -> str:
    return f"withdraws {sent.note.withdraws}" if sent.state is State.WITHDRAWAL else str(sent.state)


def _covers(note: Manifest) -> str:
    areas = words.counted(len(note.areas), "area")
    quarters = f", {note.quarters[0]} to {note.quarters[-1]}" if note.quarters else ""
    return f"{areas}{quarters}" if note.areas else NONE


def _ids(notes: Sequence[Manifest]) -> str:
    return words.covered([each.id for each in notes])
